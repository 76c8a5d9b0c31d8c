"""Bodies that go on in small letters: Ligue algérienne pour la défense des droits.

A capital head word, adjectives, and what the body is for after a link. The words
a body can be for are listed, for a sentence goes on in small letters too.
"""

import re
from collections.abc import Iterator
from functools import cache

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:small-letters/1"
_SURE = 0.93
_ADJECTIVES = {
    "fr": "ien ienne iens iennes ais aise aises ois oise oises ain aine ains aines ique "
    "iques iste istes al ale aux ales el elle els elles aire aires if ive ifs ives crate "
    "crates ier ière iers ières ains aines ibre ibres nome nomes",
    "es": "al ales ano ana anos anas ino ina ense enses eño eña ico ica icos icas ista "
    "istas ario aria arios arias ivo iva ivos ivas ero era eros eras ibre ibres nido "
    "nidos nomo noma és esa eo ea eos eas",
}
_LINKS = {
    "fr": r"(?:pour|contre|sur|de|du|des|à|d['’]|en)",
    "es": r"(?:por|para|contra|de|del|sobre|en)",
}
_ARTICLES = {
    "fr": r"(?:la |le |les |l['’]|l’)?",
    "es": r"(?:la |el |los |las )?",
}
_AND = {"fr": "et", "es": "y|e"}
_OF_COUNTRY = {"fr": r"(?:en|au|aux|du|de|d['’]|de la)", "es": r"(?:en|de|del)"}
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]{2,30}"


def find(page: Page) -> Iterator[Candidate]:
    yield from _up_to_acronym(page)
    pattern = _pattern(page.lexis.language)
    if pattern is None:
        return
    for match in pattern.finditer(page.text):
        name = match["name"]
        if name and _is_other(page, lexicon.fold(name.split()[-1])):
            continue
        end = _with_country(page, match.end())
        yield Candidate(match.start(), end, FindKind.ORG, _SURE, SOURCE)


def _up_to_acronym(page: Page) -> Iterator[Candidate]:
    """Front pour une révolution populaire (FRAPP): its acronym tells where it ends."""
    pattern = _bracketed(page.lexis.language) if "(" in page.text else None
    for match in pattern.finditer(page.text) if pattern else ():
        whole = lexicon.fold(match["whole"])
        letters = iter(whole)
        acronym = lexicon.fold(match["acronym"])
        if whole[0] == acronym[0] and all(each in letters for each in acronym):
            yield Candidate(*match.span("whole"), FindKind.ORG, _SURE, SOURCE)


def _is_other(page: Page, word: str) -> bool:
    """Whether a capital behind the head is somebody's or some place's name."""
    return page.lexis.is_given(word) or bool(page.lexis.places.length_at([word], 0))


def _with_country(page: Page, end: int) -> int:
    """Behind the country whose body it is: en Algérie."""
    after = _country(page.lexis.language).match(page.text, end)
    is_country = after is not None and page.lexis.countries.length_at(
        [lexicon.fold(after["name"])], 0
    )
    return after.end() if after and is_country else end


@cache
def _country(language: str) -> re.Pattern[str]:
    return re.compile(rf" {_OF_COUNTRY[language]} ?(?P<name>{_CAPITAL})(?![\w-])")


@cache
def _bracketed(language: str) -> re.Pattern[str] | None:
    """A head word, words without a mark between, and an acronym in brackets."""
    heads = sorted(lexicon.words("organisation-heads", language), reverse=True)
    if language not in _LINKS or not heads:
        return None
    head = "|".join(re.escape(each.capitalize()) for each in heads)
    return re.compile(
        rf"(?<![\w-])(?P<whole>(?:{head})(?: [\w'’-]{{1,30}}){{1,14}}) "
        rf"\((?P<acronym>[A-ZÀ-Þ][\w-]{{1,9}})\)"
    )


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """None for a language without such lists."""
    fields = lexicon.words("organisation-fields", language)
    if not fields:
        return None
    heads = sorted(lexicon.words("organisation-heads", language), reverse=True)
    head = "|".join(re.escape(each.capitalize()) for each in heads)
    field = "|".join(re.escape(x) for x in sorted(fields, key=len, reverse=True))
    endings = "|".join(sorted(_ADJECTIVES[language].split(), key=len, reverse=True))
    adjective = rf"[a-zà-ÿA-ZÀ-Þ][a-zà-ÿ]{{0,18}}(?:{endings})(?![\w-])"
    noun = rf"(?:(?i:{field}))(?![\w-])"
    link = rf"{_LINKS[language]} ?{_ARTICLES[language]}"
    more = (
        rf"(?: {link}{noun}| (?:{_AND[language]}) (?:{link})?(?:{noun}|{adjective})"
        rf"| {adjective})"
    )
    return re.compile(
        rf"(?<![\w-])(?:{head})"
        # Union syndicale Solidaires
        rf"(?:(?: {adjective}){{1,2}}(?P<name> {_CAPITAL})(?![\w-])"
        rf"|(?: {adjective}| {_CAPITAL}){{0,2}} {link}{noun}(?:{more}){{0,6}})"
    )
