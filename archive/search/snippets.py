"""Where the words looked for stand in a text, and the stretch worth showing. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from archive.search import expressions
from archive.search.expressions import Atom, Wanted
from archive.search.found import Piece
from archive.search.layers import Stretch
from archive.search.marking import Finder, Span
from archive.search.query import Query


def hits_in(text: str, query: Query, *, language: str = "") -> list[Span]:
    """Where a text has what was looked for, for marking a page; code points.

    At most 400 places. The words as typed, in any spelling and form.
    """
    whole = [Stretch(0, len(text), language)]
    return Finder(atoms_of(query)).spans(text, whole) if query else []


def atoms_of(query: Query, *others: Wanted) -> list[Atom]:
    """Everything that is marked."""
    found = [
        atom
        for wanted in (expressions.all_of(query), *others)
        for group in wanted.groups
        for atom in group
    ]
    return list(dict.fromkeys(found))


def marked(
    text: str, query: Query, *, language: str = "", is_whole: bool = False
) -> tuple[Piece, ...]:
    """A text, or the stretch of it worth showing, with what was looked for marked."""
    spans = hits_in(text, query, language=language)
    return pieces(text, spans) if is_whole else snippet(text, spans)


# Code points of a snippet, or a little more, and of these before the best place.
AROUND, BEFORE = 220, 60


def snippet(
    text: str, spans: Sequence[Span], *, best: int | None = None
) -> tuple[Piece, ...]:
    """The stretch with most of the places, on one line; its beginning without any.

    best: where the first of these places begins, when that is known.
    """
    best = _best(spans) if best is None else best
    start = max(best - BEFORE, 0)
    end = start + AROUND
    start, end = _at_words(text, start, end)
    inside = [
        (max(low, start), min(high, end))
        for low, high in spans
        if low < end and high > start
    ]
    found = pieces(
        text[start:end], [(low - start, high - start) for low, high in inside]
    )
    before = "… " if text[:start].strip() else ""
    behind = " …" if text[end:].strip() else ""
    ends = (Piece(before), *found, Piece(behind))
    return tuple(_one_line(piece for piece in ends if piece.text))


def _best(spans: Sequence[Span]) -> int:
    """Where most places stand close together, the first of equals."""
    best, most = 0, 0
    last = 0
    for first, (low, _high) in enumerate(spans):
        last = max(last, first)
        while last + 1 < len(spans) and spans[last + 1][1] - low <= AROUND - BEFORE:
            last += 1
        if last - first + 1 > most:
            best, most = first, last - first + 1
    return spans[best][0] if spans else 0


def _at_words(text: str, start: int, end: int) -> Span:
    """Not in the middle of a word, where there is a space near."""
    if start:
        space = text.find(" ", start, start + 25)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - 25, end)
        end = space if space > start else end
    return start, min(end, len(text))


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The whole text in pieces, those of the spans marked."""
    found: list[Piece] = []
    at = 0
    for low, high in spans:
        if low > at:
            found.append(Piece(text[at:low]))
        found.append(Piece(text[low:high], is_marked=True))
        at = high
    if at < len(text):
        found.append(Piece(text[at:]))
    return tuple(found)


def _one_line(found: Iterable[Piece]) -> Iterator[Piece]:
    for piece in found:
        said = " ".join(piece.text.split())
        before = " " if piece.text[:1].isspace() else ""
        behind = " " if said and piece.text[-1:].isspace() else ""
        yield Piece(f"{before}{said}{behind}", piece.is_marked)
