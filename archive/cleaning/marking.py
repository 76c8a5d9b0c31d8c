"""Title, byline and parts of a text, each line in one segment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.cleaning import boilerplate, bylines, letters, titles
from archive.cleaning.lines import (
    Line,
    Segment,
    SegmentKind,
    is_heading,
    read,
)
from archive.cleaning.profiles import Profile


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text read: title and byline are empty where none is printed."""

    title: str
    byline: str
    segments: tuple[Segment, ...]


def clean(
    text: str,
    *,
    profile: Profile | None = None,
    aside: Sequence[tuple[int, int]] = (),
) -> Cleaned:
    """Marks the parts of a text; every line that is not blank is in one.

    profile: the rules of its source. aside: ranges, in code points, that the
    page sets apart from the article; both become boilerplate.

    A line under the title that announces the report is a body segment of its
    own; so is each part under a subheading.
    """
    lines = boilerplate.mark(list(read(text)), profile or Profile(), aside)
    lines = titles.mark(lines)
    title = next((line.text for line in lines if line.kind is SegmentKind.TITLE), "")
    byline = bylines.find(lines)
    lines = letters.mark(lines)
    lines = [_as_quote(line) for line in lines]
    return Cleaned(title, byline, _segments(_mark_parts(lines)))


def _segments(lines: Sequence[Line]) -> tuple[Segment, ...]:
    runs = groupby(lines, key=lambda line: (line.kind, line.part))
    blocks = [(kind, list(run)) for (kind, _), run in runs]
    return tuple(Segment(run[0].start, run[-1].end, kind) for kind, run in blocks)


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
