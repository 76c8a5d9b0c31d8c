"""Spellings of names: fold, romanise, compare, score, find by blocks.

Equal keys, in one romanisation or another, may be joined by a machine; any score
below that is only a suggestion. Places are known by their other names from lists.
"""

from dataclasses import dataclass

from archive.names import certain
from archive.names.blocking import blocks
from archive.names.folding import fold, key
from archive.names.keys import Kind
from archive.names.romanising import mixed_scripts, romanise
from archive.names.scoring import score

__all__ = [
    "KEY_VERSION", "SUGGEST", "Comparison", "Kind", "blocks", "compare", "fold", "key",
    "mixed_scripts", "romanise", "score",
]  # fmt: skip

# Raised when a stored key would come out otherwise.
KEY_VERSION = 3
# From here two spellings are shown to a curator as a possible pair.
SUGGEST = {Kind.PERSON: 0.62, Kind.ORG: 0.70, Kind.PLACE: 0.62}


@dataclass(frozen=True, slots=True)
class Comparison:
    """auto: a machine may join the two; suggest: a person should be asked."""

    score: float
    auto: bool
    suggest: bool


def compare(a: str, b: str, *, kind: Kind) -> Comparison:
    found = score(a, b, kind=kind)
    is_certain = found == 1.0 and certain.may_be_joined(a, b, kind)
    return Comparison(found, is_certain, found >= SUGGEST[kind])
