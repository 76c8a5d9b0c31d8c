"""Where paragraphs begin and end in plain text, and what kind they are.

Sees line ends and lengths only; no language, no database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

# Typewritten and mailed texts break lines between 60 and 80 characters; a
# longer line holds a paragraph of its own, a block of shorter ones is an
# address, a list or verse, whose line ends mean something.
_WRAPPED_FROM = 50
_WRAPPED_UPTO = 100
_HEADING_UPTO = 90
_PROSE_FROM = 120
_ENDINGS = (*".,:;!?…”»)\"'", "\N{RIGHT SINGLE QUOTATION MARK}")


class Shape(StrEnum):
    PROSE = "prose"
    LINES = "lines"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Offsets count code points, end excluded; no white space at the ends."""

    start: int
    end: int
    shape: Shape = Shape.PROSE


def split(text: str, start: int, end: int) -> list[Stretch]:
    """The paragraphs between two offsets; in prose a line end is a space."""
    found = [
        stretch for block in _blocks(text, start, end) for stretch in _paragraphs(block)
    ]
    return [
        Stretch(one.start, one.end, Shape.HEADING)
        if _is_heading(text, one, following)
        else one
        for one, following in zip_longest(found, found[1:])
    ]


def _lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Each line without the white space at its ends; empty ones too."""
    low = start
    for line in text[start:end].split("\n"):
        inner = line.strip()
        first = low + line.find(inner)
        yield Stretch(first, first + len(inner))
        low += len(line) + 1


def _blocks(text: str, start: int, end: int) -> Iterator[list[Stretch]]:
    """Lines between blank lines."""
    block: list[Stretch] = []
    for line in _lines(text, start, end):
        if line.start < line.end:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _paragraphs(block: list[Stretch]) -> list[Stretch]:
    lengths = [line.end - line.start for line in block]
    if len(block) == 1 or max(lengths) > _WRAPPED_UPTO:
        return block
    is_wrapped = min(lengths[:-1]) >= _WRAPPED_FROM
    shape = Shape.PROSE if is_wrapped else Shape.LINES
    return [Stretch(block[0].start, block[-1].end, shape)]


def _is_heading(text: str, one: Stretch, following: Stretch | None) -> bool:
    """A short line without a full stop, directly above a long paragraph."""
    words = text[one.start : one.end]
    return (
        following is not None
        and one.shape == Shape.PROSE
        and len(words) <= _HEADING_UPTO
        and following.end - following.start >= _PROSE_FROM
        and words[0].isupper()
        and not words.endswith(_ENDINGS)
    )
