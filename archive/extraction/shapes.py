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
_OF = r"(?:de la|de los|de las|de l['’]|de|del|des|du|d['’]|di|della|dello|dell['’]|do|da|dos|das)"
# A sentence that goes on: prisión por la matanza de Curuguaty.
_ELSE = (
    r"(?!(?:por|para|con|que|en|según|tras|desde|pour|par|avec|dans|sur|après|depuis|qui|est|été"
    r"|ont|avait|selon|et|ou|per|che|con|dopo|após|com|foi|fue|ha|han|y|o)(?![\w-]))"
)
_BETWEEN = rf"(?: {_ELSE}[a-zà-ÿ'’-]{{2,20}}){{0,4}}?"
_ELIDING = frozenset({"fr", "it"})
_PLACE_AFTER = re.compile(
    rf"(?<![\w'’])(?:[dlDL]|[dnDN]ell|[Dd]all|[Aa]ll|[Ss]ull)['’]({_NAME})"
)
_ROLE_AFTER = re.compile(
    rf"(?<![\w'’])[lL]['’]([a-zà-ÿ-]{{3,20}}) ({_NAME}(?: {_NAME}){{1,2}})"
)
_NEXT = re.compile(rf" ({_NAME})")
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
        for candidate in _matches(page, pattern, kind)
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
    page: Page, pattern: re.Pattern[str], kind: FindKind
) -> Iterator[Candidate]:
    for match in pattern.finditer(page.text):
        if _is_a_state(page, match.start()):
            continue
        end = _second_word(page, match.start(), match.end())
        yield Candidate(match.start(), end, kind, _SCORE, SOURCE)


def _is_a_state(page: Page, start: int) -> bool:
    """Le retour en prison de Mamadou Sylla: no prison is told."""
    before = page.text[max(start - 3, 0) : start]
    return page.lexis.language == "fr" and before.casefold() == "en "


def _second_word(page: Page, start: int, end: int) -> int:
    """Behind the rest of a known place: Stadtgericht Phnom | Penh."""
    after = _NEXT.match(page.text, end)
    if after is None:
        return end
    first = page.text[start:end].rpartition(" ")[2]
    words = [lexicon.fold(first), lexicon.fold(after[1])]
    return after.end() if page.lexis.places.length_at(words, 0) > 1 else end


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], FindKind], ...]:
    found = [
        (_pattern(heads, language), kind)
        for name, kind in _KINDS
        if (heads := lexicon.words(name, language))
    ]
    found += [
        (_near(heads), kind)
        for name, kind in (
            ("streets", FindKind.PLACE),
            ("institutions", FindKind.ORG),
        )
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


def _near(heads: frozenset[str]) -> re.Pattern[str]:
    """With nothing between but a link: rue de Lisbonne, hospital San Juan."""
    head = "|".join(_either_case(head) for head in sorted(heads))
    return re.compile(
        rf"(?<![\w-])(?:{head}) ?(?<=[ '’])(?:{_OF} ?)?{_NAME}(?: {_NAME}){{0,2}}"
    )


def _either_case(head: str) -> str:
    return f"[{head[0].upper()}{head[0]}]{re.escape(head[1:])}"
