"""Bodies known by their name, what goes on with it, and embassies."""

from collections.abc import Iterator
from dataclasses import replace

from archive import lexicon
from archive.extraction.finds import Candidate
from archive.extraction.linked import candidate
from archive.extraction.words import Page

_HALF_NATIONS = lexicon.listed("south north saudi sri us uk new united")
_POSTS = frozenset({"embassy", "consulate"})
# Fields that end the name of a firm: SK Energy, Hyundai Steel, Tata Motors.
_FIRMS = lexicon.listed(
    "africa agro airlines apparel asia auto automotive bangladesh brasil capital chemical chemicals china "
    "cement colombia construction copper electronics energy engineering europe femsa finance foods "
    "gas global gold holding holdings india indonesia industries industry insurance international "
    "kazakhstan logistics media mexico mining motor motors oil pakistan petroleum "
    "minerals mines motor pharma plantation plantations plastics power properties resources retail securities services shipping solutions steel systems "
    "technologies telecom textiles"
)
_TRADES = lexicon.listed(
    "airlines apparel apparels cement chemicals denim electronics energy fashions "
    "fertilizers foods garments gold goldcorp holdings industries investment investments knitwear "
    "logistics metals minerals mining motors petroleum pharma pharmaceuticals "
    "plantation plantations plastics resources shipping spinning steel sugar telecom "
    "ceramics glass paper pulp rubber textile textiles tire tires tobacco tyre tyres"
)
_BRANCHES = lexicon.listed("uk usa")
_STATIONS = lexicon.listed("tv radio canal channel télé")
# What has a number for a name: Channel 31, Local 1199, Commission 44.
_NUMBERED = lexicon.listed("canal channel commission group kanal local team")
_MONTHS = lexicon.words("months")
_NETWORKS = lexicon.listed(
    "facebook instagram linkedin skype telegram twitter whatsapp x"
)
_POSTINGS = lexicon.listed("account channel feed group page post posts profile")


def find(page: Page) -> list[Candidate]:
    return [
        *_known(page),
        *_embassies(page),
        *_in_a_trade(page),
        *_paired(page),
        *_channels(page),
    ]


def _channels(page: Page) -> Iterator[Candidate]:
    """Walf TV, Formula TV."""
    for index in page.capitals if "TV" in page.text else ():
        if page.words[index].text != "TV" or not index or not page.words[index].joins:
            continue
        before = page.words[index - 1]
        is_name = before.is_capitalised and not (before.is_possessive or before.opens)
        if is_name and not _is_plain(page, index - 1):
            yield candidate(page, index - 1, index + 1, 0.8)


def _in_a_trade(page: Page) -> Iterator[Candidate]:
    """Asanko Gold, Shanta Denim: an unknown capital and what a firm deals in."""
    for index in page.capitals:
        if page.folded[index] not in _TRADES or not index:
            continue
        word, lexis = page.words[index], page.lexis
        before = page.words[index - 1]
        is_open = before.is_capitalised and not (
            before.is_possessive
            or before.is_acronym
            or before.folded in lexis.ordinary
            or before.folded in lexis.themes
            or before.folded in lexis.demonyms
            or lexis.is_title(before.folded)
        )
        if is_open and word.joins and not (word.in_heading or word.in_capitals):
            first = index - 1
            while _is_unknown_capital_at(page, first) and index - first < 3:
                first -= not page.words[first - 1].is_possessive
                if not page.words[first].is_capitalised:
                    first += 1
                    break
            yield candidate(page, first, index + 1, 0.66)


def _paired(page: Page) -> Iterator[Candidate]:
    """Engineers & Planners, Ernst & Young."""
    for index in page.capitals if " & " in page.text else ():
        if page.gap(index) != " & " or not index:
            continue
        before, word = page.words[index - 1], page.words[index]
        if before.is_capitalised and not (word.in_heading or word.in_capitals):
            yield candidate(page, index - 1, index + 1, 0.64)


def _known(page: Page) -> Iterator[Candidate]:
    for index in page.capitals:
        word = page.words[index]
        if word.in_capitals:
            continue
        length = _known_length(page, index)
        if word.is_acronym and length < 2 and (score := _branch_score(page, index)):
            yield candidate(page, index, index + 2, score)
        elif length:
            yield from _known_at(page, index, index + length)
        elif word.is_acronym and _is_firm(page, index + 1):
            yield candidate(page, index, _firm_end(page, index + 1), 0.8)
        elif _is_numbered(page, index) or _is_station(page, index):
            yield candidate(page, _with_union(page, index), index + 2, 0.84)
    for index in _lower_case(page):
        yield candidate(page, index, index + 1, 0.8)


def _known_length(page: Page, index: int) -> int:
    """Words of a known name; of two or three letters only as it is written."""
    length = page.lexis.organisations.length_at(page.folded, index)
    word = page.words[index]
    is_small = word.folded in page.lexis.short_acronyms and not word.text[:2].isupper()
    return 0 if length == 1 and is_small else length


def _with_union(page: Page, index: int) -> int:
    """The USW of "USW Local 1000" belongs to its name."""
    word = page.words[index]
    is_local = word.folded == "local" and index > 0 and word.joins
    return index - 1 if is_local and page.words[index - 1].is_acronym else index


def _is_station(page: Page, index: int) -> bool:
    return page.folded[index] in _STATIONS and _is_unknown_capital_at(page, index + 1)


def _is_numbered(page: Page, index: int) -> bool:
    after = index + 1
    word = page.words[index]
    if word.folded not in _NUMBERED or word.in_heading or after >= len(page.words):
        return False
    number = page.words[after]
    return number.joins and number.text.isdigit() and len(number.text) < 5


def _is_label(page: Page, index: int) -> bool:
    """Twitter: @someone; on its Telegram channel."""
    word = page.words[index]
    if word.folded not in _NETWORKS:
        return False
    following = page.folded[index + 1] if index + 1 < len(page.words) else ""
    is_label = page.text[word.end : word.end + 1] == ":" and not word.joins
    return is_label or following in _POSTINGS


def _known_at(page: Page, first: int, last: int) -> Iterator[Candidate]:
    is_whole = all(page.words[at].joins for at in range(first + 1, last))
    if not is_whole or page.ends_small(first, last):
        if page.folded[first] not in page.lexis.single_bodies:
            return
        last = first + 1
    if _is_label(page, first):
        return
    end = _firm_end(page, last)
    if end > last:
        yield candidate(page, first, end, 0.82)
    if page.text.startswith("!", page.words[last - 1].end):
        yield from _loud(page, first, last)
    is_short = last - first == 1
    if not (is_short and _is_in_a_name(page, first, last)):
        yield candidate(page, first, last, 0.8 if is_short else 0.92)


def _loud(page: Page, first: int, last: int) -> Iterator[Candidate]:
    """Alga!, Democracy Now!: with its mark when the sentence goes on."""
    whole = candidate(page, first, last, 0.94)
    after = page.text[whole.end + 1 : whole.end + 3]
    goes_on = not after[:1].isspace() or after[1:].islower()
    if goes_on and " ".join(page.folded[first:last]) in page.lexis.loud_names:
        yield replace(whole, end=whole.end + 1)


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
        and not _is_before_a_title(page, index)
        and not (word.text.isupper() and page.words[index - 1].text.isupper())
    )


def _is_before_a_title(page: Page, index: int) -> bool:
    """The Media of "OSCE Media Freedom Representative" is no firm's."""
    beyond = page.words[index + 1 : index + 3]
    return (
        len(beyond) == 2
        and all(word.joins and word.is_capitalised for word in beyond)
        and beyond[1].folded in page.lexis.titles
    )


def _is_body(page: Page, index: int) -> bool:
    """Whether a known name of one word goes on: SUD Solidaires."""
    if index >= len(page.words) or not page.words[index].joins:
        return False
    return page.folded[index] in page.lexis.single_bodies and (
        page.words[index].is_capitalised and not page.words[index].is_acronym
    )


def _branch_score(page: Page, index: int) -> float:
    """How sure an acronym and the word after it are one name; 0 when not."""
    if _is_body(page, index + 1):
        return 0.86
    return 0.76 if _is_branch(page, index) else 0.0


def _is_branch(page: Page, index: int) -> bool:
    """CTA Autónoma, BAYAN Laguna: an acronym and one capital that is no person."""
    after, lexis = index + 1, page.lexis
    if not _is_unknown_capital_at(page, after, may_be_place=True):
        return False
    word = page.words[index]
    if word.folded in lexis.stop_acronyms or word.folded in lexis.suffixes:
        return False
    if lexis.places.length_at(page.folded, index) or word.folded in _HALF_NATIONS:
        return False
    beyond = after + 1
    is_alone = (
        beyond >= len(page.words)
        or not page.words[beyond].joins
        or not page.words[beyond].is_capitalised
        or page.words[after].is_possessive
    )
    folded = page.folded[after]
    return is_alone and not (
        folded in lexis.given_names
        or folded in lexis.no_person
        or lexis.is_head(folded)
        or folded in lexis.nouns
        or folded in _MONTHS
    )


def _is_unknown_capital_at(
    page: Page, index: int, *, may_be_place: bool = False
) -> bool:
    if index >= len(page.words) or page.words[index - 1].is_possessive:
        return False
    word, lexis = page.words[index], page.lexis
    return (
        word.is_capitalised
        and word.joins
        and not (word.is_acronym or word.in_heading or word.in_capitals)
        and not (word.folded in lexis.ordinary or word.folded in lexis.demonyms)
        and not lexis.is_title(word.folded)
        and (may_be_place or not lexis.places.length_at(page.folded, index))
    )


def _firm_end(page: Page, index: int) -> int:
    """Behind the field or the country that goes on with a known name."""
    while _is_firm(page, index):
        index += 1
    is_alone = index < len(page.words) and page.words[index].joins
    if is_alone and not page.words[index - 1].is_possessive:
        if page.folded[index] in _BRANCHES:
            return index + 1
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
