"""What changed between two revisions: paragraph by paragraph, then word by word.

For the page a person reads. No passage is carried by it: see archive.passages.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, takewhile
from typing import Literal

from archive.passages import Words, align

Kind = Literal["same", "removed", "added", "replaced"]
# What happens next, and how many characters of the old and the new text it takes.
Step = tuple[Kind, int, int]

_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
# So many of the words of two paragraphs must be the same, or one was taken
# out and another put in: reading both is easier than reading their mixture.
_LEAST_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph with the line ends after it, or a run of words within one.

    Offsets count code points, end excluded; on the side where nothing stands
    start and end are equal. What is same, removed and replaced makes up the
    old text, what is same, added and replaced the new one. Only a replaced
    paragraph has runs: same, removed and added ones. Line ends that alone
    came or went are a removed or added Change of nothing but line ends.
    """

    kind: Kind
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    runs: tuple["Change", ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """Unchanged paragraphs that need not be shown."""

    changes: tuple[Change, ...]
    kind: Literal["folded"] = "folded"


def differences(old: str, new: str) -> list[Change]:
    """The changes from old to new, in order, unchanged paragraphs included.

    About linear. A stretch of thousands of words none of which is unique, and
    changed all over, is shown as removed and added as a whole.
    """
    steps = _paragraph_steps(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new))
    return [_with_runs(change, old, new) for change in _placed(steps, 0, 0)]


def folded(changes: Sequence[Change], *, around: int = 1) -> list[Change | Folded]:
    """The changes with the long unchanged stretches folded.

    So many unchanged paragraphs stay visible on each side of a change; one
    paragraph alone is not worth folding.
    """
    shown: set[int] = set()
    for at, change in enumerate(changes):
        if change.kind != "same":
            shown.update(range(at - around, at + around + 1))
    result: list[Change | Folded] = []
    for is_shown, group in groupby(enumerate(changes), lambda pair: pair[0] in shown):
        stretch = tuple(change for _, change in group)
        result += stretch if is_shown or len(stretch) == 1 else [Folded(stretch)]
    return result


def _placed(steps: Iterable[Step], old_at: int, new_at: int) -> Iterator[Change]:
    for kind, old_length, new_length in steps:
        old_end, new_end = old_at + old_length, new_at + new_length
        yield Change(kind, old_at, old_end, new_at, new_end)
        old_at, new_at = old_end, new_end


def _with_runs(change: Change, old: str, new: str) -> Change:
    if change.kind != "replaced":
        return change
    before = old[change.old_start : change.old_end]
    after = new[change.new_start : change.new_end]
    steps = _joined(_word_steps(Words(before), Words(after)))
    runs = tuple(_placed(steps, change.old_start, change.new_start))
    return Change(
        "replaced",
        change.old_start,
        change.old_end,
        change.new_start,
        change.new_end,
        runs,
    )


def _paragraph_steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    partner = align(
        [paragraph.rstrip("\n") for paragraph in old],
        [paragraph.rstrip("\n") for paragraph in new],
        ends_meet=True,
    )
    low = left = 0
    for at, match in _partners_and_end(partner, len(new)):
        yield from _rewritten(old[low:at], new[left:match])
        if at < len(old):
            yield from _kept(old[at], new[match])
        low, left = at + 1, match + 1


def _partners_and_end(partner: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    yield from ((at, match) for at, match in enumerate(partner) if match >= 0)
    yield len(partner), size


def _kept(old: str, new: str) -> Iterator[Step]:
    """The same words; perhaps with more or fewer line ends after them."""
    length = min(len(old), len(new))
    yield "same", length, length
    yield from _exchanged(len(old) - length, len(new) - length)


def _exchanged(old_length: int, new_length: int) -> Iterator[Step]:
    if old_length:
        yield "removed", old_length, 0
    if new_length:
        yield "added", 0, new_length


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Changed paragraphs: reworded ones in pairs, the others gone or new."""
    low = left = 0
    for at, match in [*_reworded(old, new), (len(old), len(new))]:
        yield from (("removed", len(paragraph), 0) for paragraph in old[low:at])
        yield from (("added", 0, len(paragraph)) for paragraph in new[left:match])
        if at < len(old):
            yield "replaced", len(old[at]), len(new[match])
        low, left = at + 1, match + 1


def _reworded(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which old paragraph became which new one, in their order."""
    if not old or not new:
        return []
    before, after = Words("".join(old)), Words("".join(new))
    old_homes, new_homes = _homes(before, old), _homes(after, new)
    shared = Counter(
        (old_homes[at], new_homes[match])
        for at, match in enumerate(align(before.words, after.words, ends_meet=True))
        if match >= 0 and before.words[at].isalnum()
    )
    old_sizes, new_sizes = _sizes(before, old_homes), _sizes(after, new_homes)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (home, match), count in shared.most_common():
        enough = _LEAST_SHARED * (old_sizes[home] + new_sizes[match]) / 2
        if count >= enough and home not in pairs and match not in taken:
            pairs[home] = match
            taken.add(match)
    return sorted(pairs.items())


def _homes(text: Words, paragraphs: Sequence[str]) -> list[int]:
    """For each word the paragraph it stands in."""
    ends = list(accumulate(len(paragraph) for paragraph in paragraphs))
    return [bisect_right(ends, start) for start in text.starts]


def _sizes(text: Words, homes: Sequence[int]) -> Counter[int]:
    return Counter(
        home for word, home in zip(text.words, homes, strict=True) if word.isalnum()
    )


def _word_steps(old: Words, new: Words) -> Iterator[Step]:
    partner = _without_lone_marks(old, new)
    low = left = 0
    for at, match in _partners_and_end(partner, len(new.words)):
        if at == len(partner):
            yield from _reset(old.text[low:], new.text[left:])
            return
        yield from _reset(
            old.text[low : old.starts[at]], new.text[left : new.starts[match]]
        )
        yield "same", len(old.words[at]), len(new.words[match])
        low, left = old.ends[at], new.ends[match]


def _without_lone_marks(old: Words, new: Words) -> list[int]:
    """Partners, but not a comma that stayed between words that did not.

    It would only cut one rewording into two.
    """
    partner = align(old.words, new.words, ends_meet=True)
    around = [-1, *partner, len(new.words)]
    return [
        match
        if old.words[at].isalnum()
        or around[at] == match - 1
        or around[at + 2] == match + 1
        else -1
        for at, match in enumerate(partner)
    ]


def _reset(old: str, new: str) -> Iterator[Step]:
    """One wording for another; white space they share at the ends stays."""
    if old == new:
        if old:
            yield "same", len(old), len(new)
        return
    head = _shared_space(old, new)
    tail = _shared_space(old[head:][::-1], new[head:][::-1])
    if head:
        yield "same", head, head
    yield from _exchanged(len(old) - head - tail, len(new) - head - tail)
    if tail:
        yield "same", tail, tail


def _shared_space(old: str, new: str) -> int:
    pairs = zip(old, new, strict=False)
    return len(
        list(takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), pairs))
    )


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    """Neighbours of one kind as one."""
    for kind, group in groupby(steps, lambda step: step[0]):
        lengths = [(old, new) for _, old, new in group]
        yield kind, sum(old for old, _ in lengths), sum(new for _, new in lengths)
