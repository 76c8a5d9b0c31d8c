"""Spellings of names: fold, romanise, compare, score, find by blocks.

Equal keys may be joined by a machine; any score below that is only a
suggestion. Translations and renamings (Uzen, Zhanaozen) are aliases, not ours.
"""

import re
from dataclasses import dataclass

from archive.names import atlas, given, scoring
from archive.names.blocking import blocks
from archive.names.folding import fold, key
from archive.names.romanising import mixed_scripts, romanise
from archive.names.scoring import MOST_LETTERS, Kind, key_words, score

__all__ = [
    "KEY_VERSION", "SUGGEST", "Comparison", "Kind", "blocks", "compare", "fold", "key",
    "mixed_scripts", "romanise", "score",
]  # fmt: skip

# Raised when a stored key would come out otherwise.
KEY_VERSION = 2
# From here two spellings are shown to a curator as a possible pair.
SUGGEST = {Kind.PERSON: 0.62, Kind.ORG: 0.70, Kind.PLACE: 0.62}
_SURNAME = re.compile(
    r"(?:[oe]va?|ina?|sk(?:i|oi|aia)|enk[oa]|uk|ian|dze|Svili|zade|oglu|pulos|idis)$"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """auto: a machine may join the two; suggest: a person should be asked."""

    score: float
    auto: bool
    suggest: bool


def compare(a: str, b: str, *, kind: Kind) -> Comparison:
    found = score(a, b, kind=kind)
    is_certain = found == 1.0 and _is_certain(a, b, kind)
    return Comparison(found, is_certain, found >= SUGGEST[kind])


def _is_certain(a: str, b: str, kind: Kind) -> bool:
    """Equal keys; for a person two names, in one order or with a surname."""
    if max(len(a), len(b)) > MOST_LETTERS or mixed_scripts(a) or mixed_scripts(b):
        return False
    first, second = key_words(a, kind), key_words(b, kind)
    if sorted(first) != sorted(second) or not any(len(token) > 1 for token in first):
        return False
    if kind is Kind.PLACE:
        return not atlas.contradict(atlas.codes(a), atlas.codes(b))
    return kind is Kind.ORG or _are_one_person(first, second)


def _are_one_person(first: list[str], second: list[str]) -> bool:
    """Two names, in one order or with one that is plainly the surname."""
    names = [token for token in first if len(token) > 1]
    return len(names) > 1 and (first == second or _has_one_surname(names))


def _has_one_surname(names: list[str]) -> bool:
    """Ali Hassan and Hassan Ali are two men; Kurmanov Ainur is one."""
    if any(map(_SURNAME.search, names)) or scoring.are_chinese(names):
        return True
    if any(map(given.is_arabic, names)):
        return False
    return sum(not given.families(name) for name in names) == 1
