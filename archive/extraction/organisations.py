"""Names of bodies: by their head word, their legal form or their acronym."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:organisation/1"

_OF = lexicon.listed(
    "of for de del du des d' della do da dos das der für von van zur по für voor"
)
_AND = lexicon.listed("and & y e et und und и")
_TO = lexicon.listed("to against on with between")
_IN = frozenset({"in"})
ARTICLES = lexicon.listed("the la le las los les l' die der das den dem")
LINKS = _OF | _AND | _TO | _IN
_WIDE = lexicon.listed(
    "europe africa asia america americas development exile resistance the support solidarity defence defense"
)
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_NEVER_IN_NAMES = lexicon.listed(
    "a an in on at when while as but and our their his her its this that these those "
    "any every each some all both no many another your my which what if"
)
_COMMA_AND = lexicon.listed(", and &")
_AGAINST = lexicon.listed("against with")
_WITH_ON = lexicon.listed(
    "campaign center centre coalition commission committee conference council forum "
    "group institute panel project tribunal"
)
_THEMES = lexicon.listed("human labour labor peace women")
_HALF_NATIONS = lexicon.listed("south north saudi sri us uk new united")
_STAND_IN_TOWNS = lexicon.listed("consulate embassy mission office")
LONGEST = 24


@dataclass(frozen=True, slots=True)
class _Part:
    """Capitalised words first to last (excluded) after a linking word."""

    link: str
    article: bool
    first: int
    last: int


def find(page: Page) -> list[Candidate]:
    return [*_headed(page), *_known(page), *_embassies(page)]


def _known(page: Page) -> Iterator[Candidate]:
    for index, word in enumerate(page.words):
        if not word.is_capitalised or word.in_capitals:
            continue
        length = page.lexis.organisations.length_at(page.folded, index)
        if length:
            yield candidate(page, index, index + length, 0.92 if length > 1 else 0.8)


def _embassies(page: Page) -> Iterator[Candidate]:
    """The Zimbabwean embassy: of a nation, with or without capitals."""
    for index in range(1, len(page.words)):
        word, before = page.words[index], page.words[index - 1]
        if word.folded in {"embassy", "consulate"} and word.joins:
            nation = page.lexis.countries.length_at(page.folded, index - 1)
            if before.is_capitalised and (
                nation or before.folded in page.lexis.demonyms
            ):
                first = index - 1
                while (
                    page.words[first].joins and page.folded[first - 1] in _HALF_NATIONS
                ):
                    first -= 1
                yield candidate(page, first, index + 1, 0.86)


def candidate(page: Page, first: int, last: int, score: float) -> Candidate:
    start, end = page.words[first].start, page.words[last - 1].end
    return Candidate(start, end, FindKind.ORG, score, SOURCE)


# Bodies with a head word


def _headed(page: Page) -> Iterator[Candidate]:
    index = 0
    while index < len(page.words):
        parts = _parts(page, index)
        if not parts:
            index += 1
            continue
        index = parts[-1].last
        for first, last in _groups(page, parts):
            begin, end = _trim(page, first, last)
            score = _score(page, begin, end)
            if score:
                yield candidate(page, _with_ordinal(page, begin), end, score)


def _with_ordinal(page: Page, index: int) -> int:
    """The 66th of "66th Infantry Battalion" belongs to its name."""
    joins = index > 0 and page.words[index].joins
    return index - 1 if joins and _ORDINAL.fullmatch(page.folded[index - 1]) else index


def _parts(page: Page, index: int) -> list[_Part]:
    """The longest run of capitalised words with linking words between."""
    parts: list[_Part] = []
    link, article = "", False
    while index < len(page.words) and len(parts) < LONGEST:
        last = _capitals_end(page, index)
        if last == index:
            break
        parts.append(_Part(link, article, index, last))
        link, article, index = _link_after(page, last)
        if not link:
            break
    return parts


def _capitals_end(page: Page, index: int) -> int:
    """Where the capitalised words that begin at index end."""
    last = index
    while last < len(page.words) and last - index < LONGEST:
        word = page.words[last]
        if word.in_capitals or (last > index and not _continues(page, last)):
            break
        if not (word.is_capitalised or _is_number(page, index, last)):
            break
        last += 1
    return last


def _is_number(page: Page, first: int, index: int) -> bool:
    return (
        index > first
        and page.folded[index - 1] == "no"
        and page.words[index].text.isdigit()
    )


def _continues(page: Page, index: int) -> bool:
    """Whether a word goes on with the name of the word before it."""
    word, before = page.words[index], page.words[index - 1]
    if not word.joins:
        return False
    if not before.is_possessive:
        return True
    if before.folded.endswith("workers"):
        return True
    stem = before.folded.rstrip("'s").rstrip("'")
    return before.folded in page.lexis.possessors or stem in page.lexis.possessors


def _link_after(page: Page, index: int) -> tuple[str, bool, int]:
    """Linking word at index, whether an article follows, next index."""
    if index >= len(page.words) or not page.words[index].joins:
        return _ampersand(page, index)
    word = page.folded[index]
    if word not in LINKS or (
        page.words[index - 1].is_possessive and word not in _OF | _AND
    ):
        return "", False, index
    after = index + 1
    article = _joined(page, after) and page.folded[after] in ARTICLES
    after += article
    if word == "to" and article:
        return "", False, index
    if word == "to" and _joined(page, after):
        after += not page.words[after].is_capitalised
        return ("to", False, after) if _joined(page, after) else ("", False, index)
    return (word, article, after) if _joined(page, after) else ("", False, index)


def _ampersand(page: Page, index: int) -> tuple[str, bool, int]:
    if index < len(page.words) and page.gap(index) == " & ":
        return "&", False, index
    if index < len(page.words) and page.gap(index) == ", ":
        themes = page.lexis.themes
        if page.folded[index - 1] in themes and page.folded[index] in themes:
            return ",", False, index
    return "", False, index


def _joined(page: Page, index: int) -> bool:
    return index < len(page.words) and page.words[index].joins


def _groups(page: Page, parts: list[_Part]) -> Iterator[tuple[int, int]]:
    """Word ranges that each may be one body."""
    first, last = parts[0].first, parts[0].last
    for part in parts[1:]:
        if _belongs(page, first, last, part):
            last = part.last
        else:
            yield from _cut_at_titles(page, first, last)
            first, last = part.first, part.last
    yield from _cut_at_titles(page, first, last)


def _belongs(page: Page, first: int, last: int, part: _Part) -> bool:
    """Whether a part goes on with the body that first to last begin."""
    if page.surface(first, last).casefold() in page.lexis.organs:
        return False
    if page.words[last - 1].is_acronym and last - first == 1:
        return False
    has_head = _has_head(page, first, last)
    if part.link in _COMMA_AND and page.folded[last - 1] in page.lexis.themes:
        return not part.article
    if part.link in _AND:
        return _is_one_with(page, first, last, part, has_head=has_head)
    return has_head and _is_open_to(page, first, last, part)


def _has_head(page: Page, first: int, last: int) -> bool:
    is_foreign = page.folded[first] in page.lexis.foreign_heads
    return is_foreign or any(page.lexis.is_head(x) for x in page.folded[first:last])


def _is_open_to(page: Page, first: int, last: int, part: _Part) -> bool:
    """Whether a body with a head goes on after "of", "on", "to" or "in"."""
    if part.link in _OF:
        return not _ends_in_person(page, first, last)
    if part.link in _AGAINST or _is_wide(page, part):
        return True
    if page.folded[part.first] in page.lexis.ordinary - _THEMES:
        return False
    if part.link == "on":
        return page.folded[last - 1] in _WITH_ON
    return part.link in _TO


def _ends_in_person(page: Page, first: int, last: int) -> bool:
    return last - first > 1 and page.folded[last - 2] in page.lexis.given_names


def _is_wide(page: Page, part: _Part) -> bool:
    return page.folded[part.first] in _WIDE


def _is_one_with(
    page: Page, first: int, last: int, part: _Part, *, has_head: bool
) -> bool:
    """Whether "X and Y" is one body: "Union of X and Y", "X and Y Union"."""
    if part.article:
        return False
    right = page.folded[part.first : part.last]
    right_ends_in_head = page.lexis.is_head(right[-1])
    if has_head:
        is_open = any(word in _OF for word in page.folded[first:last])
        lone = len(right) == 1 and page.words[part.first].is_acronym
        known = page.lexis.organisations.length_at(page.folded, part.first)
        return is_open and not lone and not known and not page.lexis.is_title(right[0])
    left_last = page.folded[last - 1]
    return (
        right_ends_in_head
        and last - first == 1
        and left_last not in page.lexis.given_names
        and not page.lexis.places.length_at(page.folded, last - 1)
        and not page.words[last - 1].is_acronym
        and not _is_known(page, first)
    )


def _is_known(page: Page, index: int) -> bool:
    return bool(page.lexis.organisations.length_at(page.folded, index))


def _cut_at_titles(page: Page, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Parts "ITUC General Secretary Sharan Burrow" at the title."""
    begin, index = first, first
    while index < last:
        length = _title_length(page, index, last)
        if length and index > begin and _ends_a_body(page, index - 1):
            yield begin, index
            begin = index + length
        index += max(length, 1)
    if begin < last:
        yield begin, last


def _ends_a_body(page: Page, index: int) -> bool:
    word = page.folded[index]
    return (
        page.lexis.is_head(word)
        or page.words[index].is_acronym
        or (_is_known(page, index))
    )


def _title_length(page: Page, index: int, last: int) -> int:
    """Words of a title at index: it needs a core, not only colour words."""
    end, has_core = index, False
    while end < last and page.lexis.is_title(page.folded[end]):
        has_core = has_core or (
            page.folded[end] in page.lexis.titles and not page.folded[end].endswith("s")
        )
        end += 1
    is_office = end < last and page.lexis.is_head(page.folded[end])
    is_office = is_office or (end > index and page.words[end - 1].is_possessive)
    return end - index if has_core and not is_office else 0


def _trim(page: Page, first: int, last: int) -> tuple[int, int]:
    """Without what opens the sentence, and without a title before the name."""
    lexis = page.lexis
    while first < last and (
        page.folded[first] in ARTICLES
        or page.folded[first] in LINKS
        or (
            page.words[first].opens
            and page.folded[first] in lexis.ordinary
            and not lexis.is_head(page.folded[first])
            and not _is_adjective_of_head(page, first, last)
        )
    ):
        first += 1
    title = _title_length(page, first, last) if first < last else 0
    if title and first + title < last and page.folded[first + title] in _OF:
        first += title + 1
        while first < last and page.folded[first] in ARTICLES:
            first += 1
    while last > first and page.folded[last - 1] in LINKS | ARTICLES:
        last -= 1
    if last - first > 2 and page.folded[last - 2] in _STAND_IN_TOWNS:
        last -= bool(lexis.places.length_at(page.folded, last - 1))
    return first, last


def _is_adjective_of_head(page: Page, first: int, last: int) -> bool:
    """Whether an ordinary word is of a name, as in "Free Trade Union"."""
    word = page.folded[first]
    if word in _NEVER_IN_NAMES:
        return False
    return last - first == 2 and page.folded[last - 1] not in page.lexis.weak_heads


def _score(page: Page, first: int, last: int) -> float:
    """How sure it is that these words are a body; 0 when they are not."""
    size = last - first
    if size < 2:
        return 0.0
    folded = page.folded[first:last]
    if folded[-1] in page.lexis.place_heads and folded[-1] not in page.lexis.heads:
        return 0.0
    if " ".join(folded) in page.lexis.organs:
        return 0.0
    if folded[-1] in page.lexis.generic and size < 3:
        return 0.0
    if folded[-1] in page.lexis.tails and len(folded[-1]) > 1:
        return 0.85
    return max((_head_score(page, folded, at) for at in range(size)), default=0.0)


def _head_score(page: Page, folded: list[str], at: int) -> float:
    lexis = page.lexis
    is_foreign = at == 0 and folded[at] in lexis.foreign_heads
    if not (is_foreign or lexis.is_head(folded[at])):
        return 0.0
    is_last = at == len(folded) - 1
    is_open = not is_last and folded[at + 1] in LINKS | {"no"}
    is_first = is_foreign or (at == 0 and lexis.language in {"fr", "es", "ru"})
    rest = len(folded) - at - 1
    if at and not is_last and lexis.countries.length_at(folded, at + 1) == rest:
        return 0.8
    if not (is_last or is_open or is_first):
        return 0.55 if at and folded[at] in {"international", "union"} else 0.0
    if folded[at] in lexis.weak_heads:
        return 0.7 if len(folded) > 2 else 0.5
    return 0.9
