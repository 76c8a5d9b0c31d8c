"""The word lists of letters as patterns. Compared folded and composed (NFC)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from archive import lexicon

# A Turkish capital I with a dot folds to two code points.
_DOTTED = str.maketrans({"İ": "i"})


def fold(text: str) -> str:
    return lexicon.fold(unicodedata.normalize("NFC", text).translate(_DOTTED))


def _list(name: str) -> str:
    return f"letters/{name}"


@cache
def among(name: str, first: str = "") -> re.Pattern[str]:
    """One of the phrases of a list, whole words; of a table, of the rows first."""
    if first:
        phrases = [row[1] for row in lexicon.rows(_list(name)) if row[0] == first]
    else:
        phrases = [lexicon.fold(entry) for entry in lexicon.entries(_list(name))]
    return pattern(phrases)


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Longest first; * leaves a word open, ~ stands for up to four words."""
    longest_first = sorted({p for p in phrases if p}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_written, longest_first))})")


def _written(phrase: str) -> str:
    words = re.escape(phrase.replace("*", "\x00").replace("~ ", "\x01"))
    words = words.replace("\x00", r"\w*").replace("\x01", r"(?:[\w'-]+\s+){0,4}?")
    return words if phrase.endswith("*") else words + r"(?!\w)"


@cache
def furniture() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """Lines of a page that may stand in a letter, and lines that end one."""
    ours = lexicon.rows(_list("furniture"))
    sites = [
        ("end" if row[0] in _ENDING else "skip", row[1], row[2])
        for row in lexicon.rows("boilerplate")
        if row[1] in {"line", "start"}
    ]
    both = []
    for kind in ("skip", "end"):
        rows = [row for row in (*ours, *sites) if row[0] == kind]
        whole = frozenset(row[2] for row in rows if row[1] == "line")
        starts = pattern(row[2] for row in rows if row[1] == "start")
        both.append((whole, starts))
    return tuple(both)


_ENDING = frozenset({"comments", "copyright", "related", "calendar", "newsletter"})
