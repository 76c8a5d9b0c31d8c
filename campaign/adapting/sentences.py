# ruff: noqa: RUF001  words and marks of other scripts are meant
"""A stretch of text in sentences."""

import re
from collections.abc import Iterator

from archive import lexicon

_END = re.compile(r"[.?!…]{1,8}[\"'”’»)\]]{0,4}(?=\s)|[。！？؟۔]")
_LAST_WORD = re.compile(r"[^\W_][\w.]{0,15}\Z")
_ABBREVIATIONS = lexicon.listed(
    "mr mrs ms dr prof st no nos art arts sec gen col lt sgt capt sen rep gov hon rev "
    "fr sr jr vs cf e.g i.e p pp vol inc ltd co corp approx tel jan feb mar apr jun "
    "jul aug sep sept oct nov dec bzw ca nr str vgl z.b d.h u.a s.e i.e s i e hr fr "
    "mme mlle mm m av bd me sra sres srta ud uds excmo excma ilmo pdte "
    "г гг ул им стр т.е т.д т.п н.э д пр см тов руб тыс млн обл р "
    "exmo exma sr dr dra núm ul al pl np tzn ww br dhr mw mevr bijv o.a m.v "
    "bl.a t.ex dvs kl sig on dott avv vs hz"
)


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences between two offsets, without the space between.

    Not after an initial, an abbreviation or an ordinal, nor before a small
    letter. Linear.
    """
    at = start
    for found in _END.finditer(text, start, end):
        if _ends_here(text, found, at, end):
            yield from _trimmed(text, at, found.end())
            at = found.end()
    yield from _trimmed(text, at, end)


def _ends_here(text: str, found: re.Match[str], low: int, end: int) -> bool:
    follows = text[found.end() : min(found.end() + 40, end)].lstrip(" \t\r\n«“„\"'(¡¿")
    if not follows or follows[0].islower():
        return False
    if found.group() != ".":
        return True
    before = _LAST_WORD.search(text, max(low, found.start() - 17), found.start())
    word = before.group() if before else ""
    is_initial = len(word) == 1 and word.isupper()
    is_ordinal = word.isdigit() and len(word) <= 2
    is_dotted = "." in word and all(len(piece) == 1 for piece in word.split("."))
    is_short = word.casefold() in _ABBREVIATIONS
    return not (is_initial or is_ordinal or is_dotted or is_short)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
