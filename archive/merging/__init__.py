"""Whether two entries are one: said by people, undone exactly.

The only writer of judgements and roots. `judging` decides; `known` reads
what there is to decide by, `sides` and `clashes` show it.
"""

from archive.merging.judging import (
    Blocked,
    different,
    members,
    replayed,
    revoke,
    revoke_row,
    same,
    settle,
    unsure,
)
from archive.merging.sides import Comparison, Side, Told, compare, warnings

__all__ = [
    "Blocked",
    "Comparison",
    "Side",
    "Told",
    "compare",
    "different",
    "members",
    "replayed",
    "revoke",
    "revoke_row",
    "same",
    "settle",
    "unsure",
    "warnings",
]
