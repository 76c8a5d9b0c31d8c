"""Words that somebody looks for, marked in what is read. Pure.

Laid over the finished reading: marks of names stay as they are, and a place that
crosses one is marked in several pieces.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.reading.build import Reading, Section
from archive.reading.weave import Piece, Tag

Span = tuple[int, int]
# Where words stand in a text of a language; code points, end excluded.
Find = Callable[[str, str], Sequence[Span]]
ANCHOR = "hit"
MOST = 200


@dataclass(frozen=True, slots=True)
class Hits:
    """A reading with its places marked, and the anchors of these in their order."""

    reading: Reading
    anchors: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether there may be more than are marked."""
        return len(self.anchors) >= MOST


def hits(reading: Reading, find: Find, *, language: str) -> Hits:
    """language: of the text where a paragraph names no other."""
    found = [list(find(_words(reading.title), language))]
    found += (
        list(find(_words(each.pieces), each.language or language))
        for section in reading.sections
        for each in section.paragraphs
    )
    total = min(sum(map(len, found)), MOST)
    pen = _Pen(total)
    rest = iter(found)
    # no links in the title: it has no numbers that lead on
    title = tuple(pen.marked(reading.title, next(rest), is_linked=False))
    sections = tuple(_section(each, rest, pen) for each in reading.sections)
    made = replace(reading, title=title, sections=sections)
    return Hits(made, tuple(anchor(n) for n in range(total)))


def anchor(number: int) -> str:
    """Of the places counted from 0; the first is the one a search leads to."""
    return f"{ANCHOR}-{number + 1}" if number else ANCHOR


def _section(section: Section, rest: Iterator[list[Span]], pen: "_Pen") -> Section:
    return replace(
        section,
        paragraphs=tuple(
            replace(each, pieces=tuple(pen.marked(each.pieces, next(rest))))
            for each in section.paragraphs
        ),
    )


def _words(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


class _Pen:
    """Marks places one after the other; behind each stands which of how many."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._next = 0

    def marked(
        self, pieces: Sequence[Piece], spans: Sequence[Span], *, is_linked: bool = True
    ) -> Iterator[Piece]:
        spans = spans[: self._total - self._next]
        first = self._next
        self._next += len(spans)
        if not spans:
            yield from pieces
            return
        at, links, waiting = 0, 0, list(range(first, self._next))
        for piece in _cuts(pieces, spans, first):
            yield piece
            at += len(piece.text)
            links += _links(piece)
            while waiting and spans[waiting[0] - first][1] <= at and not links:
                number = waiting.pop(0)
                if is_linked:
                    yield self._number(number)

    def _number(self, number: int) -> Piece:
        """“2/7”, a link to the third; behind the last, to the first."""
        following = anchor((number + 1) % self._total)
        words = f"{number + 1}/{self._total}"
        return Piece(words, (Tag("a", url=f"#{following}", css="hit"),), ("a",))


def _links(piece: Piece) -> int:
    """How many links more are open behind it."""
    opened = sum(tag.name == "a" for tag in piece.opens)
    return opened - sum(name == "a" for name in piece.closes)


def _cuts(
    pieces: Iterable[Piece], spans: Sequence[Span], first: int
) -> Iterator[Piece]:
    at = 0
    for piece in pieces:
        yield from _cut(piece, at, spans, first)
        at += len(piece.text)


def _cut(piece: Piece, at: int, spans: Sequence[Span], first: int) -> Iterator[Piece]:
    """A piece that begins at an offset, in smaller ones, with what stands in it."""
    end = at + len(piece.text)
    edges = {at, end}
    inside: dict[int, tuple[int, bool]] = {}
    for n, (low, high) in enumerate(spans):
        if low < end and high > at:
            edges |= {max(low, at), min(high, end)}
            inside[max(low, at)] = (first + n, low >= at)
    cuts = sorted(edges)
    made = [
        _piece(piece.text[low - at : high - at], inside.get(low))
        for low, high in itertools.pairwise(cuts)
    ] or [Piece("")]
    made[0] = replace(made[0], opens=(*piece.opens, *made[0].opens))
    made[-1] = replace(made[-1], closes=(*made[-1].closes, *piece.closes))
    yield from made


def _piece(text: str, hit: tuple[int, bool] | None) -> Piece:
    if hit is None:
        return Piece(text)
    number, begins = hit
    tag = Tag("mark", anchor=anchor(number) if begins else "")
    return Piece(text, (tag,), ("mark",))
