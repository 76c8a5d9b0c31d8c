"""Two sequences of words, paired: what stayed, in one order, and what did not."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

# Thai, Lao, Burmese, Khmer, kana and Han are written without spaces: there
# each letter is a word of its own, or one changed letter would be a changed line.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
# Cells of the table compared word by word where no word is unique: 0.5 MB.
_TABLE_LIMIT = 4_000_000
_DEPTH_LIMIT = 24


class Words:
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


def align(
    old: Sequence[str], new: Sequence[str], *, ends_meet: bool = False
) -> list[int]:
    """For each old word the index of its partner in new, -1 for none.

    Partners are equal and rise. Patience: words that occur once on both sides
    in the same order are fixed points; between them the same again. Where none
    is unique a small stretch is compared in full and a large one is given up.
    With ends_meet equal first and last words are partners to begin with: right
    for showing what changed, wrong for following a passage, since equal ends
    are not yet the same end.
    """
    partner = [-1] * len(old)
    stretches = [(0, len(old), 0, len(new), int(ends_meet))]
    while stretches:
        low, high, left, right, depth = stretches.pop()
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
