"""Bodies without a head word: acronyms, quoted, cued and site names."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.linked import ARTICLES, LONGEST, SMALL, SOURCE, candidate
from archive.extraction.words import Page

_SITE = re.compile(r"[^\W_][\w-]{2,40}\.(?:net|org|com|info|eu|ru|kz|de|uk|fr)$")
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['\u2019])[A-Z][a-z]+[A-Z]")
_QUOTES = frozenset("\u2018“«\"'„")
_ROMAN = re.compile(
    r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
_LONGEST_ACRONYM = 8
_LONGEST_HEADING = 140
_CLOSING = frozenset("),;")
_OFFICES = (["general", "secretary"], ["secretary", "general"], ["shop", "steward"])
_REGIONS = lexicon.listed("oblast okrug krai province region district state republic")
_FOR = lexicon.listed("for without against")


def find(page: Page, headed: list[Candidate]) -> list[Candidate]:
    """Headed are the bodies found by their head word."""
    found = [
        *_bracketed(page),
        *_acronyms(page),
        *_quoted(page),
        *_cued(page),
        *_sites(page),
        *_hyphenated(page),
        *_for_something(page),
        *_with_role(page),
    ]
    return [*found, *_aliases(page, [*headed, *found])]


def _bracketed(page: Page) -> Iterator[Candidate]:
    """An acronym in brackets, and the words whose initials it has."""
    for index in page.capitals:
        if not _is_bracketed(page, index):
            continue
        word = page.words[index]
        if _is_of_a_place(page, index):
            yield Candidate(word.start, word.end, FindKind.PLACE, 0.96, SOURCE)
            continue
        first = _expansion_start(page, index)
        if first is not None:
            yield candidate(page, first, index, 0.92)
            yield candidate(page, index, index + 1, 0.95)
        elif word.is_acronym and word.folded not in page.lexis.stop_acronyms:
            yield candidate(page, index, index + 1, 0.75)
            begin = _loose_start(page, index)
            if begin is not None:
                yield candidate(page, begin, index, 0.66)
    yield from _doubled(page)


def _doubled(page: Page) -> Iterator[Candidate]:
    """GUE/NGL: two acronyms with a stroke, known or alone in brackets, are one name."""
    for index in page.capitals:
        word = page.words[index]
        if not index or page.text[word.start - 1] != "/" or not word.is_acronym:
            continue
        before = page.words[index - 1]
        opening = page.text[max(0, before.start - 1) : before.start]
        closing = page.text[word.end : word.end + 1]
        is_bracketed = opening == "(" and closing == ")"
        if not before.is_acronym or before.end + 1 != word.start:
            continue
        if f"{before.folded}/{word.folded}" in page.lexis.single_bodies:
            yield candidate(page, index - 1, index + 1, 0.94)
        elif is_bracketed:
            yield candidate(page, index - 1, index + 1, 0.8)


def _is_of_a_place(page: Page, index: int) -> bool:
    """Whether the brackets stand behind a region: "… Autonomous Oblast (GBAO)"."""
    before = page.words[index - 1]
    return before.is_capitalised and before.folded in _REGIONS


def _is_bracketed(page: Page, index: int) -> bool:
    word = page.words[index]
    if word.joins or not index or page.text[word.end : word.end + 1] not in _CLOSING:
        return False
    gap = page.gap(index)
    is_short = 2 <= len(word.text) <= 14 and word.text[0].isupper()
    return is_short and "(" in gap and gap.strip("'\u2019”\" s") in {"(", "'("}


def _expansion_start(page: Page, index: int) -> int | None:
    """First of the words before a bracket that the letters in it stand for."""
    letters = [x for x in page.words[index].text.casefold() if x.isalpha()]
    if len(letters) < 2:
        return None
    at, first, missed = index - 1, None, 0
    while at >= 0 and index - at < LONGEST and letters:
        word = page.words[at]
        if word.folded[0] == letters[-1] and (
            word.is_capitalised or word.folded not in SMALL
        ):
            letters.pop()
            first = at if word.is_capitalised else first
        elif word.folded not in SMALL:
            missed += 1
        if not word.joins or missed > 2:
            break
        at -= 1
    enough = not letters and missed <= 1
    return first if enough and first is not None and index - first > 1 else None


def _loose_start(page: Page, index: int) -> int | None:
    """The capitals before an acronym with its first letter, in any language."""
    first = index
    while first and index - first < LONGEST and (first == index or _joins(page, first)):
        before = page.words[first - 1]
        if (
            before.folded in ARTICLES
            if before.is_capitalised
            else (before.folded not in SMALL)
        ):
            break
        first -= 1
    letter = page.words[index].text[0].casefold()
    while first < index and not (
        page.words[first].is_capitalised and page.folded[first][0] == letter
    ):
        first += 1
    first += 3 * _is_one_of(page, first)
    lexis, word = page.lexis, page.folded[min(first, index)]
    is_other = (
        word in lexis.given_names
        or lexis.is_title(word)
        or word in lexis.demonyms
        or bool(lexis.places.length_at(page.folded, first))
    )
    return first if index - first > 1 and not is_other else None


def _is_one_of(page: Page, index: int) -> bool:
    """Juan Morales of the | Movement for Socialism (MAS)."""
    word, *behind = page.folded[index : index + 4]
    is_of = behind[:2] == ["of", "the"] and behind[-1][0] == word[0]
    return is_of and page.lexis.is_head(behind[-1]) > page.lexis.is_head(word)


def _joins(page: Page, index: int) -> bool:
    return page.words[index].joins and not page.words[index - 1].is_possessive


def _acronyms(page: Page) -> Iterator[Candidate]:
    stops = page.lexis.stop_acronyms
    for index in page.capitals:
        word = page.words[index]
        if not word.is_acronym or word.in_capitals or word.folded in stops:
            continue
        if page.lexis.places.length_at(page.folded, index) or _is_roman(word.text):
            continue
        if word.text.casefold() in page.lexis.suffixes or not word.text[0].isalpha():
            continue
        if _is_shouted(page, index) or _is_a_law(page, index):
            continue
        if _is_plain_in_capitals(page, index):
            continue
        if any(letter.isdigit() for letter in word.text):
            continue
        yield candidate(page, index, index + 1, 0.72)


def _is_shouted(page: Page, index: int) -> bool:
    """Whether a neighbour is in capitals too: emphasis, not an acronym."""
    after = index + 1
    neighbours = [page.words[index - 1]] if index and page.words[index].joins else []
    if after < len(page.words) and page.words[after].joins:
        neighbours.append(page.words[after])
    return any(word.text.isupper() and len(word.text) > 2 for word in neighbours) and (
        page.words[index].text.isalpha()
    )


def _is_plain_in_capitals(page: Page, index: int) -> bool:
    """Whether a heading of capitals has a word of every day: "3. LAW", "WRITE TO:"."""
    word, lexis = page.words[index], page.lexis
    start = page.text.rfind("\n", max(0, word.start - _LONGEST_HEADING), word.start) + 1
    if not start and word.start > _LONGEST_HEADING:
        return False
    line = page.text[start : word.end + 60].partition("\n")[0]
    if not line.isupper():
        return False
    return len(word.text) > _LONGEST_ACRONYM or (
        word.folded in lexis.ordinary
        or word.folded in lexis.themes
        or word.folded in lexis.no_person
        or word.folded in lexis.firm_words
        or lexis.is_head(word.folded)
    )


def _is_a_law(page: Page, index: int) -> bool:
    """Repeal the UAPA; the CAFTA-DR treaty."""
    after = index + 1
    is_followed = after < len(page.words) and page.words[after].joins
    if is_followed and page.folded[after] in _LAWS:
        return True
    return index > 1 and page.folded[index - 2] in _REPEAL and page.words[index].joins


_LAWS = lexicon.listed("act agreement bill code law laws pact treaty charges")
_REPEAL = lexicon.listed("repeal repealing scrap scrapping abolish invoke invoking")


def _is_roman(text: str) -> bool:
    return _ROMAN.fullmatch(text) is not None and text != "CD"


def _quoted(page: Page) -> Iterator[Candidate]:
    """The 'Leave Homes Alone' campaign; профсоюз «Жанарту»."""
    for index in page.capitals:
        if not index or page.text[page.words[index].start - 1] not in _QUOTES:
            continue
        opening = page.gap(index)
        last = index + 1
        while last < len(page.words) and page.words[last].joins and last - index < 8:
            last += 1
        closing = page.gap(last) if last < len(page.words) else ""
        if closing[:1] not in {"\u2019", "”", "»", '"', "'", "“"}:
            continue
        if _names_a_body(page, index, last, opening, closing):
            yield candidate(page, index, last, 0.7)


def _names_a_body(
    page: Page, first: int, last: int, opening: str, closing: str
) -> bool:
    heads = {"campaign", "movement", "network", "union", "party", "group"}
    after = closing[1:] == " " and page.folded[last] in heads
    before = opening[:-1] == " " and page.lexis.is_head(page.folded[first - 1])
    return after or (before and closing[1:2] in {" ", ",", ".", ")", ""})


def _cued(page: Page) -> Iterator[Candidate]:
    """The union Eğitim-Sen, the company X; director of Otros Mundos."""
    for index in page.capitals:
        before = page.words[index - 1]
        is_small = not before.is_capitalised or before.folded == "ngo"
        if not page.words[index].joins or not is_small:
            continue
        last = index + 1
        while last < len(page.words) and last - index < 5 and _goes_on(page, last):
            last += 1
        if _is_excluded(page, index, last):
            continue
        if before.folded in page.lexis.nouns and not before.is_possessive:
            yield candidate(page, index, last, 0.74)
        elif last - index > 1 and _follows_office_of(page, index):
            yield candidate(page, index, last, 0.58)


def _follows_office_of(page: Page, index: int) -> bool:
    is_of = index > 1 and page.folded[index - 1] == "of"
    return is_of and page.folded[index - 2] in page.lexis.titles


def _goes_on(page: Page, index: int) -> bool:
    word = page.words[index]
    return (
        word.joins and word.is_capitalised and not page.words[index - 1].is_possessive
    )


def _is_excluded(page: Page, first: int, last: int) -> bool:
    lexis = page.lexis
    return (
        page.words[first].in_capitals
        or page.folded[first] in lexis.given_names
        or bool(lexis.places.length_at(page.folded, first))
        or any(
            word in lexis.ordinary or word in lexis.demonyms or lexis.is_title(word)
            for word in page.folded[first:last]
        )
    )


def _hyphenated(page: Page) -> Iterator[Candidate]:
    """Attac-Maroc, OLALIA-KMU, Bayan-Cavite: a body and its branch."""
    for index in page.capitals:
        word = page.words[index]
        head, hyphen, tail = word.text.partition("-")
        if not hyphen or word.is_acronym or len(head) < 3 or not tail[:1].isupper():
            continue
        if head.isupper() or lexicon.fold(head) in page.lexis.single_bodies:
            yield candidate(page, index, index + 1, 0.78)


def _sites(page: Page) -> Iterator[Candidate]:
    """socialistworld.net in running text; a web or mail address is no name."""
    dotted = [at for at, folded in enumerate(page.folded) if "." in folded]
    for index in sorted({*page.capitals, *dotted}):
        word = page.words[index]
        if word.text[1:].islower() and "." not in word.text:
            continue
        around = page.text[max(0, word.start - 1) : word.start]
        after = page.text[word.end : word.end + 1]
        if (
            _SITE.fullmatch(word.text)
            and around not in {"/", "@", "."}
            and after != "/"
        ):
            if not _is_address(page, word.start):
                yield candidate(page, index, index + 1, 0.8)
        elif word.is_capitalised and not word.in_capitals and _CAMEL.match(word.text):
            yield candidate(page, index, index + 1, 0.74)


def _is_address(page: Page, place: int) -> bool:
    at = bisect_right(page.addresses, place, key=lambda address: address[0])
    return at > 0 and place < page.addresses[at - 1][1]


def _with_role(page: Page) -> Iterator[Candidate]:
    """One capitalised word with officers: "Karapatan secretary general"."""
    for index in page.capitals:
        if index + 1 == len(page.words):
            break
        word, after = page.words[index], page.words[index + 1]
        if not after.joins or after.is_capitalised:
            continue
        two = page.folded[index + 1 : index + 3]
        is_role = after.folded in page.lexis.roles or two in _OFFICES
        starts = not (word.joins and page.words[index - 1].is_capitalised)
        may_be = is_role and starts and not word.is_possessive
        if may_be and not _is_excluded(page, index, index + 1):
            yield candidate(page, index, index + 1, 0.6)


def _for_something(page: Page) -> Iterator[Candidate]:
    """Justice for Colombia, Reporters Without Borders."""
    links = [at for at, folded in enumerate(page.folded) if folded in _FOR]
    for index in links:
        if not 0 < index < len(page.words) - 1 or not _goes_between(page, index):
            continue
        first = index - 1
        while first > 0 and index - first < 4 and _goes_on(page, first):
            first -= 1
        last = index + 2
        while last < len(page.words) and last - index < 5 and _goes_on(page, last):
            last += 1
        first += not page.words[first].is_capitalised
        ordinary = page.folded[first] in page.lexis.ordinary and page.words[first].opens
        if not ordinary and page.folded[first] not in {"minister", "secretary"}:
            yield candidate(page, first, last, 0.62)


def _is_office(page: Page, word: str) -> bool:
    """Minister for Labour is a person's; Justice for Colombia, Lawyers for … not."""
    is_body = word.endswith("s") or word == "justice"
    return word in page.lexis.titles and not is_body


def _goes_between(page: Page, index: int) -> bool:
    before, word, after = page.words[index - 1 : index + 2]
    return (
        before.is_capitalised
        and not before.is_possessive
        and not before.in_heading
        and not before.in_capitals
        and word.joins
        and after.joins
        and after.is_capitalised
        and not _is_office(page, before.folded)
        and before.folded not in page.lexis.given_names
        and (page.folded[index] != "against" or before.folded.endswith("s"))
        and after.folded
        not in page.lexis.ordinary - {"women", "human", "peace", "labour"}
    )


def _aliases(page: Page, found: list[Candidate]) -> Iterator[Candidate]:
    """A short word in brackets after a body: "… of Venezuela (Fop)"."""
    ends = {each.end for each in found if each.kind is FindKind.ORG}
    for index in page.capitals:
        if index and page.words[index - 1].end in ends and _is_alias(page, index):
            yield candidate(page, index, index + 1, 0.8)


def _is_alias(page: Page, index: int) -> bool:
    word = page.words[index]
    return (
        _is_bracketed(page, index)
        and word.is_capitalised
        and len(word.text) <= 8
        and not page.lexis.places.length_at(page.folded, index)
    )
