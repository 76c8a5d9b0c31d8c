"""A text as the public reads it, and where its words stand in the original."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.protection import finding
from archive.protection.finding import Hit
from archive.protection.spellings import Protected

Span = tuple[int, int]
# A sign of words that were taken out of what is kept, for good.
BLACK = "█"


@dataclass(frozen=True, slots=True)
class Mask:
    """A place in the original text, and what is read there instead."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class Projected:
    """What is read of a text. Offsets count code points, end excluded."""

    original: str
    masks: tuple[Mask, ...] = ()

    @property
    def text(self) -> str:
        return self.slice(0, len(self.original))

    def slice(self, start: int, end: int) -> str:
        """What is read of a stretch of the original.

        A mask is read where it begins: two stretches that touch give
        together what the whole gives.
        """
        read: list[str] = []
        at = start
        first = max(bisect_right(self.masks, start, key=lambda mask: mask.start) - 1, 0)
        for mask in self.masks[first:]:
            if mask.start >= end:
                break
            if mask.end <= start:
                continue
            read.append(self.original[at : max(mask.start, at)])
            if mask.start >= start:
                read.append(mask.shown)
            at = mask.end
        read.append(self.original[at : max(end, at)])
        return "".join(read)

    def quote(self, start: int, end: int) -> str:
        """As slice(), for words that stand alone: a mask they begin in is read."""
        covering = [mask for mask in self.masks if mask.start < start < mask.end]
        head = covering[0].shown if covering else ""
        return head + self.slice(start, end)

    def place(self, offset: int) -> int:
        """Where an offset of the original is in what is read."""
        return len(self.slice(0, offset))

    def origin(self, offset: int) -> int:
        """Where an offset of what is read is in the original.

        Inside of what stands for a name: where the name begins.
        """
        moved = 0  # by how much the text read so far is longer
        for mask in self.masks:
            begins = mask.start + moved
            if offset < begins:
                break
            if offset < begins + len(mask.shown):
                return mask.start
            moved += len(mask.shown) - (mask.end - mask.start)
        return offset - moved


def project(
    text: str,
    people: Iterable[Protected],
    *,
    marked: Iterable[tuple[int, int, str]] = (),
    cleared: Iterable[Span] = (),
) -> Projected:
    """What is read of a text while these names are protected.

    marked: places, and what stands there, where a person has said that one of
    them is named. cleared: places where somebody else is, so that a surname
    or a given name alone, or a one-word spelling inside of a longer name, is not
    taken for theirs. Linear in the text.
    """
    people, cleared = tuple(people), list(cleared)
    found = [
        hit
        for hit in finding.find(text, people)
        if not any(hit.is_cleared_by(*place) for place in cleared)
    ]
    found += [Hit(start, end, shown) for start, end, shown in marked]
    return Projected(text, tuple(_masks(text, found)))


def _masks(text: str, found: Sequence[Hit]) -> Iterator[Mask]:
    """Hits that overlap as one, with the words of the longest."""
    together: list[Hit] = []
    end = -1
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if together and hit.start >= end:
            yield _mask(text, together, end)
            together = []
        together.append(hit)
        end = max(end, hit.end)
    if together:
        yield _mask(text, together, end)


def _mask(text: str, together: Sequence[Hit], end: int) -> Mask:
    """Of two as long, the initials in the letters of the text."""
    longest = max(
        together,
        key=lambda hit: (
            hit.end - hit.start,
            _script(text[hit.start]) == _script(hit.shown[0]),
        ),
    )
    return Mask(together[0].start, end, longest.shown)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
