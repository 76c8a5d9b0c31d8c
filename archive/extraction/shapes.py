"""Courts, prisons and embassies of languages that write their head word small.

"le tribunal correctionnel de Bobigny", "la prison de Fresnes", "cárcel La
Modelo": a head word, words between, a link and a name. Linear in the text.
"""

import re
from collections.abc import Iterator
from functools import cache

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:shape/1"
_SCORE = 0.9
_CAPITAL = "A-ZÀ-ÖØ-ÞİŞĞĆČŁŚŹŻ"
_NAME = rf"[{_CAPITAL}][\w'’.-]{{0,30}}\w"
_INNER = r"(?: (?:de|del|da|do|di|la|las|los|le|les|des|du|el|der|am))?"
_RUN = rf"{_NAME}(?:{_INNER} {_NAME}){{0,3}}"
# A link with its space, or the apostrophe without one.
_LINK = (
    r"(?:(?:de la|de los|de las|de l['’]|de|del|des|du|d['’]|di|della|dello|dell['’]"
    r"|do|da|dos|das|von|in|à|a) ?)"
)
_BETWEEN = r"(?: [a-zà-ÿ'’-]{2,20}){0,4}?"
_ELIDING = frozenset({"fr", "it"})
_PLACE_AFTER = re.compile(rf"(?<![\w'’])[dlDL]['’]({_NAME})")
_ROLE_AFTER = re.compile(
    rf"(?<![\w'’])[lL]['’]([a-zà-ÿ-]{{3,20}}) ({_NAME}(?: {_NAME}){{1,2}})"
)
_KINDS = (
    ("courts", FindKind.ORG),
    ("posts", FindKind.ORG),
    ("prisons", FindKind.PLACE),
)


def find(page: Page) -> list[Candidate]:
    """Empty for a language without such lists."""
    found = [
        candidate
        for pattern, kind in _patterns(page.lexis.language)
        for candidate in _matches(page.text, pattern, kind)
    ]
    return [*found, *_elided(page)] if page.lexis.language in _ELIDING else found


def _elided(page: Page) -> Iterator[Candidate]:
    """After an article without its vowel: d'Istanbul, l'avocat Jean Martin."""
    for match in _PLACE_AFTER.finditer(page.text):
        if page.lexis.places.length_at([lexicon.fold(match[1])], 0):
            yield Candidate(*match.span(1), FindKind.PLACE, _SCORE, SOURCE)
    for match in _ROLE_AFTER.finditer(page.text):
        if lexicon.fold(match[1]) in page.lexis.titles:
            yield Candidate(*match.span(2), FindKind.PERSON, _SCORE, SOURCE)


def _matches(
    text: str, pattern: re.Pattern[str], kind: FindKind
) -> Iterator[Candidate]:
    for match in pattern.finditer(text):
        yield Candidate(*match.span(), kind, _SCORE, SOURCE)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], FindKind], ...]:
    found = [
        (_pattern(heads, language), kind)
        for name, kind in _KINDS
        if (heads := lexicon.words(name, language))
    ]
    tails = lexicon.words("organisation-tails", language) if language != "en" else ()
    if tails:
        found.append((_tailed(language, frozenset(tails)), FindKind.ORG))
    return tuple(found)


def _tailed(language: str, tails: frozenset[str]) -> re.Pattern[str]:
    """A capital head and what follows it small: Parti communiste français."""
    heads = sorted(lexicon.words("organisation-heads", language))
    head = "|".join(re.escape(each.capitalize()) for each in heads)
    tail = "|".join(re.escape(each) for each in sorted(tails, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{head})(?: (?:{tail})(?!\w)){{1,4}}")


def _pattern(heads: frozenset[str], language: str) -> re.Pattern[str]:
    longest_first = sorted(heads, key=lambda head: (-len(head), head))
    head = "|".join(_either_case(head) for head in longest_first)
    if language == "de":  # Landgericht Dresden, JVA Moabit: one word and the place
        compound = rf"(?:[{_CAPITAL}]\w{{0,30}})?"
        return re.compile(rf"(?<![\w-]){compound}(?:{head})(?:s|es)? {_NAME}")
    return re.compile(
        rf"(?<![\w-])(?:{head})(?:{_BETWEEN} {_LINK}{_RUN}| {_RUN})", re.UNICODE
    )


def _either_case(head: str) -> str:
    return f"[{head[0].upper()}{head[0]}]{re.escape(head[1:])}"
