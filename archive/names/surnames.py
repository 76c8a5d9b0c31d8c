"""Folded surnames: made of a given name, or Slavic in two languages."""

import re
from functools import lru_cache

from archive.names import given

_VOWELS = "aeiou"
_LEAST, _MOST_MORE = 4, 3
_SUFFIX = re.compile(r"(?<=\w{3})(?:ian|i|sade|zade|pur|neJad|nia|far|fard)$")
# In Belarusian, Ukrainian and Russian one name is Kavaliou and Kovalev, Hryshko and
# Grishko, Tsiarkin and Terkin.
_NEIGHBOURS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"h", "g"),
        (r"T(?=[iea])", "t"),
        (r"dz(?=[iea])|ds(?=[iea])", "d"),
        (r"(?<=[aei])u(?=$|[bcdfgklmnpqrstvzCSJ])", "v"),
        (r"u(?=sk(?:i|oi|aia)?$)", "av"),
        (r"[aeio]?u$|[aeo]v(?=a?$)", "av"),
        (r"i(?=a)|(?<=i)a", "e"),
        (r"e+", "e"),
        (r"o", "a"),
    )
)

_SLAVIC = re.compile(
    r"(?:va?|ina?|sk(?:i|oi|aia)|enk[oa]|[iu]k[oa]|[lrnd]k[oa]|iC|eT|[aeiou]k|l[oa]|[aiu]u)$"
)


def are_two(a: str, b: str, *, free_vowels: bool) -> bool:
    """Karim and Karimi, Amini and Aminian, Hosseini and Hassani: two families."""
    if min(len(a), len(b)) < _LEAST or a == b:
        return False
    if free_vowels:
        return (a[-1] == "i" and b[-1] not in _VOWELS) or (
            b[-1] == "i" and a[-1] not in _VOWELS
        )
    return _is_made_of(*sorted((a, b), key=len)) or _have_other_fathers(a, b)


def _is_made_of(short: str, long: str) -> bool:
    """Rashed and Rashidi are two, however the vowels are written."""
    suffix = _SUFFIX.search(long)
    if not suffix:
        return False
    stem = long[: suffix.start()]
    if short in {stem, stem + "i"}:
        return short[-1] != "i" or suffix[0] != "i"
    is_bare = short[-1] not in _VOWELS and suffix[0] == "i"
    return is_bare and _bones(short) == _bones(stem)


def _have_other_fathers(a: str, b: str) -> bool:
    one, other = _SUFFIX.search(a), _SUFFIX.search(b)
    if not (one and other) or one[0] != other[0]:
        return False
    return given.relation(a[: one.start()], b[: other.start()]) is False


def _bones(word: str) -> str:
    return "".join(letter for letter in word if letter not in _VOWELS)


def are_neighbours(a: str, b: str) -> bool:
    """One Slavic surname as two neighbouring languages write it."""
    if min(len(a), len(b)) <= _LEAST or abs(len(a) - len(b)) > _MOST_MORE:
        return False
    if not (_SLAVIC.search(a) or _SLAVIC.search(b)):
        return False
    return _neutral(a) == _neutral(b)


@lru_cache(maxsize=20_000)
def _neutral(word: str) -> str:
    for pattern, letters in _NEIGHBOURS:
        word = pattern.sub(letters, word)
    return word
