"""The reading view of a text: title, sections, paragraphs, marks and notes.

Plain values in, plain values out: no database, no clock, no HTML. Offsets
count code points of the revision's text, end excluded.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from archive.dates import DateSpan
from archive.protection import Projected
from archive.reading.notes import ClaimNote, Note
from archive.reading.paragraphs import Shape, Stretch, split
from archive.reading.weave import Mark, Piece, distinct, weave

TITLE, BODY, LETTER = "title", "body", "letter"
QUOTE, BOILERPLATE = "quote", "boilerplate"
# A longer first paragraph is an ordinary one that happens to come first.
_LEAD_UPTO = 300
# A spelling or a date with what it stands for takes two lines of a note.
_REMARK_CHARACTERS = 60
# As many characters of a note stand taller than those of the text (measured
# at 80rem: 35 on a line of 20 px, against 62 on one of 28).
_NARROWER = 1.25


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
class Paragraph:
    """kind: prose, lines, heading, quote; css: lead, dateline, boilerplate."""

    pieces: tuple[Piece, ...]
    kind: str = Shape.PROSE
    css: str = ""
    notes: tuple[Note, ...] = ()
    language: str = ""

    @property
    def remarks(self) -> tuple[Note, ...]:
        """Spellings, dates, and claims that need a word of warning."""
        return tuple(note for note in self.notes if not note.is_plain)

    @property
    def claims(self) -> tuple[ClaimNote, ...]:
        """The plain claims that are proved here."""
        return tuple(
            note for note in self.notes if isinstance(note, ClaimNote) and note.is_plain
        )

    @property
    def claim_kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(claim.kind for claim in self.claims))

    @property
    def is_crowded(self) -> bool:
        """Whether the claims would stand taller than the paragraph."""
        beside = sum(_length(note) for note in self.notes)
        printed = sum(len(piece.text) for piece in self.pieces)
        return len(self.claims) > 1 and beside * _NARROWER > printed


def _length(note: Note) -> int:
    """In characters, as it is set beside the text."""
    if isinstance(note, ClaimNote):
        return len(note.sentence) + len(note.attributed_to) + len(note.superseded_by)
    return _REMARK_CHARACTERS


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs that stand together; letter: the one they are, if any."""

    paragraphs: tuple[Paragraph, ...]
    letter: InnerLetter | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows.

    is_whole: nothing is left out; left_out: the anchors that lie in what is.
    """

    title: tuple[Piece, ...]
    sections: tuple[Section, ...]
    has_links: bool
    has_boilerplate: bool
    is_whole: bool
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph's place, the kind of part it lies in, and its letter."""

    place: Stretch
    part: str
    letter: InnerLetter | None
    language: str = ""

    def touches(self, other: Mark | Note) -> bool:
        return other.start < self.place.end and self.place.start < other.end


def build(
    text: str | Projected,
    *,
    title: str,
    title_read: str = "",
    parts: Iterable[Part] = (),
    letters: Iterable[InnerLetter] = (),
    marks: Iterable[Mark] = (),
    notes: Iterable[Note] = (),
    show_boilerplate: bool = False,
) -> Reading:
    """The text as it is read.

    Boilerplate is left out unless asked for; a paragraph of it that proves a
    claim is shown all the same. The title is not repeated in the text. Of a
    projected text its places are those of the original; title_read is what
    the public reads of the title.
    """
    read = text if isinstance(text, Projected) else Projected(text)
    text = read.original
    blocks = list(_blocks(text, list(parts), list(letters)))
    ordered = sorted(notes, key=lambda note: (note.start, note.end))
    headline = _headline(text, blocks, title)
    furniture = [block for block in blocks if block.part == BOILERPLATE]
    hidden = set() if show_boilerplate else _unproven(furniture, ordered)
    press = _Press(read, distinct(marks), _outside(ordered, hidden))
    set_title = press.title(headline) if headline else (Piece(title_read or title),)
    shown = [block for block in blocks if block != headline and block not in hidden]
    return Reading(
        title=set_title,
        sections=tuple(press.sections(shown)),
        has_links=any(mark.url for mark in press.begun),
        has_boilerplate=bool(furniture),
        is_whole=not hidden,
        left_out=press.left_out(hidden),
    )


def _blocks(
    text: str, parts: Sequence[Part], letters: Sequence[InnerLetter]
) -> Iterator[_Block]:
    covers = [part for part in parts if part.kind != LETTER]
    framed = [*letters, *_unlisted(parts, letters)]
    foreign = [part for part in parts if part.language]
    bounds = {
        offset
        for each in (covers, foreign)
        for part in each
        for offset in (part.start, part.end)
    }
    bounds |= {offset for one in framed for offset in (one.start, one.end)}
    edges = sorted({0, len(text), *(min(offset, len(text)) for offset in bounds)})
    for low, high in pairwise(edges):
        cover = _innermost(covers, low, high)
        letter = _innermost(framed, low, high)
        spoken = _innermost(foreign, low, high)
        for place in split(text, low, high):
            yield _Block(
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


def _headline(text: str, blocks: Sequence[_Block], title: str) -> _Block | None:
    """The paragraph that only repeats the document's title."""
    wanted = title.casefold().split()
    for block in blocks:
        words = text[block.place.start : block.place.end].casefold().split()
        if block.part == TITLE and words == wanted:
            return block
    return None


def _unproven(furniture: Sequence[_Block], notes: Sequence[Note]) -> set[_Block]:
    claims = [note for note in notes if isinstance(note, ClaimNote)]
    return {
        block for block in furniture if not any(block.touches(note) for note in claims)
    }


def _outside(notes: Sequence[Note], hidden: set[_Block]) -> list[Note]:
    return [note for note in notes if not any(block.touches(note) for block in hidden)]


class _Press:
    """Sets paragraphs in reading order and remembers what was set."""

    def __init__(
        self, text: Projected, marks: Sequence[Mark], notes: Sequence[Note]
    ) -> None:
        self._text = text
        self._marks = marks
        self._notes = list(reversed(notes))
        self._told: set[tuple[object, ...]] = set()
        self._live: list[Mark] = []
        self._next = 0
        self.begun: set[Mark] = set()

    def title(self, block: _Block) -> tuple[Piece, ...]:
        # No links in the largest words of the page; they can be jumped to.
        plain = [
            Mark(mark.start, mark.end) for mark in self._marks if block.touches(mark)
        ]
        place = block.place
        begun: set[Mark] = set()
        pieces = weave(self._text, place.start, place.end, plain, begun=begun)
        self.begun.update(mark for mark in self._marks if block.touches(mark))
        return pieces

    def sections(self, blocks: Sequence[_Block]) -> Iterator[Section]:
        lead = _lead(blocks)
        last = blocks[-1] if blocks else None
        for letter, together in groupby(blocks, key=lambda block: block.letter):
            if letter is not None:
                self.begun.update(
                    mark for mark in self._marks if _is_same(mark, letter)
                )
            yield Section(
                tuple(
                    self._paragraph(block, is_lead=block == lead, is_last=block == last)
                    for block in together
                ),
                letter,
            )

    def left_out(self, hidden: set[_Block]) -> tuple[str, ...]:
        return tuple(
            mark.anchor
            for mark in self._marks
            if mark not in self.begun and any(block.touches(mark) for block in hidden)
        )

    def _paragraph(self, block: _Block, *, is_lead: bool, is_last: bool) -> Paragraph:
        place = block.place
        return Paragraph(
            pieces=weave(
                self._text,
                place.start,
                place.end,
                self._touching(block),
                begun=self.begun,
            ),
            kind=Shape.PROSE if is_lead else _kind(block),
            css="lead" if is_lead else self._css(block),
            notes=self._notes_upto(len(self._text.original) if is_last else place.end),
            language=block.language,
        )

    def _css(self, block: _Block) -> str:
        if block.part == BOILERPLATE:
            return "boilerplate"
        words = self._text.original[block.place.start : block.place.end]
        is_date = block.letter is not None and words == block.letter.written_words
        return "dateline" if is_date else ""

    def _touching(self, block: _Block) -> list[Mark]:
        while (
            self._next < len(self._marks)
            and self._marks[self._next].start < block.place.end
        ):
            self._live.append(self._marks[self._next])
            self._next += 1
        self._live = [mark for mark in self._live if mark.end > block.place.start]
        return [mark for mark in self._live if not self._is_frame(mark, block)]

    def _is_frame(self, mark: Mark, block: _Block) -> bool:
        return block.letter is not None and _is_same(mark, block.letter)

    def _notes_upto(self, end: int) -> tuple[Note, ...]:
        """Those not yet told; a claim is told again beside each proof."""
        taken: dict[tuple[object, ...], Note] = {}
        while self._notes and self._notes[-1].start < end:
            note = self._notes.pop()
            if isinstance(note, ClaimNote) or note.key not in self._told:
                taken.setdefault(note.key, note)
        self._told.update(taken)
        return tuple(taken.values())


def _is_same(mark: Mark, letter: InnerLetter) -> bool:
    return (mark.start, mark.end) == (letter.start, letter.end)


def _kind(block: _Block) -> str:
    if block.part == QUOTE:
        return QUOTE
    is_plain = block.letter is not None or block.part == BOILERPLATE
    if is_plain and block.place.shape == Shape.HEADING:
        return Shape.PROSE
    return block.place.shape


def _lead(blocks: Sequence[_Block]) -> _Block | None:
    """The first paragraph, when it is short and others follow."""
    if len(blocks) < 2:
        return None
    first = blocks[0]
    is_short = first.place.end - first.place.start <= _LEAD_UPTO
    is_prose = first.part in (BODY, TITLE) and first.place.shape != Shape.LINES
    return first if is_short and is_prose and first.letter is None else None
