"""Which lines of a page are the article.

A library finds the article; its lines are looked up among the lines of the
page, and what stands among them and is no menu is given back to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import trafilatura
from lxml import etree
from rapidfuzz.distance import LCSseq

from archive.readers import tidying
from archive.readers.blocks import Block

# Above this a page is a book or an attack; telling its parts would take
# longer than reading it.
_MOST_LETTERS = 3_000_000
_MOST_ELEMENTS = 30_000
_MOST_PAIRS = 100_000_000
# An article this short, on a page with so much else, was not found.
_LEAST_LETTERS = 120
_LEAST_SHARE = 0.5
_ENOUGH_WORDS = 5
_ALIKE = 0.8
_NEXT_LETTERS = 80
_MOSTLY_LINKS = 0.5
# How far the headline may stand above the article's first line.
_HEADLINE_REACH = 25
_LEAD_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines of the page between two found ones, and the article's there."""

    low: int
    high: int
    words: str


def mark(
    tree: etree._Element, blocks: Sequence[Block], *, title: str, kept: Sequence[str]
) -> list[bool] | None:
    """For each line whether it is the article's; None where none was found.

    title is the headline, kept are words of its byline and date, which stay
    with it.
    """
    if _is_huge(tree, blocks):
        return None
    lines = [tidying.words(line) for line in _found(tree).split("\n")]
    keys = [" ".join(line) for line in lines if line]
    page = [" ".join(tidying.words(block.text)) for block in blocks]
    if not keys or len(keys) * len(page) > _MOST_PAIRS:
        return None
    chosen = _aligned(page, keys)
    _give_back(blocks, chosen)
    _take_out(blocks, chosen)
    if not _is_usable(blocks, chosen):
        return None
    _add_headline(blocks, page, chosen, title, kept)
    return chosen


def _is_huge(tree: etree._Element, blocks: Sequence[Block]) -> bool:
    elements = sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1))
    letters = sum(len(block.text) for block in blocks)
    return elements > _MOST_ELEMENTS or letters > _MOST_LETTERS


def _found(tree: etree._Element) -> str:
    found = trafilatura.bare_extraction(
        tree, favor_recall=True, include_comments=False, include_tables=True
    )
    return str(getattr(found, "text", None) or "")


def _aligned(page: Sequence[str], keys: Sequence[str]) -> list[bool]:
    chosen = [False] * len(page)
    for stretch in _stretches(page, keys, chosen):
        _fill(stretch, page, chosen)
    return chosen


def _stretches(
    page: Sequence[str], keys: Sequence[str], chosen: list[bool]
) -> list[_Stretch]:
    """What lies between the lines that are the same in both, which are chosen."""
    pairs = [(-1, -1)]
    for step in LCSseq.opcodes(page, keys):
        if step.tag == "equal":
            size = step.src_end - step.src_start
            pairs += [(step.src_start + n, step.dest_start + n) for n in range(size)]
    for at, _ in pairs[1:]:
        chosen[at] = bool(page[at])
    pairs.append((len(page), len(keys)))
    return [
        _Stretch(low + 1, high, " ".join(keys[first + 1 : last]))
        for (low, first), (high, last) in pairwise(pairs)
        if high > low + 1 and last > first + 1
    ]


def _fill(stretch: _Stretch, page: Sequence[str], chosen: list[bool]) -> None:
    """Lines the library joined, parted or cut a word from.

    A short line must come next: “Kazakhstan” in a menu is no line of an
    article that has the word somewhere.
    """
    words, at = f" {stretch.words} ", 0
    for index in range(stretch.low, stretch.high):
        line = page[index]
        if not line:
            continue
        is_long = line.count(" ") + 1 >= _ENOUGH_WORDS
        reach = len(words) if is_long else at + len(line) + _NEXT_LETTERS
        found = words.find(f" {line} ", at, reach)
        if found >= 0:
            chosen[index] = True
            at = found + len(line) + 1
        elif is_long and _is_nearly_in(line, words[at:]):
            chosen[index] = True


def _is_nearly_in(line: str, words: str) -> bool:
    wanted, there = line.split(), words.split()
    if len(wanted) * len(there) > _MOST_PAIRS // 100:
        return False
    return LCSseq.similarity(wanted, there) >= _ALIKE * len(wanted)


def _give_back(blocks: Sequence[Block], chosen: list[bool]) -> None:
    """Lines among the article's, or right behind it in the same part."""
    inside = [at for at, is_chosen in enumerate(chosen) if is_chosen]
    if not inside:
        return
    for at in range(inside[0], inside[-1]):
        chosen[at] = chosen[at] or _is_prose(blocks[at])
    homes = {blocks[at].parent for at in inside if not blocks[at].level}
    for at in range(inside[-1] + 1, len(blocks)):
        if blocks[at].parent not in homes or not _is_prose(blocks[at]):
            break
        chosen[at] = True


def _is_prose(block: Block) -> bool:
    return not block.is_around and block.linked < _MOSTLY_LINKS * len(block.text)


def _take_out(blocks: Sequence[Block], chosen: list[bool]) -> None:
    """What says of itself that it is a menu, unless that is most of the article."""
    around = [at for at, yes in enumerate(chosen) if yes and blocks[at].is_around]
    letters = sum(len(blocks[at].text) for at in around)
    if letters * 2 < _letters(blocks, chosen):
        for at in around:
            chosen[at] = False


def _letters(blocks: Sequence[Block], chosen: Sequence[bool]) -> int:
    return sum(
        len(block.text) for block, yes in zip(blocks, chosen, strict=True) if yes
    )


def _is_usable(blocks: Sequence[Block], chosen: Sequence[bool]) -> bool:
    letters = _letters(blocks, chosen)
    whole = sum(len(block.text) for block in blocks)
    return letters >= _LEAST_LETTERS or letters >= whole * _LEAST_SHARE > 0


def _add_headline(
    blocks: Sequence[Block],
    page: Sequence[str],
    chosen: list[bool],
    title: str,
    kept: Sequence[str],
) -> None:
    """The headline nearest above the article, and byline and date under it."""
    first = chosen.index(True)
    if (at := _headline(blocks, page, first, title)) is None:
        return
    chosen[at] = True
    for between in range(at + 1, first):
        block = blocks[between]
        is_kept = any(word and word in block.text for word in kept)
        is_lead = block.level > 0 or page[between].count(" ") + 1 >= _LEAD_WORDS
        chosen[between] = is_kept or (is_lead and _is_prose(block))


def _headline(
    blocks: Sequence[Block], page: Sequence[str], first: int, title: str
) -> int | None:
    """Where the headline stands above the first line of the article."""
    wanted = " ".join(tidying.words(title))
    above = range(first, max(first - _HEADLINE_REACH, 0) - 1, -1)
    same = (at for at in above if wanted and page[at] == wanted)
    heading = (
        at
        for at in above
        if blocks[at].level and page[at] and (page[at] in wanted or wanted in page[at])
    )
    return next(same, None) if wanted in page else next(heading, None)
