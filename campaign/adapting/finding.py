"""A letter, or a page that contains one, taken apart."""

import re
from collections.abc import Sequence
from dataclasses import replace

from archive import languages
from campaign.adapting import bodies, frames, heads, phrases
from campaign.adapting.composing import as_given, composed
from campaign.adapting.frames import Frame
from campaign.adapting.heads import Head
from campaign.adapting.lines import Kind, Line, read
from campaign.adapting.parts import Adapted, Part, part

_Bounds = tuple[int, int]
# Languages that say to whom by a case, without a word for it.
_DATIVE = frozenset({"открытое письмо", "відкритий лист", "обращение"})
_MOST_ADDRESS_LINES = 10
_FARTHEST = 200
_TO = re.compile(
    r"[\s:–—-]*(?:to|an|à|au|aux|al|a la|a|aan|do|till|ao)\s+", re.IGNORECASE
)


def adapt(text: str, *, language: str | None = None) -> Adapted:
    """The parts of the letter in a text; of several, the first not to friends.

    Offsets are code points of the text as given, end excluded; nothing in it
    is changed. Without a letter there are no parts. Linear in the text.
    """
    whole, offsets = composed(text)
    found = _adapted(whole, language)
    return found if offsets is None else as_given(found, text, offsets)


def _adapted(text: str, language: str | None) -> Adapted:
    lines = frames.parted(read(text))
    found = frames.find(lines)
    said = language or languages.guess(text)
    if not found:
        return Adapted(language=said)
    letters = [_letter(text, lines, frame, said) for frame in found]
    meant = frames.main(found)
    others = (*letters[:meant], *letters[meant + 1 :])
    letter = letters[meant]
    if not letter.addressees:
        letter = replace(letter, addressees=_elsewhere(text, lines, found[meant]))
    return replace(letter, others=others)


def _letter(text: str, lines: Sequence[Line], frame: Frame, language: str) -> Adapted:
    top = frame.greeted.first if frame.greeted else frame.body
    head = heads.read(lines[frame.head : top])
    if not head.addressees and frame.heading >= 0:
        head.addressees += _named_in(lines[frame.heading])
    tail = frame.tail
    body_lines = lines[frame.body : tail.stop]
    subjects = _subjects(body_lines, frame)
    head.subject = head.subject or next(iter(subjects), None)
    body = bodies.stretches(
        body_lines, start=frame.body_start, end=tail.body_end, without=subjects
    )
    signature = _without_date(head, lines[tail.stop : tail.last], tail.signature)
    greeted = frame.greeted
    return Adapted(
        language=language,
        sender=_part(text, head.sender),
        place=_part(text, head.place),
        date=_part(text, head.date),
        addressees=_parts(text, head.addressees),
        subject=_part(text, head.subject),
        salutation=_part(text, (greeted.start, greeted.end) if greeted else None),
        paragraphs=bodies.paragraphs(text, body),
        closing=_part(text, _behind(tail.closing, greeted.end if greeted else 0)),
        signature=_part(text, signature),
        copies=_parts(text, (*head.copies, *tail.copies)),
    )


def _behind(bounds: _Bounds | None, end: int) -> _Bounds | None:
    """What of it stands behind the greeting, which may be on its line."""
    if bounds is None or bounds[1] <= end:
        return None
    return max(bounds[0], end), bounds[1]


def _part(text: str, bounds: _Bounds | None) -> Part | None:
    return part(text, *bounds) if bounds else None


def _parts(text: str, many: Sequence[_Bounds]) -> tuple[Part, ...]:
    found = (part(text, start, end) for start, end in many)
    return tuple(each for each in found if each)


def _subjects(body: Sequence[Line], frame: Frame) -> list[_Bounds]:
    """A subject between greeting and text, with its label or as a heading."""
    found = []
    for line in body[:2] if frame.greeted else ():
        if line.start < frame.body_start:
            continue
        if line.kind is Kind.SUBJECT:
            found.append((line.after, line.end))
        elif not _is_heading(line, body):
            break
        else:
            found.append((line.start, line.end))
        break
    return found


def _is_heading(line: Line, body: Sequence[Line]) -> bool:
    following = [other for other in body if other.start > line.start][:1]
    is_bare = not line.ends_sentence and not line.text.endswith(",")
    is_text = line.is_prose and not line.blank_before
    is_begun = line.text[0].isupper() and not is_text and not line.is_blank_form
    is_apart = bool(following) and following[0].blank_before and following[0].is_prose
    return is_bare and is_begun and bool(is_apart) and len(line.words) <= 14


def _without_date(
    head: Head, lines: Sequence[Line], bounds: _Bounds | None
) -> _Bounds | None:
    """The signature; a date in its first or last line is the letter's instead."""
    if bounds is None or head.date:
        return bounds
    signed = [x for x in lines if bounds[0] <= x.start and x.end <= bounds[1]]
    for line in (signed[-1], signed[0]) if signed else ():
        found = heads.dated(line)
        if found:
            head.place, head.date = head.place or found[0], found[1]
            return _cut(bounds, signed, line)
    return bounds


def _cut(bounds: _Bounds, signed: Sequence[Line], line: Line) -> _Bounds | None:
    if line is signed[-1]:
        end = signed[-2].end if len(signed) > 1 else line.start
        return (bounds[0], end) if bounds[0] < end else None
    return signed[1].start, bounds[1]


def _named_in(heading: Line) -> list[_Bounds]:
    """The addressee in "Open letter to the President of X"."""
    if len(heading.words) > 16:
        return []
    title = phrases.among("labels", "letter").match(heading.folded)
    length = title.end() if title else 0
    rest = heading.text[heading.lead + length :]
    found = _TO.match(rest)
    start = heading.lead + length + (found.end() if found else 0)
    named = heading.text[start:].rstrip(" :!")
    is_dative = title is not None and title.group() in _DATIVE
    if not named or (found is None and not is_dative and not _is_office(title, named)):
        return []
    return [(heading.start + start, heading.start + start + len(named))]


def _is_office(title: re.Match[str] | None, words: str) -> bool:
    return bool(title and phrases.among("offices").search(phrases.fold(words)))


def _elsewhere(text: str, lines: Sequence[Line], frame: Frame) -> tuple[Part, ...]:
    """The addresses a page gives apart: Please write to: …, Appeals to: …"""
    top = frame.greeted.first if frame.greeted else frame.body
    above = range(top - 1, -1, -1)
    for number in (*above[:_FARTHEST], *range(frame.tail.last, len(lines))):
        line = lines[number]
        is_bare = len(line.words) <= 3 and not line.ends_sentence
        is_open = line.text.endswith(":") or is_bare
        if is_open and line.kind in {Kind.TO, Kind.CALL}:
            found = list(_address(lines, number + 1, limit=top if number < top else 0))
            if found:
                return _parts(text, [(found[0].start, found[-1].end)])
    return ()


def _address(lines: Sequence[Line], at: int, *, limit: int) -> list[Line]:
    found: list[Line] = []
    for line in lines[at : min(limit or len(lines), at + _MOST_ADDRESS_LINES)]:
        is_over = line.is_prose or line.kind is not Kind.TEXT
        if is_over or (found and line.blank_before):
            break
        found.append(line)
    return found if any(line.has_office for line in found) else []
