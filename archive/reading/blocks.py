"""Where a text is cut: paragraphs, the parts they lie in, and their anchors.

Plain values: no database, no HTML. Offsets count code points, end excluded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from archive.dates import DateSpan
from archive.reading.notes import Note
from archive.reading.paragraphs import Stretch, split
from archive.reading.weave import Mark

TITLE, BODY, LETTER = "title", "body", "letter"
QUOTE, BOILERPLATE = "quote", "boilerplate"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text and what it is, by the words of Segment.Kind.

    language: when it is another than that of the text.
    """

    start: int
    end: int
    kind: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class InnerLetter:
    """A letter printed in the text, with a page of its own where url leads."""

    start: int
    end: int
    url: str = ""
    author: str = ""
    addressee: str = ""
    written: DateSpan | None = None
    written_words: str = ""

    @property
    def anchor(self) -> str:
        return f"p-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's place, the kind of part it lies in, and its letter."""

    place: Stretch
    part: str
    letter: InnerLetter | None
    language: str = ""

    def touches(self, other: Mark | Note) -> bool:
        return other.start < self.place.end and self.place.start < other.end


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that can be linked to for ever; is_taken: something else has it."""

    name: str
    is_taken: bool


Anchors = Mapping[Block, tuple[Anchor, ...]]


def anchors_of(
    text: str, blocks: Sequence[Block], *, taken: Iterable[Mark | InnerLetter]
) -> Anchors:
    """By block, the paragraphs that begin in it.

    Those of the text alone: wherever parts of it begin and end, today or later,
    a link to a paragraph arrives.
    """
    given = {(each.start, each.end) for each in taken}
    found: dict[Block, tuple[Anchor, ...]] = {}
    rest = iter(split(text, 0, len(text)))
    one = next(rest, None)
    for block in blocks:
        here = []
        while one is not None and one.start < block.place.end:
            place = (one.start, one.end)
            here.append(Anchor(f"p-{one.start}-{one.end}", place in given))
            one = next(rest, None)
        found[block] = tuple(here)
    return found


def free(anchors: Anchors, block: Block | None) -> tuple[str, ...]:
    """Those nothing else has."""
    here = anchors[block] if block else ()
    return tuple(each.name for each in here if not each.is_taken)


def framed(blocks: Sequence[Block]) -> set[InnerLetter]:
    """The letters there are."""
    return {block.letter for block in blocks if block.letter}


def blocks_of(
    text: str, parts: Sequence[Part], letters: Sequence[InnerLetter]
) -> Iterator[Block]:
    covers = [part for part in parts if part.kind != LETTER]
    within = [*letters, *_unlisted(parts, letters)]
    foreign = [part for part in parts if part.language]
    bounds = {
        offset
        for each in (covers, foreign)
        for part in each
        for offset in (part.start, part.end)
    }
    bounds |= {offset for one in within for offset in (one.start, one.end)}
    edges = sorted({0, len(text), *(min(offset, len(text)) for offset in bounds)})
    for low, high in pairwise(edges):
        cover = _innermost(covers, low, high)
        letter = _innermost(within, low, high)
        spoken = _innermost(foreign, low, high)
        for place in split(text, low, high):
            yield Block(
                place,
                cover.kind if cover else BODY,
                letter,
                spoken.language if spoken else "",
            )


def _unlisted(
    parts: Sequence[Part], letters: Sequence[InnerLetter]
) -> Iterator[InnerLetter]:
    """Letters marked in the text that no document was made of."""
    for part in parts:
        is_listed = any(
            one.start < part.end and part.start < one.end for one in letters
        )
        if part.kind == LETTER and not is_listed:
            yield InnerLetter(part.start, part.end)


_Span = TypeVar("_Span", Part, InnerLetter)


def _innermost(spans: Sequence[_Span], low: int, high: int) -> _Span | None:
    around = [span for span in spans if span.start <= low and high <= span.end]
    return min(around, key=lambda span: span.end - span.start, default=None)
