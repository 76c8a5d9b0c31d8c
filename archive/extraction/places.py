"""Places: known, with a place word, or after a cue."""

from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:place/1"

_AREA_NOUNS = lexicon.listed(
    "city district governorate oblast province region state county town village "
    "prison jail refinery oilfield department border peninsula valley island dam mine "
    "river plant"
)
_STRONG_CUES = lexicon.listed("in near outside inside outskirts")
_JOINED_CUES = lexicon.listed("capital streets")
_DIRECTIONS = lexicon.listed(
    "west east north south central western eastern northern southern greater upper lower"
)
_LINES = lexicon.listed("street avenue road lane square")


def find(page: Page) -> list[Candidate]:
    return [
        *_known(page),
        *_regions(page),
        *_headed(page),
        *_cued(page),
        *_datelines(page),
    ]


def _candidate(page: Page, first: int, last: int, score: float) -> Candidate:
    start, end = page.words[first].start, page.words[last - 1].end
    return Candidate(start, end, FindKind.PLACE, score, SOURCE)


def _known(page: Page) -> Iterator[Candidate]:
    index = 0
    while index < len(page.words):
        length = _known_length(page, index)
        if length:
            last = index + length
            score = 0.5 if _is_cut(page, last) else 0.82
            yield _candidate(page, _with_direction(page, index), last, score)
        index += max(length, 1)


def _regions(page: Page) -> Iterator[Candidate]:
    """Provinces: many are surnames too, so they only just count."""
    for index, word in enumerate(page.words):
        length = page.lexis.regions.length_at(page.folded, index)
        if length and word.is_capitalised and not _is_cut(page, index + length):
            yield _candidate(page, index, index + length, 0.58)


def _with_direction(page: Page, index: int) -> int:
    """West Kazakhstan is a region; western Kazakhstan is not."""
    word = page.words[index]
    before = page.words[index - 1] if index and word.joins else None
    is_direction = before is not None and before.folded in _DIRECTIONS
    return index - 1 if is_direction and page.words[index - 1].is_capitalised else index


def _is_cut(page: Page, index: int) -> bool:
    """Whether an unknown capital follows: "Africa Contact" is no place."""
    if index >= len(page.words) or not _is_capital(page, index):
        return False
    word, lexis = page.words[index], page.lexis
    return not (
        page.words[index - 1].is_possessive
        or word.in_heading
        or lexis.is_title(word.folded)
        or word.folded in lexis.ordinary
        or word.folded in lexis.place_heads
        or lexis.places.length_at(page.folded, index)
    )


def _known_length(page: Page, index: int) -> int:
    if not page.words[index].is_capitalised:
        return 0
    if page.folded[index] == "washington" and page.folded[index + 1 : index + 2] in (
        [["d.c."], ["d.c"], ["dc"]]
    ):
        return 2
    length = page.lexis.places.length_at(page.folded, index)
    if not length and page.folded[index].startswith(("al-", "el-")):
        length = page.lexis.places.length_at([page.folded[index][3:]], 0)
    if not length or not all(
        page.words[at].joins for at in range(index + 1, index + length)
    ):
        return 0
    word = page.words[index]
    if len(word.text) == 2 and word.text in {"US", "UK"}:
        after = page.folded[index + 1 : index + 2]
        return 0 if word.in_capitals or after in [["dollar"], ["dollars"]] else 1
    return length


def _headed(page: Page) -> Iterator[Candidate]:
    """Jaw Prison, Veng Sreng Street, Lake Chad, Matapi police station."""
    for index, word in enumerate(page.words):
        if word.folded not in page.lexis.place_heads or word.in_capitals:
            continue
        first = _capitals_before(page, index)
        if word.is_capitalised and first < index:
            yield _candidate(page, first, index + 1, 0.84)
        elif word.folded == "station" and page.folded[index - 1] == "police":
            first = _capitals_before(page, index - 1)
            if first < index - 1 and not page.words[index - 1].is_capitalised:
                yield _candidate(page, first, index + 1, 0.6)
        if word.folded in {"lake", "mount", "cape", "gulf", "port", "camp"}:
            yield from _after_head(page, index)


def _after_head(page: Page, index: int) -> Iterator[Candidate]:
    if not page.words[index].is_capitalised:
        return
    last = index + 1
    while last < len(page.words) and last - index < 4 and _is_capital(page, last):
        last += 1
    if last > index + 1:
        yield _candidate(page, index, last, 0.7)


def _is_capital(page: Page, index: int) -> bool:
    word = page.words[index]
    return word.joins and word.is_capitalised and not word.is_acronym


def _capitals_before(page: Page, index: int) -> int:
    """First of the capitalised words right before index; index when none."""
    first = index
    while first > 0 and index - first < 4 and page.words[first].joins:
        before = page.words[first - 1]
        if not before.is_capitalised or before.is_possessive:
            if not (before.is_possessive and index - first == 0):
                break
            if page.lexis.places.length_at(page.folded, first - 1):
                break
        if page.lexis.is_title(before.folded) and not before.is_possessive:
            break
        if _opens_the_sentence(page, first - 1):
            break
        first -= 1
    return first


def _opens_the_sentence(page: Page, index: int) -> bool:
    word = page.words[index]
    if word.folded in {"the", "a", "an", "in", "at", "on", "from", "near"}:
        return True
    return word.opens and word.folded in page.lexis.ordinary and not word.in_heading


def _cued(page: Page) -> Iterator[Candidate]:
    index = 1
    while index < len(page.words):
        if not _is_capital(page, index) or page.words[index - 1].is_capitalised:
            index += 1
            continue
        last = index + 1
        while last < len(page.words) and last - index < 4 and _continues(page, last):
            last += 1
        score = _cue_score(page, index, last)
        if score and not _is_excluded(page, index, last):
            yield _candidate(page, index, last, score)
        index = last


def _continues(page: Page, index: int) -> bool:
    return _is_capital(page, index) and not page.words[index - 1].is_possessive


def _is_excluded(page: Page, first: int, last: int) -> bool:
    lexis = page.lexis
    folded = page.folded[first:last]
    if page.words[first].in_capitals or page.words[first].is_acronym:
        return True
    if folded[0] in lexis.given_names and last - first > 1:
        return True
    return any(
        word in lexis.ordinary
        or lexis.is_head(word)
        or lexis.is_title(word)
        or word in lexis.demonyms
        for word in folded
    )


def _cue_score(page: Page, first: int, last: int) -> float:
    before = page.folded[first - 1]
    two = f"{page.folded[first - 2]} {before}" if first > 1 else ""
    if last < len(page.words) and _joined_area(page, last):
        return 0.74
    if two in page.lexis.place_cues:
        return 0.76
    if before in _STRONG_CUES and before in page.lexis.place_cues:
        return 0.56
    return 0.44 if before in page.lexis.place_cues else 0.0


def _joined_area(page: Page, index: int) -> bool:
    return page.words[index].joins and page.folded[index] in _AREA_NOUNS


def _datelines(page: Page) -> Iterator[Candidate]:
    """MINSK, 27 December 2022. and (Istanbul, June 26) open a line."""
    for index, word in enumerate(page.words[:-1]):
        before = page.text[max(0, word.start - 2) : word.start]
        if not word.is_capitalised or before.strip(" (\n") or word.joins:
            continue
        if index and "\n" not in page.gap(index):
            continue
        last = index + 1
        while last < len(page.words) and last - index < 3 and _is_capital(page, last):
            last += 1
        follows = page.text[page.words[last - 1].end :][:12]
        if _is_dateline(page, index, last, follows):
            yield _candidate(page, index, last, 0.66)


def _is_dateline(page: Page, first: int, last: int, follows: str) -> bool:
    if any(word in page.lexis.ordinary for word in page.folded[first:last]):
        return False
    if any(page.lexis.is_head(word) for word in page.folded[first:last]):
        return False
    if follows.startswith((" \u2013 ", " — ", " - ")):
        return last - first < 3 and page.folded[first] not in page.lexis.given_names
    if follows.startswith(", ") and last < len(page.words):
        after = page.words[last]
        return after.text.isdigit() or after.folded in _MONTHS
    return False


_MONTHS = lexicon.listed(
    "january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec"
)
