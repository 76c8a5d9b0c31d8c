"""A search from the words typed to a page of hits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import Claim, Entity
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, shelves, visible
from archive.reading.shelves import Narrowed
from archive.search import (
    expressions,
    instead,
    keys,
    lookup,
    rooms,
    showing,
    snippets,
    touching,
)
from archive.search.everybody import Everything
from archive.search.expressions import Step
from archive.search.found import Instead, Results, Tier
from archive.search.instead import Asker, Other, Others
from archive.search.keys import Range
from archive.search.lookup import Floors, Place
from archive.search.marking import Finder
from archive.search.query import Query, parse
from archive.search.showing import Shown

LARGEST = 200
# As many of the newest are checked one by one where a name is not to be shown.
CHECKED = 300
# Words that are looked for in as many texts as one would be.
_QUICK = 3
_CURSOR = re.compile(r"([1-6])-([0-9a-f]{1,16})")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is looked: a kind, a stretch of keys, the rows that may be seen."""

    kind: str
    span: Range
    rows: "QuerySet[Any] | Everything"
    floors: Floors
    is_bounded: bool = False


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


def search(
    query: str | Query,
    *,
    viewer: Viewer,
    on: date,
    kind: str = "report",
    filters: Mapping[str, str] | None = None,
    among: "QuerySet[Any] | None" = None,
    after: str = "",
    size: int = 20,
    aliases: bool = True,
    similar: bool = True,
    asker: Asker | None = None,
) -> Results:
    """A page of what a viewer may see on a day: by reason, then the newest first.

    kind: one of keys.KINDS. filters: of reports, as archive.reading.shelves reads
    them (source, kind, language, year, entity); those typed into the query hold
    where none is given. among: the rows that may be seen, where these are not all
    there are. after: the cursor of a page before; nonsense is
    the first page. aliases, similar: whether those are looked for too. asker: of
    the same viewer and day, when something was asked before; a query less.

    Six queries at most; two more for filters by source or entity, one for a name
    that is known under others, one in an archive of more than 50,000 texts, and two
    while somebody is protected. Raises ValueError for an unknown kind only.
    """
    query = parse(query) if isinstance(query, str) else query
    size = max(1, min(size, LARGEST))
    cursor = read_cursor(after, kind)
    if not query:
        return Results(query, is_first=not cursor.tier)
    asker = asker or asking(viewer, on)
    narrowed = narrowing(query, filters, asker, kind)
    rows = among_all(kind, asker, narrowed) if among is None else among
    scope = scope_of(query, kind, rows, narrowed, cursor)
    found = _found if not is_careful(query, asker) else _checked
    results = found(query, scope, asker, cursor, size=size, wants=(aliases, similar))
    return replace(results, narrowed=narrowed, is_first=not cursor.tier)


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
        shown = visible.evidence(viewer, on=on).filter(claim=OuterRef("pk"))
        return Claim.objects.filter(Exists(shown))
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


def read_cursor(after: str, kind: str) -> Cursor:
    """What is none of ours is the top."""
    found = _CURSOR.fullmatch(after)
    span = keys.all_of(kind)
    if found is None or not span.low <= int(found[2], 16) < span.high:
        return Cursor()
    return Cursor(int(found[1]), keys.first_of(int(found[2], 16)))


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
    floors = lookup.floors(span, kind, below=below, newest=most)
    newest = span.above(floors.newest)
    is_bounded = bool(floors.newest > span.low) and not lookup.is_rare(
        expressions.all_of(query), newest, few=lookup.FEW * most // lookup.NEWEST
    )
    return Scope(kind, newest if is_bounded else span, rows, floors, is_bounded)


def collect(
    steps: Sequence[Step],
    scope: Scope,
    cursor: Cursor,
    *,
    limit: int,
    has_layers: bool = False,
) -> list[Place]:
    """The first places after a cursor, one for each object. Most often one query."""
    found: dict[int, Place] = {}
    while len(found) < limit:
        got = lookup.find(
            cursor.left(steps, scope.span),
            floors=scope.floors,
            rows=scope.rows,
            limit=limit,
            has_layers=has_layers,
        )
        for place in got:
            found.setdefault(keys.object_of(place.key), place)
        if len(got) < limit:
            break
        # long texts have several rows
        cursor = Cursor(got[-1].tier, keys.first_of(got[-1].key))
    return list(found.values())[:limit]


def _first(
    query: Query, steps: Sequence[Step], scope: Scope, cursor: Cursor, *, limit: int
) -> list[Place]:
    """As collect(). What few texts hold is looked up once, and not tier by tier."""
    most = 1 if scope.floors.newest else 2
    if len(query.wanted) > most or query.has_phrases:
        widest = Step(1, expressions.all_of(query))
        found = collect([widest], scope, Cursor(), limit=limit, has_layers=True)
        if len(found) < limit and not _has_parts(found):
            return list(_tiered(found, steps, cursor))
    return collect(steps, scope, cursor, limit=limit, has_layers=True)


def _has_parts(found: Sequence[Place]) -> bool:
    """Whether one of them is not the first part of a text: others may be better."""
    return any(place.key != keys.first_of(place.key) for place in found)


def _tiered(
    found: Sequence[Place], steps: Sequence[Step], cursor: Cursor
) -> Iterator[Place]:
    """Those after a cursor, in their order."""
    tiers = {
        place.key: expressions.tier_of(steps, place.layers)
        for place in found
        if place.layers
    }
    after = (cursor.tier, -cursor.key)
    for place in sorted(found, key=lambda each: (tiers[each.key], -each.key)):
        tier = tiers[place.key]
        if tier and (not cursor.tier or (tier, -place.key) > after):
            yield replace(place, tier=tier)


def _found(
    query: Query,
    scope: Scope,
    asker: Asker,
    cursor: Cursor,
    *,
    size: int,
    wants: tuple[bool, bool],
) -> Results:
    """The usual way: the index decides, and only what is shown is loaded."""
    steps = expressions.of_words(query)
    places = _first(query, steps, scope, cursor, limit=size + 1)
    others = Others()
    if len(places) <= size:
        others = _others(query, asker, wants)
        more = beside(query, others)
        steps = (*steps, *more)
        left = size + 1 - len(places)
        further = collect(more, scope, cursor, limit=left, has_layers=True)
        places = _first_of_each([*places, *further])
    page = places[:size]
    each = showing.shown(scope.kind, page, scope.rows, asker)
    # where what is read is not what is indexed, the reader must find it there
    each = {
        pk: one
        for pk, one in each.items()
        if one.is_as_kept or showing.tier_of(one, steps)
    }
    made = Found(scope, page, each, steps, others, has_more=len(places) > size)
    return _results(query, made)


def _checked(
    query: Query,
    scope: Scope,
    asker: Asker,
    cursor: Cursor,
    *,
    size: int,
    wants: tuple[bool, bool],
) -> Results:
    """Where a word may be a name that is not shown: each text is read as it is shown.

    Nothing is left out by the index then, and it says how many there are of nothing.
    """
    others = _others(query, asker, wants)
    steps = (*expressions.of_words(query), *beside(query, others))
    wide = expressions.without_unwanted(steps)
    top = collect(wide, scope, Cursor(), limit=CHECKED + 1)
    each = showing.shown(scope.kind, top[:CHECKED], scope.rows, asker)
    by_key = {keys.object_of(place.key): place.key for place in top[:CHECKED]}
    places = sorted(
        (
            Place(tier, by_key[pk], "")
            for pk, one in each.items()
            if (tier := showing.tier_of(one, steps))
        ),
        key=lambda place: (place.tier, -place.key),
    )
    left = [p for p in places if (p.tier, -p.key) > (cursor.tier, -cursor.key)]
    if not cursor.tier:
        left = places
    bounded = scope.is_bounded or len(top) > CHECKED
    scope = replace(scope, is_bounded=bounded and bool(places))
    made = Found(scope, left[:size], each, steps, others, has_more=len(left) > size)
    return _results(query, made)


def _others(query: Query, asker: Asker, wants: tuple[bool, bool]) -> Others:
    return instead.others(query, asker, aliases=wants[0], similar=wants[1])


def beside(query: Query, others: Others) -> tuple[Step, ...]:
    return expressions.of_others(
        query,
        [each.beside for each in others.aliases],
        [each.beside for each in others.similar],
    )


def _first_of_each(places: Sequence[Place]) -> list[Place]:
    first: dict[int, Place] = {}
    for place in places:
        first.setdefault(keys.object_of(place.key), place)
    return list(first.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A page before it is made ready: its places, and what was loaded of them."""

    scope: Scope
    page: Sequence[Place]
    each: Mapping[int, Shown]
    steps: Sequence[Step]
    others: Others
    has_more: bool


def _results(query: Query, made: Found) -> Results:
    finders = {
        step.tier: Finder(snippets.atoms_of(query, step.wanted)) for step in made.steps
    }
    hits = tuple(
        showing.hit(
            made.scope.kind,
            place,
            made.each[pk],
            finders[place.tier],
        )
        for place in made.page
        if (pk := keys.object_of(place.key)) in made.each
    )
    last = made.page[-1] if made.page and made.has_more else None
    return Results(
        query=query,
        hits=hits,
        next=str(Cursor(last.tier, keys.first_of(last.key))) if last else "",
        bounded=made.scope.is_bounded,
        aliases=tuple(_said(made.others.aliases, made, Tier.ALIAS)),
        similar=tuple(_said(made.others.similar, made, Tier.SIMILAR)),
    )


def _said(others: Sequence[Other], made: Found, tier: Tier) -> Iterator[Instead]:
    """What was looked for beside the words, as far as it stands in what is shown."""
    if not others:
        return
    there = [
        part.folded
        for place in made.page
        if place.tier == tier and (one := made.each.get(keys.object_of(place.key)))
        for part in showing.layers_of(place, one)
    ]
    for other in others:
        ways = [" ".join(way) for way in other.beside.others]
        used = [way for way in ways if any(f" {way} " in text for text in there)]
        if used:
            yield Instead(other.typed, tuple(used), other.name)
