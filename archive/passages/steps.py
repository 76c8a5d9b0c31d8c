"""A passage's start or end moved by one word, for the keys of the desk."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal

from archive.passages.alignment import UNSPACED
from archive.passages.anchors import quote

Edge = Literal["start", "end"]

_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
# They hold letters of one word together: joiners and the soft hyphen.
_JOINERS = "\u00ad\u200c\u200d\u2060"
_OPENING, _CLOSING = "\"'„‚¿¡#@№", ".!?…%)]}»”’›\"'"  # noqa: RUF001
_MARKS_LIMIT = 5


def word_left(
    text: str, start: int, end: int, *, edge: Edge = "start"
) -> tuple[int, int]:
    """The passage with one edge a word further left.

    As it was where there is no word, or where none would be left inside.
    Raises ValueError outside the text.
    """
    quote(text, start, end)
    if edge == "start":
        return _first(_starts_word, text, range(start - 1, -1, -1), start), end
    return start, _first(_ends_word, text, range(end - 1, start, -1), end)


def word_right(
    text: str, start: int, end: int, *, edge: Edge = "start"
) -> tuple[int, int]:
    """The passage with one edge a word further right; else as word_left()."""
    quote(text, start, end)
    if edge == "start":
        return _first(_starts_word, text, range(start + 1, end), start), end
    return start, _first(_ends_word, text, range(end + 1, len(text) + 1), end)


def _first(
    stops: Callable[[str, int], bool], text: str, places: Iterable[int], here: int
) -> int:
    return next((at for at in places if stops(text, at)), here)


def _starts_word(text: str, at: int) -> bool:
    """A word begins here, or the bracket or quotation mark it stands in."""
    if _opens(text[at]) and not _is_letter(text[at - 1 : at]):
        return _is_letter(text[at + 1 : at + 2])
    return _is_letter(text[at]) and not _goes_on(text, at)


def _ends_word(text: str, at: int) -> bool:
    """A word ends here, or the marks that close it."""
    if text[at - 1] in _CLOSING:
        closed = text[max(at - _MARKS_LIMIT, 0) : at].rstrip(_CLOSING)
        return _is_letter(closed[-1:]) and not _is_letter(text[at : at + 1])
    return _is_letter(text[at - 1]) and not _goes_on(text, at)


def _goes_on(text: str, at: int) -> bool:
    """Whether what stands before and after belongs to one word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if not _is_letter(before) or not _is_letter(after):
        return False
    return _is_joined(after) or not (
        _IS_UNSPACED.match(before) or _IS_UNSPACED.match(after)
    )


def _is_letter(char: str) -> bool:
    return bool(char) and (char.isalnum() or char == "_" or _is_joined(char))


def _is_joined(char: str) -> bool:
    """A vowel sign, accent, point or joiner: never without its letter."""
    return char in _JOINERS or unicodedata.category(char).startswith("M")


def _opens(char: str) -> bool:
    return char in _OPENING or unicodedata.category(char) in ("Ps", "Pi")
