"""Passages named by offset and quote, and carrying them to another revision."""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from archive.passages.alignment import Words, align

_NARROWEST_CONTEXT_WORDS, _WIDEST_CONTEXT_WORDS = 3, 48
# How many words at the edge of a long passage are looked for.
_EDGE_WORDS = (1, 3, 6, 12, 24)

_MOST_MARKS = 100


@dataclass(frozen=True, slots=True)
class Anchor:
    """Offsets count code points, end excluded; quote is the text there."""

    start: int
    end: int
    quote: str


def normalise(text: str) -> str:
    """NFC with LF line ends and no byte order mark; nothing else changes.

    Raises ValueError for what no database can keep as text.
    """
    if "\x00" in text:
        raise ValueError("The text contains a NUL character: is this a binary file?")
    if re.search("[\ud800-\udfff]", text):
        raise ValueError("The text contains broken characters: check its encoding.")
    refuse_piled_marks(text)
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def refuse_piled_marks(text: str) -> None:
    """Raises ValueError for what would take hours to bring into one form.

    Sorting marks costs the square of their number; no script puts more than a
    dozen on one letter.
    """
    if not text.isascii() and _piled().search(text):
        raise ValueError(
            "The text piles hundreds of accents on one letter: it is broken or a prank."
        )


@cache
def _piled() -> re.Pattern[str]:
    marks = "".join(
        re.escape(chr(point))
        for point in range(sys.maxunicode + 1)
        if unicodedata.combining(chr(point))
    )
    return re.compile(f"[{marks}]{{{_MOST_MARKS}}}")


def quote(text: str, start: int, end: int) -> str:
    """The words from start to end. Raises ValueError outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"There is no passage from {start} to {end} in this text.")
    return text[start:end]


def carry(anchor: Anchor, *, old: str, new: str) -> Anchor | None:
    """The same words in the new text, or None when they are not there intact.

    Never guesses: a passage that changed by one character, or that cannot be
    told from another with the same words, is lost and goes to a person.
    """
    return carry_all([anchor], old=old, new=new)[0]


def carry_all(anchors: Iterable[Anchor], *, old: str, new: str) -> list[Anchor | None]:
    """carry() for each anchor, in order; the texts are compared once."""
    anchors = list(anchors)
    if old == new or not anchors:
        return [anchor if _quotes(anchor, old) else None for anchor in anchors]
    before, after = Words(old), Words(new)
    partner = align(before.words, after.words)
    return [_carry_one(anchor, before, after, partner) for anchor in anchors]


def carry_bounds(anchor: Anchor, *, old: str, new: str) -> tuple[int, int] | None:
    """Where the first and last words of a passage went, whatever changed inside.

    For a long passage, a letter within a report. Start and end in the new text
    when both are certain by the rules of carry(); None when one is not.
    """
    return carry_all_bounds([anchor], old=old, new=new)[0]


def carry_all_bounds(
    anchors: Iterable[Anchor], *, old: str, new: str
) -> list[tuple[int, int] | None]:
    """carry_bounds() for each anchor, in order; the texts are compared once."""
    anchors = list(anchors)
    if old == new or not anchors:
        return [(a.start, a.end) if _quotes(a, old) else None for a in anchors]
    before, after = Words(old), Words(new)
    partner = align(before.words, after.words)
    return [_bounds(anchor, before, after, partner) for anchor in anchors]


def carry_points(points: Iterable[int], *, old: str, new: str) -> list[int]:
    """Where each offset is in the new text: at the next word that stayed.

    For the pages of a book: what was put in before that word counts to the
    page before. The beginning stays the beginning.
    """
    points = list(points)
    if old == new or not points:
        return points
    before, after = Words(old), Words(new)
    partner = align(before.words, after.words)
    return [_point(point, before, after, partner) for point in points]


def _point(point: int, old: Words, new: Words, partner: Sequence[int]) -> int:
    if point <= 0:
        return 0
    rest = partner[bisect_left(old.starts, point) :]
    stayed = next((match for match in rest if match >= 0), None)
    return len(new.text) if stayed is None else new.starts[stayed]


def _bounds(
    anchor: Anchor, old: Words, new: Words, partner: Sequence[int]
) -> tuple[int, int] | None:
    if not _quotes(anchor, old.text):
        return None
    heads, tails = _edges(anchor, old)
    head = _first_carried(heads, old, new, partner)
    tail = _first_carried(tails, old, new, partner)
    return (head.start, tail.end) if head and tail else None


def _edges(anchor: Anchor, text: Words) -> tuple[list[Anchor], list[Anchor]]:
    """What a passage begins and ends with, from one word to more of them."""
    first, stop = text.covering(anchor.start, anchor.end)
    widths = [width for width in _EDGE_WORDS if width <= stop - first]
    heads = [(anchor.start, text.ends[first + width - 1]) for width in widths]
    tails = [(text.starts[stop - width], anchor.end) for width in widths]
    return (
        [_anchor(text.text, start, min(end, anchor.end)) for start, end in heads],
        [_anchor(text.text, max(start, anchor.start), end) for start, end in tails],
    )


def _anchor(text: str, start: int, end: int) -> Anchor:
    return Anchor(start, end, text[start:end])


def _first_carried(
    anchors: Iterable[Anchor], old: Words, new: Words, partner: Sequence[int]
) -> Anchor | None:
    carried = (_carry_one(anchor, old, new, partner) for anchor in anchors)
    return next((anchor for anchor in carried if anchor), None)


def _quotes(anchor: Anchor, text: str) -> bool:
    return bool(anchor.quote) and text[anchor.start : anchor.end] == anchor.quote


def _carry_one(
    anchor: Anchor, old: Words, new: Words, partner: Sequence[int]
) -> Anchor | None:
    if not _quotes(anchor, old.text):
        return None
    first, stop = old.covering(anchor.start, anchor.end)
    if first >= stop or not _runs_on(partner, first, stop):
        return None
    start = anchor.start + new.starts[partner[first]] - old.starts[first]
    moved = Anchor(start, start + len(anchor.quote), anchor.quote)
    if start < 0 or new.text[moved.start : moved.end] != anchor.quote:
        return None
    if _is_plain(anchor.quote, old, new) or (
        _is_same_place((first, stop), old, new, partner)
        and not _has_new_twin((first, stop), old, new, partner)
    ):
        return moved
    return None


def _runs_on(partner: Sequence[int], first: int, stop: int) -> bool:
    """Whether these words stand side by side in the new text too."""
    base = partner[first]
    return base >= 0 and all(
        partner[index] == base + index - first for index in range(first, stop)
    )


def _is_plain(words: str, old: Words, new: Words) -> bool:
    return _occurs_once(words, old.text) and _occurs_once(words, new.text)


def _is_same_place(
    span: tuple[int, int], old: Words, new: Words, partner: Sequence[int]
) -> bool:
    """Whether with some words around it, intact, it occurs once in each text.

    Without this a passage whose twin was removed could become the twin.
    """
    width = _NARROWEST_CONTEXT_WORDS
    while width <= _WIDEST_CONTEXT_WORDS:
        first = max(span[0] - width, 0)
        stop = min(span[1] + width, len(partner))
        if not _runs_on(partner, first, stop):
            return False
        if _is_plain_run((first, stop), old, new, partner):
            return True
        width *= 2
    return False


def _has_new_twin(
    span: tuple[int, int], old: Words, new: Words, partner: Sequence[int]
) -> bool:
    """Whether it stands with its next words more or less often than before.

    Of a paragraph printed twice nobody can say which one is the first.
    """
    first, stop = span
    low = max(first - _NARROWEST_CONTEXT_WORDS, 0)
    high = min(stop + _NARROWEST_CONTEXT_WORDS, len(partner))
    for side in ((low, stop), (first, high)):
        here, there = _texts_of_run(side, old, new, partner)
        if old.text.count(here) != new.text.count(there):
            return True
    return False


def _is_plain_run(
    span: tuple[int, int], old: Words, new: Words, partner: Sequence[int]
) -> bool:
    here, there = _texts_of_run(span, old, new, partner)
    return _occurs_once(here, old.text) and _occurs_once(there, new.text)


def _texts_of_run(
    span: tuple[int, int], old: Words, new: Words, partner: Sequence[int]
) -> tuple[str, str]:
    first, stop = span
    return (
        old.text[old.starts[first] : old.ends[stop - 1]],
        new.text[new.starts[partner[first]] : new.ends[partner[stop - 1]]],
    )


def _occurs_once(words: str, text: str) -> bool:
    return text.find(words, text.find(words) + 1) < 0
