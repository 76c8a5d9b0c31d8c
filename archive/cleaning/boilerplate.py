"""What a site prints around a report: appeals, comment forms, menus."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from archive import lexicon
from archive.cleaning.lines import Line, SegmentKind
from archive.cleaning.profiles import Profile

_LONGEST_APPEAL = 420
_LONGEST_START = 160
_SHORTEST_INSIDE = 10


def mark(
    lines: list[Line], profile: Profile, aside: Sequence[tuple[int, int]]
) -> list[Line]:
    """aside: ranges of the text, in code points, that a page sets apart."""
    own = profile.marks(lines)
    apart = _apart(lines, aside)
    topics = [
        "" if profile.keeps(line) else _topic(line) if not known else "profile"
        for line, known in zip(lines, own, strict=True)
    ]
    topics = [
        topic or ("aside" if at in apart else "") for at, topic in enumerate(topics)
    ]
    if len(lines) > 3 and _is_month(lines[-1].text):
        topics[-1] = "calendar"
    _fill_tail(lines, topics)
    return [
        replace(line, kind=SegmentKind.BOILERPLATE, part=topic) if topic else line
        for line, topic in zip(lines, topics, strict=True)
    ]


def _apart(lines: Sequence[Line], aside: Sequence[tuple[int, int]]) -> set[int]:
    """Lines that lie more than half in what the page sets apart."""
    apart, ranges, first = set(), sorted(aside), 0
    for at, line in enumerate(lines):
        while first < len(ranges) and ranges[first][1] <= line.start:
            first += 1
        covered, index = 0, first
        while index < len(ranges) and ranges[index][0] < line.end:
            start, end = ranges[index]
            covered += min(end, line.end) - max(start, line.start)
            index += 1
        if covered * 2 > line.end - line.start:
            apart.add(at)
    return apart


def _topic(line: Line) -> str:
    """What a line of the site is about; empty for a line of the report."""
    if len(line.text) > _LONGEST_APPEAL:
        return ""
    folded = line.folded.strip(" *•|-\u2013—>»")
    if any(word in folded for word in lexicon.words("no-boilerplate")):
        return ""
    if _is_menu(line.text):
        return "navigation"
    is_short = len(folded) <= _LONGEST_START
    if topic := _phrases("line").get(folded):
        return topic
    if is_short and (topic := _begun(folded)):
        return topic
    inside = (topic for phrase, topic in _phrases("has").items() if phrase in folded)
    return next(inside, "") if len(folded) >= _SHORTEST_INSIDE else ""


@cache
def _phrases(where: str) -> dict[str, str]:
    """Topic by phrase, for those that stand at one place of a line."""
    rows = lexicon.rows("boilerplate")
    return {phrase: topic for topic, place, phrase in rows if place == where}


def _begun(folded: str) -> str:
    """The topic of the phrase a line begins with, which ends a word there."""
    if not folded.startswith(tuple(_phrases("start"))):
        return ""
    for phrase, topic in _phrases("start").items():
        if folded.startswith(phrase) and not folded[len(phrase) :][:1].isalpha():
            return topic
    return ""


def _is_menu(text: str) -> bool:
    """Home | News | About: three or more short items on one line."""
    items = re.split(r"\s[|»\u203a·•/]\s", text)
    if len(items) < 3:
        return False
    return all(len(item.split()) <= 4 and item[-1:] not in ".,!" for item in items)


def _is_month(text: str) -> bool:
    words = lexicon.fold(text).split()
    return (
        len(words) == 2
        and words[0] in lexicon.words("months")
        and words[1].isdigit()
        and len(words[1]) == 4
    )


def _fill_tail(lines: list[Line], topics: list[str]) -> None:
    """Lines among the appeals at the end belong to the appeal above them."""
    start = _tail_start(topics)
    last = max((at for at, topic in enumerate(topics) if topic), default=-1)
    for at in range(start, len(lines)):
        if topics[at]:
            continue
        in_list = topics[at - 1] in {"related", "calendar", "comments"}
        if at < last or (in_list and len(lines[at].text) <= 120):
            topics[at] = topics[at - 1]


def _tail_start(topics: list[str]) -> int:
    """First line from which on most are the site's; the length if none."""
    start, marked = len(topics), 0
    for back in range(1, len(topics) + 1):
        at = len(topics) - back
        marked += bool(topics[at])
        if topics[at] and marked * 2 > back and at >= 2:
            start = at
        if back - marked > 12:
            break
    return start
