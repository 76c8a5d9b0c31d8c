"""What stands beside a paragraph: claims, spellings, dates worked out."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from archive.dates import DateSpan


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """A claim that words of the paragraph support or, against, contradict."""

    start: int
    end: int
    claim_id: int
    kind: str
    sentence: str
    modality: str = ""
    attributed_to: str = ""
    against: bool = False
    disputed: bool = False
    superseded_on: date | None = None
    superseded_by: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return (self.claim_id, self.against)

    @property
    def is_plain(self) -> bool:
        """It proves a claim that stands; nothing to warn of."""
        return not (self.against or self.disputed or self.superseded_on)


@dataclass(frozen=True, slots=True)
class NameNote:
    """A spelling as printed, and what we call whoever is meant."""

    is_plain: ClassVar[bool] = False

    start: int
    end: int
    printed: str
    label: str
    url: str

    @property
    def key(self) -> tuple[object, ...]:
        return (self.printed.casefold(), self.url)


@dataclass(frozen=True, slots=True)
class DateNote:
    """A date as printed, and the day it was worked out to be."""

    is_plain: ClassVar[bool] = False

    start: int
    end: int
    printed: str
    span: DateSpan

    @property
    def key(self) -> tuple[object, ...]:
        return (self.printed, self.span)


Note = ClaimNote | NameNote | DateNote


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something a text names: who, how spelt here, and the page.

    key: of the entity that stands for it; spellings: other than the label.
    """

    key: int
    anchor: str
    label: str
    description: str
    kind: str
    url: str
    spellings: tuple[str, ...] = ()
