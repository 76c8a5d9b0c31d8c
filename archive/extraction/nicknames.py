"""People with a nickname in quotation marks inside their name."""

from collections.abc import Iterator

from archive.extraction import persons
from archive.extraction.finds import Candidate
from archive.extraction.words import Page

_QUOTES = frozenset({' "', " “", " \u2018", " '"})
_UNQUOTES = frozenset({'" ', "” ", "\u2019 ", "' "})


def find(page: Page) -> Iterator[Candidate]:
    """Emmanuel "Manny" Asuncion."""
    for index in page.capitals:
        if not 0 < index < len(page.words) - 1 or page.gap(index) not in _QUOTES:
            continue
        before, after = page.words[index - 1], page.words[index + 1]
        is_between = before.is_capitalised and after.is_capitalised
        if is_between and page.gap(index + 1) in _UNQUOTES:
            first = index - 1
            while page.words[first].joins and page.words[first - 1].is_capitalised:
                first -= 1
            first, _ = persons.trim(page, first, index)
            while first < index - 1 and page.lexis.is_title(page.folded[first]):
                first += 1
            last = persons.run_end(page, index + 1)
            if not persons.cannot_be(page, first, index):
                yield persons.candidate(page, first, last, 0.84)
