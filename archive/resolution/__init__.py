"""Who a name may be: looked up by blocks, ranked with reasons, asked in pairs.

Never compares a list with itself. Writes only what can be worked out again:
the blocks of names and the open pairs. Whether two are one is for `merging`.
"""

from archive.resolution.candidates import Candidate, candidates, certain
from archive.resolution.indexing import index, reindex
from archive.resolution.linking import linked
from archive.resolution.pairs import look_for_pairs, open_pairs

__all__ = [
    "Candidate",
    "candidates",
    "certain",
    "index",
    "linked",
    "look_for_pairs",
    "open_pairs",
    "reindex",
]
