"""Bodies known by their name, what goes on with it, and embassies."""

from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate
from archive.extraction.linked import candidate
from archive.extraction.words import Page

_HALF_NATIONS = lexicon.listed("south north saudi sri us uk new united")
_POSTS = frozenset({"embassy", "consulate"})
# Fields that end the name of a firm: SK Energy, Hyundai Steel, Tata Motors.
_FIRMS = lexicon.listed(
    "africa asia auto automotive bangladesh brasil capital chemical chemicals china "
    "colombia construction electronics energy engineering europe femsa finance foods "
    "gas global holding holdings india indonesia industries insurance international "
    "kazakhstan logistics media mexico mining motor motors oil pakistan petroleum "
    "pharma power resources securities services shipping solutions steel systems "
    "technologies telecom textiles"
)
_NETWORKS = lexicon.listed(
    "facebook instagram linkedin skype telegram twitter whatsapp x"
)
_POSTINGS = lexicon.listed("account channel feed group page post posts profile")


def find(page: Page) -> list[Candidate]:
    return [*_known(page), *_embassies(page)]


def _known(page: Page) -> Iterator[Candidate]:
    for index in page.capitals:
        word = page.words[index]
        if word.in_capitals:
            continue
        length = page.lexis.organisations.length_at(page.folded, index)
        if length:
            yield from _known_at(page, index, index + length)
        elif word.is_acronym and _is_firm(page, index + 1):
            yield candidate(page, index, _firm_end(page, index + 1), 0.8)
        elif word.is_acronym and _is_body(page, index + 1):
            yield candidate(page, index, index + 2, 0.82)
    for index in _lower_case(page):
        yield candidate(page, index, index + 1, 0.8)


def _is_label(page: Page, index: int) -> bool:
    """Twitter: @someone; on its Telegram channel."""
    word = page.words[index]
    if word.folded not in _NETWORKS:
        return False
    following = page.folded[index + 1] if index + 1 < len(page.words) else ""
    return page.text[word.end : word.end + 1] == ":" or following in _POSTINGS


def _known_at(page: Page, first: int, last: int) -> Iterator[Candidate]:
    if _is_label(page, first) or not all(
        page.words[at].joins for at in range(first + 1, last)
    ):
        return
    end = _firm_end(page, last)
    if end > last:
        yield candidate(page, first, end, 0.82)
    is_short = last - first == 1
    if not (is_short and _is_in_a_name(page, first, last)):
        yield candidate(page, first, last, 0.8 if is_short else 0.92)


def _is_in_a_name(page: Page, first: int, last: int) -> bool:
    """Whether an unknown capital before or after makes it a longer name."""
    before = page.words[first - 1] if first and page.words[first].joins else None
    if before and before.is_capitalised and not before.is_possessive:
        return not (before.opens or before.is_acronym or _is_plain(page, first - 1))
    return last < len(page.words) and _is_unknown_capital(page, last)


def _is_plain(page: Page, index: int) -> bool:
    word, lexis = page.folded[index], page.lexis
    return (
        word in lexis.ordinary
        or word in lexis.demonyms
        or lexis.is_title(word)
        or bool(lexis.places.length_at(page.folded, index))
    )


def _is_unknown_capital(page: Page, index: int) -> bool:
    word = page.words[index]
    return (
        word.is_capitalised
        and word.joins
        and not word.is_acronym
        and not word.in_heading
        and not page.words[index - 1].is_possessive
        and not _is_plain(page, index)
    )


def _is_firm(page: Page, index: int) -> bool:
    """Whether a word goes on with the name of a firm: SK Energy, Shell Nigeria."""
    if index >= len(page.words) or not page.words[index].joins:
        return False
    word = page.words[index]
    return (
        word.is_capitalised
        and not page.words[index - 1].is_possessive
        and word.folded in _FIRMS
    )


def _is_body(page: Page, index: int) -> bool:
    """Whether a known name of one word goes on: SUD Solidaires."""
    if index >= len(page.words) or not page.words[index].joins:
        return False
    return page.folded[index] in page.lexis.single_bodies and (
        page.words[index].is_capitalised and not page.words[index].is_acronym
    )


def _firm_end(page: Page, index: int) -> int:
    """Behind the field or the country that goes on with a known name."""
    while _is_firm(page, index):
        index += 1
    is_alone = index < len(page.words) and page.words[index].joins
    if is_alone and not page.words[index - 1].is_possessive:
        return index + page.lexis.countries.length_at(page.folded, index)
    return index


def _lower_case(page: Page) -> Iterator[int]:
    """Names written small: ver.di, taz."""
    for name in page.lexis.small_names.intersection(page.folded):
        for index, word in enumerate(page.folded):
            if word == name and page.words[index].text == name:
                yield index


def _embassies(page: Page) -> Iterator[Candidate]:
    """The Zimbabwean embassy: of a nation, with or without capitals."""
    for index in [at for at, folded in enumerate(page.folded) if folded in _POSTS]:
        if index and page.words[index].joins:
            before = page.words[index - 1]
            nation = page.lexis.countries.length_at(page.folded, index - 1)
            if before.is_capitalised and (
                nation or before.folded in page.lexis.demonyms
            ):
                first = index - 1
                while (
                    page.words[first].joins and page.folded[first - 1] in _HALF_NATIONS
                ):
                    first -= 1
                yield candidate(page, first, _with_general(page, index + 1), 0.86)


def _with_general(page: Page, index: int) -> int:
    """Behind the General of a Consulate General."""
    has_more = index < len(page.words) and page.words[index].joins
    return index + (has_more and page.words[index].text == "General")
