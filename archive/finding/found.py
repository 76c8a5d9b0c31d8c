"""What a search found, as a page shows it: values for a template."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.finding.asked import REPORT, Asked
from archive.models import Passage
from archive.reading.shelves import Narrowed
from archive.search import FIELDS, EntityHit, Facets, Hit, Instead, Piece

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Line:
    """Something found, and where it is read.

    snippet: what is shown of its text. passage: of a claim what proves it.
    """

    hit: Hit
    url: str
    snippet: tuple[Piece, ...] = ()
    note: "StrOrPromise" = ""
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What was found of one kind. more: the address of all of it."""

    kind: str
    label: "StrOrPromise"
    lines: tuple[Line, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that changes what is looked for. count: None where nobody counted."""

    label: "StrOrPromise"
    url: str
    count: int | None = None
    is_current: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Choices of one facet. name: as the address has it."""

    name: str
    label: "StrOrPromise"
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that were looked for beside those typed. alone: what finds each only."""

    other: Instead
    switch: str
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a search.

    nowhere: words that stand in nothing, when nothing was found; fewer: the address
    of the search without them; alone: of that for the words of its phrases.
    """

    asked: Asked
    kinds: tuple[Choice, ...] = ()
    said: tuple[str, ...] = ()
    narrowed: Narrowed = field(default_factory=Narrowed)
    off: tuple[Choice, ...] = ()
    aliases: tuple[Beside, ...] = ()
    similar: tuple[Beside, ...] = ()
    cards: tuple[EntityHit, ...] = ()
    all_cards: str = ""
    main: Section | None = None
    sections: tuple[Section, ...] = ()
    facets: Facets = field(default_factory=Facets)
    narrowings: tuple[Narrowing, ...] = ()
    next: str = ""
    is_first: bool = True
    bounded: bool = False
    nowhere: tuple[str, ...] = ()
    fewer: str = ""
    alone: str = ""

    @property
    def chips(self) -> tuple[Choice, ...]:
        """The filters that hold, each with the address without it."""
        return tuple(
            Choice(f"{name}: {_called(getattr(self.narrowed, name))}", url)
            for name in FIELDS
            if getattr(self.narrowed, name)
            and (url := self.asked.leaving(name).address)
        )

    @property
    def wider(self) -> str:
        """Without any filter."""
        asked = self.asked
        for name in FIELDS:
            asked = asked.leaving(name)
        return asked.address

    @property
    def reports(self) -> str:
        return self.asked.among(REPORT).address

    @property
    def everywhere(self) -> str:
        return self.asked.among("").address

    @property
    def is_nothing(self) -> bool:
        return not (self.cards or self.sections or (self.main and self.main.lines))


def _called(value: object) -> str:
    """Of a source its name, of somebody the label; else the value itself."""
    return str(getattr(value, "name", "") or getattr(value, "label", "") or value)
