"""Where a letter's body ends, who takes leave, who signs, who gets a copy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.adapting import heads, sentences
from campaign.adapting.courtesies import Farewell, farewell
from campaign.adapting.lines import Kind, Line

_MOST_SIGNATURE_LINES = 60
_COPIES_WITHIN = 8
_SIGNED = re.compile(
    r"(?:(?:first|initial|premiers?|premières|erst|primer[oa]s)[\s-]*)?"
    r"(?:signed|signed by|signatories|signatures|unterzeichnet|unterzeichner\w*"
    r"|unterzeichnende\w*|signé\w*|signataires|firmado|firman|firmas|firmantes"
    r"|подписали|подписи|подписались|assinado|assinam|podpisali|podpisano"
    r"|ondertekend|imzalayanlar|undertecknat|undertecknare)(?!\w)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
# a row of links, a count of those who signed, where else to write
_OF_A_PAGE = re.compile(
    r"\s[|·•»]\s|^\d[\d.,\s]*\s[^\W\d]{4,}\s[^\W\d]|:\s.*@"
    r"|\s\d[\d.,]*\s[^\W\d]{4,}[.!]?$"
)
_STOPS = frozenset(
    {Kind.SKIPPED, Kind.ENDING, Kind.CALL, Kind.LETTER, Kind.COPY, Kind.POSTSCRIPT}
)


@dataclass(frozen=True, slots=True)
class Tail:
    """stop is the first line not of the body, body_end an offset; closing and
    signature are bounds, copies are lines, last the first line of no letter.
    """

    stop: int
    body_end: int
    closing: tuple[int, int] | None
    signature: tuple[int, int] | None
    copies: tuple[tuple[int, int], ...]
    last: int


def find(lines: Sequence[Line], body: int, *, limit: int, soft: int) -> Tail:
    """The end of the letter whose body begins in a line.

    Nothing of it stands at or behind the line limit; without words of leave,
    nothing at or behind the line soft.
    """
    taken = _leave(lines, body, limit)
    if taken is None:
        return _without_leave(lines, body, min(_stop(lines, body, limit), soft))
    at, found = taken
    line = lines[at]
    start = _begun_above(lines, at, found, body) or line.start + found.start
    last, end = at, line.start + found.end
    while found.goes_on and last + 1 < limit and _continues(lines, last, at):
        last += 1
        end = lines[last].end
    is_inside = found.start > line.lead
    signature, after = _signature(lines, last, end, limit)
    copies, after = _copies(lines, after, limit)
    stop = at + 1 if is_inside else at
    return Tail(stop, min(start, line.end), (start, end), signature, copies, after)


def _begun_above(lines: Sequence[Line], at: int, found: Farewell, body: int) -> int:
    """Where a sentence of leave wrapped before these words begins; 0 if it is not."""
    line = lines[at]
    if found.start > line.lead or line.blank_before or at <= body:
        return 0
    above = lines[at - 1]
    is_open = line.text[line.lead].islower() and not above.ends_sentence
    if not is_open or len(above.text) > 300:
        return 0
    begins = [start for start, _ in sentences.split(above.text, 0, len(above.text))]
    return above.start + begins[-1]


def _continues(lines: Sequence[Line], last: int, first: int) -> bool:
    following = lines[last + 1]
    return (
        not lines[last].ends_sentence
        and following.blank_before == 0
        and following.kind is Kind.TEXT
        and last - first < 5
        and len(following.words) > 1
    )


def _leave(lines: Sequence[Line], body: int, limit: int) -> tuple[int, Farewell] | None:
    has_text = False
    for at in range(body, limit):
        line = lines[at]
        if has_text and _is_stop(line):
            return None
        if has_text or at > body or line.is_prose:
            found = farewell(line)
            if found and _stands_apart(lines, at, found, body):
                return at, found
        has_text = has_text or line.is_prose or at > body
    return None


def _stop(lines: Sequence[Line], body: int, limit: int) -> int:
    """The line with which a letter without words of leave is over."""
    has_text, widest = False, 0
    for at in range(body, limit):
        line = lines[at]
        is_over = _is_stop(line) or line.kind is Kind.SKIPPED or _is_signed(lines, at)
        is_over = is_over or (_is_heading(line) and line.blank_before > widest + 1)
        if has_text and is_over:
            return at
        widest = max(widest, line.blank_before) if has_text else widest
        has_text = has_text or line.is_prose
    return limit


def _is_heading(line: Line) -> bool:
    """What opens another part of a page, where the gap before it is wide."""
    is_bare = not line.text.endswith((".", "!", ",", ";")) and not line.is_item
    return is_bare and 2 < len(line.words) <= 12 and not _is_name(line)


def _is_stop(line: Line) -> bool:
    if line.kind in {Kind.ENDING, Kind.COPY, Kind.POSTSCRIPT}:
        return True
    is_short = len(line.words) <= 12
    if line.kind is Kind.LETTER:
        return bool(line.blank_before) and len(line.words) <= 8
    return line.kind is Kind.CALL and bool(line.blank_before) and is_short


def _is_signed(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if _SIGNED.match(line.folded) and len(line.words) <= 12:
        return True
    ahead = lines[at + 1 : at + 4]
    return (
        line.is_blank_form
        and not line.is_prose
        and not any(following.is_prose for following in ahead)
    )


def _stands_apart(lines: Sequence[Line], at: int, found: Farewell, body: int) -> bool:
    """Not the middle of a sentence that was wrapped before it."""
    line = lines[at]
    if found.start > line.lead or line.blank_before or at == body:
        return True
    if found.end == len(line.text) and len(line.words) <= 5:
        return True
    before = lines[at - 1]
    return before.ends_sentence or before.is_item or before.text.endswith(",")


def _without_leave(lines: Sequence[Line], body: int, stop: int) -> Tail:
    end = stop
    while end > body + 1 and _is_name(lines[end - 1]):
        end -= 1
    while end < stop and not (lines[end].blank_before or lines[end - 1].ends_sentence):
        end += 1
    signature = (lines[end].start, lines[stop - 1].end) if end < stop else None
    if signature is None and stop < len(lines) and _is_signed(lines, stop):
        signature, stop = _signature(lines, stop - 1, lines[stop - 1].end, len(lines))
    copies, after = _copies(lines, stop, len(lines))
    body_end = lines[max(end - 1, body)].end
    return Tail(end, body_end, None, signature, copies, after)


def _is_name(line: Line) -> bool:
    """A name or a body's name; a demand with an exclamation mark is none."""
    if line.is_item or line.is_prose or line.kind not in {Kind.TEXT, Kind.DATE}:
        return line.is_blank_form
    if line.is_blank_form or _YEAR.search(line.text):
        return len(line.words) <= 12
    is_titled = all(word[0].isupper() or len(word) < 4 for word in line.words)
    ends = line.text.endswith(("!", "?", ":", ";"))
    if line.text.endswith(".") and not is_titled:
        return False
    return not ends and len(line.text) <= 90 and bool(line.words)


def _signature(
    lines: Sequence[Line], leave: int, end: int, limit: int
) -> tuple[tuple[int, int] | None, int]:
    """Bounds of the signature behind words of leave, and the line behind it."""
    rest = lines[leave].end - end
    start = end if rest > 1 else -1
    stop = lines[leave].end if rest > 1 else -1
    at = leave + 1
    while at < min(limit, leave + 1 + _MOST_SIGNATURE_LINES):
        if not _signs(lines, at, is_first=start < 0):
            break
        start = lines[at].start if start < 0 else start
        stop = lines[at].end
        at += 1
    return ((start, stop) if start >= 0 else None), at


def _signs(lines: Sequence[Line], at: int, *, is_first: bool) -> bool:
    """Whether a line belongs to a signature that may have begun above it."""
    line = lines[at]
    if line.is_blank_form or _SIGNED.match(line.folded):
        return True
    if line.kind in _STOPS or line.kind in {Kind.SUBJECT, Kind.TO, Kind.FROM}:
        return False
    before = lines[at - 1]
    if _SIGNED.match(before.folded) and before.text.endswith(":"):
        return True
    if not is_first and line.blank_before <= 3 and _is_dateline(line):
        return True
    is_text = line.is_prose and (
        len(line.text) > 70 or line.text.endswith((".", "!", "?"))
    )
    is_long = len(line.text) > (600 if is_first else 140)
    is_asked = before.is_blank_form and len(line.words) <= 3
    is_label = line.text.endswith(":") and not (is_first or is_asked)
    is_open = "?" in line.text or is_label
    if is_text or is_long or is_open:
        return False
    return is_first or not line.blank_before or _signs_apart(line, lines[at - 1])


def _is_dateline(line: Line) -> bool:
    """Place and date, or a date alone, as some write them below their name."""
    return bool(_YEAR.search(line.text)) and heads.dated(line) is not None


def _signs_apart(line: Line, before: Line) -> bool:
    """Whether a line with a gap above it still says who signs, and when."""
    if line.blank_before > 3 or line.starts_addressee or line.text.endswith("!"):
        return False
    if _OF_A_PAGE.search(line.text):
        return False
    is_role = line.has_body or line.has_office or bool(_YEAR.search(line.text))
    return is_role or before.is_blank_form or bool(_SIGNED.match(before.folded))


def _copies(
    lines: Sequence[Line], at: int, limit: int
) -> tuple[tuple[tuple[int, int], ...], int]:
    """Those who get a copy, a line each, and the line behind them."""
    for number in range(at, min(limit, at + _COPIES_WITHIN)):
        if lines[number].kind is Kind.COPY:
            return _listed(lines, number, limit)
        if lines[number].kind is Kind.LETTER:
            break
    return (), at


def _is_said(line: Line) -> bool:
    """A sentence, and not the long name of an office below another."""
    is_name = not (line.blank_before or line.ends_sentence) and len(line.words) <= 12
    return line.is_prose and not (is_name and line.text[line.lead].isupper())


def _listed(
    lines: Sequence[Line], at: int, limit: int
) -> tuple[tuple[tuple[int, int], ...], int]:
    label = lines[at]
    found = [(label.after, label.end)] if label.after < label.end else []
    number = at + 1
    while number < min(limit, at + 20):
        line = lines[number]
        if line.kind is Kind.COPY:
            found.append((line.after, line.end))
        elif line.kind is Kind.TEXT and not (
            _is_said(line) or (line.blank_before and found)
        ):
            found.append((line.start, line.end))
        else:
            break
        number += 1
    return tuple(pair for pair in found if pair[0] < pair[1]), number
