"""The reading view of a text: title, sections, paragraphs, marks and notes.

Plain values in, plain values out: no database, no clock, no HTML. Offsets
count code points of the revision's text, end excluded.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.protection import Projected
from archive.reading.blocks import (
    BODY,
    BOILERPLATE,
    QUOTE,
    TITLE,
    Anchors,
    Block,
    InnerLetter,
    Part,
    anchors_of,
    blocks_of,
    framed,
    free,
)
from archive.reading.notes import ClaimNote, Named, Note
from archive.reading.paragraphs import Shape
from archive.reading.weave import Mark, Piece, distinct, weave

_ELEMENTS = {Shape.HEADING: "h2", QUOTE: "blockquote"}
# A longer first paragraph is an ordinary one that happens to come first.
_LEAD_UPTO = 300
# A spelling or a date with what it stands for takes two lines of a note.
_REMARK_CHARACTERS = 60
# As many characters of a note stand taller than those of the text (measured
# at 80rem: 35 on a line of 20 px, against 62 on one of 28).
_NARROWER = 1.25


@dataclass(frozen=True, slots=True)
class Paragraph:
    """kind: prose, lines, heading, quote; css: lead, dateline, boilerplate.

    link: the anchor of the words; anchors: those no mark in them has already.
    """

    pieces: tuple[Piece, ...]
    kind: str = Shape.PROSE
    css: str = ""
    notes: tuple[Note, ...] = ()
    language: str = ""
    link: str = ""
    anchors: tuple[str, ...] = ()

    @property
    def element(self) -> str:
        return _ELEMENTS.get(self.kind, "p")

    @property
    def anchor(self) -> str:
        return next(iter(self.anchors), "")

    @property
    def others(self) -> tuple[str, ...]:
        """The anchors of paragraphs that are one here."""
        return self.anchors[1:]

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
    named: whom the shown words name. title_anchors: of the title, if it is in
    the text.
    """

    title: tuple[Piece, ...]
    sections: tuple[Section, ...]
    has_links: bool
    has_boilerplate: bool
    is_whole: bool
    left_out: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    title_anchors: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that is read in the shown paragraphs."""
        return "\n".join(
            piece.text
            for section in self.sections
            for paragraph in section.paragraphs
            for piece in paragraph.pieces
        )


def build(
    text: str | Projected,
    *,
    title: str,
    title_read: str = "",
    parts: Iterable[Part] = (),
    letters: Iterable[InnerLetter] = (),
    marks: Iterable[Mark] = (),
    notes: Iterable[Note] = (),
    named: Iterable[Named] = (),
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
    blocks = list(blocks_of(text, list(parts), list(letters)))
    ordered = sorted(notes, key=lambda note: (note.start, note.end))
    headline = _headline(text, blocks, title)
    furniture = [block for block in blocks if block.part == BOILERPLATE]
    hidden = set() if show_boilerplate else _unproven(furniture, ordered)
    marks = distinct(marks)
    anchors = anchors_of(text, blocks, taken=[*marks, *framed(blocks)])
    press = _Press(read, marks, _outside(ordered, hidden), anchors)
    set_title = press.title(headline) if headline else (Piece(title_read or title),)
    shown = [block for block in blocks if block != headline and block not in hidden]
    sections = tuple(press.sections(shown))
    linked = {mark.url for mark in press.begun if mark.url}
    return Reading(
        title=set_title,
        sections=sections,
        has_links=bool(linked),
        has_boilerplate=bool(furniture),
        is_whole=not hidden,
        left_out=press.left_out(hidden),
        named=tuple(each for each in named if f"#{each.anchor}" in linked),
        title_anchors=free(anchors, headline),
    )


def _headline(text: str, blocks: Sequence[Block], title: str) -> Block | None:
    """The paragraph that only repeats the document's title."""
    wanted = title.casefold().split()
    for block in blocks:
        words = text[block.place.start : block.place.end].casefold().split()
        if block.part == TITLE and words == wanted:
            return block
    return None


def _unproven(furniture: Sequence[Block], notes: Sequence[Note]) -> set[Block]:
    claims = [note for note in notes if isinstance(note, ClaimNote)]
    return {
        block for block in furniture if not any(block.touches(note) for note in claims)
    }


def _outside(notes: Sequence[Note], hidden: set[Block]) -> list[Note]:
    return [note for note in notes if not any(block.touches(note) for block in hidden)]


class _Press:
    """Sets paragraphs in reading order and remembers what was set."""

    def __init__(
        self,
        text: Projected,
        marks: Sequence[Mark],
        notes: Sequence[Note],
        anchors: Anchors,
    ) -> None:
        self._text = text
        self._anchors = anchors
        self._marks = marks
        self._notes = list(reversed(notes))
        self._told: set[tuple[object, ...]] = set()
        self._live: list[Mark] = []
        self._next = 0
        self.begun: set[Mark] = set()

    def title(self, block: Block) -> tuple[Piece, ...]:
        # No links in the largest words of the page; they can be jumped to.
        plain = [
            Mark(mark.start, mark.end) for mark in self._marks if block.touches(mark)
        ]
        place = block.place
        begun: set[Mark] = set()
        pieces = weave(self._text, place.start, place.end, plain, begun=begun)
        self.begun.update(mark for mark in self._marks if block.touches(mark))
        return pieces

    def sections(self, blocks: Sequence[Block]) -> Iterator[Section]:
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

    def left_out(self, hidden: set[Block]) -> tuple[str, ...]:
        return tuple(
            mark.anchor
            for mark in self._marks
            if mark not in self.begun and any(block.touches(mark) for block in hidden)
        )

    def _paragraph(self, block: Block, *, is_lead: bool, is_last: bool) -> Paragraph:
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
            link=next((each.name for each in self._anchors[block]), ""),
            anchors=free(self._anchors, block),
        )

    def _css(self, block: Block) -> str:
        if block.part == BOILERPLATE:
            return "boilerplate"
        words = self._text.original[block.place.start : block.place.end]
        is_date = block.letter is not None and words == block.letter.written_words
        return "dateline" if is_date else ""

    def _touching(self, block: Block) -> list[Mark]:
        while (
            self._next < len(self._marks)
            and self._marks[self._next].start < block.place.end
        ):
            self._live.append(self._marks[self._next])
            self._next += 1
        self._live = [mark for mark in self._live if mark.end > block.place.start]
        return [mark for mark in self._live if not self._is_frame(mark, block)]

    def _is_frame(self, mark: Mark, block: Block) -> bool:
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


def _kind(block: Block) -> str:
    if block.part == QUOTE:
        return QUOTE
    is_plain = block.letter is not None or block.part == BOILERPLATE
    if is_plain and block.place.shape == Shape.HEADING:
        return Shape.PROSE
    return block.place.shape


def _lead(blocks: Sequence[Block]) -> Block | None:
    """The first paragraph, when it is short and others follow."""
    if len(blocks) < 2:
        return None
    first = blocks[0]
    is_short = first.place.end - first.place.start <= _LEAD_UPTO
    is_prose = first.part in (BODY, TITLE) and first.place.shape != Shape.LINES
    return first if is_short and is_prose and first.letter is None else None
