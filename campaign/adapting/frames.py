# ruff: noqa: RUF001  words and marks of other scripts are meant
"""Where the letters of a text stand: head, greeting, body, leave, signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.adapting import heads, phrases, tails
from campaign.adapting.courtesies import farewell, greeting
from campaign.adapting.lines import Kind, Line
from campaign.adapting.tails import Tail

_MOST_HEAD_LINES = 30
_LONGEST_HEAD_LINE = 160
# How far above its title the address of a letter is looked for.
_MOST_TITLED = 10
_ABOVE = frozenset({Kind.TEXT, Kind.SUBJECT, Kind.TO, Kind.FROM, Kind.DATE, Kind.COPY})
_FRIENDS = re.compile(
    r"(?<!\w)(?:friend|comrade|colleague|member|supporter|brother|sister|reader|all(?!\w)"
    r"|freund|kolleg|genoss|mitglied|leser|ami(?:e?s)?(?!\w)|camarade|collègue|adhérent"
    r"|compañer|amig|colega|camarad|друзья|товарищ|коллег|companheir|koleż|koledz"
    r"|przyjaci|vrienden|collega|dostlar|arkadaşlar|vänner|kamrater|amici|compagn)"
)
# What is a greeting even in the middle of a line.
_INSIDE = re.compile(
    r"(?<=[\s«“„\"'])(?:(?:Dear (?=[A-Z])|Your Excellenc|Sehr geehrte|Estimad[oa]s? [Ss]"
    r"|Уважаем|Szanown|Geachte |Excelentísim[oa] [Ss]|Excelentíssim[oa] [Ss]"
    r"|Monsieur (?=l|le [A-Z])|Madame (?=l|la [A-Z])|Señora? (?=[A-Z])|Mijnheer )"
    r"[^.?!,:\n]{2,90}|Excellentie|Exzellenz|Excelencia|Excellence)\s?[,:!]"
)
_INSIDE_REACH = 2_000


@dataclass(frozen=True, slots=True)
class Greeted:
    """Lines and offsets of a greeting, which may run over several lines."""

    first: int
    last: int
    start: int
    end: int
    is_to_friends: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A letter as numbers of lines, end excluded; body_start is an offset."""

    head: int
    heading: int
    greeted: Greeted | None
    body: int
    body_start: int
    tail: Tail

    @property
    def is_to_friends(self) -> bool:
        return self.greeted is not None and self.greeted.is_to_friends


def find(lines: Sequence[Line]) -> list[Frame]:
    """The letters with a greeting; without any, the one that has none."""
    found: list[Frame] = []
    greetings = _greetings(lines)
    floor = 0
    for number, greeted in enumerate(greetings):
        following = greetings[number + 1] if number + 1 < len(greetings) else None
        head, heading = _head(lines, greeted.first, floor)
        at = greeted.last
        limit, soft = len(lines), len(lines)
        if following:
            limit = following.first
            soft = _head(lines, limit, at + 1)[0]
        is_inline = lines[at].end - greeted.end > 1
        body = at if is_inline else at + 1
        tail = tails.find(lines, body, limit=limit, soft=soft)
        found.append(Frame(head, heading, greeted, body, greeted.end, tail))
        floor = tail.last
    return found or _without_greeting(lines)


def parted(lines: list[Line]) -> list[Line]:
    """With a greeting in the middle of a line on a line of its own.

    Only where no line begins with one: then the line breaks were lost.
    """
    if _greetings(lines):
        return lines
    return [piece for line in lines for piece in _parted(line)]


def _parted(line: Line) -> tuple[Line, ...]:
    found = _INSIDE.search(line.text, 0, _INSIDE_REACH)
    if found is None or found.start() < 2:
        return (line,)
    cut = found.start()
    above = line.text[:cut].rstrip()
    rest = Line(line.start + cut, line.end, line.text[cut:], 1)
    return Line(line.start, line.start + len(above), above, line.blank_before), rest


def main(frames: Sequence[Frame]) -> int:
    """The number of the letter meant: the first that is not to friends."""
    official = (n for n, frame in enumerate(frames) if not frame.is_to_friends)
    return next(official, 0)


def _greetings(lines: Sequence[Line]) -> list[Greeted]:
    found: list[Greeted] = []
    at, is_open = 0, False
    while at < len(lines):
        greeted = _greeted(lines, at)
        if greeted and (greeted.is_sure or not is_open):
            found.append(greeted)
            at, is_open = greeted.last + 1, True
            continue
        is_open = is_open and not _is_leave(lines[at])
        at += 1
    return found


def _greeted(lines: Sequence[Line], at: int) -> Greeted | None:
    found = greeting(lines[at])
    if found is None:
        return None
    line = lines[at]
    last, end = at, line.start + found.end
    is_whole = found.end == len(line.text)
    while is_whole and last + 1 < len(lines) and last < at + 4:
        following = lines[last + 1]
        if not _goes_on(lines[last], following):
            break
        last, end = last + 1, following.end
    rest = line.text[found.end :].strip()
    bare = not found.is_closed and last == at
    if not is_whole and len(rest) < 12:
        return None
    if is_whole and not _has_body(
        lines, last + 1, reach=2 if found.is_sure else 1, is_bare=bare
    ):
        return None
    if bare and not found.is_sure and not (line.blank_before or at == 0):
        return None
    start = line.start + line.lead
    words = phrases.fold(line.text[line.lead : found.end])
    is_to_friends = bool(_FRIENDS.search(words))
    return Greeted(at, last, start, end, is_to_friends, found.is_sure)


def _goes_on(line: Line, following: Line) -> bool:
    """Whether the next line belongs to the greeting too."""
    if following.blank_before > 1 or len(following.words) > 14:
        return False
    second = greeting(following)
    is_second = second is not None and second.end == len(following.text)
    if is_second and second and second.is_closed:
        return True
    is_open = line.text[-1] not in ",:;!，：！."
    ends = following.text[-1] in ",:!，：！"
    is_short = len(following.words) <= 8 and not following.is_prose
    return is_open and ends and is_short and following.blank_before == 0


def _has_body(lines: Sequence[Line], at: int, *, reach: int, is_bare: bool) -> bool:
    left = reach
    for line in lines[at : at + reach + 3]:
        if line.kind in {Kind.SUBJECT, Kind.SKIPPED}:
            continue
        if line.is_prose or (
            not is_bare and len(line.words) > 1 and line.text.endswith((".", "!"))
        ):
            return True
        left -= 1
        if not left or line.kind is not Kind.TEXT:
            return False
    return False


def _head(lines: Sequence[Line], below: int, floor: int) -> tuple[int, int]:
    """First line of what stands over a letter, and its heading's; -1 for none."""
    first = below
    for at in range(below - 1, max(floor, below - _MOST_HEAD_LINES) - 1, -1):
        line = lines[at]
        if line.kind is Kind.LETTER and not _is_title_of(lines, at, below):
            return first, at
        is_above = line.kind in _ABOVE or line.kind is Kind.LETTER
        is_over = not is_above or len(line.text) > _LONGEST_HEAD_LINE
        is_text = line.is_prose and not (heads.dated(line) or heads.is_said_of(line))
        if is_text and at == below - 1 and _is_subject(lines, at):
            is_text = False
        if is_over or is_text or _is_leave(line):
            return first, -1
        first = at
    return first, -1


def _is_title_of(lines: Sequence[Line], at: int, below: int) -> bool:
    """Whether the letter is called so between its address and its greeting.

    Over an address the same words are the heading of a page.
    """
    if below - at > 3 or any(line.has_office for line in lines[at:below]):
        return False
    above = lines[max(0, at - _MOST_TITLED) : at]
    near = [line for line in above if line.starts_addressee and line.has_office]
    return bool(near) and not any(line.is_prose for line in above)


def _is_subject(lines: Sequence[Line], at: int) -> bool:
    """A line as long as a sentence, and none, between an address and a greeting."""
    line = lines[at]
    is_bare = line.blank_before and line.text[-1] not in ".,:;!?…" and not line.is_item
    if not is_bare or len(line.words) > 16 or line.text[line.lead].islower():
        return False
    above = lines[max(0, at - 6) : at]
    return bool(above) and not above[-1].is_prose and any(map(_is_address, above))


def _is_leave(line: Line) -> bool:
    found = farewell(line)
    return found is not None and found.start == line.lead


def _without_greeting(lines: Sequence[Line]) -> list[Frame]:
    body = _first_of_body(lines)
    if body < 0:
        return []
    head, heading = _head(lines, body, 0)
    tail = tails.find(lines, body, limit=len(lines), soft=len(lines))
    return [Frame(head, heading, None, body, lines[body].start, tail)]


def _first_of_body(lines: Sequence[Line]) -> int:
    """Behind the heading of a letter, else the address, else the call to write."""
    prose = [
        n for n, line in enumerate(lines) if line.is_prose and not heads.dated(line)
    ]
    if not prose:
        return -1
    for is_top in (_is_letter_heading, _is_address, _is_call):
        tops = [n for n, line in enumerate(lines[: prose[-1]]) if is_top(line)]
        if tops:
            return next(n for n in prose if n > tops[0])
    return prose[0]


def _is_letter_heading(line: Line) -> bool:
    return line.kind is Kind.LETTER


def _is_address(line: Line) -> bool:
    is_sure = line.has_office or line.text.endswith((",", ":"))
    is_named = line.kind is Kind.TO or (line.starts_addressee and is_sure)
    return is_named and not line.is_prose and len(line.text) <= _LONGEST_HEAD_LINE


def _is_call(line: Line) -> bool:
    return line.kind is Kind.CALL and line.text.endswith(":")
