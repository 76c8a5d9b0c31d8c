# ruff: noqa: RUF001  Cyrillic is meant
"""Russian case endings of a curated name, by how its nominative ends.

A rule of thumb for finding, not a grammar: what it lets through still has to
begin with the stem of every word of the name.
"""

import re
from functools import lru_cache

from archive import lexicon

_CYRILLIC = re.compile(r"[а-яёіїєґўқғңүұһә]+(?:[-' ][а-яёіїєґўқғңүұһә]+)*")
_SHORTEST_STEM = 3
_KEPT = 20_000
# By the end of the nominative: letters to take off, endings to allow.
_BY_END: tuple[tuple[tuple[str, ...], int, frozenset[str]], ...] = (
    (("ский", "цкий", "ный", "ной", "ый"), 2,
     lexicon.listed("ий ый ой ого его ому ему ым им ом ем")),
    (("ская", "цкая", "ная"), 2, lexicon.listed("ая ой ую ою ей")),
    (("ское", "цкое", "ное"), 2, lexicon.listed("ое ого ому ым им ом")),
    (("ия",), 1, lexicon.listed("я и ю ей ею")),
    (("ий", "ей", "ай", "ой"), 1, lexicon.listed("й я ю ем е и")),
    (("а",), 1, lexicon.listed("а ы и е у ой ою ей")),
    (("я",), 1, lexicon.listed("я и е ю ей ею ёй")),
    (("ь",), 1, lexicon.listed("ь и ю я ем ём е ью")),
    (("о",), 1, lexicon.listed("о а у ом е")),
    (("ы", "и", "е", "у", "ю", "э"), 0, frozenset({""})),
)  # fmt: skip
_CONSONANT = lexicon.listed("а у ом ем е ым") | {""}
# A man's surname and the woman's beside it: "Соколова" is a case of the one
# and the nominative of the other, so a lone surname is not taken for it.
_OF_A_MAN = ("ов", "ев", "ёв", "ин", "ын")
_OF_A_WOMAN = lexicon.listed("а у ой ою")


def is_declined(folded: str) -> bool:
    """Whether a folded name is one that Russian declines."""
    return bool(_CYRILLIC.fullmatch(folded))


@lru_cache(maxsize=_KEPT)
def _parts(word: str) -> tuple[str, frozenset[str]]:
    """The stem of a word and the endings it may have."""
    for ends, taken, allowed in _BY_END:
        if word.endswith(ends):
            stem = word[: len(word) - taken]
            if len(stem) >= _SHORTEST_STEM:
                return stem, allowed
            return word, frozenset({""})
    return (
        (word, _CONSONANT) if len(word) >= _SHORTEST_STEM else (word, frozenset({""}))
    )


def stem(folded: str) -> str:
    """What every case of a name begins with: the stem of its first word."""
    return _parts(_first(folded))[0]


def _first(folded: str) -> str:
    return re.split(r"[-' ]", folded, maxsplit=1)[0]


def end_of(folded_text: str, start: int, name: str) -> int:
    """Where a case of the name that begins at start ends; start for none."""
    at = start
    words = re.split(r"([-' ])", name)
    for word in words:
        if word in {"-", "'", " "}:
            if folded_text[at : at + 1] != word:
                return start
            at += 1
            continue
        at = _word_end(folded_text, at, word, is_lone=len(words) == 1)
        if at < 0:
            return start
    return at


def _word_end(text: str, at: int, word: str, *, is_lone: bool) -> int:
    """Behind the letters at a place when they are a case of the word, or -1."""
    begin, allowed = _parts(word)
    if not text.startswith(begin, at):
        return -1
    end = at + len(begin)
    while end < len(text) and text[end].isalpha() and end - at - len(begin) < 4:
        end += 1
    ending = text[at + len(begin) : end]
    if is_lone and word.endswith(_OF_A_MAN) and ending in _OF_A_WOMAN:
        return -1
    return end if ending in allowed else -1
