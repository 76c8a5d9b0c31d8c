"""What a letter is taken apart into. Offsets count code points, end excluded."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """As in a model letter's paragraphs."""

    PURPOSE = "purpose"
    FACT = "fact"
    NORM = "norm"
    DEMAND = "demand"
    SOLIDARITY = "solidarity"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as given; text is that stretch, nothing changed."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class AdaptedParagraph:
    start: int
    end: int
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Adapted:
    """A letter found in a text. What is not printed is None or empty.

    The parts are in no other part. others are further letters of the same
    text; they have none themselves. language is the one said, or guessed.
    """

    language: str = ""
    sender: Part | None = None
    place: Part | None = None
    date: Part | None = None
    addressees: tuple[Part, ...] = ()
    subject: Part | None = None
    salutation: Part | None = None
    paragraphs: tuple[AdaptedParagraph, ...] = ()
    closing: Part | None = None
    signature: Part | None = None
    copies: tuple[Part, ...] = ()
    others: tuple["Adapted", ...] = ()


def part(text: str, start: int, end: int) -> Part | None:
    """The stretch without white space at its ends; None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return Part(start, end, text[start:end]) if start < end else None
