"""Offences alleged, penalties, demands and actions: longer spans, by pattern.

They may nest in and overlap names and one another.
"""

from collections.abc import Iterator
from functools import cache

from archive.extraction import fact_patterns
from archive.extraction.finds import Find, FindKind
from archive.extraction.openings import Finder

SOURCE = "rule:facts/2"
_SCORE = 0.6
_SHORTEST = 3


def find(text: str, language: str) -> Iterator[Find]:
    """The facts of a text, one where two patterns begin at the same place."""
    longest: dict[tuple[FindKind, int], int] = {}
    kinds, finder = _patterns(language)
    for at, match in finder.find(text):
        kind = kinds[at]
        start, end = match.span("span")
        end = start + len(_trimmed(text[start:end], kind, language))
        if end - start >= _SHORTEST:
            longest[kind, start] = max(end, longest.get((kind, start), end))
    for (kind, start), end in sorted(longest.items(), key=lambda entry: entry[0][1]):
        if not _is_inside(longest, kind, start, end):
            surface = text[start:end]
            yield Find(start, end, kind, surface, surface, "", _SCORE, SOURCE)


@cache
def _patterns(language: str) -> tuple[list[FindKind], Finder]:
    rows = fact_patterns.OF.get(language, ())
    patterns, needs = [row[1] for row in rows], [row[2] for row in rows]
    return [row[0] for row in rows], Finder(patterns, needs)


def _is_inside(
    longest: dict[tuple[FindKind, int], int], kind: FindKind, start: int, end: int
) -> bool:
    """Whether a fact of the same kind begins a few characters before and holds it."""
    if kind is not FindKind.SENTENCE:
        return False
    return any(longest.get((kind, at), 0) >= end for at in range(start - 30, start))


def _trimmed(span: str, kind: FindKind, language: str) -> str:
    if kind is FindKind.CHARGE:
        ends = fact_patterns.ENDS_OFFENCE[language].search(span)
        span = span[: ends.start()] if ends else span
    return span.rstrip(" ,;-–.")
