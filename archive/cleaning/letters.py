"""Letters printed inside a report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.cleaning.lines import (
    Line,
    Segment,
    SegmentKind,
    is_date,
    is_heading,
    is_salutation,
    read,
)


@dataclass(frozen=True, slots=True)
class InnerLetter:
    """A letter printed in a report; what is not printed is empty.

    written is the date as printed, written_start and written_end where.
    """

    start: int
    end: int
    sender: str
    addressee: str
    written: str
    written_start: int
    written_end: int
    salutation: str
    title: str


_LONGEST_ADDRESS_LINE = 100
_MOST_ADDRESS_LINES = 14
_MOST_LETTER_LINES = 120
_MOST_SIGNATURE_LINES = 8
_SUBJECT = re.compile(
    r"(?:re|ref|subject|betreff|betrifft|objet|asunto|тема)\s*[.:]\s*(.+)",
    re.IGNORECASE,
)


def find_letters(text: str, segments: Sequence[Segment]) -> tuple[InnerLetter, ...]:
    """The letters printed in a text, outside its title and boilerplate."""
    closed = [
        segment
        for segment in segments
        if segment.kind in {SegmentKind.TITLE, SegmentKind.BOILERPLATE}
    ]
    return tuple(_find_letters(list(_kinds(read(text), closed))))


def _kinds(lines: Iterator[Line], closed: Sequence[Segment]) -> Iterator[Line]:
    at = 0
    for line in lines:
        while at < len(closed) and closed[at].end <= line.start:
            at += 1
        inside = at < len(closed) and closed[at].start <= line.start
        yield replace(line, kind=closed[at].kind) if inside else line


def mark(lines: list[Line]) -> list[Line]:
    letters = list(_find_letters(lines))
    return [
        replace(line, kind=SegmentKind.LETTER, part=str(letter.start))
        if (letter := _around(letters, line)) and line.kind is SegmentKind.BODY
        else line
        for line in lines
    ]


def _around(letters: Sequence[InnerLetter], line: Line) -> InnerLetter | None:
    return next((x for x in letters if x.start <= line.start < x.end), None)


def _find_letters(lines: Sequence[Line]) -> Iterator[InnerLetter]:
    at = floor = 0
    while at < len(lines):
        if is_salutation(lines[at]) and _has_body(lines, at):
            first = _head(lines, at, floor)
            closing, last = _tail(lines, at)
            yield _letter(lines, first, at, closing, last)
            floor = at = last
        at += 1


def _has_body(lines: Sequence[Line], at: int) -> bool:
    after = lines[at + 1 : at + 4]
    return any(len(x.text) > 40 and x.kind is SegmentKind.BODY for x in after)


def _head(lines: Sequence[Line], salutation: int, floor: int) -> int:
    """First line of the letter: the topmost address or date line above."""
    first = salutation
    for at in range(
        salutation - 1, max(floor, salutation - _MOST_ADDRESS_LINES) - 1, -1
    ):
        line = lines[at]
        is_named = is_date(line.text) or line.begins_with("addressees")
        is_subject = bool(_SUBJECT.match(line.text))
        is_address = len(line.text) <= _LONGEST_ADDRESS_LINE and not (
            line.text.endswith((".", ":", "?")) and not is_named
        )
        if line.kind is not SegmentKind.BODY or not (is_address or is_subject):
            break
        if is_named or is_subject:
            first = at
    return first


def _tail(lines: Sequence[Line], salutation: int) -> tuple[int, int]:
    """Where the signature begins, and the letter's last line (included)."""
    last = salutation
    for at in range(salutation + 1, min(len(lines), salutation + _MOST_LETTER_LINES)):
        line = lines[at]
        if line.kind is not SegmentKind.BODY or is_salutation(line):
            break
        if len(line.text) <= 90 and line.begins_with("closings"):
            return at + 1, _signature_end(lines, at)
        last = at
    is_signed = len(lines[last].text) <= _LONGEST_ADDRESS_LINE and last > salutation + 1
    return (last if is_signed else last + 1), last


def _signature_end(lines: Sequence[Line], closing: int) -> int:
    last = closing
    for at in range(closing + 1, min(len(lines), closing + 1 + _MOST_SIGNATURE_LINES)):
        line = lines[at]
        is_apart = line.blank_before > 1 and at > closing + 1
        is_long = len(line.text) > _LONGEST_ADDRESS_LINE
        if line.kind is not SegmentKind.BODY or is_long or is_apart:
            break
        is_new = line.blank_before > 0 and is_heading(lines, at)
        if is_salutation(line) or is_new:
            break
        last = at
    return last


def _letter(
    lines: Sequence[Line], first: int, salutation: int, closing: int, last: int
) -> InnerLetter:
    head = lines[first:salutation]
    date = next((line for line in head if is_date(line.text)), None)
    subject = next((m for line in head if (m := _SUBJECT.match(line.text))), None)
    address = [x.text for x in head if x is not date and not _SUBJECT.match(x.text)]
    signature = [line.text for line in lines[closing : last + 1]]
    addressee = ", ".join(line.strip(" ,") for line in address)
    return InnerLetter(
        start=lines[first].start,
        end=lines[last].end,
        sender=", ".join(line.strip(" ,.") for line in signature),
        addressee=addressee,
        written=date.text if date else "",
        written_start=date.start if date else lines[first].start,
        written_end=date.end if date else lines[first].start,
        salutation=lines[salutation].text,
        title=subject[1].strip() if subject else addressee,
    )
