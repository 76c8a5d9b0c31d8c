"""What one source prints around its reports, in rules a curator writes.

One rule a line, words as they stand on the page; no patterns, so that no rule
can be slow. "#" begins a comment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive import lexicon
from archive.cleaning.lines import Line

_MOST_RULES = 200
_LONGEST_RULE = 200
_SHORTEST_WORDS = 3
_ACTS = ("starts", "contains", "is", "from", "until", "between", "keep")
_DOTS = (" ... ", " … ")


@dataclass(frozen=True, slots=True)
class Rule:
    """words are folded; last only for between."""

    act: str
    words: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    rules: tuple[Rule, ...] = ()

    def marks(self, lines: Sequence[Line]) -> list[bool]:
        """Which lines are the site's. A rule that would leave nothing is not used."""
        marked = [False] * len(lines)
        folded = [_plain(line.text) for line in lines]
        for rule in self.rules:
            hit = set(_hits(rule, folded))
            if rule.act != "keep" and len(hit) < len(lines):
                marked = [was or at in hit for at, was in enumerate(marked)]
        return [
            was and not self.keeps(line)
            for was, line in zip(marked, lines, strict=True)
        ]

    def keeps(self, line: Line) -> bool:
        """Whether a rule says that a line is the report's after all."""
        folded = _plain(line.text)
        return any(rule.act == "keep" and rule.words in folded for rule in self.rules)


def profile(text: str) -> Profile:
    """The rules a curator wrote.

    Raises ValueError with the number of the line and a sentence.
    """
    rules: list[Rule] = []
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        try:
            rules.append(_rule(written))
        except ValueError as error:
            raise ValueError(f"Line {number}: {error}") from None
        if len(rules) > _MOST_RULES:
            raise ValueError(f"Line {number}: more than {_MOST_RULES} rules.")
    return Profile(tuple(rules))


def _rule(written: str) -> Rule:
    if len(written) > _LONGEST_RULE:
        raise ValueError(f"a rule has at most {_LONGEST_RULE} characters.")
    act, colon, words = written.partition(":")
    act = act.strip().casefold()
    if not colon or act not in _ACTS:
        raise ValueError(
            f"“{written[:40]}” is not a rule: begin with {', '.join(_ACTS[:-1])} "
            f"or {_ACTS[-1]} and a colon."
        )
    if act == "between":
        return Rule(act, *_two_ends(words))
    return Rule(act, _checked(words))


def _two_ends(words: str) -> tuple[str, str]:
    for dots in _DOTS:
        first, found, last = words.partition(dots)
        if found:
            return _checked(first), _checked(last)
    raise ValueError("between needs two ends: “between: Comments ... Post a comment”.")


def _checked(words: str) -> str:
    folded = _plain(words)
    if len(folded) < _SHORTEST_WORDS:
        raise ValueError(
            f"“{words.strip()}” is too short: give at least {_SHORTEST_WORDS} characters."
        )
    return folded


def _plain(text: str) -> str:
    return " ".join(lexicon.fold(text).split())


def _hits(rule: Rule, folded: Sequence[str]) -> Iterator[int]:
    if rule.act in {"from", "until"}:
        first = _first(folded, rule.words, 0)
        if first is not None:
            yield from (
                range(first, len(folded)) if rule.act == "from" else (range(first + 1))
            )
    elif rule.act == "between":
        yield from _stretches(rule, folded)
    else:
        yield from (at for at, line in enumerate(folded) if _fits(rule, line))


def _fits(rule: Rule, line: str) -> bool:
    if rule.act == "is":
        return line == rule.words
    if rule.act == "starts":
        return line.startswith(rule.words)
    return rule.words in line


def _first(folded: Sequence[str], words: str, after: int) -> int | None:
    lines = range(after, len(folded))
    return next((at for at in lines if folded[at].startswith(words)), None)


def _stretches(rule: Rule, folded: Sequence[str]) -> Iterator[int]:
    """Both ends included; an end that never comes marks nothing."""
    at = 0
    while (first := _first(folded, rule.words, at)) is not None:
        last = _first(folded, rule.last, first + 1)
        if last is None:
            return
        yield from range(first, last + 1)
        at = last + 1
