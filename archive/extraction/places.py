"""Places: known, with a place word, or after a cue."""

from collections.abc import Iterator

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:place/2"

_STRONG_CUES = lexicon.listed("in near outside inside outskirts")
_DIRECTIONS = lexicon.listed(
    "west east north south central western eastern northern southern greater upper lower"
)
_GOODS = lexicon.listed(
    "aluminium cement chemical coal copper export gas gold hydroelectric industrial iron "
    "nuclear oil "
    "petrochemical power solar steel sugar textile uranium"
)
_OF_A_PLACE = lexicon.listed("based born")
# What is behind them may be called a centre and is no body.
_HELD = lexicon.listed("detention remand")
_SIDES = lexicon.listed("north south east west")
# Not shown unless something else speaks for it: "Labour Action China".
_DOUBTED = 0.4


def find(page: Page) -> list[Candidate]:
    return [
        *_known(page),
        *_regions(page),
        *_paired(page),
        *_based(page),
        *_headed(page),
        *_phrased(page),
        *_started(page),
        *_cued(page),
    ]


def candidate(page: Page, first: int, last: int, score: float) -> Candidate:
    start, end = page.words[first].start, page.words[last - 1].end
    return Candidate(start, end, FindKind.PLACE, score, SOURCE)


def _known(page: Page) -> Iterator[Candidate]:
    done = 0
    for index in page.capitals:
        length = _known_length(page, index) if index >= done else 0
        if length:
            done = last = _behind_direction(page, index + length)
            sure = 0.82 if length == 1 else 0.88
            score = 0.5 if _is_cut(page, last) else sure
            score = _DOUBTED if _is_tail(page, index) else score
            yield candidate(page, _with_direction(page, index), last, score)


def _regions(page: Page) -> Iterator[Candidate]:
    """Provinces: many are surnames too, so they only just count."""
    for index in page.capitals:
        length = page.lexis.regions.length_at(page.folded, index)
        if not length or _is_tail(page, index):
            continue
        has_title = (
            page.words[index].joins and page.folded[index - 1] in page.lexis.titles
        )
        if not (has_title or _is_cut(page, index + length)):
            yield candidate(page, index, index + length, 0.58)


def _paired(page: Page) -> Iterator[Candidate]:
    """Paris-Geneva: two places on one line."""
    for index in page.capitals:
        word = page.words[index]
        if is_pair(page, index):
            middle = word.start + word.folded.index("-")
            kind = FindKind.PLACE
            yield Candidate(word.start, middle, kind, 0.8, SOURCE)
            yield Candidate(middle + 1, word.end, kind, 0.8, SOURCE)


def _based(page: Page) -> Iterator[Candidate]:
    """Vienna-based, Lagos-born: the place is named."""
    for index in page.capitals if "-b" in page.text else ():
        left, _, right = page.folded[index].rpartition("-")
        if right in _OF_A_PLACE and page.lexis.places.length_at([left], 0) == 1:
            start = page.words[index].start
            yield Candidate(start, start + len(left), FindKind.PLACE, 0.9, SOURCE)


def _with_direction(page: Page, index: int) -> int:
    """West Kazakhstan is a region; western Kazakhstan is not."""
    word = page.words[index]
    before = page.words[index - 1] if index and word.joins else None
    is_direction = before is not None and before.folded in _DIRECTIONS
    return index - 1 if is_direction and page.words[index - 1].is_capitalised else index


def is_pair(page: Page, index: int) -> bool:
    left, hyphen, right = page.folded[index].partition("-")
    if not hyphen or page.lexis.places.length_at(page.folded, index):
        return False
    return all(page.lexis.places.length_at([part], 0) == 1 for part in (left, right))


def _behind_direction(page: Page, index: int) -> int:
    """Khartoum North is a town; the Kazakhstan North Caucasus is none."""
    if index >= len(page.words) or not is_capital(page, index):
        return index
    is_direction = page.folded[index] in _SIDES and not page.words[index].in_heading
    after = index + 1
    is_last = after >= len(page.words) or not is_capital(page, after)
    is_owned = page.words[index - 1].is_possessive
    return after if is_direction and is_last and not is_owned else index


def _is_cut(page: Page, index: int) -> bool:
    """Whether an unknown capital follows: "Africa Contact" is no place."""
    if index >= len(page.words) or not is_capital(page, index):
        return False
    word, lexis = page.words[index], page.lexis
    return not (
        page.words[index - 1].is_possessive
        or word.text[-1].isdigit()
        or word.in_heading
        or lexis.is_title(word.folded)
        or word.folded in lexis.ordinary
        or word.folded in lexis.place_heads
        or lexis.places.length_at(page.folded, index)
    )


def _is_tail(page: Page, index: int) -> bool:
    """Whether unknown capitals go before it: "Labour Action China"."""
    word = page.words[index]
    if not index or not word.joins or page.folded[index - 1] in _DIRECTIONS:
        return False
    before, lexis = page.words[index - 1], page.lexis
    return not (
        not before.is_capitalised
        or before.is_possessive
        or before.in_heading
        or before.opens
        or before.in_capitals
        or lexis.is_title(before.folded)
        or before.folded in lexis.demonyms
        or lexis.places.length_at(page.folded, index - 1)
    )


def _known_length(page: Page, index: int) -> int:
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
    if page.ends_small(index, index + length):
        return 0
    word = page.words[index]
    is_short = word.folded in ADJECTIVES and length == 1
    if is_short and (word.in_capitals or _is_adjective(page, index + 1)):
        return 0
    return length


# Countries whose short name stands for the adjective: "US officials".
ADJECTIVES = lexicon.listed("us u.s. uk u.k.")
_AFTER_A_COUNTRY = lexicon.listed(
    "a after against also although an and are as at because before between but by can "
    "could did do does during for from had has have if in into is it its last may "
    "might must next not of on once or over says said should since so such than that "
    "the their this through to under until via was were when where which while who "
    "will with without would wants wanted"
)


def _is_adjective(page: Page, index: int) -> bool:
    """Whether a noun follows, small or not."""
    if index >= len(page.words) or not page.words[index].joins:
        return False
    if page.words[index - 1].is_possessive:
        return False
    return page.folded[index] not in _AFTER_A_COUNTRY


def _headed(page: Page) -> Iterator[Candidate]:
    """Jaw Prison, Veng Sreng Street, Lake Chad, Matapi police station."""
    heads = page.lexis.place_heads
    for index in [at for at, folded in enumerate(page.folded) if folded in heads]:
        word = page.words[index]
        if word.in_capitals:
            continue
        first = capitals_before(page, index)
        end = _with_number(page, index + 1)
        if word.is_capitalised and (first < index or end > index + 1):
            yield candidate(page, first, end, 0.84 if end == index + 1 else 0.9)
        elif word.folded == "station" and page.folded[index - 1] == "police":
            first = capitals_before(page, index - 1)
            if first < index - 1 and not page.words[index - 1].is_capitalised:
                yield candidate(page, first, index + 1, 0.6)
        if word.folded in {"lake", "mount", "cape", "gulf", "port", "camp"}:
            yield from _after_head(page, index)


def _phrased(page: Page) -> Iterator[Candidate]:
    """Lo Wu Correctional Institution, Detention Centre No. 4."""
    for index in page.capitals:
        length = _phrase_length(page, index)
        last = index + 1
        if not length or (not page.words[index].joins and length == 1):
            continue
        first = capitals_before(page, last - length)
        end = _with_number(page, last)
        if first < last - length or end > last:
            yield candidate(page, first, end, 0.94)


def _phrase_length(page: Page, index: int) -> int:
    """Words of the place phrase that ends at index; 0 for none."""
    if page.folded[index] not in page.lexis.place_phrase_ends:
        return 0
    for length in (3, 2):
        begin = index + 1 - length
        if begin >= 0 and " ".join(page.folded[begin : index + 1]) in (
            page.lexis.place_phrases
        ):
            return length
    return 0


def _with_number(page: Page, index: int) -> int:
    """Behind the "No. 5" of a prison."""
    after = index + 1
    if after >= len(page.words) or not page.words[index].joins:
        return index
    is_numbered = page.folded[index] == "no" and page.words[after].text.isdigit()
    return after + 1 if is_numbered else index


def _started(page: Page) -> Iterator[Candidate]:
    """Ciudad de Guatemala, Rampe du Pont-Rouge, Zona 1, 6a Avenida."""
    for index in page.capitals:
        if page.folded[index] not in page.lexis.place_starts:
            continue
        last = index + 1
        while last < len(page.words) and page.folded[last] in _SMALL:
            last += page.words[last].joins or len(page.words)
        if last + 2 < len(page.words) and page.words[last].text.isdigit():
            last += 2 * (page.folded[last + 1] in _SMALL)
        end = last
        while end < len(page.words) and end - last < 3 and is_capital(page, end):
            end += 1
        if end == index + 1 and end < len(page.words) and page.words[end].joins:
            end += page.words[end].text.isdigit()
        if index + 1 < end and last < end:
            is_saint = page.folded[index] in _SAINTS
            yield candidate(page, index, end, 0.5 if is_saint else 0.8)


_SMALL = lexicon.listed("de del du da do dos das la las los le les")
_SAINTS = lexicon.listed("san santa santo são")


def _after_head(page: Page, index: int) -> Iterator[Candidate]:
    if not page.words[index].is_capitalised:
        return
    last = index + 1
    while last < len(page.words) and last - index < 4 and is_capital(page, last):
        last += 1
    if last > index + 1:
        yield candidate(page, index, last, 0.7)


def is_capital(page: Page, index: int) -> bool:
    word = page.words[index]
    return word.joins and word.is_capitalised and not word.is_acronym


def capitals_before(page: Page, index: int) -> int:
    """First of the capitalised words right before index; index when none."""
    first = index
    while first > 0 and index - first < 5 and page.words[first].joins:
        before = page.words[first - 1]
        if before.text.isdigit() and page.folded[first - 2] == "no":
            first -= 2
            continue
        if not before.is_capitalised or before.is_possessive:
            if not (before.is_possessive and index - first == 0):
                break
            if page.lexis.places.length_at(page.folded, first - 1):
                break
        if before.folded in page.lexis.titles and not before.is_possessive:
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
    done = 1
    for index in page.capitals:
        if index < done or not is_capital(page, index):
            continue
        if _is_in_a_run(page, index):
            continue
        last = index + 1
        while last < len(page.words) and last - index < 4 and _continues(page, last):
            last += 1
        score = _cue_score(page, index, last)
        if score and not _is_excluded(page, index, last):
            yield candidate(page, index, last, score)
        done = last


def _is_in_a_run(page: Page, index: int) -> bool:
    """Whether a capital before makes it the middle of a name."""
    before = page.words[index - 1]
    if not before.is_capitalised:
        return False
    if not page.words[index].joins or before.is_possessive:
        after = index + 1
        return after >= len(page.words) or not _joined_area(page, after)
    is_cue = before.folded in _STRONG_CUES or before.folded == "the"
    return not (before.opens and is_cue)


def _continues(page: Page, index: int) -> bool:
    return is_capital(page, index) and not page.words[index - 1].is_possessive


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
    has_area = last < len(page.words) and _joined_area(page, last)
    if before == "the" and has_area and not page.words[last].is_capitalised:
        is_jail = page.folded[last] in _HELD
        return 0.7 if is_jail or not _is_office_of(page, last + 1) else 0.0
    if before == "the" and first > 2:
        three = f"{page.folded[first - 3]} {page.folded[first - 2]}"
        return 0.6 if three in page.lexis.place_cues else 0.0
    if has_area:
        return 0.74
    if two in page.lexis.place_cues:
        return 0.76
    if before in _STRONG_CUES and before in page.lexis.place_cues:
        return 0.56
    return 0.44 if before in page.lexis.place_cues else 0.0


def _is_office_of(page: Page, index: int) -> bool:
    """Whether the noun of an area goes on as a body's: "the … district court"."""
    if index >= len(page.words) or not page.words[index].joins:
        return False
    word, lexis = page.folded[index], page.lexis
    return lexis.is_head(word) or word in lexis.nouns or lexis.is_title(word)


def _joined_area(page: Page, index: int) -> bool:
    """Whether a noun of a place follows: the Bid Boland gas refinery."""
    if not page.words[index].joins:
        return False
    after = index + 1
    if page.folded[index] in _GOODS and after < len(page.words):
        index = after
    return page.words[index].joins and page.folded[index] in page.lexis.areas
