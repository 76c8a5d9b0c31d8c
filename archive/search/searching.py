"""A search from the words typed to a page of hits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from archive.models.authorship import Author as Viewer
from archive.search import (
    collecting,
    expressions,
    instead,
    keys,
    scoping,
    showing,
    snippets,
)
from archive.search.expressions import Step
from archive.search.found import Instead, Results, Tier
from archive.search.instead import Asker, Other, Others
from archive.search.lookup import Place
from archive.search.marking import Finder
from archive.search.query import Query, parse
from archive.search.scoping import Cursor, Scope
from archive.search.showing import Shown

LARGEST = 200


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
    cursor = scoping.read_cursor(after, kind)
    if not query:
        return Results(query, is_first=not cursor.tier)
    asker = asker or scoping.asking(viewer, on)
    narrowed = scoping.narrowing(query, filters, asker, kind)
    rows = scoping.among_all(kind, asker, narrowed) if among is None else among
    scope = scoping.scope_of(query, kind, rows, narrowed, cursor)
    asked = _Asked(query, scope, asker, cursor, size, aliases, similar)
    results = _checked(asked) if scoping.is_careful(query, asker) else _found(asked)
    return replace(results, narrowed=narrowed, is_first=not cursor.tier)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query and where it is looked for; the switches of the last two tiers."""

    query: Query
    scope: Scope
    asker: Asker
    cursor: Cursor
    size: int
    aliases: bool
    similar: bool

    def others(self) -> Others:
        return instead.others(
            self.query, self.asker, aliases=self.aliases, similar=self.similar
        )


def _found(asked: _Asked) -> Results:
    """The usual way: the index decides, and only what is shown is loaded."""
    query, scope, size = asked.query, asked.scope, asked.size
    steps = expressions.of_words(query)
    places = collecting.first(query, steps, scope, asked.cursor, limit=size + 1)
    others = Others()
    if len(places) <= size:
        others = asked.others()
        more = instead.beside(query, others)
        steps = (*steps, *more)
        left = size + 1 - len(places)
        further = collecting.collect(
            more, scope, asked.cursor, limit=left, has_layers=True
        )
        places = collecting.one_of_each([*places, *further])
    page = places[:size]
    each = showing.shown(scope.kind, page, scope.rows, asked.asker)
    # where what is read is not what is indexed, the reader must find it there
    each = {
        pk: one
        for pk, one in each.items()
        if one.is_as_kept or showing.tier_of(one, steps)
    }
    made = Found(scope, page, each, steps, others, has_more=len(places) > size)
    return _results(query, made)


def _checked(asked: _Asked) -> Results:
    """Where a word may be a name that is not shown: each text is read as it is shown.

    Nothing is left out by the index then, and it says how many there are of nothing.
    """
    query, scope, size = asked.query, asked.scope, asked.size
    others = asked.others()
    steps = (*expressions.of_words(query), *instead.beside(query, others))
    wide = expressions.without_unwanted(steps)
    top = collecting.collect(wide, scope, Cursor(), limit=collecting.CHECKED + 1)
    each = showing.shown(scope.kind, top[: collecting.CHECKED], scope.rows, asked.asker)
    by_key = {
        keys.object_of(place.key): place.key for place in top[: collecting.CHECKED]
    }
    places = sorted(
        (
            Place(tier, by_key[pk], "")
            for pk, one in each.items()
            if (tier := showing.tier_of(one, steps))
        ),
        key=lambda place: (place.tier, -place.key),
    )
    left = [
        p for p in places if (p.tier, -p.key) > (asked.cursor.tier, -asked.cursor.key)
    ]
    if not asked.cursor.tier:
        left = places
    bounded = scope.is_bounded or len(top) > collecting.CHECKED
    scope = replace(scope, is_bounded=bounded and bool(places))
    made = Found(scope, left[:size], each, steps, others, has_more=len(left) > size)
    return _results(query, made)


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
