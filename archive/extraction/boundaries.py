"""Where a curated name begins and ends as a word: hyphens, apostrophes, prefixes."""

from collections.abc import Mapping
from typing import TypeVar
from unicodedata import combining

from archive import lexicon
from archive.extraction.finds import FindKind

_APOSTROPHES = frozenset("'\u2019\u02bc")
_HYPHENS = frozenset("-\u2010\u2011\u2013")
# Arabic writes "and", "in", "for", "like" and the article onto the word.
_ATTACHED = lexicon.listed("و ف ب ل ك ال وال فال بال كال وب ول وك فب فل لل ولل فلل")
_ARTICLE = "ال"
_LONGEST_PREFIX = 4

_Entry = TypeVar("_Entry")


def without_article(entries: Mapping[str, _Entry]) -> dict[str, _Entry]:
    """Arabic names without their article, which "for the" swallows: للنقابة."""
    return {
        key.removeprefix(_ARTICLE): entry
        for key, entry in entries.items()
        if key.startswith(_ARTICLE) and len(key) > 5
    }


def is_whole(text: str, start: int, end: int, kind: FindKind) -> bool:
    """Whether the place is a word of its own and not a part of another."""
    return _begins(text, start, kind) and _ends(text, end, kind)


def _begins(text: str, start: int, kind: FindKind) -> bool:
    before = text[start - 1] if start else " "
    if before.isalnum() or before == "_" or combining(before):
        return _is_attached(text, start)
    if start < 2:
        return True
    if before in _APOSTROPHES:
        return not (text[start - 2].isalnum() and text[start - 2].isupper())
    if before in _HYPHENS:
        return kind is FindKind.PLACE or not _has_capital_before(text, start - 1)
    return True


def _is_attached(text: str, start: int) -> bool:
    """Whether only an Arabic prefix goes before it in its word."""
    if not "\u0620" <= text[start] <= "\u06ff":
        return False
    begin = start
    while begin and start - begin <= _LONGEST_PREFIX and text[begin - 1].isalnum():
        begin -= 1
    return text[begin:start] in _ATTACHED


def _has_capital_before(text: str, place: int) -> bool:
    """Whether the word that ends at a place begins with a capital."""
    begin = place
    while begin and place - begin < 30 and text[begin - 1].isalnum():
        begin -= 1
    return text[begin].isupper()


def _ends(text: str, end: int, kind: FindKind) -> bool:
    after = text[end] if end < len(text) else " "
    if after.isalnum() or after == "_" or combining(after):
        return False
    following = text[end + 1 : end + 3]
    if after in _APOSTROPHES:
        return not following[:1].isalpha() or _is_possessive(following)
    if after in _HYPHENS:
        return kind is FindKind.PLACE or not following[:1].isupper()
    return True


def _is_possessive(following: str) -> bool:
    return following[0] in "sS" and not following[1:2].isalnum()
