"""Given names that are one name in many spellings, and those of one family.

They are listed in data/lexicon/given-forms.txt. Spellings share a key; forms are only
a suggestion. Two known names of no common family are two people, however alike they
look: Marat and Murat.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from archive import lexicon
from archive.names import sounds
from archive.names.romanising import omits_vowels as _omits_vowels


def in_one_spelling(token: str, *, omits_vowels: bool = False) -> str:
    """The first spelling of a known given name; any other word as it is.

    omits_vowels: it is from a script that does, where amr stands for Omar.
    """
    known = _spellings(omits_vowels)
    if token in known or omits_vowels:
        return known.get(token, token)
    found = _FATHERS.fullmatch(token)
    if found and found[1] in known and (found[2] != "i" or known[found[1]] in _OF_I):
        return known[found[1]] + found[2]
    return token


# A surname made of a given name is spelt with it: Ebrahimzadeh, Alexandrov, Hoseini.
_FATHERS = re.compile(r"(\w{4,}?)(zade|pur|neJad|[oe]va?|i)")
# Of others two surnames differ in one vowel: Naseri and Nasiri, Rashedi and Rashidi.
_OF_I = frozenset(["husein", "ibrahim", "ismail", "muhamad", "mustafa", "suleiman"])


def relation(a: str, b: str) -> bool | None:
    """Whether two known given names are of one family; None for unknown ones."""
    known, other = families(a), families(b)
    return bool(known & other) if known and other else None


def families(token: str) -> frozenset[str]:
    """The names a given name is a form of, itself among them; none if unknown."""
    return _families().get(token, frozenset())


def is_arabic(token: str) -> bool:
    """Whether it is a name of the Arabic and Persian lists above."""
    return token in _arabic()


@dataclass(frozen=True, slots=True)
class _Line:
    spellings: list[str]
    unvowelled: list[str]
    forms: list[str]


@cache
def _lines() -> tuple[_Line, ...]:
    rows = (line.partition("|") for line in lexicon.entries("given-forms"))
    return tuple(
        _Line(
            _heard(word for word in spellings.split() if not _omits_vowels(word)),
            _heard(word for word in spellings.split() if _omits_vowels(word)),
            _heard(forms.split()),
        )
        for spellings, _bar, forms in rows
    )


def _heard(written: Iterable[str]) -> list[str]:
    return [token for word in written for token in sounds.heard(word)]


@cache
def _spellings(omits_vowels: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines():
        for token in line.unvowelled if omits_vowels else line.spellings:
            found.setdefault(token, line.spellings[0])
    return found


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in _lines():
        for token in (*line.spellings, *line.forms):
            found[in_one_spelling(token)].add(line.spellings[0])
    return {token: frozenset(names) for token, names in found.items()}


@cache
def _arabic() -> frozenset[str]:
    return frozenset(line.spellings[0] for line in _lines() if line.unvowelled)
