"""Who asks, and where is looked for them: rows, keys, and after which hit."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import Entity
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, shelves, visible
from archive.reading.shelves import Narrowed
from archive.search import expressions, keys, lookup, rooms, touching
from archive.search.everybody import Everything
from archive.search.expressions import Atom, Step
from archive.search.instead import Asker
from archive.search.keys import Range
from archive.search.lookup import Floors, Sql
from archive.search.query import Query

# Words that are looked for in as many texts as one would be.
_QUICK = 3
# Of more words, and of beginnings, the rarest decide which texts are looked through.
_MANY, _RAREST = 8, 3
_CURSOR = re.compile(r"([1-6])-([0-9a-f]{1,16})")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is looked: a kind, a stretch of keys, the rows that may be seen.

    by: as lookup.find() has it.
    """

    kind: str
    span: Range
    rows: "QuerySet[Any] | Everything"
    floors: Floors
    is_bounded: bool = False
    by: Sequence[tuple[Atom, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last hit of the page before; tier 0 = from the top."""

    tier: int = 0
    key: int = 0

    def __str__(self) -> str:
        return f"{self.tier}-{self.key:x}"

    def left(self, steps: Sequence[Step], span: Range) -> list[tuple[Step, Range]]:
        """The tiers that are still to come, each with its keys."""
        return [
            (step, span.below(self.key) if step.tier == self.tier else span)
            for step in steps
            if step.tier >= self.tier
        ]


def asking(viewer: Viewer, on: date) -> Asker:
    """Who asks, and whose names are kept from them. One query."""
    screen = protecting.screen_for(viewer)
    return Asker(viewer, on, screen, touching.names(screen.about(())))


def is_careful(query: Query, asker: Asker) -> bool:
    return bool(asker.screen) and touching.touches(query, asker.known)


def narrowing(
    query: Query, filters: Mapping[str, str] | None, asker: Asker, kind: str
) -> Narrowed:
    asked = {**dict(query.filters), **{k: v for k, v in (filters or {}).items() if v}}
    if kind != "report" or not asked:
        return Narrowed()
    return shelves.narrowed(
        asked, viewer=asker.viewer, on=asker.on, screen=asker.screen
    )


def among_all(
    kind: str, asker: Asker, narrowed: Narrowed
) -> "QuerySet[Any] | Everything":
    """Raises ValueError for a kind that no room gives."""
    if kind == "report" and narrowed.is_all:
        return Everything(asker.viewer, asker.on)
    return visible_rows(kind, asker, narrowed)


def visible_rows(kind: str, asker: Asker, narrowed: Narrowed) -> "QuerySet[Any]":
    """Raises ValueError for a kind that no room gives."""
    viewer, on = asker.viewer, asker.on
    if kind == "report":
        return shelves.reports(narrowed, viewer=viewer, on=on)
    if kind == "claim":
        return visible.claims(viewer, on=on)
    if kind == "entity":
        shown_too = visible.entities(viewer, on=on, screen=asker.screen)
        stands = Coalesce(OuterRef("root"), OuterRef("pk"))
        own = visible.shown_alone(viewer, on=on).filter(pk=OuterRef("pk"))
        found = Entity.objects.filter(
            Exists(shown_too.filter(pk=stands)), Q(root=None) | Exists(own)
        )
        told = visible.names(viewer, on=on)
        return found.prefetch_related(Prefetch("names", told))
    if room := rooms.of(kind):
        return room.rows(viewer, on)
    raise ValueError(f"Nothing is kept to be found as “{kind}”.")


def condition(kind: str, asker: Asker, *, object_id: str) -> Sql:
    """That the object of a row may be seen, for all of a kind.

    Put into SQL once a day, unless rows were read to know what to ask.
    """
    sees_all = bool(getattr(asker.viewer, "is_staff", False))
    room = rooms.of(kind)
    of = (
        connection.vendor,
        kind,
        room and room.rows,
        asker.on,
        sees_all,
        object_id,
    )
    is_own = kind == "entity" and bool(asker.screen)
    found = None if is_own else _CONDITIONS.get(of)
    if found is None:
        read: list[str] = []
        with connection.execute_wrapper(partial(_noted, read)):
            rows = visible_rows(kind, asker, Narrowed())
            found = lookup.narrowing(rows, object_id=object_id)
        if not (read or is_own):
            if len(_CONDITIONS) >= _MOST_CONDITIONS:
                _CONDITIONS.clear()
            _CONDITIONS[of] = found
    return found


def _noted(read: list[str], execute: Callable[..., Any], *asked: Any) -> Any:
    read.append(asked[0])
    return execute(*asked)


_MOST_CONDITIONS = 64
_CONDITIONS: dict[tuple[object, ...], Sql] = {}


def read_cursor(after: str, kind: str) -> Cursor:
    """What is none of ours is the top."""
    found = _CURSOR.fullmatch(after)
    span = keys.all_of(kind)
    if found is None or not span.low <= int(found[2], 16) < span.high:
        return Cursor()
    return Cursor(int(found[1]), keys.first_of(int(found[2], 16)))


def is_read(query: Query) -> bool:
    """Whether the index finds some of the words only, and the rest is looked for in
    the texts: beginnings of words, and many words, it reads for too long.
    """
    return len(query.wanted) > _MANY or any(term.is_prefix for term in query.terms)


def scope_of(
    query: Query,
    kind: str,
    rows: "QuerySet[Any] | Everything",
    narrowed: Narrowed,
    cursor: Cursor,
) -> Scope:
    """Where to look: everywhere, or in the newest for what stands in most texts.

    One query; two in a large archive.
    """
    span = keys.all_of(kind)
    if narrowed.year:
        span = keys.of_year(kind, narrowed.year)
    below = cursor.key if cursor.tier else span.high
    most = lookup.NEWEST_OF_PHRASES if query.has_phrases else lookup.NEWEST
    # the more words, the longer each text takes
    most = max(most * _QUICK // max(len(query.wanted), _QUICK), 1)
    reads = is_read(query)
    if reads:
        most = min(most, lookup.NEWEST_READ)
    # in a small archive an index reads all that begins so in no time
    is_beginning = reads and len(query.wanted) <= _MANY
    least = lookup.NEWEST_OF_PHRASES if is_beginning else 0
    floors = lookup.floors(span, kind, below=below, newest=most, least=least)
    if floors.newest <= span.low:
        return Scope(kind, span, rows, floors)
    newest = span.above(floors.newest)
    few = lookup.FEW * most // lookup.NEWEST
    rare = lookup.rare(expressions.all_of(query), newest, floors, few=few)
    by = rare[:_RAREST] if reads else None
    return Scope(kind, span if rare else newest, rows, floors, not rare, by)
