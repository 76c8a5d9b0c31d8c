"""What a search gives back: values only, ready for a page, a feed or a file."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from archive.models import Entity
from archive.reading.shelves import Narrowed
from archive.search.query import Query

_ALL = Narrowed()


class Tier(IntEnum):
    """Why something was found, the best reason first; what the order goes by."""

    TITLE = 1
    EXACT = 2
    SPELLING = 3
    FORM = 4
    ALIAS = 5
    SIMILAR = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what a viewer reads; is_marked: it is what was looked for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, as its viewer reads it.

    object: the row, a copy for show where a name is protected. why: in words,
    empty for what is found as it was typed. offset: where the first match begins
    in the current text of a report (code points); None when it is in the title
    only, or when there is no such text.
    """

    kind: str
    object_id: int
    tier: Tier
    why: str
    object: Any  # a row of any room
    title: tuple[Piece, ...] = ()
    snippet: tuple[Piece, ...] = ()
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """Other words that were looked for too: what was typed, and what beside it.

    For aliases `name` is how the archive calls whom the typed words mean; of a
    similar word it is empty.
    """

    typed: str
    words: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found.

    next: the cursor of the page after it, empty on the last one. is_first: from
    the top, also when the cursor was none of ours. bounded: only the newest were
    looked through. aliases, similar: what was looked for beside the words typed,
    as far as it found something on this page; each can be switched off. narrowed:
    of reports, by what they were, and in `ignored` the filters that mean nothing.
    """

    query: Query
    narrowed: Narrowed = _ALL
    hits: tuple[Hit, ...] = ()
    next: str = ""
    is_first: bool = True
    bounded: bool = False
    aliases: tuple[Instead, ...] = ()
    similar: tuple[Instead, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet, how it is called, and how many of the hits have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over the newest hits of all tiers that were asked for.

    is_complete: that is all of them; otherwise say "of the newest {counted}".
    """

    counted: int = 0
    is_complete: bool = True
    source: tuple[Facet, ...] = ()
    kind: tuple[Facet, ...] = ()
    language: tuple[Facet, ...] = ()
    year: tuple[Facet, ...] = ()
    entity: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityHit:
    """A person, an organisation or a place whose name is like what was typed.

    score: 0 to 1. name: the spelling that is most alike, as its viewer reads it.
    """

    entity: Entity
    score: float
    name: str
    why: str = ""
