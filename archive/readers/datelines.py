"""The day of publication that a report prints at its head or foot.

What programs state of a file goes before it, and what a person says before both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

from archive import dates, languages, lexicon
from archive.cleaning import Segment, SegmentKind
from archive.cleaning.bylines import is_byline
from archive.cleaning.lines import Line, read

# Own lines looked at from the top, and from the end where a line says what it is.
_HEAD = 12
_FOOT = 4
# Paragraphs of the report that may begin with where and when it was written.
_OPENINGS = 3
_CLOSED = {SegmentKind.TITLE, SegmentKind.BOILERPLATE, SegmentKind.LETTER}
_UNDER_TITLE = 2
_LONGEST_LINE = 90
_LONGEST_BYLINE = 120
# How far into a paragraph the date of a dateline begins, and its words before it.
_REACH = 70
_MOST_PLACE_WORDS = 7
_LONGEST_AGENCY = 60
_FIRST_YEAR = 1800
_DATE_SHARE = 0.4
# Between the words "Published on" and the day: a weekday, a place, an hour.
_AFTER_LABEL = 30
_SLASHED = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?([/-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-])"
)
_LEADS_IN = lexicon.listed("le la the den der am on el em il on, di de den, dated")
_IN_BRACKETS = re.compile(r"[(\[/][^()\[\]/]{1,60}[)\]/]")
# Tried where neither the language of the text nor that of the line tells.
_OTHER_TONGUES = ("de", "fr", "es", "pt", "it", "ru", "uk", "pl", "tr", "ar")
_YEAR = re.compile(r"\d{4}|\d[./-]\d{2}\b")
_PARTED = re.compile(r"[,،.(\[/|–—·•)\]-]\s*(?:\w{2,3},?\s+)?\Z")
# What closes a dateline: the year's word, the agency, then a dash or a colon.
_CLOSES = re.compile(
    "\\s*(?:\u0433\\.|года|\u0440\\.|року|r\\.)?"
    r"\s*[)\]]?\s*,?"
    r"(?:\s*\d{1,2}[:.]\d{2}(?:\s*(?:uhr|h|am|pm|gmt|utc))?)?"
    r"\s*(?:[(\[/][^()\[\]/]{1,60}[)\]/]|[–—-]\s*[\w.' ]{2,30}(?=\s*[–—]))?"
    r"\s*(?:[–—―:|]|--?(?=\s)|/{1,2}(?=\s)|\.(?=\s|[–—-])|\.?\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A printed day and its words; two readings where figures leave it open.

    start and end are code points of the text, end excluded.
    """

    words: str
    start: int
    end: int
    readings: tuple[dates.DateSpan, ...]

    @property
    def is_ambiguous(self) -> bool:
        return len(self.readings) > 1


def find(
    text: str, segments: Sequence[Segment], *, language: str, upto: date
) -> Dateline | None:
    """The day a report says it came out, or nothing; upto: the day it was had.

    A line that is named for it goes before a dateline. 03/04/2011 has two
    readings, unless another line of the head tells which.
    """
    found = list(_candidates(text, segments, language, upto))
    if not found:
        return None
    first = found[0]
    for other in found[1:] if first.is_ambiguous else ():
        if not other.is_ambiguous and other.readings[0] in first.readings:
            return replace(first, readings=other.readings)
    return first


def _candidates(
    text: str, segments: Sequence[Segment], language: str, upto: date
) -> Iterator[Dateline]:
    every = list(read(text))
    own = list(islice(_own(every, segments), _HEAD))
    named = [*every[:_HEAD], *own, *every[-_FOOT:]]
    for line in dict.fromkeys(named):
        if found := _labelled(line, language):
            yield from _plausible(found, upto)
    for line in _head(own):
        if found := _line(line, language):
            yield from _plausible(found, upto)
    openings = _head(own)[:_OPENINGS]
    opened = [_opening(line, language) for line in openings]
    days = [each for each in opened if each is not None]
    # a list of days with what happened on each is no dateline
    if len(days) == 1:
        yield from _plausible(days[0], upto)


def _own(every: Sequence[Line], segments: Sequence[Segment]) -> Iterator[Line]:
    """The lines of the report itself: no title, no furniture, no letter inside.

    Furniture right beneath the title may be its date.
    """
    closed = sorted(
        (part.start, part.end, part.kind) for part in segments if part.kind in _CLOSED
    )
    at, under_title = 0, 0
    for line in every:
        while at < len(closed) and closed[at][1] <= line.start:
            at += 1
        inside = at < len(closed) and closed[at][0] <= line.start
        kind = closed[at][2] if inside else SegmentKind.BODY
        is_near = kind is SegmentKind.BOILERPLATE and 0 < under_title <= _UNDER_TITLE
        if kind is SegmentKind.BODY or is_near:
            yield line
        under_title = (
            1 if kind is SegmentKind.TITLE else under_title + bool(under_title)
        )


def _head(own: Sequence[Line]) -> list[Line]:
    """From the top to the first long paragraphs."""
    head: list[Line] = []
    long = 0
    for line in own:
        head.append(line)
        long += len(line.text) > _LONGEST_BYLINE
        if long == 2:
            break
    return head


def _plausible(found: Dateline, upto: date) -> Iterator[Dateline]:
    """Nothing comes out after it was had."""
    held = tuple(
        span
        for span in found.readings
        if span.start <= upto and span.start.year >= _FIRST_YEAR
    )
    if held:
        yield replace(found, readings=held)


@cache
def _label() -> re.Pattern[str]:
    """The words that name the day after them; a mark behind those that need one."""
    entries = sorted(lexicon.words("dateline-labels"), key=len, reverse=True)
    plain = [re.escape(entry) for entry in entries if not entry.endswith(":")]
    marked = [re.escape(entry[:-1]) for entry in entries if entry.endswith(":")]
    return re.compile(
        rf"[\s(\[*>]*(?:(?:{'|'.join(marked)})\s*[:\uff1a,–—-]"
        rf"|(?:{'|'.join(plain)})(?:\s+by\s+[^\d\n]{{1,60}}?\s+on)?"
        rf"(?:\s*[:\uff1a]|(?=[\s\d])))\s*",
        re.IGNORECASE,
    )


def _labelled(line: Line, language: str) -> Dateline | None:
    label = _label().match(line.text)
    if label is None or len(line.text) > _LONGEST_LINE * 2:
        return None
    found = _first_day(line, label.end(), language, is_named=True)
    is_near = found and found.start - line.start - label.end() <= _AFTER_LABEL
    return found if is_near else None


def _line(line: Line, language: str) -> Dateline | None:
    """A line that is a date and little more, or ends the byline with one."""
    is_by = is_byline(line.text)
    if len(line.text) > (_LONGEST_BYLINE if is_by else _LONGEST_LINE):
        return None
    found = _first_day(line, 0, language)
    if found is None:
        return None
    before = line.text[: found.start - line.start]
    after = line.text[found.end - line.start :]
    if is_by:
        return found if _CLOSES.match(after) else None
    is_much = found.end - found.start >= len(line.text) * _DATE_SHARE
    is_set = _is_where(before) or not before.strip(" ([")
    return found if is_set and (is_much or _closes_line(after)) else None


def _closes_line(after: str) -> bool:
    closed = _CLOSES.match(after)
    return closed is not None and not after[closed.end() :].strip()


def _opening(line: Line, language: str) -> Dateline | None:
    """NAIROBI, 12 March 2014 (Agency) – and the sentence that follows."""
    found = _first_day(line, 0, language)
    if found is None or found.start - line.start > _REACH:
        return None
    before = line.text[: found.start - line.start]
    after = line.text[found.end - line.start :]
    is_set = not before.strip(" ([") or _is_where(before)
    is_closed = _CLOSES.match(after) or (_opens_bracket(before) and after[:1] in ")]")
    return found if is_set and is_closed else None


def _opens_bracket(before: str) -> bool:
    return any(sign in _IN_BRACKETS.sub("", before) for sign in "([")


def _is_where(before: str) -> bool:
    """Place names before a date: capitals, commas, the agency in brackets."""
    bare = _IN_BRACKETS.sub(" ", before)
    words = [word.strip("()[],.،;:/|–—-·•*") for word in bare.split()]
    words = [word for word in words if word]
    if not words or len(words) > _MOST_PLACE_WORDS or re.search(r"[!?]", bare):
        return False
    names = [word for word in words if lexicon.fold(word) not in _LEADS_IN]
    is_parted = _PARTED.search(before) is not None
    return is_parted and ":" not in before and all(_is_name(word) for word in names)


def _is_name(word: str) -> bool:
    """Begins with a capital, or is of a script without any."""
    letter = next((sign for sign in word if sign.isalpha()), "")
    return bool(letter) and letter == letter.upper()


def _first_day(
    line: Line, begin: int, language: str, *, is_named: bool = False
) -> Dateline | None:
    """The first date of a line, exact to the day; to the month where it may be."""
    window = line.text[begin : begin + _REACH + _LONGEST_AGENCY]
    if not _YEAR.search(window):
        return None
    for tongue in _tongues(window, language):
        for found in dates.find(window, published_on=None, language=tongue):
            if not _is_exact(found.span, is_named=is_named or _is_all(found, window)):
                continue
            start = line.start + begin + found.start
            return Dateline(
                found.surface,
                start,
                start + len(found.surface),
                readings(found.surface) or (found.span,),
            )
    return None


def _is_all(found: dates.FoundDate, window: str) -> bool:
    return found.surface == window.strip(" .()[]")


def _is_exact(span: dates.DateSpan, *, is_named: bool) -> bool:
    enough = {dates.Precision.DAY} | ({dates.Precision.MONTH} if is_named else set())
    return span.precision in enough and span.basis is dates.Basis.STATED


def _tongues(window: str, language: str) -> Iterator[str]:
    first = (language or "en", languages.guess(window) or "en", "en")
    yield from dict.fromkeys((*first, *_OTHER_TONGUES))


def readings(words: str) -> tuple[dates.DateSpan, ...]:
    """The two days that 03/04/2011 may be, day first; none where it is one."""
    match = _SLASHED.search(words)
    if match is None:
        return ()
    first, second = int(match[1]), int(match[3])
    if first == second or not (1 <= first <= 12 and 1 <= second <= 12):
        return ()
    year = int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 69 else 1900
    days = (date(year, second, first), date(year, first, second))
    return tuple(dates.DateSpan(day, day, dates.Precision.DAY) for day in days)
