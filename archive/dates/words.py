# ruff: noqa: RUF001  dashes and Cyrillic endings are meant
"""A text as a row of words of known kinds, one letter a word.

What a word means in a language stands in data/lexicon/dates; the letters are
explained in archive.dates.meanings and are the alphabet of the grammar.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from archive.dates import calendars, meanings
from archive.dates.meanings import Meaning

_TABLES = Path(__file__).resolve().parents[2] / "data" / "lexicon" / "dates"
_NO_LANGUAGE = re.compile(r"[^a-z]")

_TOKEN = re.compile(
    r"""(?P<address>(?=[hw])(?:https?://|www\.)\S+)
    |(?=[0-9])(?:(?P<iso>(?<![\w/.-])[0-9]{4}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}
        (?=T[0-9]|(?!\w|[/-]|\.\w)))
    |(?P<numeric>(?<![\w/.-])[0-9]{1,2}(?P<sign>[-/.])[0-9]{1,2}(?P=sign)
        (?:[0-9]{4}|[0-9]{2})(?!\w|[/-]|\.\w))
    |(?P<year_month>(?<![\w/.-])[0-9]{4}-[0-9]{2}(?![\w/-]|[.,:][0-9]))
    |(?P<year_year>(?<![\w/.-])[0-9]{4}/[0-9]{2}(?![\w/-]|[.,:][0-9]))
    |(?P<day_month>(?<![\w/.-])[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9]))
    |(?P<number>[0-9]+(?:[.,:][0-9]+){1,6}(?![0-9])(?<!,[0-9]{4}))
    |(?P<count>[0-9]+)(?P<ending>[^\W\d_]+|\.?[º°]|-(?:го|ого|е|ое|й|х|му?|ому)(?!\w))?)
    |(?P<word>[^\W\d_]+)
    |(?P<paragraph>\n[^\S\n]*\n)
    |(?P<other>\S)""",
    re.VERBOSE,
)

_MARKS = dict.fromkeys(",،", "c") | dict.fromkeys("-–—−", "-")
_MARKS |= {mark: mark for mark in "./&"}
# Arabic-Indic and Persian digits are read as ours; the length stays.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_NOT_A_DAY_AFTER = frozenset("$€£₸¥₽#§№+")
BREAK = "|"
_BY_LETTERS = frozenset(["word", "other"])
_NUMERIC = frozenset(
    ["iso", "numeric", "year_month", "year_year", "day_month", "mark", "sign"]
)

# Most words of a text stood in the one before.
_SEEN_KEPT = 30_000
_LONGEST_KEPT = 40

_WORD, _NAME, _MARK, _NUMBER = ("x", 0), ("X", 0), (";", 0), ("#", 0)


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. One without a table has only numbers."""

    words: Mapping[str, Meaning]
    phrases: Mapping[str, list[tuple[list[str], Meaning]]]
    ordinal_suffixes: frozenset[str]
    decade_suffixes: frozenset[str]
    year_suffixes: frozenset[str]
    flags: frozenset[str]
    seen: dict[str, Meaning] = field(default_factory=dict, compare=False, repr=False)
    """Words and marks read before that mean the same wherever they stand."""


@dataclass(frozen=True, slots=True)
class Row:
    """kinds[i] is the letter of word i, from starts[i] to ends[i] in text.

    The first and the last letter are breaks: every word has neighbours.
    """

    text: str
    kinds: str
    values: list[int]
    starts: list[int]
    ends: list[int]


def primary(code: str) -> str:
    """The language of a code without its script and region."""
    first = code.casefold().replace("_", "-").partition("-")[0]
    return _NO_LANGUAGE.sub("", first)[:3]


@cache
def language_of(code: str) -> Language:
    """The tables for a BCP 47 code; its region decides 6/11 against 11/6."""
    region = code.casefold().replace("_", "-").partition("-")[2]
    table = _table(primary(code))
    words = dict(meanings.of_table(table))
    phrases: dict[str, list[tuple[list[str], Meaning]]] = {}
    for text, meaning in words.items():
        parts = _parts(text)
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, meaning))
    for candidates in phrases.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    flags = {name for name, value in table.items() if value is True}
    if table.get("month_case") == "title":
        flags.add("titled_months")
    if "us" in region.split("-"):
        flags.add("month_before_day_in_numbers")
    return Language(
        words,
        phrases,
        _suffixes(table, "ordinal"),
        _suffixes(table, "decade"),
        _suffixes(table, "year"),
        frozenset(flags),
    )


def _suffixes(table: Mapping[str, object], name: str) -> frozenset[str]:
    return frozenset(meanings.strings(table.get(f"{name}_suffixes")))


def _table(language: str) -> dict[str, object]:
    """Our words over the names of months and weekdays in the CLDR."""
    path = _TABLES / f"{language}.json"
    ours = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return ours if "months" in ours else {**calendars.names(language), **ours}


def _parts(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|[0-9]+|\S", text)


def read(text: str, language: Language) -> Row:
    """One pass over the text; the number of words is linear in its length."""
    tokens = list(_TOKEN.finditer(text.translate(_DIGITS)))
    kinds, values, starts, ends = [BREAK], [0], [0], [0]
    seen = language.seen
    at, count = 0, len(tokens)
    while at < count:
        token = tokens[at]
        start, end = token.span()
        if meaning := seen.get(token[0]):
            at += 1
        else:
            meaning, length = _read_at(tokens, at, language)
            at += length
            end = tokens[at - 1].end()
        letter, value = meaning
        if letter == "." and ends[-1] == start and _dots(language, kinds[-1]):
            letter = "k"
        kinds.append(letter)
        values.append(value)
        starts.append(start)
        ends.append(end)
    return Row(
        text,
        "".join([*kinds, BREAK]),
        [*values, 0],
        [*starts, len(text)],
        [*ends, len(text)],
    )


def _read_at(
    tokens: list[re.Match[str]], at: int, language: Language
) -> tuple[Meaning, int]:
    """What stands there means, and how many words of the row it is."""
    if phrase := _phrase_at(tokens, at, language):
        return phrase[1], len(phrase[0])
    meaning = _meaning(tokens[at], language)
    if _is_always_the_same(tokens[at], language):
        if len(language.seen) >= _SEEN_KEPT:
            language.seen.clear()
        language.seen[tokens[at][0]] = meaning
    return meaning, 1


def _is_always_the_same(token: re.Match[str], language: Language) -> bool:
    """Whether its letters alone decide; a number asks what stands beside it."""
    word = token[0]
    if token.lastgroup not in _BY_LETTERS or len(word) > _LONGEST_KEPT:
        return False
    return word.casefold() not in language.phrases


def _dots(language: Language, letter: str) -> bool:
    return letter == "d" and "ordinal_dot" in language.flags


def _phrase_at(
    tokens: list[re.Match[str]], at: int, language: Language
) -> tuple[list[str], Meaning] | None:
    candidates = language.phrases.get(tokens[at].group().casefold())
    for parts, meaning in candidates or ():
        here = tokens[at : at + len(parts)]
        if [_plain(token.group()) for token in here] != parts:
            continue
        # en la noche | del 3 de mayo: there the night is a part of the date
        if meaning[0] != "P" or not _goes_on(tokens, at + len(parts), language):
            return parts, meaning
    return None


def _goes_on(tokens: list[re.Match[str]], at: int, language: Language) -> bool:
    words = [token.group().casefold() for token in tokens[at : at + 1]]
    return any(language.words.get(word, _WORD)[0] in "f=" for word in words)


def _plain(word: str) -> str:
    return "'" if word == "’" else word.casefold()


def _meaning(token: re.Match[str], language: Language) -> Meaning:
    group = token.lastgroup
    if group == "word":
        return _word(token.group(), language)
    if group == "other":
        return _MARKS.get(token.group(), ";"), 0
    if group == "paragraph":
        return BREAK, 0
    if group in {"count", "ending"}:
        return _count(token, language)
    return _numbers(token, group or "", language)


def _word(word: str, language: Language) -> Meaning:
    meaning = language.words.get(word) or language.words.get(word.casefold())
    if meaning is None or (meaning[0] == "y" and not word[:1].isupper()):
        return _NAME if word[:1].isupper() else _WORD
    if word.islower() and "titled_months" in language.flags:
        if meaning[0] in "Mm":
            return "l", meaning[1]
        if meaning[0] == "w":
            return _WORD
    return meaning


def _count(token: re.Match[str], language: Language) -> Meaning:
    digits, ending = token["count"], token["ending"]
    is_day = len(digits) <= 2 and 1 <= int(digits) <= 31
    is_year = len(digits) == 4 and 1000 <= int(digits) < 2200
    if ending:
        return _ended(
            int(digits), ending.casefold(), language, is_day=is_day, is_year=is_year
        )
    text, start, end = token.string, token.start(), token.end()
    if (
        text[max(start - 1, 0) : start] in _NOT_A_DAY_AFTER
        or text[end : end + 1] == "%"
    ):
        return _NUMBER
    if is_day:
        return "d", int(digits)
    return ("Y", int(digits)) if is_year else _NUMBER


def _ended(
    number: int, ending: str, language: Language, *, is_day: bool, is_year: bool
) -> Meaning:
    """11th; 1990s; a year with a case ending or its word joined to it."""
    if is_day and ending in language.ordinal_suffixes:
        return "o", number
    is_decade = number % 10 == 0 and (is_year or 20 <= number < 100)
    if is_decade and ending in language.decade_suffixes:
        return "e", number if is_year else 1900 + number
    is_worded = language.words.get(ending, _WORD)[0] == "z"
    if is_year and (is_worded or ending in language.year_suffixes):
        return "Y", number
    return _WORD


def _numbers(token: re.Match[str], group: str, language: Language) -> Meaning:
    """Dates in figures: day first, unless the region or the figures say no."""
    if group not in _NUMERIC:
        return _NUMBER if group == "number" else _WORD
    parts = [int(part) for part in re.split(r"[-/.]", token.group()) if part]
    if token["iso"]:
        return _day(parts[0], parts[1], parts[2])
    if token["year_month"]:
        return _year_and_more(parts[0], parts[1])
    if token["year_year"]:
        is_pair = parts[1] == (parts[0] + 1) % 100
        return _year_and_more(parts[0], parts[1]) if is_pair else _NUMBER
    if token["day_month"]:
        is_short_date = "ordinal_dot" in language.flags and parts[1] <= 12
        return ("s", parts[0] * 100 + parts[1]) if is_short_date else _NUMBER
    return _numeric(parts, token["sign"], language)


def _numeric(parts: list[int], sign: str, language: Language) -> Meaning:
    day, month, year = parts
    is_doubtful = False
    if year < 100:
        # A two-figure year is read of this century up to 2068, as in POSIX.
        is_doubtful = sign != "/" and "short_years" not in language.flags
        year += 2000 if year < 69 else 1900
    if "month_before_day_in_numbers" in language.flags:
        day, month = month, day
    first = _day(year, month, day)
    if is_doubtful:
        return ("~", first[1]) if first != _NUMBER and sign == "." else _NUMBER
    return first if first != _NUMBER else _day(year, day, month)


def _day(year: int, month: int, day: int) -> Meaning:
    try:
        return "N", date(year, month, day).toordinal()
    except ValueError:
        return _NUMBER


def _year_and_more(year: int, more: int) -> Meaning:
    """2011-06 is a month; 2011-12 and 2011-14 are years to years."""
    if more > year % 100 or more == (year + 1) % 100 == 0:
        return "V", year * 10_000 + year - year % 100 + more
    return ("D", year * 100 + more) if 1 <= more <= 12 else _NUMBER
