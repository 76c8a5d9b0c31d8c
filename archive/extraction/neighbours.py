"""What the words beside a name tell of it: appositions, nouns, what it is of."""

from collections.abc import Iterator, Sequence

from archive import lexicon
from archive.extraction import persons
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:neighbour/1"
_APPOSED = 0.74
_DAYS = lexicon.words("months") | lexicon.words("weekdays", "en")
_DAYS |= lexicon.listed(
    "jan feb mar apr jun jul aug sep sept oct nov dec no floor abroad elsewhere "
    "yesterday tomorrow"
)
# After the comma behind a firm or a paper, never behind a person.
_FIRMS_OWN = frozenset(
    {"owned by", "listed on", "listed in", "headquartered in", "founded by"}
    | {"founded in", "published by", "published in", "run by", "whose shares"}
)
_ARTICLES = lexicon.listed("a an the one")
_OF = lexicon.listed("of at for")
_MATTERS = lexicon.listed(
    "affair agreement area case conflict crisis family language law massacre people "
    "plan prize process project protocol region scandal style tragedy treaty uprising war"
)
# Between a name and its noun: the Zhanartu trade union, the Alga opposition party.
_COLOURS = lexicon.listed(
    "banned civic environmental exile human independent media news opposition private rights "
    "ruling state student television trade unregistered youth"
)
# How far from the comma the noun of an apposition may be.
_REACH = 6

Run = tuple[int, int]
"""Indices of the words of a name, last excluded."""


def find(page: Page, runs: Sequence[Run]) -> Iterator[Candidate]:
    """Names told by the words around them."""
    for first, last in runs:
        if _is_plain(page, first, last):
            continue
        kind = _apposition(page, last) or _noun_after(page, first, last)
        if kind:
            yield _candidate(page, (first, last), kind, _APPOSED)
        elif _is_a_thing_that_acts(page, first, last):
            yield _candidate(page, (first, last), FindKind.ORG, 0.62)
        elif _is_told_of(page, first):
            yield _candidate(page, (first, last), FindKind.ORG, 0.72)
        elif _is_the(page, first, last) or _is_branch(page, first, last):
            yield _candidate(page, (first, last), FindKind.ORG, 0.5)


def _candidate(page: Page, run: Run, kind: FindKind, score: float) -> Candidate:
    start, end = page.words[run[0]].start, page.words[run[1] - 1].end
    return Candidate(start, end, kind, score, SOURCE)


def runs_of(page: Page) -> Iterator[Run]:
    """Capitals that stand together, without what opens the sentence or a title."""
    done = 0
    for index in page.capitals:
        if index < done or page.words[index].in_capitals:
            continue
        done = max(persons.run_end(page, index), index + 1)
        first, last = persons.trim(page, index, done, keeps_acronym=True)
        while first < last and page.lexis.is_title(page.folded[first]):
            first += 1
        if first < last and not _is_no_name(page, first, last):
            yield first, last


def _is_no_name(page: Page, first: int, last: int) -> bool:
    """Whether all the words are days, adjectives, roles, or plain."""
    lexis = page.lexis
    return all(
        word in lexis.demonyms
        or word in lexis.ordinary
        or word in lexis.no_person
        or lexis.is_title(word)
        or word.rstrip(".") in _DAYS
        for word in page.folded[first:last]
    ) or (last - first > 1 and page.folded[last - 1] in lexis.titles)


def _is_plain(page: Page, first: int, last: int) -> bool:
    """Whether the words are known as something else, or as no name."""
    lexis = page.lexis
    return (
        page.folded[first] in lexis.given_names
        or page.folded[last - 1].endswith(persons.OF_PLACES)
        or bool(lexis.places.length_at(page.folded, first))
        or (
            page.words[first].opens
            and last - first == 1
            and page.folded[first] in lexis.ordinary
        )
        or any(
            word in lexis.demonyms or lexis.is_title(word) or word in lexis.no_person
            for word in page.folded[first:last]
        )
    )


def _apposition(page: Page, index: int) -> FindKind | None:
    """The kind that ", an environmental group" gives to the name before it."""
    folded = page.folded
    if index >= len(page.words) or page.gap(index) != ", ":
        return None
    if " ".join(folded[index : index + 2]) in _FIRMS_OWN:
        return FindKind.ORG
    return _noun_within(page, index + 1) if folded[index] in _ARTICLES else None


def _noun_within(page: Page, first: int) -> FindKind | None:
    """The kind that the noun of an apposition tells; None when it tells none."""
    for at in range(first, min(first + _REACH, len(page.words))):
        word, noun = page.words[at], page.folded[at]
        if not word.joins or noun in page.lexis.titles:
            break
        is_known = noun in page.lexis.nouns or noun in page.lexis.areas
        if is_known and not word.is_capitalised:
            return None if _is_role(page, at + 1) else _kind(page, noun)
        if word.is_capitalised and noun not in page.lexis.demonyms:
            break
    return None


def _kind(page: Page, noun: str) -> FindKind:
    return FindKind.PLACE if noun in page.lexis.areas else FindKind.ORG


def _is_role(page: Page, index: int) -> bool:
    """Whether it is a union leader, no union; a company town is neither."""
    if index >= len(page.words) or not page.words[index].joins:
        return False
    word = page.folded[index]
    return page.lexis.is_title(word) or word in page.lexis.roles


def _noun_after(page: Page, first: int, last: int) -> FindKind | None:
    """The Red Reference website, the Jasic union."""
    is_the = page.words[first].joins and page.folded[first - 1] == "the"
    if not first or not is_the or last >= len(page.words):
        return None
    at = last
    while at < last + 2 and page.folded[at] in _COLOURS and page.words[at].joins:
        at += at + 1 < len(page.words) or 2
    noun = page.folded[min(at, len(page.words) - 1)]
    is_noun = page.words[last].joins and noun in page.lexis.nouns
    return FindKind.ORG if is_noun and not _is_role(page, at + 1) else None


def _is_told_of(page: Page, first: int) -> bool:
    """Whether one is told, or is a member, of what can only be a body."""
    if not first or not page.words[first].joins:
        return False
    before = page.folded[first - 1]
    if before == "told":
        return True
    if first < 2 or before not in _OF or not page.words[first - 1].joins:
        return False
    role = page.folded[first - 2]
    return role in page.lexis.member_nouns


_WORKS = lexicon.listed(
    "employs employed operates owns produces manufactures supplies mines exports "
    "publishes"
)
_ACTS = _WORKS | lexicon.listed(
    "announced broke called calls closed condemned cut cuts denied denies dismissed "
    "does ended fired had has have is lost makes opened paid pays plans promised "
    "refused refuses reported runs sacked said says sells shut suspended urged wants "
    "was will would"
)
_FURTHEST = 9


def _is_a_thing_that_acts(page: Page, first: int, last: int) -> bool:
    """Dyson has ended its contract; Zijin, which …: what has "its" is no person."""
    if last >= len(page.words) or not page.words[last].joins:
        return False
    if page.folded[last] in _WORKS and not page.words[first].joins:
        return True
    if page.folded[last] not in _ACTS:
        return False
    for at in range(last, min(last + _FURTHEST, len(page.words))):
        word = page.words[at]
        if word.is_capitalised or not word.joins:
            return False
        if word.folded == "its":
            return True
    return False


def _is_branch(page: Page, first: int, last: int) -> bool:
    """Labour Action China: unknown capitals that end in a country."""
    if last - first < 2 or page.words[first].in_heading:
        return False
    if page.lexis.places.length_at(page.folded, first):
        return False
    return page.lexis.countries.length_at(page.folded, last - 1) == 1


def _is_the(page: Page, first: int, last: int) -> bool:
    """The Democratic Left, the Águilas Negras: some capitals with an article.

    What follows in small letters makes it a matter named for a place or a
    person: the Bhima Koregaon case.
    """
    if last - first < 2 or not persons.is_of_a_thing(page, first, last):
        return False
    folded = page.folded[first:last]
    if page.words[first].in_heading or folded[-1] in page.lexis.place_heads:
        return False
    if last >= len(page.words) or not page.words[last].joins:
        return True
    if any(word in page.lexis.areas for word in page.folded[last : last + 2]):
        return False
    return page.folded[last] not in _MATTERS and (
        page.folded[last] not in page.lexis.areas
    )
