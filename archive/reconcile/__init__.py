"""A run of the extractors set against what people decided.

The only writer of machine suggestions. It reads decided rows, and rows marked
by hand, and never writes one: no status, no entity, no boundary. `finding` reads
a text, `planning` sets what was found against what is there, `writing` writes it.
"""

from archive.reconcile.finding import find, gazetteer
from archive.reconcile.planning import Counts, Plan, mentions_of, set_against
from archive.reconcile.running import run
from archive.reconcile.writing import write

__all__ = [
    "Counts",
    "Plan",
    "find",
    "gazetteer",
    "mentions_of",
    "run",
    "set_against",
    "write",
]
