"""Which parts of a text are in another language than the text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from archive import languages
from archive.cleaning import Segment, SegmentKind
from archive.cleaning.lines import read

# A book is looked at as far as this; the rest is in the language of the text.
_LOOKED_AT = 4_000
_WHOLE = {SegmentKind.TITLE, SegmentKind.LETTER}


def told(
    text: str, segments: Sequence[Segment], *, language: str
) -> tuple[Segment, ...]:
    """The segments, each in one language; a report is parted where it changes.

    A title and a letter are taken as a whole; furniture is not asked.
    """
    found: list[Segment] = []
    left = _LOOKED_AT
    for part in segments:
        words = text[part.start : part.end]
        if part.kind is SegmentKind.BOILERPLATE or left <= 0:
            found.append(part)
        elif part.kind in _WHOLE:
            found.append(replace(part, language=languages.other_than(language, words)))
        else:
            lines = list(_lines(words, language, left))
            left -= len(lines)
            found += _parted(part, lines)
    return tuple(found)


def _parted(part: Segment, lines: list[tuple[int, int, str]]) -> Iterator[Segment]:
    """Neighbouring lines of one language are one part."""
    for tongue, run in groupby(lines, key=lambda line: line[2]):
        together = list(run)
        start, end = part.start + together[0][0], part.start + together[-1][1]
        yield replace(part, start=start, end=end, language=tongue)


def _lines(words: str, language: str, most: int) -> Iterator[tuple[int, int, str]]:
    """Where each line stands and what it is in; a short one goes with the last.

    Lines after so many are not looked at.
    """
    before = ""
    for number, line in enumerate(read(words)):
        found = languages.other_than(language, line.text) if number < most else ""
        if number < most and not found and before:
            found = before if languages.guess(line.text) in {before, ""} else ""
        yield line.start, line.end, found
        before = found
