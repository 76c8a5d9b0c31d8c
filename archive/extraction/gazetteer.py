# ruff: noqa: RUF001  Arabic and Cyrillic are meant
"""Curated names found in a text, in one pass whatever their number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import combining, normalize

import ahocorasick

from archive.extraction import boundaries, endings
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.generic import says_who

SOURCE = "gazetteer/2"
_SCORE = 0.98
_DECLINED_SCORE = 0.94
# One character for each, so that no offset moves.
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2019\u02bc\u2018\u02bb\u00b4\u2032`", "'"),
        **dict.fromkeys("\u2010\u2011\u2013", "-"),
        **dict.fromkeys("\u00a0\u202f\t\n", " "),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("يى", "ی"),
        "ك": "ک",
        "ё": "е",
        "Ё": "Е",
    }
)
# Seen by nobody: soft hyphens, zero-width marks, Arabic vowels and lengthening.
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\u0640\u064b-\u0652\u0670"
_COMBINED = re.compile(f"[{_UNSEEN}\u0300-\u036f]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")
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

    def __init__(self, automaton: Any, stems: Any, size: int) -> None:
        self._automaton = automaton
        self._stems = stems
        self._size = size

    @classmethod
    def build(cls, names: Iterable[GazetteerName]) -> "Gazetteer":
        by_key: dict[str, list[GazetteerName]] = {}
        for name in names:
            key = _fold(name.surface.strip())[0]
            if len(key) > 1:
                by_key.setdefault(key, []).append(name)
        by_stem: dict[str, list[tuple[str, list[GazetteerName]]]] = {}
        for key, found in by_key.items():
            if endings.is_declined(key):
                by_stem.setdefault(endings.stem(key), []).append((key, found))
        entries = {**boundaries.without_article(by_key), **by_key}
        return cls(_automaton(entries), _automaton(by_stem), len(by_key))

    def __len__(self) -> int:
        return self._size

    def find(self, text: str) -> list[Candidate]:
        """Every curated name in the text, longest first where they overlap."""
        if not self._size:
            return []
        folded, origin = _fold(text)
        hits = list(self._hits(text, folded, origin))
        if self._stems is not None:
            hits += self._declined(text, folded, origin)
        return list(_longest(hits))

    def _hits(self, text: str, folded: str, origin: list[int]) -> Iterator[Candidate]:
        if self._automaton is None:
            return
        for last, (key, names) in self._automaton.iter(folded):
            first = last - len(key) + 1
            if origin and _splits_a_character(origin, first, last):
                continue
            start, end = _place(origin, first, last + 1, text)
            name = _fitting(text[start:end], names)
            if name and boundaries.is_whole(text, start, end, name.kind):
                yield Candidate(start, end, name.kind, _SCORE, SOURCE, name.canonical)

    def _declined(
        self, text: str, folded: str, origin: list[int]
    ) -> Iterator[Candidate]:
        """Names in another case: Жанаозене is Жанаозен."""
        for last, (stem, entries) in self._stems.iter(folded):
            first = last - len(stem) + 1
            if first and folded[first - 1].isalnum():
                continue
            for key, names in entries:
                behind = endings.end_of(folded, first, key)
                if behind == first or folded[first:behind] == key:
                    continue
                start, end = _place(origin, first, behind, text)
                name = _fitting(text[start:end], names)
                if name and boundaries.is_whole(text, start, end, name.kind):
                    yield Candidate(
                        start, end, name.kind, _DECLINED_SCORE, SOURCE, name.canonical
                    )


def _automaton(entries: dict[str, Any]) -> Any:
    """Ready to look for the keys of entries; None when there are none."""
    if not entries:
        return None
    automaton = ahocorasick.Automaton()
    for key, found in entries.items():
        automaton.add_word(key, (key, found))
    automaton.make_automaton()
    return automaton


def _fold(text: str) -> tuple[str, list[int]]:
    """Case-folded text, and for each of its characters where it came from.

    The list is empty when nothing moved, which is nearly always.
    """
    even = text.translate(_SAME)
    folded = even.casefold()
    if len(folded) == len(text) and not _COMBINED.search(text):
        return folded, []
    parts: list[str] = []
    origin: list[int] = []
    for place, letter in _letters(even):
        part = letter.casefold()
        parts.append(part)
        origin += [place] * len(part)
    return "".join(parts), origin


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Letters as seen, with their place: marks composed, what is unseen left out."""
    at = 0
    for match in _CLUSTER.finditer(text):
        yield from _seen(text, at, match.start())
        for letter in normalize("NFC", match.group()):
            yield match.start(), letter
        at = match.end()
    yield from _seen(text, at, len(text))


def _seen(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for place in range(start, end):
        if not _IS_UNSEEN.match(text[place]):
            yield place, text[place]


def _place(origin: list[int], first: int, behind: int, text: str) -> tuple[int, int]:
    """Where folded characters are in the text, with the marks that follow."""
    if not origin:
        return first, behind
    end = origin[behind - 1] + 1
    while end < len(text) and combining(text[end]):
        end += 1
    return origin[first], end


def _splits_a_character(origin: list[int], first: int, last: int) -> bool:
    """Whether a match begins or ends inside one character (ß became ss)."""
    begins_inside = first > 0 and origin[first - 1] == origin[first]
    ends_inside = last + 1 < len(origin) and origin[last + 1] == origin[last]
    return begins_inside or ends_inside


def _fitting(surface: str, names: list[GazetteerName]) -> GazetteerName | None:
    """The name whose capitals allow this surface; an exact one first.

    When two entities bear it, or others may ("the High Commission"), it is found
    for none: canonical is empty, and what else the text says of them decides.
    """
    fitting = [name for name in names if name.surface == surface]
    fitting = fitting or [name for name in names if _may_be(surface, name.surface)]
    if not fitting:
        return None
    if len({name.canonical for name in fitting}) > 1 or not says_who(
        fitting[0].surface, fitting[0].kind
    ):
        return replace(fitting[0], canonical="")
    return fitting[0]


def _may_be(surface: str, name: str) -> bool:
    name = name.strip()
    if name == surface:
        return True
    if name.isupper() and len(name) <= _LONGEST_ACRONYM:
        return False
    if surface.isupper():
        return len(surface) >= _SHORTEST_SHOUTED
    if name == name.lower():
        return True
    return surface[0].isupper() or (" " in surface and surface != surface.lower())


def _longest(hits: Iterable[Candidate]) -> Iterator[Candidate]:
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.score)):
        if hit.start >= end:
            yield hit
            end = hit.end
