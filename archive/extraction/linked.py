"""Capitalised words with linking words between: what a body may be made of."""

import re
from dataclasses import dataclass

from archive import lexicon
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:organisation/2"
OF = lexicon.listed(
    "of for de del du des d' della do da dos das der für von van zur по für voor"
)
AND = lexicon.listed("and & y e et und und и")
TO = lexicon.listed("to against on with between towards toward")
IN = frozenset({"in"})
ARTICLES = lexicon.listed("the la le las los les l' die der das den dem")
LINKS = OF | AND | TO | IN
ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
# Ends of words for people of a trade and for fields of work.
_TRADES = (
    "ers",
    "ors",
    "ists",
    "ians",
    "ants",
    "yees",
    "ration",
    "lation",
    "ure",
    "ment",
)
# Bodies that say in small letters what they are for: Coalition to end …
_WITH_AIMS = lexicon.listed(
    "alliance campaign coalition committee council fund initiative movement network project union"
)
# Ends of words for the people of a trade: the Painters' Union.
_PEOPLE = ("ers", "ors", "ists", "eers")
_TROOPS = lexicon.listed("battalion brigade division regiment squadron unit")
# Words that may stand inside a name, never at its end.
SMALL = LINKS | ARTICLES
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Part:
    """Capitalised words first to last (excluded) after a linking word."""

    link: str
    article: bool
    first: int
    last: int


def candidate(page: Page, first: int, last: int, score: float) -> Candidate:
    start, end = page.words[first].start, page.words[last - 1].end
    return Candidate(start, end, FindKind.ORG, score, SOURCE)


def parts_at(page: Page, index: int) -> list[Part]:
    """The longest run of capitalised words with linking words between."""
    parts: list[Part] = []
    link, article = "", False
    while index < len(page.words) and len(parts) < LONGEST:
        last = _capitals_end(page, index)
        if last == index:
            break
        parts.append(Part(link, article, index, last))
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
        if not (
            word.is_capitalised
            or _is_number(page, index, last)
            or _is_inner_ordinal(page, index, last)
        ):
            break
        last += 1
    return last


def _is_number(page: Page, first: int, index: int) -> bool:
    """The digits of "School No 5" and of "Airborne Brigade 911"."""
    return (
        index > first
        and page.words[index].text.isdigit()
        and (
            page.folded[index - 1] == "no"
            or (page.folded[index - 1] in _TROOPS and index - first > 1)
        )
    )


def _is_inner_ordinal(page: Page, first: int, index: int) -> bool:
    """The 22nd of "Istanbul 22nd High Criminal Court"."""
    after = index + 1
    return (
        index > first
        and after < len(page.words)
        and bool(ORDINAL.fullmatch(page.folded[index]))
        and page.words[after].joins
        and page.words[after].is_capitalised
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
    if before.folded.endswith(_PEOPLE) and page.lexis.is_head(word.folded):
        return True
    stem = before.folded.rstrip("'s").rstrip("'")
    return before.folded in page.lexis.possessors or stem in page.lexis.possessors


def _link_after(page: Page, index: int) -> tuple[str, bool, int]:
    """Linking word at index, whether an article follows, next index."""
    if index >= len(page.words) or not page.words[index].joins:
        return _ampersand(page, index)
    word = page.folded[index]
    if word not in LINKS or (
        page.words[index - 1].is_possessive and word not in OF | AND
    ):
        return "", False, index
    after = index + 1
    article = _joined(page, after) and page.folded[after] in ARTICLES
    after += article
    if word == "to" and article:
        return "", False, index
    if word == "to" and _joined(page, after) and not page.words[after].is_capitalised:
        if page.folded[index - 1] not in _WITH_AIMS:
            return "", False, index
        after += 1
    if word == "to":
        return ("to", False, after) if _joined(page, after) else ("", False, index)
    return (word, article, after) if _joined(page, after) else ("", False, index)


def _ampersand(page: Page, index: int) -> tuple[str, bool, int]:
    if index < len(page.words) and page.gap(index) == " & ":
        return "&", False, index
    is_listed = index < len(page.words) and page.gap(index) == ", "
    if is_listed and is_in_series(page, index - 1) and is_in_series(page, index):
        return ",", False, index
    return "", False, index


def is_in_series(page: Page, index: int) -> bool:
    """Fields and trades that a name lists: Pharmacists and Dentists Union."""
    word = page.folded[index]
    return page.words[index].is_capitalised and (
        word in page.lexis.themes or word.endswith(_TRADES)
    )


def _joined(page: Page, index: int) -> bool:
    return index < len(page.words) and page.words[index].joins
