"""Words and the elements around them: marks that nest, touch and cross.

Knows text and offsets (code points, end excluded); no database, no HTML.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.protection import Projected


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that can be jumped to; with a url, a link to what it names."""

    start: int
    end: int
    url: str = ""
    kind: str = ""

    @property
    def anchor(self) -> str:
        return f"p-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Tag:
    """An element to open.

    css is `cut` where a crossing mark ends it early, `more` where it goes on.
    """

    name: str
    anchor: str = ""
    url: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the elements that open before and close after them."""

    text: str
    opens: tuple[Tag, ...] = ()
    closes: tuple[str, ...] = ()


def distinct(marks: Iterable[Mark]) -> list[Mark]:
    """One mark a place, in reading order, the outer before the inner.

    Of two marks on the same words the one with a link is kept.
    """
    by_place: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        known = by_place.get((mark.start, mark.end))
        if known is None or (mark.url and not known.url):
            by_place[mark.start, mark.end] = mark
    return sorted(by_place.values(), key=lambda mark: (mark.start, -mark.end))


def weave(
    text: str | Projected,
    start: int,
    end: int,
    marks: Sequence[Mark],
    *,
    begun: set[Mark],
) -> tuple[Piece, ...]:
    """The words from start to end, cut into pieces that nest properly.

    marks are distinct() and touch this stretch. The anchor stands on the
    first piece of a mark only; `begun` are the marks whose anchor was given
    in an earlier stretch, and those that begin here are added to it. A link
    inside a link is an anchor without a link. Offsets are those of the text
    itself; what is read of it may be shorter.
    """
    read = text if isinstance(text, Projected) else Projected(text)
    loom = _Loom(begun)
    edges = {start, end}
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        edges.update((max(mark.start, start), min(mark.end, end)))
        opening.setdefault(max(mark.start, start), []).append(mark)
    ordered = sorted(edges)
    for low, high in pairwise(ordered):
        for mark in opening.get(low, ()):
            loom.open(mark)
        loom.add(read.slice(low, high), upto=high, is_last=high == end)
    return loom.pieces()


class _Loom:
    """The elements open while words are laid down."""

    def __init__(self, begun: set[Mark]) -> None:
        self._begun = begun
        self._open: list[tuple[Mark, int]] = []  # and the tag's number
        self._tags: list[Tag] = []
        self._waiting: list[int] = []
        self._laid: list[tuple[str, list[int], list[str]]] = []

    def open(self, mark: Mark) -> None:
        is_linked = any(self._tags[number].url for _, number in self._open)
        url = "" if is_linked else mark.url
        is_first = mark not in self._begun
        self._begun.add(mark)
        words = ("mention", mark.kind) if url else ()
        more = () if is_first else ("more",)
        tag = Tag(
            name="a" if url else "span",
            anchor=mark.anchor if is_first else "",
            url=url,
            css=" ".join((*words, *more)),
        )
        self._open.append((mark, len(self._tags)))
        self._waiting.append(len(self._tags))
        self._tags.append(tag)

    def add(self, words: str, *, upto: int, is_last: bool) -> None:
        closes: list[str] = []
        self._laid.append((words, self._waiting, closes))
        self._waiting = []
        keep = 0 if is_last else self._depth_kept(upto)
        again = []
        for mark, number in reversed(self._open[keep:]):
            closes.append(self._tags[number].name)
            if mark.end > upto:
                self._cut(number)
                again.append(mark)
        del self._open[keep:]
        if not is_last:
            for mark in reversed(again):
                self.open(mark)

    def _depth_kept(self, upto: int) -> int:
        """How many elements stay open: those outside the first that ends."""
        ends = (mark.end <= upto for mark, _ in self._open)
        return next((at for at, done in enumerate(ends) if done), len(self._open))

    def _cut(self, number: int) -> None:
        tag = self._tags[number]
        self._tags[number] = replace(tag, css=f"{tag.css} cut".strip())

    def pieces(self) -> tuple[Piece, ...]:
        return tuple(
            Piece(words, tuple(self._tags[at] for at in opens), tuple(closes))
            for words, opens, closes in self._laid
        )
