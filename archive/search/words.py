# ruff: noqa: RUF001  signs and letters of all scripts are meant
"""Words of a text, and the three layers in which each is looked up. Pure.

As printed (`exact`), as any spelling or script of it is folded (`folded`), and
without its endings (`stemmed`). Tokens hold letters, digits and their marks only.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from threading import Lock

from snowballstemmer import stemmer

from archive import lexicon, names
from archive.names.readings import readings
from archive.protection.words import UNSPACED

LONGEST = 40  # code points of a token; what is longer is cut, in text and query
_KEPT = 100_000
_REMEMBERED = 60

_APOSTROPHES = "'’‘`´ʼʻ′＇"
_ELISIONS = lexicon.listed(
    "l d j n m t s c qu jusqu lorsqu puisqu quelqu dell all nell sull dall un"
)
# By the letter that marks a stem as one of this language.
STEMMED = {"en": "e", "ru": "r", "de": "d", "fr": "f", "es": "s"}
_NAMES = {
    "en": "english",
    "ru": "russian",
    "de": "german",
    "fr": "french",
    "es": "spanish",
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_CYRILLIC = re.compile("[а-я]")
# A stemmer keeps the word it is at in itself: two threads would mix theirs.
_STEMMING = Lock()
_MARKS = {"Mn", "Mc", "Me"}
_JOINED = frozenset("ﾞﾟ")


def _ranges(*categories: str) -> str:
    """A character class of all letters of these categories."""
    wanted = set(categories)
    codes = [
        code
        for code in (*range(0xAD, 0x20000), *range(0xE0000, 0xE01F0))
        if unicodedata.category(chr(code)) in wanted
    ]
    runs = groupby(enumerate(codes), lambda pair: pair[1] - pair[0])
    found = [[code for _at, code in run] for _gap, run in runs]
    return "".join(f"\\U{run[0]:08x}-\\U{run[-1]:08x}" for run in found)


_UPON = _ranges("Cf", *_MARKS)
_UNSEEN = re.compile(f"[{_ranges('Cf')}]")
_NUMBER = (
    "(?<![^\\W_])(?<!\\d[.,])\\d{1,3}(?:[,.'’\u00a0\u202f\u2009]\\d{3})+(?![^\\W_])"
)
_ON = f"\u00ad[ \\t]*\\n[ \\t]*(?=[^\\W_])|[{_APOSTROPHES}](?=[^\\W_])|[{_UPON}]"
_RUN = re.compile(f"(?=\\d){_NUMBER}|[^\\W_]+(?:(?:{_ON})[^\\W_]*)*")
_GROUPED = re.compile(_NUMBER)
_AT_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")


@dataclass(frozen=True, slots=True)
class Word:
    """A token and where it stands; code points, end excluded."""

    start: int
    end: int
    exact: str


def words(text: str) -> list[Word]:
    """All tokens of a text. Linear; no text raises."""
    return [
        Word(found.start() + low, found.start() + high, token)
        for found in _RUN.finditer(text)
        for token, low, high in _tokens(found.group())
    ]


def placed(text: str, *, at: int) -> list[tuple[int, int, str]]:
    """All tokens of a part of a text that begins at an offset: start, end, exact."""
    return [
        (at + found.start() + low, at + found.start() + high, token)
        for found in _RUN.finditer(text)
        for token, low, high in _tokens(found.group())
    ]


def tokens(text: str) -> list[str]:
    return [each[0] for found in _RUN.findall(text) for each in _tokens(found)]


def runs(text: str) -> list[str]:
    """The runs of letters that tokens are made of, in their order."""
    return _RUN.findall(text)


def starts(text: str) -> list[int]:
    """Where each of the runs begins."""
    return [found.start() for found in _RUN.finditer(text)]


def of_run(run: str) -> list[str]:
    """The tokens of one run; most often one."""
    return [each[0] for each in _tokens(run)]


def _tokens(printed: str) -> tuple[tuple[str, int, int], ...]:
    return _split(printed) if len(printed) > _REMEMBERED else _remembered(printed)


@lru_cache(maxsize=_KEPT)
def _remembered(printed: str) -> tuple[tuple[str, int, int], ...]:
    return _split(printed)


def _split(printed: str) -> tuple[tuple[str, int, int], ...]:
    """A run of letters as tokens, each with its place in the run."""
    return tuple(
        (token, low, high)
        for low, high in _places(printed)
        if (token := _plain(printed[low:high]))
    )


def _places(printed: str) -> Iterator[tuple[int, int]]:
    is_plain = printed.isascii() and printed.isalnum()
    if is_plain or _GROUPED.fullmatch(printed):
        yield 0, len(printed)
    elif UNSPACED.search(printed):
        yield from _unspaced(printed)
    else:
        yield from _at_apostrophes(printed, 0)


def _at_apostrophes(printed: str, at: int) -> Iterator[tuple[int, int]]:
    """Of d'Orsay two words, of O'Brien one, of Sokolova's the name alone."""
    ends = [found.start() for found in _AT_APOSTROPHE.finditer(printed)]
    end = len(printed)
    if ends and printed[ends[-1] + 1 :].lower() == "s":
        end = ends.pop()
    if ends and printed[: ends[0]].lower() in _ELISIONS:
        yield at, at + ends[0]
        yield at + ends[0] + 1, at + end
    else:
        yield at, at + end


def _unspaced(printed: str) -> Iterator[tuple[int, int]]:
    """Where a script has no spaces each letter is a word, with the marks upon it."""
    at = 0
    while at < len(printed):
        end = at + 1
        if UNSPACED.match(printed[at]):
            while end < len(printed) and _is_upon(printed[end]):
                end += 1
            yield at, end
        else:
            while end < len(printed) and not UNSPACED.match(printed[end]):
                end += 1
            yield from _at_apostrophes(printed[at:end], at)
        at = end


def _is_upon(letter: str) -> bool:
    return letter in _JOINED or unicodedata.category(letter) in {"Cf", *_MARKS}


def _plain(printed: str) -> str:
    """In small letters, the same however wide or composed; NFKC."""
    if printed.isascii():
        lower = printed.lower()
        return (lower if lower.isalnum() else "".join(filter(str.isalnum, lower)))[
            :LONGEST
        ]
    whole = unicodedata.normalize("NFKC", _UNSEEN.sub("", printed)).lower()
    kept = "".join(each for each in whole if each.isalnum() or _is_mark(each))
    return unicodedata.normalize("NFC", kept)[:LONGEST]


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in _MARKS


def is_unspaced(token: str) -> bool:
    return bool(UNSPACED.search(token))


@lru_cache(maxsize=_KEPT)
def folded(token: str) -> str:
    """Every spelling and script in one: names.fold() of the single word."""
    if UNSPACED.search(token):
        return token
    found = "".join(filter(str.isalnum, names.fold(token)))
    return found.lower()[:LONGEST] or token


@lru_cache(maxsize=_KEPT)
def stemmed(token: str, language: str) -> str:
    """The word without its endings, marked by language; "" where we know none.

    language: BCP 47.
    """
    known = language[:2].lower()
    if known not in STEMMED or UNSPACED.search(token):
        return ""
    with _STEMMING:
        stem: str = _stemmer(known).stemWord(token.replace("ё", "е"))
    return (STEMMED[known] + _bare(stem))[:LONGEST]


def _bare(stem: str) -> str:
    """Without the marks that not everybody types: señor, grève, œuvre."""
    if stem.isascii() or _CYRILLIC.match(stem):
        return stem
    found = unicodedata.normalize("NFD", stem.translate(_LIGATURES))
    return "".join(each for each in found if not _is_mark(each))


@lru_cache(maxsize=len(STEMMED))
def _stemmer(language: str):  # type: ignore[no-untyped-def]  # the package has no types
    return stemmer(_NAMES[language])


@lru_cache(maxsize=_KEPT)
def folds(token: str) -> tuple[str, ...]:
    """A word that is looked for, folded by each romanisation it may be in."""
    if UNSPACED.search(token):
        return (token,)
    return tuple(dict.fromkeys(folded(each) for each in (token, *_read(token))))


def _read(token: str) -> tuple[str, ...]:
    return tuple(each for each in readings(token) if each)
