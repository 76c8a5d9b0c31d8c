"""The lines of a text and the parts they belong to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive import lexicon

_FIRST_WORDS = 4
_LONGEST_HEADING = 80
_ENDS_SENTENCE = (".", ",", ";", ":", "?", '"', "”", "»", "…")
_LONGEST_SALUTATION = 110
_SURE_GREETINGS = (
    *(
        "dear ",
        "to whom it may",
        "your excellenc",
        "sehr geehrte",
        "estimad",
        "уважаем",
    ),
    *("monsieur le ", "monsieur l'", "madame la ", "madame l'", "eure exzellenz"),
)
_DATE = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")


class SegmentKind(StrEnum):
    TITLE = "title"
    BODY = "body"
    LETTER = "letter"
    QUOTE = "quote"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text, in code points, end excluded.

    language: when it is another than that of the document.
    """

    start: int
    end: int
    kind: SegmentKind
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the space around it."""

    start: int
    end: int
    text: str
    blank_before: int
    kind: SegmentKind = SegmentKind.BODY
    part: str = ""
    """Neighbours of one kind and part make one segment."""

    @property
    def folded(self) -> str:
        return lexicon.fold(self.text)

    def begins_with(self, list_name: str) -> bool:
        return begins(self.folded, lexicon.words(list_name))


def read(text: str) -> Iterator[Line]:
    at = blank = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            yield Line(start, start + len(stripped), stripped, blank)
        blank = 0 if stripped else blank + 1
        at += len(raw) + 1


def begins(folded: str, phrases: frozenset[str]) -> bool:
    """Whether a line begins with a phrase of one to four words."""
    words = folded.split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS]
    return any(
        (" ".join(words[:size])) in phrases
        or " ".join(words[:size]).rstrip(",:;!./?") in phrases
        or re.split(r"[/,]", " ".join(words[:size]))[0] in phrases
        for size in range(1, len(words) + 1)
    )


def is_salutation(line: Line) -> bool:
    is_short = len(line.text) <= _LONGEST_SALUTATION and len(line.text.split()) <= 12
    closes = line.text.endswith((",", ":", "!", ";")) or _is_plain_greeting(line)
    return (
        line.kind is SegmentKind.BODY
        and is_short
        and closes
        and line.begins_with("salutations")
    )


def _is_plain_greeting(line: Line) -> bool:
    """Without a mark behind it only what can be nothing else: Dear friends."""
    words = line.folded.split()
    is_sure = line.folded.startswith(_SURE_GREETINGS)
    return is_sure and len(words) <= 5 and not line.text.endswith((".", "?"))


def is_date(text: str) -> bool:
    """A line that is little more than a date."""
    return len(text) <= 60 and len(text.split()) <= 7 and bool(_DATE.search(text))


def is_heading(lines: Sequence[Line], at: int) -> bool:
    line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if len(line.text) > _LONGEST_HEADING or line.text.endswith(_ENDS_SENTENCE):
        return False
    return after is not None and len(after.text) > max(90, len(line.text) * 1.5)
