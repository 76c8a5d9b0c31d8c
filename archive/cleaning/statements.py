"""Statements, appeals and open letters without a salutation inside a report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archive import lexicon
from archive.cleaning.lines import Line, SegmentKind, is_date, is_heading, is_salutation

_LONGEST_HEADING = 160
_LONGEST_SIGNATURE = 100
_MOST_SIGNATURES = 12
_MOST_LINES = 120
_SHORTEST_BODY = 40
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines first to last (included); signed is where the signatures begin.

    heading is the line above the first that names it, -1 for none.
    """

    kind: str
    heading: int
    first: int
    signed: int
    last: int


def find(lines: Sequence[Line]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        block = _headed(lines, at) or _introduced(lines, at)
        if block:
            yield block
        at = block.last + 1 if block else at + 1


def kind_of(heading: str) -> str:
    """What a line says that it heads, letter or statement; else ""."""
    if len(heading) > _LONGEST_HEADING:
        return ""
    folded = lexicon.fold(heading).strip(' :*»«"“”')
    first = folded.partition(" ")[0].strip(":,")
    for kind, phrase in _headings().get(first, ()):
        if folded == phrase or folded.startswith((f"{phrase} ", f"{phrase}:")):
            return kind if _goes_on_as_heading(folded[len(phrase) :]) else ""
    return ""


def _goes_on_as_heading(rest: str) -> bool:
    """By, to or about somebody: "Appeal court sits on Monday" is no appeal.

    Russian needs no such word between.
    """
    first = rest.replace("'", "' ").split(maxsplit=1)[:1]
    is_cyrillic = any("\u0430" <= letter <= "\u044f" for letter in rest)
    return is_cyrillic or not first or first[0].strip(":,") in phrases("heading")


@cache
def _headings() -> dict[str, list[tuple[str, str]]]:
    """What a phrase heads, by its first word; the longest phrase first."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for kind, phrase in sorted(
        lexicon.rows("statements"), key=lambda row: -len(row[1])
    ):
        by_first.setdefault(phrase.split()[0], []).append((kind, phrase))
    return by_first


@cache
def phrases(which: str) -> tuple[str, ...]:
    """The words of one class of statement-words, longest first."""
    found = (row[1] for row in lexicon.rows("statement-words") if row[0] == which)
    return tuple(sorted(set(found), key=len, reverse=True))


def after(heading: str, which: str) -> str:
    """What follows "by" or "to" in a heading, as printed; "" where neither stands."""
    folded = lexicon.fold(heading)
    known = (p for _, p in _headings().get(folded.partition(" ")[0], ()))
    kind_words = next((p for p in known if folded.startswith(p)), "")
    rest = folded[len(kind_words) :]
    for phrase in phrases(which):
        at = rest.find(f" {phrase} ")
        if at >= 0 and len(folded) == len(heading):
            begin = len(kind_words) + at + len(phrase) + 2
            return _first_part(heading[begin:], which)
    return ""


def _first_part(words: str, which: str) -> str:
    """Up to the other party: by the union to the minister."""
    other = "to" if which == "by" else "by"
    strong = [p for p in phrases(other) if len(p) > 1 and p not in {"de", "of"}]
    cuts = [at for p in strong if (at := lexicon.fold(words).find(f" {p} ")) > 0]
    return words[: min(cuts, default=len(words))].strip(" :.,")


def _headed(lines: Sequence[Line], at: int) -> Block | None:
    """Below a line such as "Statement by the miners' union"."""
    line = lines[at]
    is_short = len(line.text) <= _LONGEST_HEADING and not line.text.endswith((".", ","))
    kind = kind_of(line.text) if is_short and line.kind is SegmentKind.BODY else ""
    return _block(lines, kind, at, at + 1) if kind else None


def _introduced(lines: Sequence[Line], at: int) -> Block | None:
    """Below a line that ends in a colon: "We publish the following statement:"."""
    line = lines[at]
    if line.kind is not SegmentKind.BODY or not line.text.endswith(":"):
        return None
    if not _has(line, "introduces"):
        return None
    is_letter = _has(line, "names-letter")
    if not (is_letter or _has(line, "names-statement")):
        return None
    return _block(lines, "letter" if is_letter else "statement", -1, at + 1)


def _has(line: Line, which: str) -> bool:
    folded = f" {' '.join(_WORD.findall(line.folded))} "
    return any(f" {' '.join(_WORD.findall(p))} " in folded for p in phrases(which))


def _block(lines: Sequence[Line], kind: str, heading: int, first: int) -> Block | None:
    """The statement that begins at a line, when somebody speaks there."""
    signed, last = _end(lines, first)
    body = lines[first:signed]
    if not any(len(line.text) > _SHORTEST_BODY for line in body):
        return None
    is_spoken = any(_has(line, "speaks") for line in body[:6])
    return Block(kind, heading, first, signed, last) if is_spoken else None


def _end(lines: Sequence[Line], first: int) -> tuple[int, int]:
    """Where the signatures begin, and the last line of all."""
    at = first
    for at in range(first, min(len(lines), first + _MOST_LINES)):
        line = lines[at]
        is_other = at > first and kind_of(line.text)
        if line.kind is not SegmentKind.BODY or is_other or is_salutation(line):
            return at, at - 1
        has_body = at > first and len(lines[at - 1].text) > _SHORTEST_BODY
        if has_body and _is_signature(lines, at):
            return at, _last_signature(lines, at)
        if has_body and line.blank_before and is_heading(lines, at):
            return at, at - 1
    return at + 1, at


def _is_signature(lines: Sequence[Line], at: int) -> bool:
    """Signed by ...; or a short line after the text, set apart by a blank one."""
    line = lines[at]
    if line.begins_with("closings") or line.folded.startswith(phrases("signed")):
        return len(line.text) <= _LONGEST_SIGNATURE
    is_short = len(line.text) <= _LONGEST_SIGNATURE and len(line.text.split()) <= 12
    is_name = line.text[0].isupper() and not line.text.endswith((":", "!", "?", ","))
    ends = not line.text.endswith(".") or len(line.text.split()) <= 10
    is_last = at + 1 == len(lines) or lines[at + 1].kind is not SegmentKind.BODY
    is_apart = line.blank_before > 0 and not is_heading(lines, at)
    follows = is_last or lines[at + 1].blank_before > 0 or is_date(line.text)
    return (
        is_short and is_name and ends and is_apart and (follows or _is_list(lines, at))
    )


def _is_list(lines: Sequence[Line], at: int) -> bool:
    listed = [lines[at]]
    for line in lines[at + 1 : at + _MOST_SIGNATURES]:
        if line.blank_before:
            break
        listed.append(line)
    return len(listed) > 1 and all(
        len(x.text) <= _LONGEST_SIGNATURE and not x.text.endswith((".", ":"))
        for x in listed
    )


def _last_signature(lines: Sequence[Line], first: int) -> int:
    last = first
    for at in range(first + 1, min(len(lines), first + _MOST_SIGNATURES)):
        line = lines[at]
        is_long = len(line.text) > _LONGEST_SIGNATURE or line.text.endswith((".", ":"))
        is_headed = line.blank_before > 0 and is_heading(lines, at)
        if line.kind is not SegmentKind.BODY or is_long or is_headed:
            break
        if line.blank_before > 1 or is_salutation(line) or kind_of(line.text):
            break
        last = at
    return last
