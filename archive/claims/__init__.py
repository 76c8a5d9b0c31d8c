"""Claims: proposed, proven, confirmed, superseded, disputed.

The only writer of claims and their evidence. The archive does not know who
cites a claim; whoever does asks each time whether it still holds.
"""

from archive.claims.deciding import (
    Unproven,
    confirm,
    contradict,
    correct,
    dispute,
    happened_columns,
    propose,
    reject,
    set_aside,
    supersede,
    support,
    take_part,
)
from archive.claims.suggesting import suggest
from archive.claims.wording import exact_words, free_slug

__all__ = [
    "Unproven",
    "confirm",
    "contradict",
    "correct",
    "dispute",
    "exact_words",
    "free_slug",
    "happened_columns",
    "propose",
    "reject",
    "set_aside",
    "suggest",
    "supersede",
    "support",
    "take_part",
]
