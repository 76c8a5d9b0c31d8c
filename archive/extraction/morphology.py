# ruff: noqa: RUF001  Cyrillic is meant
"""Russian words in the nominative, by pymorphy2's dictionary and by ending.

The dictionary comes with natasha. Without it only surnames are read.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Protocol

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = ("masc", "femn")
_KINDS = ("Name", "Patr", "Surn", "Geox")
# Ending, the nominative's, gender, cases.
_UNKNOWN_ENDINGS = (
    ("а", "", "masc", "gent accs"),
    ("у", "", "masc", "datv"),
    ("ом", "", "masc", "ablt"),
    ("я", "ь", "masc", "gent accs"),
    ("ю", "ь", "masc", "datv"),
    ("ем", "ь", "masc", "ablt"),
    ("а", "а", "femn", "nomn"),
    ("ы", "а", "femn", "gent"),
    ("е", "а", "femn", "datv loct"),
    ("у", "а", "femn", "accs"),
    ("ой", "а", "femn", "ablt"),
)
# A vowel that is only in the nominative: Лагутёнок, Лагутёнка; Коробец, Коробца.
_FLEETING = re.compile(
    r"(?P<stem>.{2,}(?:[её]н(?=к)|[^аеёиоуыэюя](?=ц)))(?P<end>[кц])(а|у|ом|ем)"
)
_FLEETING_CASES = {"а": "gent accs", "у": "datv", "ом": "ablt", "ем": "ablt"}
_VOWELS = frozenset("аеёиоуыэюяьъ")
_KEPT = 8_000
# Men's names of old books: Юлию is Юлия nowadays.
_NO_MEN = frozenset(
    ["юлий", "анастасий", "викторий", "марий", "лидий", "ксений", "клавдий", "марин"]
)
# Surnames in -ov, -ev, -in: the endings of their six cases.
_SURNAME = re.compile(r"(.{2,}(?:[оеё]в|[иы]н))(а|у|ым|е|ой)?")
_MASCULINE = {"": "nomn", "а": "gent accs", "у": "datv", "ым": "ablt", "е": "loct"}
_FEMININE = {"а": "nomn", "ой": "gent datv ablt loct", "у": "accs"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: its case and gender, and its nominative.

    gender is "" where the word has none; rank counts likelier readings.
    """

    case: str
    gender: str
    nominative: str
    kind: str
    """Name, Patr, Surn, Geox, NOUN or ADJF."""
    rank: int


class _Tag(Protocol):
    POS: str | None
    case: str | None
    gender: str | None
    number: str | None

    def __contains__(self, grammeme: str) -> bool: ...


class _Parse(Protocol):
    word: str
    tag: _Tag
    is_known: bool

    def inflect(self, grammemes: set[str]) -> "_Parse | None": ...


class _Analyzer(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...

    def word_is_known(self, word: str) -> bool: ...


def is_word(word: str) -> bool:
    """Whether the dictionary holds a word in lower case; True without one."""
    analyzer = _analyzer()
    return analyzer is None or analyzer.word_is_known(word)


def is_known() -> bool:
    """Whether the dictionary is installed."""
    return _analyzer() is not None


@lru_cache(maxsize=_KEPT)
def readings(word: str) -> tuple[Reading, ...]:
    """Of a word in lower case, the likeliest first; () when there is none."""
    analyzer = _analyzer()
    parses = analyzer.parse(word) if analyzer else []
    found = [
        reading
        for rank, parse in enumerate(parses)
        for reading in _of_parse(parse, rank)
    ]
    known = {(each.case, each.gender) for each in found if each.kind == "Surn"}
    by_ending = [
        each
        for each in _by_ending(word, len(parses))
        if (each.case, each.gender) not in known
    ]
    return (*found, *by_ending)


def _of_parse(parse: _Parse, rank: int) -> Iterator[Reading]:
    tag = parse.tag
    part, case = _plain(tag.POS), _plain(tag.case)
    nominative = parse.inflect({"nomn"}) if part in {"NOUN", "ADJF"} else None
    case = "loct" if case.startswith("loc") else case
    if nominative is None or case not in CASES:
        return
    kind = next((kind for kind in _KINDS if kind in tag), part)
    if kind == "Name" and nominative.word in _NO_MEN:
        return
    gender = "" if "ms-f" in tag else _plain(tag.gender)
    if _plain(tag.number) == "plur":
        gender = "plur"
        if not parse.is_known:
            return  # a foreign name is guessed to be the plural of a noun
    yield Reading(case, gender, nominative.word, kind, rank)


def _plain(grammeme: str | None) -> str:
    """Without the library's own kind of string, which raises when compared."""
    return "".join(grammeme or "")


def _by_ending(word: str, rank: int) -> Iterator[Reading]:
    match = _SURNAME.fullmatch(word)
    if match is None:
        return
    stem, ending = match[1], match[2] or ""
    for cases, gender, nominative in (
        (_MASCULINE.get(ending, ""), "masc", stem),
        (_FEMININE.get(ending, ""), "femn", stem + "а"),
    ):
        for case in cases.split():
            yield Reading(case, gender, nominative, "Surn", rank)


def unknown_names(word: str, rank: int) -> Iterator[Reading]:
    """A name in no dictionary: a man's declines when a consonant ends it."""
    if fleeting := _FLEETING.fullmatch(word):
        vowel = "о" if fleeting["end"] == "к" else "е"
        name = fleeting["stem"] + vowel + fleeting["end"]
        for case in _FLEETING_CASES[fleeting[3]].split():
            yield Reading(case, "masc", name, "", rank)
    for ending, nominative_end, gender, cases in _UNKNOWN_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and stem[-1] not in _VOWELS:
            for case in cases.split():
                yield Reading(case, gender, stem + nominative_end, "", rank)
    if word[-1] not in _VOWELS:
        yield Reading("nomn", "masc", word, "", rank)


def ends_in_consonant(word: str) -> bool:
    """In lower case; a soft or a hard sign is no consonant."""
    return word[-1:] not in _VOWELS


@cache
def _analyzer() -> _Analyzer | None:
    """pymorphy2 where it is installed, its two old habits gone round.

    It copies its units by a function that Python 3.11 has no more, and looks
    for its dictionary by a package that is not installed.
    """
    try:
        library = import_module("pymorphy2")
        path = import_module("pymorphy2_dicts_ru").get_path()
    except ImportError:
        return None

    logging.getLogger("pymorphy2").setLevel(logging.WARNING)

    def unit_itself(analyzer: object, unit: _Unit) -> _Unit:
        unit.init(analyzer)
        return unit

    kept = type("_Kept", (library.MorphAnalyzer,), {"_bound_unit": unit_itself})
    made: _Analyzer = kept(path=path)
    return made


class _Unit(Protocol):
    def init(self, analyzer: object) -> None: ...
