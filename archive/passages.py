# ruff: noqa: RUF001  Russian abbreviations and curly quotes are meant
"""Offsets and quotes, and carrying them between revisions.

Knows code points, words and sentences; not what a passage is about.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"[.?!…]{1,8}[\"'”’»)\]]{0,4}(?=\s)")
_LAST_WORD = re.compile(r"[^\W_][\w.]{0,15}\Z")
# How far a sentence is followed to each side: a page without full stops must
# not make every mention on it cost the whole page.
_REACH = 1_000
# Cells of the table compared word by word where no word is unique: 0.5 MB.
_TABLE_LIMIT = 4_000_000
_DEPTH_LIMIT = 24
_NARROWEST_CONTEXT_WORDS, _WIDEST_CONTEXT_WORDS = 3, 48
_ABBREVIATED = """
mr mrs ms dr prof st no nos art arts sec gen col lt sgt capt sen rep gov hon rev
fr sr jr vs cf eg ie e.g i.e p pp vol ed eds inc ltd co corp dept est approx tel
fig jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
bzw ca nr str vgl z.b d.h u.a mme mlle av bd sra sres ud uds
г гг ул им стр т.е т.д т.п н.э д пр см тов руб тыс млн
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


@dataclass(frozen=True, slots=True)
class Anchor:
    """Offsets count code points, end excluded; quote is the text there."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the desk shows of a passage: three sentences, the mark inside."""

    before: str
    sentence_before_mark: str
    mark: str
    sentence_after_mark: str
    after: str


def normalise(text: str) -> str:
    """NFC with LF line ends and no byte order mark; nothing else changes.

    Raises ValueError for what no database can keep as text.
    """
    if "\x00" in text:
        raise ValueError("The text contains a NUL character: is this a binary file?")
    if re.search("[\ud800-\udfff]", text):
        raise ValueError("The text contains broken characters: check its encoding.")
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


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
    if old == new:
        return [anchor if _quotes(anchor, old) else None for anchor in anchors]
    before, after = _Words(old), _Words(new)
    partner = _align(before.words, after.words)
    return [_carry_one(anchor, before, after, partner) for anchor in anchors]


class _Words:
    """A text and the offsets of its words and marks."""

    __slots__ = ("ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.text = text
        self.words = [match.group() for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """First word touched and the first one after; equal when none is."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def _quotes(anchor: Anchor, text: str) -> bool:
    return bool(anchor.quote) and text[anchor.start : anchor.end] == anchor.quote


def _carry_one(
    anchor: Anchor, old: _Words, new: _Words, partner: list[int]
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
    if _is_plain(anchor.quote, old, new) or _is_same_place(
        (first, stop), old, new, partner
    ):
        return moved
    return None


def _runs_on(partner: Sequence[int], first: int, stop: int) -> bool:
    """Whether these words stand side by side in the new text too."""
    base = partner[first]
    return base >= 0 and all(
        partner[index] == base + index - first for index in range(first, stop)
    )


def _is_plain(words: str, old: _Words, new: _Words) -> bool:
    return _occurs_once(words, old.text) and _occurs_once(words, new.text)


def _is_same_place(
    span: tuple[int, int], old: _Words, new: _Words, partner: Sequence[int]
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


def _is_plain_run(
    span: tuple[int, int], old: _Words, new: _Words, partner: Sequence[int]
) -> bool:
    first, stop = span
    here = old.text[old.starts[first] : old.ends[stop - 1]]
    there = new.text[new.starts[partner[first]] : new.ends[partner[stop - 1]]]
    return _occurs_once(here, old.text) and _occurs_once(there, new.text)


def _occurs_once(words: str, text: str) -> bool:
    return text.find(words, text.find(words) + 1) < 0


def _align(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each old word the index of its partner in new, -1 for none.

    Patience: words that occur once on both sides in the same order are fixed
    points; between them the same again. Where none is unique a small stretch
    is compared in full and a large one is given up.
    """
    partner = [-1] * len(old)
    stretches = [(0, len(old), 0, len(new), 0)]
    while stretches:
        low, high, left, right, depth = stretches.pop()
        # The whole is not trimmed: equal ends are not yet the same end.
        while depth and low < high and left < right and old[low] == new[left]:
            partner[low] = left
            low, left = low + 1, left + 1
        while depth and low < high and left < right and old[high - 1] == new[right - 1]:
            high, right = high - 1, right - 1
            partner[high] = right
        fixed = _fixed_points(old[low:high], new[left:right])
        if not fixed or depth == _DEPTH_LIMIT:
            for index, match in _compared(old[low:high], new[left:right]):
                partner[low + index] = left + match
            continue
        stretches += _between(fixed, (low, high, left, right, depth + 1))
    return partner


def _between(
    fixed: Sequence[tuple[int, int]], stretch: tuple[int, int, int, int, int]
) -> Iterator[tuple[int, int, int, int, int]]:
    """The stretches a stretch falls into, each beginning at a fixed point."""
    low, high, left, right, depth = stretch
    cuts = [(0, 0), *fixed, (high - low, right - left)]
    for (index, match), (next_index, next_match) in pairwise(cuts):
        yield low + index, low + next_index, left + match, left + next_match, depth


def _fixed_points(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Words unique on both sides, as the longest run in one order.

    Where no word is, a table or a refrain, runs of four and sixteen words.
    """
    for width in (1, 4, 16):
        once_old, once_new = _unique_runs(old, width), _unique_runs(new, width)
        pairs = [(at, once_new[run]) for run, at in once_old.items() if run in once_new]
        if pairs:
            return _longest_rising(pairs)
    return []


def _unique_runs(words: Sequence[str], width: int) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(words[offset:] for offset in range(width)), strict=False))
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Patience sorting by the second number; the first already rises."""
    tops: list[int] = []
    piles: list[int] = []
    below: list[int] = []
    for at, (_, match) in enumerate(pairs):
        pile = bisect_left(tops, match)
        below.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [match]
        piles[pile : pile + 1] = [at]
    run: list[tuple[int, int]] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        run.append(pairs[at])
        at = below[at]
    return run[::-1]


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) > _TABLE_LIMIT:
        return
    for step in LCSseq.opcodes(old, new):
        if step.tag == "equal":
            yield from zip(
                range(step.src_start, step.src_end),
                range(step.dest_start, step.dest_end),
                strict=True,
            )


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence, or of the line without one, around a passage.

    A passage across several sentences has the bounds of them all. What lies
    more than a thousand characters away is cut off at a space.
    """
    low, high = _reach(text, start, end)
    breaks = [low, *_breaks(text, low, high), high]
    first = breaks[max(bisect_right(breaks, start) - 1, 0)]
    last = breaks[min(bisect_left(breaks, max(end, start + 1)), len(breaks) - 1)]
    return _trimmed(text, min(first, start), max(last, end), start, end)


def context(text: str, start: int, end: int) -> Context:
    """The sentence with the passage in it and its neighbours; "" for none."""
    low, high = sentence_at(text, start, end)
    return Context(
        before=_neighbour(text, len(text[:low].rstrip()) - 1),
        sentence_before_mark=text[low:start],
        mark=text[start:end],
        sentence_after_mark=text[end:high],
        after=_neighbour(text, len(text) - len(text[high:].lstrip())),
    )


def _neighbour(text: str, at: int) -> str:
    if not 0 <= at < len(text):
        return ""
    low, high = sentence_at(text, at, at + 1)
    return text[low:high]


def _reach(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines a passage stands on, or as much of them as is looked at."""
    floor, ceiling = max(start - _REACH, 0), min(end + _REACH, len(text))
    low = text.rfind("\n", floor, start) + 1
    if not low:
        low = floor if floor == 0 else text.find(" ", floor, start) + 1 or floor
    high = text.find("\n", end, ceiling)
    if high < 0:
        high = ceiling
        if ceiling < len(text):
            high = max(text.rfind(" ", end, ceiling), end) or ceiling
    return low, high


def _breaks(text: str, low: int, high: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text, low, high):
        if _ends_here(text, match, low):
            yield match.end()


def _ends_here(text: str, match: re.Match[str], low: int) -> bool:
    """Not after an initial, abbreviation or ordinal, nor mid-sentence."""
    follows = text[match.end() : match.end() + 40].lstrip()[:1]
    if follows.islower():
        return False
    if match.group() != ".":
        return True
    found = _LAST_WORD.search(text, max(low, match.start() - 17), match.start())
    word = found.group() if found else ""
    is_initial = len(word) == 1 and word.isupper()
    is_ordinal = word.isdigit() and len(word) <= 2
    is_dotted = "." in word and all(len(part) == 1 for part in word.split("."))
    return not (is_initial or is_ordinal or is_dotted or word.lower() in _ABBREVIATIONS)


def _trimmed(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """Without white space at the ends, but never inside the passage."""
    piece = text[low:high]
    first = low + len(piece) - len(piece.lstrip())
    last = high - len(piece) + len(piece.rstrip())
    return min(first, start), max(last, end)
