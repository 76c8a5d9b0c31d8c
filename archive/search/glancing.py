"""Where words stand in a text by what the index keeps of it. Pure.

The columns of a row are searched, and only the words around the best place are read
in the text. Where text and columns do not go together, nothing is said: then the
text is looked through from its beginning.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.search import expressions, words
from archive.search.expressions import BREAK, Atom, Layers
from archive.search.layers import Stretch
from archive.search.snippets import AROUND, BEFORE

Span = tuple[int, int]
Placed = tuple[int, int, str]
# Places of one atom in one row that are looked at.
_MOST = 40
_NEAR = 20  # words that a snippet has room for, or nearly


@dataclass(frozen=True, slots=True)
class Glance:
    """What is marked in the title, and in the text around the best place.

    first, best: where in the text the first place begins, and the best; None when
    it has none.
    """

    title: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()
    first: int | None = None
    best: int | None = None


def glance(
    atoms: Iterable[Atom],
    row: Layers,
    *,
    title: str,
    text: str,
    stretches: Sequence[Stretch],
) -> Glance | None:
    """None when the row is not what would be kept of this title and text today.

    row: the first of a text, when it has several.
    """
    exact = row.exact.split()
    found = _places(atoms, row)
    head = exact.index(BREAK) if row.title else 0
    body = head + 1 if row.title else 0
    named: tuple[Span, ...] | None = ()
    if any(at < head for at in found):
        named = _marked(words.placed(title, at=0), exact[:head], 0, found)
    if named is None:
        return None
    within = sorted(at for at in found if at >= body)
    if not within:
        return Glance(named)
    lines = _Lines(text, stretches)
    first = lines.where(exact, within[0], body)
    best = _best(within)
    at = first if best == within[0] else lines.where(exact, best, body)
    if first is None or at is None:
        return None
    spans = lines.around(at, exact, best, found)
    return None if spans is None else Glance(named, spans, first, at)


def _places(atoms: Iterable[Atom], row: Layers) -> dict[int, int]:
    """By number of its first word the longest of the atoms that stand there."""
    found: dict[int, int] = {}
    for atom in atoms:
        # of a title the words are looked up folded
        name = expressions.FOLDED if atom.column == expressions.TITLE else atom.column
        column = row.column(name)
        size = len(atom.tokens)
        for at in islice(_numbers(column, expressions.looked_for(atom)), _MOST):
            found[at] = max(found.get(at, 0), size)
    return found


def _numbers(column: str, looked_for: str) -> Iterable[int]:
    number, seen = 0, 0
    at = column.find(looked_for)
    while at >= 0:
        number += column.count(" ", seen, at)
        yield number
        seen = at
        at = column.find(looked_for, at + 1)


def _best(within: Sequence[int]) -> int:
    """Where most stand close together, the first of equals."""
    best, most, last = within[0], 0, 0
    for first, at in enumerate(within):
        last = max(last, first)
        while last + 1 < len(within) and within[last + 1] - at <= _NEAR:
            last += 1
        if last - first + 1 > most:
            best, most = at, last - first + 1
    return best


class _Lines:
    """A text and the stretches of it that are in the index."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self._text = text
        lower = text if text.islower() else text.lower()
        # a few letters are two in their small form
        self._lower = lower if len(lower) == len(text) else ""
        self._stretches = stretches

    def where(self, exact: Sequence[str], number: int, body: int) -> int | None:
        """Where a word stands: by how often it stood before."""
        word = exact[number]
        left = exact[body:number].count(word)
        for each in self._stretches:
            at = self._lower.find(word, each.start, each.end)
            while at >= 0:
                if self._is_whole(at, at + len(word)):
                    if not left:
                        return at
                    left -= 1
                at = self._lower.find(word, at + 1, each.end)
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        if words.is_unspaced(self._lower[start]):
            return True
        text = self._lower
        return not (text[end : end + 1].isalnum() or text[start - 1 : start].isalnum())

    def around(
        self, at: int, exact: Sequence[str], number: int, found: dict[int, int]
    ) -> tuple[Span, ...] | None:
        """What is marked in the words before and behind a place."""
        here = list(self._words(at - BEFORE, at, at - BEFORE + AROUND))
        starts = [word[0] for word in here]
        if at not in starts:
            return None
        return _marked(here, exact, number - starts.index(at), found)

    def _words(self, low: int, at: int, high: int) -> Iterator[Placed]:
        """The words of a part of the text, at its ends no half ones."""
        last = -1
        for each in self._stretches:
            start, end = max(each.start, low), min(each.end, high)
            if start >= end:
                continue
            if start > each.start:
                start = self._text.find(" ", start, at) + 1 or at
            if end < each.end:
                end = max(self._text.rfind(" ", start, end), start)
            if last >= 0 and self._text[last : each.start].strip():
                yield each.start, each.start, BREAK
            yield from words.placed(self._text[start:end], at=start)
            last = each.end


def _marked(
    here: Sequence[Placed],
    exact: Sequence[str],
    number: int,
    found: dict[int, int],
) -> tuple[Span, ...] | None:
    """Of words that stand in a row from a number on, those that were found."""
    if number < 0 or [word[2] for word in here] != exact[number : number + len(here)]:
        return None
    spans: list[Span] = []
    end = -1
    for at, word in enumerate(here):
        if size := found.get(number + at, 0):
            last = here[min(at + size, len(here)) - 1][1]
            if last > end:
                spans.append((max(word[0], end), last))
                end = last
    return tuple(spans)
