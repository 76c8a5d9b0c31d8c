"""Title, byline and parts of a text, each line in one segment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive import lexicon
from archive.cleaning import boilerplate, letters
from archive.cleaning.lines import (
    Line,
    Segment,
    SegmentKind,
    is_date,
    is_heading,
    is_salutation,
    read,
)

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text read: title and byline are empty where none is printed."""

    title: str
    byline: str
    segments: tuple[Segment, ...]


def clean(text: str) -> Cleaned:
    """Marks the parts of a text; every line that is not blank is in one.

    A line under the title that announces the report is a body segment of its
    own; so is each part under a subheading.
    """
    lines = boilerplate.mark(list(read(text)))
    lines = _mark_title(lines)
    title = next((line.text for line in lines if line.kind is SegmentKind.TITLE), "")
    byline = _byline(lines)
    lines = letters.mark(lines)
    lines = [_as_quote(line) for line in lines]
    return Cleaned(title, byline, _segments(_mark_parts(lines)))


def _segments(lines: Sequence[Line]) -> tuple[Segment, ...]:
    runs = groupby(lines, key=lambda line: (line.kind, line.part))
    blocks = [(kind, list(run)) for (kind, _), run in runs]
    return tuple(Segment(run[0].start, run[-1].end, kind) for kind, run in blocks)


def _mark_title(lines: list[Line]) -> list[Line]:
    at = _first_of_report(lines)
    if at is None or not _is_title(lines[at]):
        return lines
    marked = replace(lines[at], kind=SegmentKind.TITLE)
    return [*lines[:at], marked, *lines[at + 1 :]]


def _first_of_report(lines: Sequence[Line]) -> int | None:
    bodies = (at for at, line in enumerate(lines) if line.kind is SegmentKind.BODY)
    return next(bodies, None)


def _is_title(line: Line) -> bool:
    if len(line.text) > _LONGEST_TITLE or is_salutation(line) or is_date(line.text):
        return False
    is_sentence = line.text.endswith((".", ",", ";")) and len(line.text) > 100
    return not is_sentence and not line.begins_with("addressees")


def _byline(lines: Sequence[Line]) -> str:
    first = [line for line in lines if line.kind is not SegmentKind.BOILERPLATE][:5]
    for line in first[1:]:
        begin = line.text.split(maxsplit=1)
        is_by = lexicon.fold(begin[0]) in lexicon.words("bylines")
        if is_by and len(begin) == 2 and _names_somebody(begin[1]):
            return begin[1].strip()
    return ""


def _names_somebody(text: str) -> bool:
    words = text.split(",", maxsplit=1)[0].split()
    capitals = sum(word[0].isupper() for word in words)
    no_day = not any(letter.isdigit() for letter in text.split(",", maxsplit=1)[0])
    return (
        len(text) <= 100
        and not text.endswith(".")
        and no_day
        and (len(words) <= 8 and 0 < capitals >= len(words) - 2)
    )


def _mark_parts(lines: list[Line]) -> list[Line]:
    """Numbers the parts of the report: each begins at a heading or a call."""
    part, parts = 0, []
    for at, line in enumerate(lines):
        if line.kind is not SegmentKind.BODY:
            parts.append(line)
            continue
        under_title = at > 0 and lines[at - 1].kind is SegmentKind.TITLE
        after_heading = part and parts[-1].part == "announcement"
        if under_title and is_heading(lines, at):
            parts.append(replace(line, part="announcement"))
            part += 1
            continue
        if after_heading or is_heading(lines, at) or line.begins_with("calls"):
            part += 1
        parts.append(replace(line, part=str(part)))
    return parts


def _as_quote(line: Line) -> Line:
    is_wrapped = (
        line.text[0] in "“«„"
        and line.text[-1] in "”»“"
        and (len(line.text) > 60 and not re.search("[”»]", line.text[1:-1]))
    )
    if line.kind is SegmentKind.BODY and (line.text.startswith(">") or is_wrapped):
        return replace(line, kind=SegmentKind.QUOTE)
    return line
