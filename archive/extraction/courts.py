"""Courts and prosecutors written small ("the Almaly district court"), and branches."""

from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate
from archive.extraction.linked import candidate
from archive.extraction.words import Page

_LEVELS = lexicon.listed(
    "administrative appeal appeals arbitration city civil county criminal district economic "
    "federal garrison high interdistrict magistrate magistrates magistrates' military "
    "municipal provincial regional specialised specialized town"
)
# "A Moscow district court" is any of them.
_ANY = lexicon.listed("a an another any each every no one some")
_PROSECUTORS = lexicon.listed("prosecutor prosecutors")
_COURTS = lexicon.listed("court courts tribunal")
_LONGEST = 6
_SCORE = 0.86


def find(page: Page) -> Iterator[Candidate]:
    for index, word in enumerate(page.folded):
        if word == "court" and not page.words[index].is_capitalised:
            yield from _court(page, index)
        elif word == "office" and index and page.folded[index - 1] in _PROSECUTORS:
            yield from _office(page, index)
        elif word == "branch" and page.words[index].is_capitalised:
            yield from _branch(page, index)


def _court(page: Page, index: int) -> Iterator[Candidate]:
    level = _before_levels(page, index)
    if level < index:
        yield from _named(page, level, index)


def _office(page: Page, index: int) -> Iterator[Candidate]:
    """The Bishkek prosecutor's office."""
    if page.words[index].is_capitalised or not page.words[index - 1].joins:
        return
    level = _before_levels(page, index - 1)
    if level and page.words[level].joins and not page.words[index - 1].is_capitalised:
        yield from _named(page, level, index)


def _before_levels(page: Page, index: int) -> int:
    while index and page.words[index].joins and page.folded[index - 1] in _LEVELS:
        index -= 1
    return index


def _named(page: Page, level: int, index: int) -> Iterator[Candidate]:
    first = _name_before(page, level)
    if first < level and (not first or page.folded[first - 1] not in _ANY):
        yield candidate(page, first, index + 1, _SCORE)


def _branch(page: Page, first: int) -> Iterator[Candidate]:
    """Branch 26 of the Revolutionary Court."""
    of = first + 2
    if of + 2 >= len(page.words) or page.folded[of] != "of":
        return
    last = of + 1 + (page.folded[of + 1] == "the")
    begin = last
    while last < len(page.words) and last - begin < _LONGEST:
        word = page.words[last]
        if not (word.joins and word.is_capitalised):
            break
        last += 1
    if page.words[first + 1].text.isdigit() and page.folded[last - 1] in _COURTS:
        yield candidate(page, first, last, 0.94)


def _name_before(page: Page, index: int) -> int:
    """First of the capitals before a level that may name its town or district."""
    first = index
    while first and index - first < 3 and page.words[first].joins:
        before = page.words[first - 1]
        if not before.is_capitalised or before.is_possessive or before.is_acronym:
            break
        if before.opens and before.folded in page.lexis.ordinary:
            break
        first -= 1
    is_of_nation = first < index and page.folded[first] in page.lexis.demonyms
    return index if is_of_nation else first
