"""From tiers and a scope to places in the index, one for each object."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.search import expressions, keys, lookup
from archive.search.expressions import Step
from archive.search.found import Tier
from archive.search.lookup import Place
from archive.search.query import Query
from archive.search.scoping import Cursor, Scope

# As many of the newest are checked one by one where a name is not to be shown.
CHECKED = 300
_TOP = Cursor()


def may_hold(step: Step, kind: str) -> bool:
    """A fact has no title: none is looked for."""
    return step.tier != Tier.TITLE or kind != "claim"


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
            by=scope.by,
        )
        for place in got:
            found.setdefault(keys.object_of(place.key), place)
        if len(got) < limit:
            break
        # long texts have several rows
        cursor = Cursor(got[-1].tier, keys.first_of(got[-1].key))
    return list(found.values())[:limit]


def first(
    query: Query, steps: Sequence[Step], scope: Scope, cursor: Cursor, *, limit: int
) -> list[Place]:
    """As collect(). What few texts hold is looked up once, and not tier by tier."""
    most = 1 if scope.floors.newest else 2
    if scope.kind != "report" or lookup.engine().HAS_WINDOWS:
        # Of the few that are no reports most have no such word in their titles, and
        # FTS5 would look for one in all reports. GIN reads all for each tier anew.
        most = 0
    if len(query.wanted) > most or query.has_phrases:
        widest = Step(1, expressions.all_of(query))
        found = collect([widest], scope, Cursor(), limit=limit, has_layers=True)
        if len(found) < limit and not has_parts(found):
            return list(tiered(found, steps, cursor))
    steps = [step for step in steps if may_hold(step, scope.kind)]
    return collect(steps, scope, cursor, limit=limit, has_layers=True)


def has_parts(found: Sequence[Place]) -> bool:
    """Whether one of them is not the first part of a text: others may be better."""
    return any(place.key != keys.first_of(place.key) for place in found)


def tiered(
    found: Sequence[Place], steps: Sequence[Step], cursor: Cursor = _TOP
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


def one_of_each(places: Sequence[Place]) -> list[Place]:
    first: dict[int, Place] = {}
    for place in places:
        first.setdefault(keys.object_of(place.key), place)
    return list(first.values())
