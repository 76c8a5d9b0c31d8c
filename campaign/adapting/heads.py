# ruff: noqa: RUF001  words and marks of other scripts are meant
"""What stands over a greeting: sender, place, date, addressees, subject."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from babel import Locale

from campaign.adapting import phrases
from campaign.adapting.lines import Kind, Line

_MONTH_LANGUAGES = (
    *("en", "de", "fr", "es", "ru", "pt", "pl", "nl", "tr", "sv", "it", "uk", "kk"),
    *("da", "nb", "cs", "ro", "fi", "hu", "el", "ar"),
)
_FIGURES = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{4}-\d\d-\d\d")
_BEHIND = re.compile(r"\s*(?:года|г\.|р\.|r\.|tarihinde|年|日)", re.IGNORECASE)
_BEFORE = re.compile(
    r"[\s,;:–—-]*(?:\b(?:the|den|am|le|el|a|à|em|dnia|de|im|this)\b)?[\s,]*\Z",
    re.IGNORECASE,
)
_IN = re.compile(r"\s*(?:in|à|en|em|w|у|в|г\.)\s+", re.IGNORECASE)
_BLANK_DATE = re.compile(
    r"[\[(<{]\s*(?:\w+[\s,]+){0,3}?(date|datum|fecha|data|дата|tarih)\s*[\])>}]",
    re.IGNORECASE,
)
_BLANK_PLACE = re.compile(
    r"[\[(<{]\s*(town|city|place|ort|lieu|ville|lugar|ciudad|город|lugar|plaats|miejscowość|yer)\s*[\])>}]",
    re.IGNORECASE,
)
# A feast or a season: Place, Easter 2014
_LOOSE = re.compile(r"^[^\d,]{2,40},\s+([^,]{3,25}\s(?:19|20)\d\d)[.\s]*$")
# What is said about a letter and is of no part of it: how it is sent, the greeting.
_SAID_OF = re.compile(
    r"(?:via|by|per|par|por|vorab|sent by|по)(?!\w).{0,20}(?:fax|facsimile|mail|post"
    r"|courri|courrier|correo|einschreiben|boten|hand|факс|почт)"
    r"|(?:salutation|anrede|formule d'appel|tratamiento|aanhef|обращение)\s*:"
    r"|(?:lettre recommandée|recommandé|registered (?:letter|mail)|einschreiben"
    r"|raccomandata|carta certificada|correo certificado|заказн\w+ письмо)"
    r"(?!\w).{0,40}$"
    r"|(?:ofício|oficio|исх|prot|l\.dz|az|aktenzeichen|[nv]/réf|(?:our|your) ref)"
    r"[\s.:nºr°№]+[\w/.-]{0,20}\d[\w/.-]{0,20}$"
    r"|(?:lugar y fecha|local e data|lieu et date|luogo e data|place and date"
    r"|ort(?:,| und) datum|место и дата|miejscowość(?:,| i) data)[\W_]*$"
)
_BLANKS = re.compile(r"_{3,}|\.{4,}|…{2,}")
_TOWN_BEHIND = re.compile(r",\s+([A-ZÀ-ÞĀ-ŽİА-ЯЁ][^\d,.;:()]{1,30})$")
_LABELS = frozenset({Kind.TO, Kind.FROM, Kind.COPY})
_LONGEST_DATE_LINE = 90


@dataclass(slots=True)
class Head:
    """Bounds of each part, offsets into the text."""

    sender: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    date: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None
    addressees: list[tuple[int, int]] = field(default_factory=list)
    copies: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """Neighbouring lines of an address; start is behind a label."""

    lines: list[Line]
    start: int
    label: Kind | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        return self.start, self.lines[-1].end

    @property
    def has_office(self) -> bool:
        return any(line.has_office or line.starts_addressee for line in self.lines)

    @property
    def starts_addressee(self) -> bool:
        return self.label is Kind.TO or self.lines[0].starts_addressee

    @property
    def is_senders(self) -> bool:
        """Words that say a body, a way to reach it, a blank to fill in."""
        return any(
            line.has_body or line.is_postal or line.is_blank_form for line in self.lines
        )


def read(lines: Sequence[Line]) -> Head:
    """The parts of the lines between a page and a greeting."""
    head = Head()
    titled = _titled(lines)
    if titled:
        head.subject = (titled[0].start, titled[-1].end)
    rest = [line for line in lines if line not in titled and not _taken(head, line)]
    blocks = list(_blocks(rest, lines))
    _share_out(head, _double_spaced(blocks, lines) or blocks)
    return head


def is_said_of(line: Line) -> bool:
    """How a letter is sent or registered: of no part of it."""
    return bool(_SAID_OF.match(line.folded))


def _titled(lines: Sequence[Line]) -> Sequence[Line]:
    """What a letter is called below the address: ОБРАЩЕНИЕ / по поводу ареста …"""
    for at, line in enumerate(lines):
        if line.kind is not Kind.LETTER:
            continue
        below = lines[at + 1 : at + 2]
        if below and not below[0].blank_before and below[0].text[0].islower():
            return lines[at : at + 2]
        return lines[at : at + 1]
    return ()


def dated(line: Line) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    """Bounds of place and date in a line that is little more than that."""
    text = line.text
    if len(text) > _LONGEST_DATE_LINE:
        return None
    found = _date_in(text)
    if found is None:
        return None
    start, end = found
    before = _BEFORE.search(text, 0, start)
    place_end = before.start() if before else start
    opening = _IN.match(text)
    place_start = opening.end() if opening and opening.end() < place_end else line.lead
    behind = text[end:].strip(" .,)")
    place = text[place_start:place_end]
    if (
        len(behind.split()) > 3
        or len(place.split()) > 5
        or any(map(str.isdigit, place))
    ):
        return None
    if place[:1].islower() or place.rstrip().endswith(":"):
        return None
    bounds = (line.start + start, line.start + end)
    if not place.strip():
        return _place_behind(line, end), bounds
    return (line.start + place_start, line.start + place_end), bounds


def _place_behind(line: Line, end: int) -> tuple[int, int] | None:
    """3 May 2014, London: the town stands behind the date."""
    found = _TOWN_BEHIND.match(line.text, end)
    return (line.start + found.start(1), line.start + found.end(1)) if found else None


def _date_in(text: str) -> tuple[int, int] | None:
    blank = _BLANK_DATE.search(text)
    if blank:
        return blank.span()
    found = _FIGURES.search(text) or _written().search(text)
    if found is None:
        loose = _LOOSE.search(text) if len(text) <= 60 else None
        return loose.span(1) if loose else None
    behind = _BEHIND.match(text, found.end())
    return found.start(), behind.end() if behind else found.end()


@cache
def _written() -> re.Pattern[str]:
    """A date with its month in letters: 3 May 2014, May 3rd, 2014, 3. Mai 2014."""
    names = {
        phrases.fold(name).rstrip(".")
        for language in _MONTH_LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in Locale.parse(language).months[context][width].values()
    }
    days = {
        phrases.fold(name).rstrip(".")
        for language in _MONTH_LANGUAGES
        for width in ("wide", "abbreviated")
        for name in Locale.parse(language).days["format"][width].values()
    }
    month = rf"(?:{_one_of(names)})\.?"
    day = r"[«“\"]?(?<!\w)\d{1,2}(?:\s?(?:st|nd|rd|th|er|º|ª|-го|\.|[»”\"]))?"
    year = r",?\s+(?:de\s+|del\s+)?(?:19|20)\d\d"
    weekday = rf"(?:(?<!\w)(?:{_one_of(days)})[.,]?\s+)?"
    return re.compile(
        rf"{weekday}{day}\s+(?:of\s+|de\s+)?{month}(?!\w)(?:{year})?"
        rf"|{weekday}(?<!\w){month}\s+{day}(?!\w)(?:{year})?"
        rf"|(?<!\w){month}{year}",
        re.IGNORECASE,
    )


def _one_of(names: Iterable[str]) -> str:
    longest_first = sorted((n for n in names if len(n) > 2), key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


def _taken(head: Head, line: Line) -> bool:
    """Puts a line that says what it is in its place."""
    if line.kind is Kind.SUBJECT:
        head.subject = head.subject or (line.after, line.end)
        return True
    if line.kind is Kind.DATE:
        head.date = head.date or (line.after, line.end)
        return True
    if line.kind is Kind.COPY and line.after < line.end:
        head.copies.append((line.after, line.end))
        return True
    if line.kind is not Kind.TEXT:
        return False
    found = dated(line)
    if found:
        head.place, head.date = found
    elif _is_blank_dateline(line) or is_said_of(line):
        return True
    return bool(found)


def _is_blank_dateline(line: Line) -> bool:
    """À ________, le ________ says nothing, and is of nobody's address."""
    return len(line.words) <= 4 and len(_BLANKS.findall(line.text)) > 1


def _blocks(rest: Sequence[Line], lines: Sequence[Line]) -> Iterator[Block]:
    """Parted by blank lines, by lines taken, by labels and by new addressees."""
    numbers = {line.start: number for number, line in enumerate(lines)}
    block: Block | None = None
    last = -2
    for line in rest:
        number = numbers[line.start]
        is_new = number != last + 1 or line.blank_before or line.kind is not Kind.TEXT
        if block and not is_new:
            is_new = _is_another(block, line)
        last = number
        if block and is_new and not _is_lone(block):
            yield block
            block = None
        if _is_connector(line):
            continue
        if block is None:
            label = line.kind if line.kind in _LABELS else None
            block = Block([line], line.after if label else line.start, label)
        else:
            block.lines.append(line)
    if block:
        yield block


def _double_spaced(blocks: Sequence[Block], among: Sequence[Line]) -> list[Block]:
    """An address whose lines stand apart, as one; empty when it is not so."""
    apart = [len(block.lines) == 1 and block.label is not Kind.FROM for block in blocks]
    if len(blocks) < 3 or not all(apart) or not any(b.has_office for b in blocks):
        return []
    named = [b.lines[0].folded.split()[:1] for b in blocks if b.starts_addressee]
    if any(named.count(word) > 1 for word in named):
        return []
    lines = [line for block in blocks for line in block.lines]
    if not _are_neighbours(lines[0], lines[-1], among, len(lines)):
        return []
    return [Block(lines, blocks[0].start, Kind.TO)]


def _are_neighbours(first: Line, last: Line, among: Sequence[Line], count: int) -> bool:
    """Whether nothing else stands between two lines that are so many in all."""
    return sum(first.start <= line.start <= last.start for line in among) == count


def _is_lone(block: Block) -> bool:
    """A label alone: what follows is its block."""
    return block.label is not None and block.start >= block.lines[-1].end


def _is_connector(line: Line) -> bool:
    words = phrases.fold(line.text).strip(" ,.:;")
    return words in {
        "and",
        "und",
        "et",
        "y",
        "и",
        "e",
        "i",
        "en",
        "ve",
        "och",
        "a",
        "sowie",
    }


def _is_another(block: Block, line: Line) -> bool:
    """A second addressee in the next line, begun as the first was."""
    if not line.starts_addressee or not block.lines[0].starts_addressee:
        return False
    first = block.lines[0].folded.split()[:1]
    return line.folded.split()[:1] == first and line.has_office


def _share_out(head: Head, blocks: list[Block]) -> None:
    """Sender and addressees among the blocks; the rest is of the page."""
    for block in [block for block in blocks if block.label is Kind.COPY]:
        blocks.remove(block)
        head.copies += [(line.start, line.end) for line in block.lines[1:]]
    for block in [
        block for block in blocks if _is_lone(block) and len(block.lines) == 1
    ]:
        blocks.remove(block)
    named = [block for block in blocks if _is_addressee(block, blocks)]
    if not named:
        named = [b for b in blocks[-1:] if b.label is not Kind.FROM and _is_address(b)]
    named = [b for b in named if not _is_title(b, named)] or named
    head.addressees = [_bounds(block) for block in named]
    if not named:
        return _set_sender(head, blocks)
    above = blocks[: blocks.index(named[0])]
    below = blocks[blocks.index(named[-1]) + 1 :]
    _set_sender(head, above + [b for b in below if b.label is Kind.FROM])
    lone = [b for b in below if len(b.lines) <= 2 and b.label is None]
    if lone and head.subject is None:
        head.subject = lone[-1].bounds
    elif lone and below[0] is lone[0] and _is_free(head, named[-1], lone[0]):
        head.addressees[-1] = (head.addressees[-1][0], lone[0].bounds[1])
    return None


def _is_free(head: Head, above: Block, below: Block) -> bool:
    """Whether neither date nor subject stands between two blocks."""
    others = [
        part for part in (head.date, head.place, head.subject, *head.copies) if part
    ]
    low, high = above.bounds[1], below.bounds[0]
    return not any(low <= start < high for start, _ in others)


def _is_title(block: Block, named: Sequence[Block]) -> bool:
    """A line in capitals, or with a colon, over an address that is neither."""
    line = block.lines[0]
    is_lone = len(block.lines) == 1 and block.label is None
    if is_lone and line.text.endswith(":") and not line.starts_addressee:
        return True
    is_loud = len(block.lines) == 1 and line.text.isupper()
    return is_loud and not any(b.lines[0].text.isupper() for b in named if b != block)


def _bounds(block: Block) -> tuple[int, int]:
    lines = block.lines
    start = lines[1].start if _is_lone_start(block) else block.start
    return start, lines[-1].end


def _is_lone_start(block: Block) -> bool:
    return len(block.lines) > 1 and block.start >= block.lines[0].end


def _set_sender(head: Head, blocks: Sequence[Block]) -> None:
    known = [b for b in blocks if b.label is Kind.FROM]
    known = known or [b for b in blocks if b.is_senders]
    if known:
        head.sender = _bounds(known[-1])


def _is_addressee(block: Block, blocks: Sequence[Block]) -> bool:
    if block.label is not None:
        return block.label is Kind.TO
    if not block.has_office or block.lines[0].is_blank_form:
        return False
    if block.starts_addressee:
        return True
    is_first = block is blocks[0]
    others = any(b.has_office or b.label is Kind.TO for b in blocks if b is not block)
    is_sender = is_first and others and any(line.has_body for line in block.lines)
    return not is_sender


def _is_address(block: Block) -> bool:
    is_form = all(line.is_blank_form for line in block.lines)
    is_body = any(line.has_body for line in block.lines)
    lines = len(block.lines)
    return not is_form and (lines > 1 or block.lines[0].is_postal) and not is_body
