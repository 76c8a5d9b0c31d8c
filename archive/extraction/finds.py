"""What extraction hands out, and the candidates its stages pass on."""

from dataclasses import dataclass
from enum import StrEnum


class FindKind(StrEnum):
    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    DATE = "DATE"
    CHARGE = "CHARGE"
    SENTENCE = "SENTENCE"
    DEMAND = "DEMAND"
    ACTION = "ACTION"


NAMES = (FindKind.PERSON, FindKind.ORG, FindKind.PLACE)


@dataclass(frozen=True, slots=True)
class Find:
    """Something said in a text.

    start and end are code points of the text as given, end excluded.
    canonical is shared by the finds of one document that mean one thing; value
    is empty for anything but a DATE. source is an extractor and its version.
    """

    start: int
    end: int
    kind: FindKind
    surface: str
    canonical: str
    value: str
    score: float
    source: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be one; canonical is given only by the gazetteer."""

    start: int
    end: int
    kind: FindKind
    score: float
    source: str
    canonical: str = ""

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Candidate") -> bool:
        return self.start < other.end and other.start < self.end
