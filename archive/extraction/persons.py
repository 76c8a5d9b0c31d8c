"""Names of people: by given name, title, surname, or what they do."""

import re
from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:person/1"

_PARTICLES = lexicon.listed(
    "al el bin ibn bint bte abu da das de del della der di do dos du la le van von ten "
    "ter y e ould st uz"
)
_ENDINGS = [
    "ov",
    "ova",
    "ev",
    "eva",
    "yev",
    "yeva",
    "sky",
    "ski",
    "skiy",
    "skaya",
    "enko",
    "chuk",
    "shvili",
    "adze",
    "ian",
    "yan",
    "oğlu",
    "oglu",
    "ić",
    "ić",
    "vić",
    "vich",
    "wicz",
    "escu",
    "ssen",
    "sson",
    "dottir",
    "zadeh",
    "nejad",
    "pour",
    "ullah",
    "uddin",
    "bayev",
    "bayeva",
    "bekov",
    "bekova",
    "iev",
    "ieva",
    "ович",
    "евич",
    "ов",
    "ова",
    "ев",
    "ева",
    "енко",
    "ский",
    "ская",
    "ин",
    "ина",
]
_ENDINGS_TUPLE = tuple(ending for ending in _ENDINGS if len(ending) > 2)
_SHORT_ENDINGS = ("ov", "ev", "ić", "ов", "ев")
_IN = lexicon.listed("in near at into outside")
_ARTICLES = lexicon.listed("la el le les los las die der")
_LONGEST = 7
# Korean and Chinese given names: Han Sang-gyun, Lee Cheuk-yan.
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,7}-[a-z]{2,8}")


def find(page: Page) -> list[Candidate]:
    found: list[Candidate] = []
    index = 0
    while index < len(page.words):
        last = _run_end(page, index)
        if last == index:
            index += 1
            continue
        found += _people(page, index, last)
        index = last
    return found


def _run_end(page: Page, index: int) -> int:
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
        and page.folded[last - 1] in _PARTICLES
        and not (page.words[last - 1].is_capitalised)
    ):
        last -= 1
    return last


def _goes_on(page: Page, index: int) -> bool:
    return page.words[index].joins and not page.words[index - 1].is_possessive


def _is_particle(page: Page, index: int) -> bool:
    after = index + 1
    if page.folded[index] not in _PARTICLES or after >= len(page.words):
        return False
    following = page.words[after]
    return following.joins and (
        following.is_capitalised or following.folded in _PARTICLES
    )


def _people(page: Page, first: int, last: int) -> Iterator[Candidate]:
    """The people in a run; a title inside it begins a new name."""
    begin = first
    has_title = _title_before(page, first)
    for index in range(first, last):
        if page.lexis.is_title(page.folded[index]) or _is_demonym(page, index):
            yield from _person(page, begin, index, has_title=has_title)
            is_core = page.folded[index] in page.lexis.titles
            has_title = is_core or (has_title and index == begin)
            begin = index + 1
    yield from _person(page, begin, last, has_title=has_title)


def _is_demonym(page: Page, index: int) -> bool:
    return page.folded[index] in page.lexis.demonyms


def _title_before(page: Page, first: int) -> bool:
    if not first or not page.words[first].joins:
        return False
    before = page.folded[first - 1]
    if before in {"of", "for"} and page.folded[first] in page.lexis.modifiers:
        before = page.folded[max(0, first - 2)]
    return before in page.lexis.titles and not page.words[first - 1].is_possessive


def _person(
    page: Page, first: int, last: int, *, has_title: bool
) -> Iterator[Candidate]:
    first, last = trim(page, first, last)
    if first >= last or last - first > _LONGEST:
        return
    score = _score(page, first, last, has_title=has_title)
    if score:
        start, end = page.words[first].start, page.words[last - 1].end
        yield Candidate(start, end, FindKind.PERSON, score, SOURCE)


def trim(page: Page, first: int, last: int) -> tuple[int, int]:
    """Without the word that opens the sentence, and what follows the name."""
    while first < last and (
        (
            page.folded[first] in page.lexis.ordinary - page.lexis.given_names
            and page.words[first].opens
        )
        or page.folded[first] in {"the", "a", "an"}
        or (page.words[first].is_acronym and last - first > 1)
    ):
        first += 1
    while last > first and (
        page.folded[last - 1] in page.lexis.suffixes
        or page.folded[last - 1] in page.lexis.ordinary
    ):
        last -= 1
    return first, last


def _score(page: Page, first: int, last: int, *, has_title: bool) -> float:
    if _cannot_be(page, first, last):
        return 0.0
    is_single = last - first == 1
    if is_single and not has_title and _is_placed(page, first):
        return 0.0
    cue = _cue(page, first, last, is_single=is_single)
    score = max(cue, 0.8 if has_title else 0.0)
    if score or is_single or last - first > 4 or page.words[first].in_heading:
        return score
    # German writes every noun with a capital: a run of capitals proves nothing
    return 0.46 if page.lexis.language != "de" else 0.0


def _cue(page: Page, first: int, last: int, *, is_single: bool) -> float:
    """The strongest sign of a person in the name itself and beside it."""
    folded = page.folded[first:last]
    cues = [0.0]
    if folded[0] in page.lexis.given_names:
        cues.append(0.4 if is_single else 0.85)
    if _has_ending(folded[-1]):
        cues.append(0.6 if is_single else 0.78)
    if len(folded) == 2 and _HYPHENATED.fullmatch(page.words[last - 1].text):
        cues.append(0.78)
    if _acts(page, first, last):
        cues.append(0.55 if is_single else 0.72)
    return max(cues)


def _cannot_be(page: Page, first: int, last: int) -> bool:
    folded = page.folded[first:last]
    lexis = page.lexis
    if any(word in lexis.no_person or lexis.is_head(word) for word in folded):
        return True
    if folded[0] in lexis.foreign_heads or folded[0] in _ARTICLES:
        return True
    if folded[-1] in lexis.place_heads or folded[-1] in lexis.tails:
        return last - first > 1
    if last - first == 1:
        word = page.words[first]
        return word.is_acronym or folded[0] in lexis.ordinary or not word.text.isalpha()
    beyond = folded if page.words[first].opens else folded[1:]
    if any(word in lexis.ordinary for word in beyond if word not in _PARTICLES):
        return folded[0] not in lexis.given_names
    return False


def _is_placed(page: Page, index: int) -> bool:
    """Whether one word is a known place, or stands after "in" or "near"."""
    if page.lexis.places.length_at(page.folded, index):
        return True
    return index > 0 and page.words[index].joins and page.folded[index - 1] in _IN


def _has_ending(word: str) -> bool:
    bare = word.replace("'", "")
    return len(bare) > 5 and (
        bare.endswith(_ENDINGS_TUPLE)
        or (len(bare) > 5 and bare.endswith(_SHORT_ENDINGS))
    )


def _acts(page: Page, first: int, last: int) -> bool:
    """Whether a verb of people, an age or a role stands beside it."""
    gap_after = page.gap(last) if last < len(page.words) else ""
    if last < len(page.words):
        if gap_after == " " and page.lexis.person_verbs.length_at(page.folded, last):
            return True
        if gap_after in {", ", " (", ",\n"} and _is_apposition(page, last):
            return last - first > 1 or page.gap(first) != ", "
    if not first or page.gap(first) != " ":
        return False
    two = " ".join(page.folded[max(0, first - 2) : first])
    return page.folded[first - 1] in page.lexis.say_verbs or (
        two in page.lexis.person_cues and last - first > 1
    )


def _is_apposition(page: Page, index: int) -> bool:
    """President of …, 34, a lawyer …, the union's treasurer."""
    for at in range(index, min(index + 5, len(page.words))):
        word = page.words[at]
        if at > index and not word.joins:
            return False
        if page.folded[at] in page.lexis.titles or page.folded[at] in {"who", "whose"}:
            return True
        if at == index and word.text.isdigit() and len(word.text) == 2:
            return True
        if word.is_capitalised and at > index + 2:
            return False
    return False
