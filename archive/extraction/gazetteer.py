"""Curated names found in a text, in one pass whatever their number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick

from archive.extraction.finds import Candidate, FindKind

SOURCE = "gazetteer/1"
_SCORE = 0.98
# One character for each, so that no offset moves.
_SAME = str.maketrans(
    {
        "\u2019": "'",
        "\u02bc": "'",
        "\u2018": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\n": " ",
    }
)
# Shorter names in capitals are acronyms: "SAV" is not "sav" nor "Sav".
_LONGEST_ACRONYM = 6
_SHORTEST_SHOUTED = 4


@dataclass(frozen=True, slots=True)
class GazetteerName:
    """One spelling of a curated entity; canonical names the entity."""

    surface: str
    kind: FindKind
    canonical: str


class Gazetteer:
    """Names of accepted entities, ready to be looked for."""

    def __init__(self, automaton: Any, size: int) -> None:
        self._automaton = automaton
        self._size = size

    @classmethod
    def build(cls, names: Iterable[GazetteerName]) -> "Gazetteer":
        by_key: dict[str, list[GazetteerName]] = {}
        for name in names:
            surface = name.surface.strip()
            if len(surface) > 1:
                by_key.setdefault(_fold(surface)[0], []).append(name)
        automaton = ahocorasick.Automaton()
        for key, found in by_key.items():
            automaton.add_word(key, (len(key), found))
        if by_key:
            automaton.make_automaton()
        return cls(automaton, len(by_key))

    def __len__(self) -> int:
        return self._size

    def find(self, text: str) -> list[Candidate]:
        """Every curated name in the text, longest first where they overlap."""
        if not self._size:
            return []
        return list(_longest(self._hits(text)))

    def _hits(self, text: str) -> Iterator[Candidate]:
        folded, origin = _fold(text)
        for last, (length, names) in self._automaton.iter(folded):
            first = last - length + 1
            start = origin[first] if origin else first
            end = (origin[last] if origin else last) + 1
            if not _is_whole(text, start, end) or (
                origin and _splits_a_character(origin, first, last)
            ):
                continue
            name = _fitting(text[start:end], names)
            if name:
                yield Candidate(start, end, name.kind, _SCORE, SOURCE, name.canonical)


def _fold(text: str) -> tuple[str, list[int]]:
    """Case-folded text, and for each of its characters where it came from.

    The list is empty when nothing moved, which is nearly always.
    """
    even = text.translate(_SAME)
    folded = even.casefold()
    if len(folded) == len(text):
        return folded, []
    parts = [letter.casefold() for letter in even]
    origin = [place for place, part in enumerate(parts) for _ in part]
    return folded, origin


def _splits_a_character(origin: list[int], first: int, last: int) -> bool:
    """Whether a match begins or ends inside one character (ß became ss)."""
    begins_inside = first > 0 and origin[first - 1] == origin[first]
    ends_inside = last + 1 < len(origin) and origin[last + 1] == origin[last]
    return begins_inside or ends_inside


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or after.isalnum() or before == "_" or after == "_")


def _fitting(surface: str, names: list[GazetteerName]) -> GazetteerName | None:
    """The name whose capitals allow this surface; an exact one first."""
    exact = [name for name in names if name.surface.strip() == surface]
    if exact:
        return exact[0]
    return next((name for name in names if _may_be(surface, name.surface)), None)


def _may_be(surface: str, name: str) -> bool:
    if name.isupper() and len(name) <= _LONGEST_ACRONYM:
        return False
    if surface.isupper():
        return len(surface) >= _SHORTEST_SHOUTED
    if name == name.lower():
        return True
    return surface[0].isupper() or (" " in surface and surface != surface.lower())


def _longest(hits: Iterable[Candidate]) -> Iterator[Candidate]:
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end
