"""Places that open a line before a date or a dash, and numbered addresses."""

import re
from collections.abc import Iterator

from archive import lexicon
from archive.extraction import places
from archive.extraction.finds import Candidate
from archive.extraction.words import Page


def find(page: Page) -> list[Candidate]:
    return [*_datelines(page), *_addressed(page), *_compounds(page)]


def _compounds(page: Page) -> Iterator[Candidate]:
    """Otto-Suhr-Allee and Drottninggatan are streets, SIZO-1 is a prison."""
    for index in page.capitals:
        word = page.words[index]
        if len(word.text) < _SHORTEST and "-" not in word.text:
            continue
        is_street = len(word.folded) > _SHORTEST and word.folded.endswith(_STREET_ENDS)
        if is_street or _PRISON.fullmatch(word.text):
            yield places.candidate(page, index, index + 1, 0.84)


_SHORTEST = 7
_STREET_ENDS = (
    "strasse", "straat", "gatan", "gade", "allee", "platz", "plein", "gasse", "vägen",
    "veien", "katu", "laan", "damm", "straße",
)  # fmt: skip
_PRISON = re.compile(r"(?:SIZO|IK|LIU|PFRSI|IVS|KP|UYa)-\d{1,3}")


def _datelines(page: Page) -> Iterator[Candidate]:
    """MINSK, 27 December 2022. and (Istanbul, June 26) open a line."""
    for index in page.capitals:
        word = page.words[index]
        if word.joins or (index and "\n" not in page.gap(index)):
            continue
        if page.text[max(0, word.start - 2) : word.start].strip(" (\n"):
            continue
        last = index + 1
        while (
            last < len(page.words)
            and last - index < 3
            and places.is_capital(page, last)
        ):
            last += 1
        end = page.words[last - 1].end
        follows = page.text[end : end + 12]
        if _is_dateline(page, index, last, follows):
            is_loud = follows[:1] in " :" and page.words[index].text.isupper()
            yield places.candidate(page, index, last, 0.86 if is_loud else 0.66)


def _is_dateline(page: Page, first: int, last: int, follows: str) -> bool:
    if places.is_pair(page, first) or any(
        word in page.lexis.ordinary for word in page.folded[first:last]
    ):
        return False
    if any(page.lexis.is_head(word) for word in page.folded[first:last]):
        return False
    if follows.startswith((" \u2013 ", " — ", " - ", " -- ")):
        is_known = page.words[first].in_capitals or page.words[first].text.isupper()
        return is_known or (last - first == 1 and _is_long_line(page, first))
    if follows.startswith(": ") and page.words[first].text.isupper():
        is_name = len(page.words[first].text) > 4 and follows[2:3].isupper()
        return is_name and last - first == 1 and _is_long_line(page, first)
    if follows.startswith(", ") and last < len(page.words):
        return _is_day(page, last)
    return False


def _is_day(page: Page, index: int) -> bool:
    """Whether a date begins here; "Sithar, 35," is no dateline."""
    if page.folded[index] in _MONTHS:
        return True
    following = page.folded[index + 1] if index + 1 < len(page.words) else ""
    return page.words[index].text[0].isdigit() and following.rstrip(".") in _MONTHS


def _addressed(page: Page) -> Iterator[Candidate]:
    """4 Kensington Court: a number, capitals, and what a street may be called."""
    for index in page.capitals:
        if page.folded[index] not in _STREETS or not page.words[index].joins:
            continue
        first = places.capitals_before(page, index)
        is_numbered = first and page.words[first - 1].text[0].isdigit()
        if first < index and is_numbered and page.gap(first) in {" ", ", "}:
            yield places.candidate(page, first, index + 1, 0.96)


_STREETS = lexicon.listed(
    "approach close court crescent drive gardens gate grove hill house lane mews parade "
    "park place quay row square street terrace walk way yard"
)


def _is_long_line(page: Page, index: int) -> bool:
    start = page.words[index].end
    return "\n" not in page.text[start : start + 60]


_MONTHS = lexicon.listed(
    "january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec"
)
