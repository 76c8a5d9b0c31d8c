"""Names of people: by given name, title, surname, or what they do."""

import re
from collections.abc import Iterator

from archive import lexicon
from archive.extraction import german, surnames, telling
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:person/2"

PARTICLES = lexicon.listed(
    "al el bin binti ibn bint bte abu af av ben da das de del dela della delos den der "
    "anak arap binte degli dei wa di do dos du la las le los op ould st ten ter 't uz van von y e zu"
)
_IN = lexicon.listed("in at near at into outside over across around towards")
# What follows the name of a person though an article goes before it:
# "the Yoon Suk-yeol government", "the Berta Cáceres case".
_OWNED = lexicon.listed(
    "administration assassination brothers campaign cabinet case clan dictatorship era "
    "family government killing murder presidency regime sisters trial years"
)
# Child of, after the father's name: Perizat Suranbay kyzy.
_PATRONYMS = lexicon.listed(
    "kyzy uulu uly ogly oghlu oglu oğlu qizi kizi gyzy gizi o'g'li zada"
)
_RANKS = frozenset({"general"})
_MONTHS = lexicon.words("months")
_SHORT_MONTHS = _MONTHS | lexicon.listed(
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_WEEKDAYS = lexicon.words("weekdays", "en")
_INITIAL = re.compile(r"[^\W\d_]\.")
_ARTICLES = lexicon.listed("la el le les los las die der")
_DEFINITE = lexicon.listed("el la los las del al le les du des aux il gli della nella")
_LONGEST = 7
# India-born, Lagos-based: of a place, no part of the name.
OF_PLACES = tuple(
    lexicon.listed("-born -based -raised -trained -educated -owned -led -backed")
)
# Korean and Chinese given names: Han Sang-gyun, Lee Cheuk-yan.
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,7}-[a-z]{2,8}")


def find(page: Page) -> list[Candidate]:
    found: list[Candidate] = []
    done = 0
    for index in page.capitals:
        if index < done:
            continue
        last = run_end(page, index)
        if last > index:
            found += _people(page, index, last)
            done = last
    return found


def run_end(page: Page, index: int) -> int:
    """Where the capitals that begin at index end, name particles included."""
    last = index
    while last < len(page.words):
        word = page.words[last]
        if word.in_capitals or (last > index and not _goes_on(page, last)):
            break
        if not word.is_capitalised and not (last > index and _is_particle(page, last)):
            break
        last += 1
    while (
        last > index
        and page.folded[last - 1] in PARTICLES
        and not page.words[last - 1].is_capitalised
    ):
        last -= 1
    is_patronym = (
        last > index
        and last < len(page.words)
        and page.folded[last] in _PATRONYMS
        and _goes_on(page, last)
    )
    return last + is_patronym


def candidate(page: Page, first: int, last: int, score: float) -> Candidate:
    start, end = page.words[first].start, page.words[last - 1].end
    if page.folded[last - 1] in {"jr", "sr"} and page.text[end : end + 1] == ".":
        end += 1
    return Candidate(start, end, FindKind.PERSON, score, SOURCE)


def _goes_on(page: Page, index: int) -> bool:
    if not page.words[index].joins or page.words[index - 1].is_possessive:
        return False
    return not (
        page.folded[index].rstrip(".") in _SHORT_MONTHS and _is_dated(page, index)
    )


def _is_dated(page: Page, index: int) -> bool:
    """Whether a day or a year follows: the Feb of "Ann Lee Feb 2, 2021"."""
    after = index + 1
    return after < len(page.words) and page.words[after].text.isdigit()


def _is_particle(page: Page, index: int) -> bool:
    after = index + 1
    if page.folded[index] not in PARTICLES or after >= len(page.words):
        return False
    following = page.words[after]
    if page.folded[index] in {"y", "e"} and _is_another(page, after):
        return False
    if page.lexis.language == "de" and _is_body_behind(page, after):
        return False
    return following.joins and (
        following.is_capitalised or following.folded in PARTICLES
    )


def _is_body_behind(page: Page, index: int) -> bool:
    """Whether a body is what "von der" leads to: Hasan Kaya von der Gewerkschaft."""
    while index < len(page.words) and page.folded[index] in PARTICLES:
        index += 1
    return index < len(page.words) and page.lexis.is_head(page.folded[index])


def _is_another(page: Page, index: int) -> bool:
    """Whether somebody else begins here: Edinson Bautista y | Onofre Esquivel."""
    beyond = index + 1
    return (
        page.lexis.is_given(page.folded[index])
        and beyond < len(page.words)
        and page.words[beyond].joins
        and page.words[beyond].is_capitalised
    )


def _people(page: Page, first: int, last: int) -> Iterator[Candidate]:
    """The people in a run; a title inside it begins a new name."""
    begin = first
    has_title = _title_before(page, first)
    for index in range(first, last):
        is_title = page.lexis.is_title(page.folded[index])
        if is_title and _is_of_the_name(page, index, last):
            continue
        if is_title or _is_demonym(page, index) or _is_mandate(page, index, last):
            yield from _person(page, begin, index, has_title=has_title)
            word = page.folded[index]
            is_core = page.lexis.is_office(word) or word in _RANKS
            has_title = is_core or (has_title and index == begin)
            begin = index + 1
    yield from _person(page, begin, last, has_title=has_title)


def _is_of_the_name(page: Page, index: int, last: int) -> bool:
    """Whether a title is of the name the press prints: Sheikh Hasina.

    After another title it is, unless a name in the Arab manner follows.
    """
    if page.lexis.title_names.length_at(page.folded, index):
        return True
    if _is_second_name(page, index, last):
        return True
    if page.folded[index] != "sheikh" or not index or last - index > 2:
        return False
    before = page.words[index - 1]
    return page.words[index].joins and before.folded in {"minister", "leader"}


_ALSO_NAMES = lexicon.listed(
    "bishop duke earl haji imam judge king major malik marshal mir prince sheikh sultan"
)


def _is_second_name(page: Page, index: int, last: int) -> bool:
    """The Imam of "Haider Imam Rizvi", between a given name and another."""
    if page.folded[index] not in _ALSO_NAMES or not index or index + 1 >= last:
        return False
    return page.words[index].joins and page.folded[index - 1] in page.lexis.given_names


def _is_mandate(page: Page, index: int, last: int) -> bool:
    """The MP of "Razem MP Adrian Zandberg", between a party and a person."""
    return index + 1 < last and page.folded[index] in page.lexis.suffixes


def _is_demonym(page: Page, index: int) -> bool:
    return page.folded[index] in page.lexis.demonyms


def _title_before(page: Page, first: int) -> bool:
    if not first or not page.words[first].joins:
        return False
    before = page.folded[first - 1]
    if before in {"of", "for"} and page.folded[first] in page.lexis.modifiers:
        before = page.folded[max(0, first - 2)]
    return page.lexis.is_office(before) and not page.words[first - 1].is_possessive


def _person(
    page: Page, first: int, last: int, *, has_title: bool
) -> Iterator[Candidate]:
    first, last = trim(page, _behind_a_body(page, first, last), last)
    if first >= last or last - first > _LONGEST:
        return
    score = _score(page, first, last, has_title=has_title)
    if score:
        yield candidate(page, first, last, score)


def _behind_a_body(page: Page, first: int, last: int) -> int:
    """Where a person begins behind a body: BTA Bank Mukhtar Dzhakishev."""
    lexis = page.lexis
    for index in range(last - 2, first, -1):
        is_given = page.folded[index] in lexis.given_names
        if is_given and lexis.is_head(page.folded[index - 1]):
            return index
        if is_given and lexis.language == "de" and german.is_noun_before(page, index):
            return index
    return first


def trim(
    page: Page, first: int, last: int, *, keeps_acronym: bool = False
) -> tuple[int, int]:
    """Without the word that opens the sentence, and what follows the name."""
    while first < last and _is_before_the_name(page, first, last, keeps_acronym):
        first += 1
    if is_syllables(page, first, last):
        return first, last
    while last > first and (
        page.folded[last - 1] in page.lexis.suffixes
        or page.folded[last - 1] in page.lexis.ordinary
        or (last - first > 2 and german.is_abstract(page, last - 1))
    ):
        last -= 1
    return first, last


def is_syllables(page: Page, first: int, last: int) -> bool:
    """Nguyen Van Mieng, Bui Thi Thien Can: a surname and short given names."""
    if not 2 < last - first < 6 or page.folded[first] not in page.lexis.family_names:
        return False
    return all(len(word) < 7 and word.isalpha() for word in page.folded[first:last])


def _is_before_the_name(page: Page, index: int, last: int, keeps_acronym: bool) -> bool:
    word, folded = page.words[index], page.folded[index]
    if folded in {"the", "a", "an"}:
        return True
    if (word.opens or word.in_heading) and folded in page.lexis.ordinary:
        return folded not in page.lexis.given_names
    if folded in _MONTHS and index and page.words[index - 1].text[-1].isdigit():
        return True
    if keeps_acronym or last - index == 1:
        return False
    # On Wednesday Ana Paz spoke
    if folded.endswith(OF_PLACES) or folded in _WEEKDAYS:
        return True
    return word.is_acronym and not _is_initials(word.text)


def _is_initials(text: str) -> bool:
    return text.endswith(".") and len(text) < 7


def _score(page: Page, first: int, last: int, *, has_title: bool) -> float:
    if cannot_be(page, first, last):
        return 0.0
    is_single = last - first == 1
    is_bare = is_single and not has_title
    if is_bare and (_is_rather_a_place(page, first) or german.is_a_noun(page, first)):
        return 0.0
    if not is_single and not has_title and is_of_a_thing(page, first, last):
        return 0.0
    cue = _cue(page, first, last, is_single=is_single)
    score = max(cue, 0.8 if has_title else 0.0)
    if score or is_single or last - first > 4 or page.words[first].in_heading:
        return score
    if first and page.words[first].joins and _is_no_one(page, page.folded[first - 1]):
        return 0.0
    # German writes every noun with a capital: a run of capitals proves nothing
    return 0.46 if page.lexis.language != "de" else 0.0


def _is_rather_a_place(page: Page, index: int) -> bool:
    return (
        _is_of_a_place(page, index)
        or _is_placed(page, index)
        or _is_a_works(page, index)
    )


def _is_a_works(page: Page, first: int) -> bool:
    """The Kostenko mine, the Antipov shipyard."""
    after = first + 1
    if after >= len(page.words) or not page.words[after].joins:
        return False
    is_small = not page.words[after].is_capitalised
    return is_small and page.folded[after] in page.lexis.areas


def _is_of_a_place(page: Page, first: int) -> bool:
    """Whether its people stand before it: "villagers of X who …"."""
    if first < 2 or not page.words[first].joins or page.folded[first - 1] != "of":
        return False
    return f"{page.folded[first - 2]} of" in page.lexis.place_cues


def _is_no_one(page: Page, before: str) -> bool:
    """Whether a name after this word is no person's: "in", "the group", "la"."""
    return before in _IN or before in page.lexis.nouns or before in _DEFINITE


def is_of_a_thing(page: Page, first: int, last: int) -> bool:
    """Whether an article goes before the words: no person has one."""
    if not first or not page.words[first].joins or page.folded[first - 1] != "the":
        return False
    has_owned = last < len(page.words) and page.folded[last] in _OWNED
    return not (has_owned and page.words[last].joins)


def _cue(page: Page, first: int, last: int, *, is_single: bool) -> float:
    """The strongest sign of a person in the name itself and beside it."""
    folded = page.folded[first:last]
    cues = [0.0]
    if page.lexis.is_given(folded[0]):
        cues.append(0.4 if is_single else 0.85)
    if surnames.has_ending(folded[-1]):
        cues.append(0.6 if is_single else 0.78)
    if len(folded) == 2 and _HYPHENATED.fullmatch(page.words[last - 1].text):
        cues.append(0.78)
    if not is_single and (
        _INITIAL.fullmatch(folded[0]) or is_syllables(page, first, last)
    ):
        cues.append(0.8)
    if is_single and folded[0] in page.lexis.known_people:
        cues.append(0.7)
    if _is_byline(page, first) and not is_single:
        cues.append(0.75)
    if telling.acts(page, first, last):
        cues.append(0.55 if is_single else 0.72)
    return max(cues)


def _is_byline(page: Page, first: int) -> bool:
    return first > 0 and page.folded[first - 1] == "by" and page.words[first - 1].opens


def cannot_be(page: Page, first: int, last: int) -> bool:
    folded = page.folded[first:last]
    lexis = page.lexis
    if not lexis.ends_in_surname(folded) and any(
        word in lexis.no_person or word in lexis.firm_words or lexis.is_head(word)
        for word in folded
    ):
        return True
    if is_syllables(page, first, last):
        return False
    if folded[0] in lexis.foreign_heads or folded[0] in _ARTICLES:
        return True
    if last - first == 1:
        return _is_no_surname(page, first)
    return _is_phrase(page, first, last)


def _is_phrase(page: Page, first: int, last: int) -> bool:
    """Whether the words are a place, a slogan or two things with "y"."""
    folded, lexis = page.folded[first:last], page.lexis
    if folded[-1] in lexis.place_heads or folded[-1] in lexis.tails:
        return True
    beyond = folded if page.words[first].opens else folded[1:]
    if any(word in lexis.ordinary for word in beyond if word not in PARTICLES):
        return folded[0] not in lexis.given_names
    is_pair = last - first == 3 and folded[1] in {"y", "e"}
    return is_pair or all(word in lexis.demonyms or len(word) < 2 for word in folded)


def _is_no_surname(page: Page, index: int) -> bool:
    word, lexis = page.words[index], page.lexis
    if word.folded in lexis.place_heads or word.folded in lexis.tails:
        return False
    return word.is_acronym or word.folded in lexis.ordinary or not word.text.isalpha()


def _is_placed(page: Page, index: int) -> bool:
    """Whether one word is a known place, or stands after "in" or "near"."""
    if page.lexis.places.length_at(page.folded, index):
        return True
    return index > 0 and page.words[index].joins and page.folded[index - 1] in _IN
