# ruff: noqa: RUF001  Russian abbreviations and curly quotes are meant
"""The sentence a passage stands in, and its neighbours."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.?!…]{1,8}[\"'”’»)\]]{0,4}(?=\s)")
_LAST_WORD = re.compile(r"[^\W_][\w.]{0,15}\Z")
# How far a sentence is followed to each side: a page without full stops must
# not make every mention on it cost the whole page.
_REACH = 1_000
_ABBREVIATED = """
mr mrs ms dr prof st no nos art arts sec gen col lt sgt capt sen rep gov hon rev
fr sr jr vs cf eg ie e.g i.e p pp vol ed eds inc ltd co corp dept est approx tel
fig jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
bzw ca nr str vgl z.b d.h u.a mme mlle av bd sra sres ud uds
г гг ул им стр т.е т.д т.п н.э д пр см тов руб тыс млн
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


@dataclass(frozen=True, slots=True)
class Context:
    """What the desk shows of a passage: three sentences, the mark inside."""

    before: str
    sentence_before_mark: str
    mark: str
    sentence_after_mark: str
    after: str


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence, or of the line without one, around a passage.

    A passage across several sentences has the bounds of them all. What lies
    more than a thousand characters away is cut off at a space.
    """
    low, high = _reach(text, start, end)
    breaks = [low, *_breaks(text, low, high), high]
    first = breaks[max(bisect_right(breaks, start) - 1, 0)]
    last = breaks[min(bisect_left(breaks, max(end, start + 1)), len(breaks) - 1)]
    return _trimmed(text, min(first, start), max(last, end), start, end)


def context(text: str, start: int, end: int) -> Context:
    """The sentence with the passage in it and its neighbours; "" for none."""
    low, high = sentence_at(text, start, end)
    return Context(
        before=_neighbour(text, len(text[:low].rstrip()) - 1),
        sentence_before_mark=text[low:start],
        mark=text[start:end],
        sentence_after_mark=text[end:high],
        after=_neighbour(text, len(text) - len(text[high:].lstrip())),
    )


def _neighbour(text: str, at: int) -> str:
    if not 0 <= at < len(text):
        return ""
    low, high = sentence_at(text, at, at + 1)
    return text[low:high]


def _reach(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines a passage stands on, or as much of them as is looked at."""
    floor, ceiling = max(start - _REACH, 0), min(end + _REACH, len(text))
    low = text.rfind("\n", floor, start) + 1
    if not low:
        low = floor if floor == 0 else text.find(" ", floor, start) + 1 or floor
    high = text.find("\n", end, ceiling)
    if high < 0:
        high = ceiling
        if ceiling < len(text):
            high = max(text.rfind(" ", end, ceiling), end) or ceiling
    return low, high


def _breaks(text: str, low: int, high: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text, low, high):
        if _ends_here(text, match, low):
            yield match.end()


def _ends_here(text: str, match: re.Match[str], low: int) -> bool:
    """Not after an initial, abbreviation or ordinal, nor mid-sentence."""
    follows = text[match.end() : match.end() + 40].lstrip()[:1]
    if follows.islower():
        return False
    if match.group() != ".":
        return True
    found = _LAST_WORD.search(text, max(low, match.start() - 17), match.start())
    word = found.group() if found else ""
    is_initial = len(word) == 1 and word.isupper()
    is_ordinal = word.isdigit() and len(word) <= 2
    is_dotted = "." in word and all(len(part) == 1 for part in word.split("."))
    return not (is_initial or is_ordinal or is_dotted or word.lower() in _ABBREVIATIONS)


def _trimmed(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """Without white space at the ends, but never inside the passage."""
    piece = text[low:high]
    first = low + len(piece) - len(piece.lstrip())
    last = high - len(piece) + len(piece.rstrip())
    return min(first, start), max(last, end)
