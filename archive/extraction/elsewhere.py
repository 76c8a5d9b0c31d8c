# ruff: noqa: RUF001  Cyrillic is meant
"""Candidates in the languages our rules of words are not written for.

Russian has a model and rules of its own. Elsewhere only what cannot be wrong:
countries and capitals by their name, acronyms in brackets.
"""

import re
from collections.abc import Iterator

from archive.extraction import russian, russian_alone, russian_mending
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.model import Model
from archive.extraction.words import Page

SOURCE = "rule:elsewhere/1"
# Languages whose head words, titles and cues stand in data/lexicon.
_WRITTEN = frozenset({"en", "de", "fr", "es", "pt", "it"})
_ACRONYM = re.compile(r"\(([^\W\d_a-zа-яё]{2,10})\)")


def has_rules(language: str) -> bool:
    """Whether the rules of words are written for a language."""
    return language in _WRITTEN


def find(page: Page, model: Model | None) -> list[Candidate]:
    if page.lexis.language != "ru":
        return [*_places(page), *_acronyms(page)]
    if model is None:
        return [*_places(page), *russian_alone.find(page.text)]
    known = list(russian_mending.mend(page.text, model.find(page.text)))
    return [*known, *russian.find(page.text, known)]


def _places(page: Page) -> Iterator[Candidate]:
    for index, word in enumerate(page.words):
        if word.text[:1].islower():
            continue
        length = page.lexis.places.length_at(page.folded, index)
        if length:
            end = page.words[index + length - 1].end
            yield Candidate(word.start, end, FindKind.PLACE, 0.7, SOURCE)


def _acronyms(page: Page) -> Iterator[Candidate]:
    for match in _ACRONYM.finditer(page.text):
        if match[1].isupper() and match[1].casefold() not in page.lexis.stop_acronyms:
            yield Candidate(*match.span(1), FindKind.ORG, 0.75, SOURCE)
