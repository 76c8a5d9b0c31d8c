"""Letters and statements printed inside a report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive import lexicon
from archive.cleaning import statements
from archive.cleaning.lines import (
    Line,
    Segment,
    SegmentKind,
    is_date,
    is_heading,
    is_salutation,
    read,
)
from archive.cleaning.statements import Block

# [your name], ______: where whoever copies the letter is to sign.
_TO_FILL_IN = re.compile(r"\A[\[<{][^\]>}]*[\]>}]\W*\Z|_{3}|\.{4}|…{2}")


@dataclass(frozen=True, slots=True)
class InnerLetter:
    """A letter or statement printed in a report; what is not printed is empty.

    written is the date as printed, written_start and written_end where. kind
    is "letter" or "statement"; a statement has no salutation.
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
    kind: str = "letter"


_LONGEST_ADDRESS_LINE = 100
_MOST_ADDRESS_LINES = 14
_MOST_LETTER_LINES = 120
_MOST_SIGNATURE_LINES = 8
_WEEKDAYS = frozenset[str]().union(
    *(lexicon.words("weekdays", language) for language in ("en", "de", "fr", "es"))
)
_SUBJECT = re.compile(
    r"(?:re|ref|subject|betreff|betrifft|objet|asunto|тема)\s*[.:]\s*(.+)",
    re.IGNORECASE,
)


def find_letters(text: str, segments: Sequence[Segment]) -> tuple[InnerLetter, ...]:
    """The letters and statements printed in a text, in order, none in another.

    They stand outside its title and boilerplate. A quotation is not one.
    """
    closed = [
        segment
        for segment in segments
        if segment.kind in {SegmentKind.TITLE, SegmentKind.BOILERPLATE}
    ]
    return tuple(_find_all(list(_kinds(read(text), closed))))


def _kinds(lines: Iterator[Line], closed: Sequence[Segment]) -> Iterator[Line]:
    at = 0
    for line in lines:
        while at < len(closed) and closed[at].end <= line.start:
            at += 1
        inside = at < len(closed) and closed[at].start <= line.start
        yield replace(line, kind=closed[at].kind) if inside else line


def mark(lines: list[Line]) -> list[Line]:
    letters = _find_all(lines)
    return [
        replace(line, kind=SegmentKind.LETTER, part=str(letter.start))
        if (letter := _around(letters, line)) and line.kind is SegmentKind.BODY
        else line
        for line in lines
    ]


def _around(letters: Sequence[InnerLetter], line: Line) -> InnerLetter | None:
    return next((x for x in letters if x.start <= line.start < x.end), None)


def _find_all(lines: Sequence[Line]) -> list[InnerLetter]:
    found = list(_find_letters(lines))
    for block in statements.find(lines):
        start, end = lines[_top(block)].start, lines[block.last].end
        if not any(x.start < end and start < x.end for x in found):
            found.append(_statement(lines, block))
    return sorted(found, key=lambda letter: letter.start)


def _top(block: Block) -> int:
    return block.first if block.heading < 0 else block.heading


def _statement(lines: Sequence[Line], block: Block) -> InnerLetter:
    heading = lines[block.heading].text if block.heading >= 0 else ""
    ends = [
        *lines[block.first : block.first + 2],
        *lines[block.signed : block.last + 1],
    ]
    date = _date_in(ends)
    return InnerLetter(
        start=lines[_top(block)].start,
        end=lines[block.last].end,
        sender=_signed(lines[block.signed : block.last + 1])
        or statements.after(heading, "by"),
        addressee=statements.after(heading, "to"),
        written=date[0],
        written_start=date[1],
        written_end=date[2],
        salutation="",
        title=heading.strip(" :"),
        kind=block.kind,
    )


def _date_in(lines: Sequence[Line]) -> tuple[str, int, int]:
    """The date of a line that is little more, as printed, and where it stands.

    "London, 16 June 2011" is read without the place.
    """
    for line in lines:
        if is_date(line.text):
            cut = line.text.rfind(", ", 0, _figure_in(line.text)) + 2
            begin = cut if cut > 1 and not _is_within_date(line.text[:cut]) else 0
            written = line.text[begin:].strip(" .,")
            at = line.start + line.text.index(written, begin)
            return written, at, at + len(written)
    at = lines[0].start if lines else 0
    return "", at, at


def _figure_in(text: str) -> int:
    figures = (at for at, letter in enumerate(text) if letter.isdigit())
    return next(figures, len(text))


def _is_within_date(before: str) -> bool:
    """Whether what stands before the comma is a weekday or a month."""
    words = lexicon.fold(before).strip(" ,").split()
    return bool(words) and words[-1] in lexicon.words("months") | _WEEKDAYS


def _signed(lines: Sequence[Line]) -> str:
    """Those who signed, without the closing, the "signed" and the date."""
    names = []
    for line in lines:
        text = line.text
        opening = next(
            (p for p in statements.phrases("signed") if line.folded.startswith(p)), ""
        )
        text = text[len(opening) :].strip(" :,.") if opening else text.strip(" ,.")
        if text.casefold() in {"by", "von", "par", "por"} or line.begins_with(
            "closings"
        ):
            continue
        if _TO_FILL_IN.search(line.text):
            continue
        if is_date(line.text):
            text = _before_date(line.text)
        if text:
            names.append(text.removeprefix("by ").strip(" :"))
    return ", ".join(name for name in names if name)


def _before_date(text: str) -> str:
    """The name in "Bakers' union, 9 May 2012"; a lone place is none."""
    name = text[: _figure_in(text)].rpartition(", ")[0].strip(" ,")
    is_name = len(name.split()) > 1 and lexicon.fold(name) not in lexicon.words(
        "places"
    )
    return name if is_name and not _is_within_date(name) else ""


def _find_letters(lines: Sequence[Line]) -> Iterator[InnerLetter]:
    at = floor = 0
    while at < len(lines):
        if is_salutation(lines[at]) and _has_body(lines, at):
            first = _head(lines, at, floor)
            closing, last = _tail(lines, at)
            yield _letter(lines, first, at, closing, last)
            at = last
            floor = last + 1
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
        is_named = is_named or bool(statements.kind_of(line.text))
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
        is_new = line.blank_before > 0 and _opens_another(lines, at)
        if is_salutation(line) or is_new:
            break
        last = at
    return last


def _opens_another(lines: Sequence[Line], at: int) -> bool:
    """A heading, or the address of the next letter."""
    line = lines[at]
    is_headed = is_heading(lines, at) or bool(statements.kind_of(line.text))
    return is_headed or line.begins_with("addressees")


def _letter(
    lines: Sequence[Line], first: int, salutation: int, closing: int, last: int
) -> InnerLetter:
    head = lines[first:salutation]
    signature = lines[closing : last + 1]
    words, start, end = _date_in([*head, *signature])
    headings = [x.text for x in head if statements.kind_of(x.text)]
    subject = next((m for line in head if (m := _SUBJECT.match(line.text))), None)
    address = [
        x.text
        for x in head
        if not (is_date(x.text) or _SUBJECT.match(x.text) or x.text in headings)
    ]
    heading = headings[0].strip(" :") if headings else ""
    addressee = ", ".join(line.strip(" ,") for line in address)
    addressee = addressee or statements.after(heading, "to")
    title = subject[1].strip() if subject else heading or addressee
    return InnerLetter(
        start=lines[first].start,
        end=lines[last].end,
        sender=_signed(signature) or statements.after(heading, "by"),
        addressee=addressee,
        written=words,
        written_start=start if words else lines[first].start,
        written_end=end if words else lines[first].start,
        salutation=lines[salutation].text,
        title=title,
    )
