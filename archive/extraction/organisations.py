"""Names of bodies by their head word or their legal form."""

from collections.abc import Iterator
from itertools import pairwise

from archive import lexicon
from archive.extraction import known_bodies
from archive.extraction.finds import Candidate
from archive.extraction.linked import (
    AND,
    ARTICLES,
    LINKS,
    OF,
    ORDINAL,
    SMALL,
    TO,
    Part,
    candidate,
    is_in_series,
    parts_at,
)
from archive.extraction.words import Page

_WIDE = lexicon.listed(
    "europe africa asia america americas development exile resistance the support solidarity defence defense"
)
_NEVER_IN_NAMES = lexicon.listed(
    "a an in on at when while as but and our their his her its this that these those "
    "any every each some all both no many another your my which what if"
)
_COMMA_AND = lexicon.listed(", and &")
_AGAINST = lexicon.listed("against with")
_WITH_ON = lexicon.listed(
    "campaign center centre coalition commission committee conference council forum "
    "group institute panel project roundtable tribunal"
)
_THEMES = lexicon.listed("human labour labor peace women")
_STAND_IN_TOWNS = lexicon.listed("consulate embassy mission office")
# What is of a town, though the town may be named for a saint: Court of Sidi M'Hamed.
_SEATED = lexicon.listed("court tribunal university diocese archdiocese municipality")
_LAWS = lexicon.listed("act agreement bill code convention covenant law treaty")
_FORCES = lexicon.listed("army police")
_STATES = lexicon.listed("federal military national royal")
_DAYS = lexicon.words("months") | lexicon.words("weekdays", "en")
# Adjectives that begin the names of bodies as well as sentences.
_OPENING = lexicon.listed(
    "central democratic free general human independent international labor labour "
    "media national new open peace public social solidarity state supreme trade union "
    "united women workers"
)


def find(page: Page) -> list[Candidate]:
    return [*_headed(page), *known_bodies.find(page)]


def _headed(page: Page) -> Iterator[Candidate]:
    done = 0
    for index in page.capitals:
        if index < done:
            continue
        parts = parts_at(page, index)
        if not parts:
            continue
        done = parts[-1].last
        if not _names_a_body(page, parts[0].first, done) or _is_a_law(page, parts):
            continue
        if page.lexis.language == "de" and _are_nouns(parts):
            continue
        for first, last in _groups(page, parts):
            begin, end = _trim(page, first, last)
            whole = _with_ordinal(page, begin)
            is_dated = whole < begin and end - begin == 1
            score = 0.8 if is_dated else _score(page, begin, end)
            if score:
                yield candidate(page, whole, end, score)


def _are_nouns(parts: list[Part]) -> bool:
    """Arbeitgeber und Regierung: German nouns, each by itself."""
    are_single = all(part.last - part.first == 1 for part in parts)
    return len(parts) == 2 and parts[1].link in AND and are_single


def _names_a_body(page: Page, first: int, last: int) -> bool:
    lexis = page.lexis
    return any(
        lexis.is_head(word) or word in lexis.tails or word in lexis.foreign_heads
        for word in page.folded[first:last]
    )


def _is_a_law(page: Page, parts: list[Part]) -> bool:
    """The Trade Union Law, the Partnership and Cooperation Agreement."""
    for part in parts:
        if part.link and part.link not in AND:
            return False
        if page.folded[part.last - 1] in _LAWS:
            return True
    return False


def _with_ordinal(page: Page, index: int) -> int:
    """The 66th of "66th Infantry Battalion" belongs to its name."""
    if not 0 < index < len(page.words) or not page.words[index].joins:
        return index
    if _is_after_a_day(page, index):
        return index - 2
    return index - 1 if ORDINAL.fullmatch(page.folded[index - 1]) else index


def _is_after_a_day(page: Page, index: int) -> bool:
    """Whether the words are as in "the April 6 Youth Movement"."""
    if index < 3 or page.folded[index - 3] != "the":
        return False
    month, day = page.folded[index - 2 : index]
    is_day = day in _DAYS and month[:1].isdigit()
    return is_day or (month in _DAYS and day[:1].isdigit())


def _groups(page: Page, parts: list[Part]) -> Iterator[tuple[int, int]]:
    """Word ranges that each may be one body."""
    first, last = parts[0].first, parts[0].last
    for part in parts[1:]:
        if _belongs(page, first, last, part):
            last = part.last
        else:
            yield from _cut_at_titles(page, first, last)
            first, last = part.first, part.last
    yield from _cut_at_titles(page, first, last)


def _belongs(page: Page, first: int, last: int, part: Part) -> bool:
    """Whether a part goes on with the body that first to last begin."""
    is_acronym = page.words[last - 1].is_acronym and last - first == 1
    if is_acronym or page.surface(first, last).casefold() in page.lexis.organs:
        return False
    has_head = _has_head(page, first, last)
    if part.link in AND and has_head and _is_another(page, part):
        return False
    if part.link == "&" and not part.article and not is_in_series(page, last - 1):
        return page.lexis.is_head(page.folded[part.last - 1]) or not has_head
    if part.link in _COMMA_AND and is_in_series(page, last - 1):
        is_closed = part.link != "," and page.lexis.is_head(page.folded[last - 1])
        is_closed = is_closed and page.folded[last - 2] not in OF
        return not part.article and not (is_closed and has_head and last - first > 1)
    if part.link in AND:
        return _is_one_with(page, first, last, part, has_head=has_head)
    return has_head and _is_open_to(page, first, last, part)


def _is_another(page: Page, part: Part) -> bool:
    """Whether a person or a body with its state follows: "and MISA Zimbabwe"."""
    rest = part.last - part.first - 1
    if rest and page.words[part.first].is_acronym:
        state = page.lexis.countries.length_at(page.folded, part.first + 1)
        if state == rest:
            return True
    return _is_person(page, part)


def _has_head(page: Page, first: int, last: int) -> bool:
    is_foreign = page.folded[first] in page.lexis.foreign_heads
    return is_foreign or any(page.lexis.is_head(x) for x in page.folded[first:last])


def _is_open_to(page: Page, first: int, last: int, part: Part) -> bool:
    """Whether a body with a head goes on after "of", "on", "to" or "in"."""
    if part.link in OF:
        return _is_open_to_of(page, first, last, part)
    if part.link in _AGAINST or _is_wide(page, part):
        return part.link != "with" or not part.article
    if part.link == "on" and page.folded[last - 1] in _WITH_ON:
        return page.folded[part.first] not in _DAYS
    word = page.folded[part.first]
    if word in page.lexis.ordinary and word not in _THEMES:
        return False
    return part.link in TO and part.link != "on"


def _is_open_to_of(page: Page, first: int, last: int, part: Part) -> bool:
    if page.folded[last - 1] in _SEATED:
        return True
    if part.article and _is_lone_acronym(page, part):
        return False
    return not (_ends_in_person(page, first, last) or _is_person(page, part))


def _is_lone_acronym(page: Page, part: Part) -> bool:
    """The ILO of "the Committee on Freedom of Association of the ILO"."""
    return part.last - part.first == 1 and page.words[part.first].is_acronym


def _ends_in_person(page: Page, first: int, last: int) -> bool:
    return last - first > 1 and page.folded[last - 2] in page.lexis.given_names


def _is_person(page: Page, part: Part) -> bool:
    """Whether what the body is of is a person: the party of Nabila Mounib."""
    word = page.folded[part.first]
    if word in page.lexis.titles or word in {"general", "president"}:
        return part.last - part.first > 2 and not page.lexis.is_head(
            page.folded[part.last - 1]
        )
    return (
        word in page.lexis.given_names
        and part.last - part.first > 1
        and not page.lexis.places.length_at(page.folded, part.first)
        and not page.lexis.is_head(page.folded[part.last - 1])
    )


def _is_wide(page: Page, part: Part) -> bool:
    return page.folded[part.first] in _WIDE


def _is_one_with(
    page: Page, first: int, last: int, part: Part, *, has_head: bool
) -> bool:
    """Whether "X and Y" is one body: "Union of X and Y", "X and Y Union"."""
    if part.article:
        return False
    right = page.folded[part.first : part.last]
    right_ends_in_head = page.lexis.is_head(right[-1])
    if has_head:
        is_open = any(word in OF for word in page.folded[first:last])
        lone = len(right) == 1 and page.words[part.first].is_acronym
        known = page.lexis.organisations.length_at(page.folded, part.first)
        begins_anew = page.words[part.last - 1].is_possessive or right[0] == "all"
        is_titled = len(right) > 1 and page.lexis.is_title(right[0])
        is_office = lone or known or begins_anew or is_titled
        return is_open and not is_office
    left_last = page.folded[last - 1]
    return (
        right_ends_in_head
        and (last - first == 1 or (last - first == 2 and left_last.endswith("ing")))
        and left_last not in page.lexis.given_names
        and not page.lexis.places.length_at(page.folded, last - 1)
        and not page.words[last - 1].is_acronym
        and not (right[-1] in page.lexis.tails or _is_listed(page, first))
        and not _is_known(page, first)
    )


def _is_listed(page: Page, index: int) -> bool:
    """Whether a name goes before it with a comma: "Smart Glove, Supermax and …"."""
    if not index or page.gap(index) != ", " or not page.words[index - 1].is_capitalised:
        return False
    return not is_in_series(page, index)


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
    if title and first + title < last and page.folded[first + title] in OF:
        first += title + 1
        while first < last and page.folded[first] in ARTICLES:
            first += 1
    while last > first and page.folded[last - 1] in SMALL:
        last -= 1
    if last - first > 2 and page.folded[last - 2] in _STAND_IN_TOWNS:
        last -= bool(lexis.places.length_at(page.folded, last - 1))
    return first, last


def _is_adjective_of_head(page: Page, first: int, last: int) -> bool:
    """Whether an ordinary word is of a name, as in "Free Trade Union"."""
    word = page.folded[first]
    if word in _NEVER_IN_NAMES:
        return False
    if word in _OPENING and last - first > 1:
        return True
    return last - first == 2 and page.folded[last - 1] not in page.lexis.weak_heads


def _score(page: Page, first: int, last: int) -> float:
    """How sure it is that these words are a body; 0 when they are not."""
    size = last - first
    if size < 2:
        return 0.0
    folded = page.folded[first:last]
    if _is_a_place(page, folded) or page.lexis.ends_in_surname(folded):
        return 0.0
    if " ".join(folded) in page.lexis.organs or folded[-2:] == ["high", "commissioner"]:
        return 0.0
    if folded[-1] in page.lexis.generic and size < 3:
        is_named = folded[0] in page.lexis.demonyms or folded[0] in _STATES
        return 0.62 if is_named and folded[-1] in _FORCES else 0.0
    if folded[-1] in page.lexis.tails and len(folded[-1]) > 1:
        return 0.85
    return max((_head_score(page, folded, at) for at in range(size)), default=0.0)


def _is_a_place(page: Page, folded: list[str]) -> bool:
    """Tambo Valley is one, the Front for the Defence of the Tambo Valley not."""
    lexis = page.lexis
    if lexis.places.length_at(folded, 0) == len(folded):
        return not any(map(lexis.is_head, folded))  # Central Asia, no Central of Asia
    is_headed = folded[-1] in lexis.place_heads and folded[-1] not in lexis.heads
    return is_headed and not any(
        lexis.is_head(word) and after in OF for word, after in pairwise(folded)
    )


def _head_score(page: Page, folded: list[str], at: int) -> float:
    lexis = page.lexis
    is_foreign = at == 0 and folded[at] in lexis.foreign_heads
    if not (is_foreign or lexis.is_head(folded[at])):
        return 0.0
    is_last = at == len(folded) - 1
    after = "" if is_last else folded[at + 1]
    is_open = after in LINKS or after == "no" or after.isdigit()
    is_first = is_foreign or (at == 0 and lexis.language in {"fr", "es", "ru"})
    rest = len(folded) - at - 1
    if at and not is_last and lexis.countries.length_at(folded, at + 1) == rest:
        return 0.8
    if not (is_last or is_open or is_first):
        return 0.55 if at and folded[at] in {"international", "union"} else 0.0
    if folded[at] in lexis.weak_heads:
        is_of_nation = folded[0] in lexis.demonyms or len(folded) > 2
        return 0.7 if is_of_nation else 0.5
    return 0.9
