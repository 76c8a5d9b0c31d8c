"""Patterns tried only where a word begins as they do: most words begin otherwise."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

LETTERS = 3
_HEADS_KEPT = 20_000
_WORD = re.compile(r"\b\w")
_GROUP = re.compile(r"\((?:\?P<\w+>|\?:)")
_LOOK = re.compile(r"\(\?(?:=|!|<=|<!)")
_QUANTITY = re.compile(r"[?*+]|\{(\d+)(?:,\d*)?\}")


class Finder:
    """The matches of many patterns in one pass over the words of a text."""

    def __init__(
        self, patterns: Sequence[re.Pattern[str]], needs: Sequence[Sequence[str]]
    ) -> None:
        """needs: folded words of which one must be in the text; none for any."""
        heads = [openings(pattern.pattern) for pattern in patterns]
        self._patterns = patterns
        self._anywhere = [
            (patterns[at], at, needs[at])
            for at, each in enumerate(heads)
            if each is None
        ]
        self._by_head: dict[str, list[int]] = {}
        for at, each in enumerate(heads):
            for head in each or ():
                self._by_head.setdefault(head, []).append(at)
        self._beginning = lru_cache(maxsize=_HEADS_KEPT)(self._beginning_so)

    def find(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Which pattern and where; each as its finditer() would find it."""
        done = [0] * len(self._patterns)
        for word in _WORD.finditer(text):
            start = word.start()
            for at in self._beginning(text[start : start + LETTERS].casefold()):
                if start >= done[at] and (
                    match := self._patterns[at].match(text, start)
                ):
                    done[at] = match.end()
                    yield at, match
        folded = text.casefold()
        for pattern, at, needs in self._anywhere:
            if not needs or any(word in folded for word in needs):
                for match in pattern.finditer(text):
                    yield at, match

    def _beginning_so(self, head: str) -> tuple[int, ...]:
        return tuple(
            at
            for length in range(1, LETTERS + 1)
            for at in self._by_head.get(head[:length], ())
            if len(head) >= length
        )


def openings(pattern: str) -> frozenset[str] | None:
    """The first letters of all a pattern can match, folded; three or fewer.

    None when it may begin with anything, or anywhere but at a word.
    """
    if not pattern.startswith(r"\b"):
        return None
    try:
        heads, _rest = _sequences(pattern, 2)
    except ValueError:
        return None
    found = frozenset(head.casefold() for head, _is_open in heads)
    if not all(head and (head[0].isalnum() or head[0] == "_") for head in found):
        return None
    return found


# What can stand there, and whether the next atom follows it.
_Heads = set[tuple[str, bool]]


def _sequences(pattern: str, at: int) -> tuple[_Heads, int]:
    """Of alternatives up to the bracket that closes them, and where that is."""
    found: _Heads = set()
    heads: _Heads = {("", True)}
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found |= heads
            heads, at = {("", True)}, at + 1
            continue
        atom, at = _atom(pattern, at)
        atom, at = _counted(atom, pattern, at)
        heads = _joined(heads, atom)
    return found | heads, at


def _joined(heads: _Heads, atom: _Heads) -> _Heads:
    joined: _Heads = set()
    for head, is_open in heads:
        if not is_open or len(head) >= LETTERS:
            joined.add((head[:LETTERS], is_open))
            continue
        joined |= {((head + more)[:LETTERS], goes_on) for more, goes_on in atom}
    return joined


def _counted(atom: _Heads, pattern: str, at: int) -> tuple[_Heads, int]:
    """With how often it stands; what may stand more often ends what is known."""
    quantity = _QUANTITY.match(pattern, at)
    if not quantity:
        return atom, at
    at = quantity.end()
    at += pattern[at : at + 1] in {"?", "+"}
    sign = quantity.group()
    if sign != "?":
        atom = {(head, False) for head, _is_open in atom}
    if sign in {"?", "*"} or quantity.group(1) == "0":
        atom = atom | {("", True)}
    return atom, at


def _atom(pattern: str, at: int) -> tuple[_Heads, int]:
    """Raises ValueError for what is not understood."""
    if look := _LOOK.match(pattern, at):
        return {("", True)}, _closing(pattern, look.end()) + 1
    if group := _GROUP.match(pattern, at):
        heads, end = _sequences(pattern, group.end())
        return heads, end + 1
    if pattern[at] == "\\":
        return _escaped(pattern[at + 1]), at + 2
    if pattern[at] == "[":
        return {("", False)}, _class_end(pattern, at)
    if pattern[at] in "(^$.":
        raise ValueError(pattern[at:])
    return {(pattern[at], True)}, at + 1


def _escaped(letter: str) -> _Heads:
    if letter == "b":
        return {("", True)}
    if letter == "d":
        return {(digit, True) for digit in "0123456789"}
    return {("", False)} if letter.isalnum() else {(letter, True)}


def _class_end(pattern: str, at: int) -> int:
    at = at + 2 + (pattern[at + 1] == "^")
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _closing(pattern: str, at: int) -> int:
    """Where the bracket closes that is open at a place."""
    depth = 1
    while True:
        if pattern[at] == "[":
            at = _class_end(pattern, at)
            continue
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        if not depth:
            return at
        at += 2 if pattern[at] == "\\" else 1
