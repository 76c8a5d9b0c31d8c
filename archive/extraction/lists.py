"""Lists of names, whose known items tell what the unknown ones are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.extraction.finds import Candidate, FindKind
from archive.extraction.neighbours import Run
from archive.extraction.words import Page

SOURCE = "rule:list/1"
# A name found with this score tells what the others of its list are.
_SURE = 0.55
_SCORE = 0.66
_LINK = re.compile(r"(?:,|,? (?:and|or|&))(?: the)? |[\u2013/]")
_LONGEST_LINK = 12
_PLACING = frozenset({"in", "at", "near", "from", "to"})
_ENDS = frozenset(",.;:)\n")


@dataclass(frozen=True, slots=True)
class _Item:
    """A name in a list; kind is None when nothing sure is known of it."""

    run: Run
    start: int
    end: int
    kind: FindKind | None


def find(
    page: Page, runs: Sequence[Run], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Unknown items of a list whose known items are all of one kind."""
    for chain in _chains(page, list(_items(page, runs, found))):
        kinds = [item.kind for item in chain if item.kind]
        if len(set(kinds)) != 1 or not _may_tell(page, chain, kinds):
            continue
        for item in chain:
            if not item.kind and _may_join(page, item, kinds[0]):
                yield Candidate(item.start, item.end, kinds[0], _SCORE, SOURCE)


def _items(
    page: Page, runs: Sequence[Run], found: Sequence[Candidate]
) -> Iterator[_Item]:
    known = {each.start: each for each in found if each.score >= _SURE}
    for run in runs:
        if run[1] - run[0] > 1 and page.folded[run[0]] in page.lexis.demonyms:
            run = (run[0] + 1, run[1])  # noqa: PLW2901
        start, end = page.words[run[0]].start, page.words[run[1] - 1].end
        sure = known.get(start)
        yield _Item(run, start, sure.end if sure else end, sure.kind if sure else None)


def _chains(page: Page, items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Lists of two names or more; each may have its town: "A in X, B in Y"."""
    chain: list[_Item] = []
    last: _Item | None = None
    for item in items:
        link = _between(page, last, item) if last else ""
        last = item
        if chain and link == " in ":
            continue
        if not _LINK.fullmatch(link):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(item)
    if len(chain) > 1:
        yield chain


def _between(page: Page, before: _Item, after: _Item) -> str:
    """The text between two items; only its beginning when they are far apart."""
    return page.text[before.end : min(after.start, before.end + _LONGEST_LINK)]


def _may_tell(page: Page, chain: list[_Item], kinds: list[FindKind]) -> bool:
    links = [_between(page, a, b) for a, b in pairwise(chain)]
    has_and = any(" and " in link for link in links)
    if kinds[0] is FindKind.PLACE:
        if not all(map(_LINK.fullmatch, links)):
            return False
        end = chain[-1].end
        after = page.text[end : end + 2]
        return has_and or after[:1] in _ENDS or after[1:].isdigit()
    return (has_and or len(chain) > 2) and len(kinds) * 2 >= len(chain)


def _may_join(page: Page, item: _Item, kind: FindKind) -> bool:
    """Whether an unknown item may be of the kind of its list.

    Two capitals that do something, or hold a role, are a person wherever
    they stand: "the UN and Eamon Gilmore for …" is no list.
    """
    first, last = item.run
    before = page.folded[first - 1] if first and page.words[first].joins else ""
    if last - first == 1 and page.folded[first] in page.lexis.stop_acronyms:
        return False
    if kind is FindKind.PLACE:
        has_head = any(map(page.lexis.is_head, page.folded[first:last]))
        return not (has_head or page.lexis.is_title(before))
    if kind is FindKind.PERSON:
        return not (page.words[first].is_acronym or before == "the")
    if before in _PLACING or page.folded[first] in page.lexis.themes:
        return False
    after = page.text[item.end : item.end + 4]
    is_closed = after[:1] in _ENDS or after == " in "
    return last - first == 1 or is_closed
