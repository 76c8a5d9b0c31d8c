"""Lines broken at a margin back into paragraphs, where that is certain.

A line that may as well end by intent (a heading, an address, a full stop) is
left as printed.
"""

import re
from collections import Counter
from collections.abc import Sequence

from archive import lexicon

_WIDE_SHARE = 0.72
_RAGGED_SHARE = 0.5
_NARROWEST = 30
# with the full stops and question marks of Chinese, Arabic and Urdu
_ENDS = tuple(".!?…:;\u3002\uff01\uff1f\u061f\u06d4")
_CLOSERS = "\"'”’»)]\u2039\u203a"
_ITEM = re.compile(
    r"(?:[•●▪◦‣*\u2013\u2014-]\s|\(?(?:\d{1,3}|[a-z])[.)]\s|[IVX]{1,5}\.\s)"
)
_HYPHENS = ("-", "\u2010", "\xad")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\u2010\xad]\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A hyphen that stands for a word to come: Arbeits- und Lebensbedingungen.
_JOINING = lexicon.listed("und oder bzw sowie and or et ou y o e и или")
# Halves that are written with a hyphen more often than without.
_FIRST_HALVES = lexicon.listed(
    "anti co ex half mid multi non post pre pro self semi well"
)
_NO_SPACES = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def join(lines: Sequence[str], *, known: Counter[str]) -> list[str]:
    """The lines of one page as paragraphs; "" is a blank line.

    known counts the words of the whole file: it tells anti-union from
    govern-ment.
    """
    width = _width(lines)
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if last and line and _runs_on(last, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], line, known)
        else:
            paragraphs.append(line)
        last = line
    return paragraphs


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _width(lines: Sequence[str]) -> int:
    """How long the long lines of a page are; 0 where none is long."""
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < 2:
        return 0
    long = lengths[int(len(lengths) * 0.85)]
    return long if long >= _NARROWEST else 0


def _runs_on(last: str, line: str, width: int) -> bool:
    if not width or _ITEM.match(line):
        return False
    bare = last.rstrip(_CLOSERS)
    if bare.endswith(_ENDS):
        return False
    goes_small = line[0].islower()
    if last.endswith(_HYPHENS) or last.endswith(","):
        return len(last) >= width * _RAGGED_SHARE
    if goes_small:
        return len(last) >= width * _RAGGED_SHARE
    return len(last) >= width * _WIDE_SHARE


def _joined(before: str, line: str, known: Counter[str]) -> str:
    if not before.endswith(_HYPHENS):
        is_solid = bool(_NO_SPACES.match(before[-1]) and _NO_SPACES.match(line[0]))
        return before + ("" if is_solid else " ") + line
    first, second = _LAST_WORD.search(before), _FIRST_WORD.match(line)
    if first is None or second is None:
        return before + (" " if before[-2:-1].isspace() else "") + line
    if second[0].casefold() in _JOINING:
        return f"{before} {line}"
    is_soft = before[-1] == "\xad"
    if is_soft or _is_broken_word(first[1], second[0], known):
        return before[:-1] + line
    return f"{before[:-1]}-{line}"


def _is_broken_word(first: str, second: str, known: Counter[str]) -> bool:
    """Whether the hyphen is the printer's and not the word's."""
    if not second[0].islower():
        return False
    whole = known[f"{first}{second}".casefold()]
    parted = known[f"{first}-{second}".casefold()]
    if whole or parted:
        return whole >= parted
    return first.casefold() not in _FIRST_HALVES
