# ruff: noqa: S608  texts are our own, and every value is a parameter
"""The first few of several kinds at once, for a page that shows some of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from archive import search
from archive.reading.shelves import Narrowed
from archive.search import (
    Hit,
    Query,
    collecting,
    expressions,
    keys,
    lookup,
    scoping,
    showing,
)
from archive.search.expressions import Atom, Layers, Step
from archive.search.found import Tier
from archive.search.instead import Asker
from archive.search.keys import Range
from archive.search.lookup import Floors, Place
from archive.search.marking import Finder
from archive.search.scoping import is_careful, visible_rows
from archive.search.snippets import atoms_of

_ANYWHERE = Floors()
# Texts of one kind that are put in their order here.
_FEW = 50


def glimpses(
    query: Query,
    kinds: Iterable[str],
    *,
    asker: Asker,
    size: int,
    is_bounded: bool = False,
) -> dict[str, list[Hit]]:
    """By kind the first that have the words typed; of what has none, nothing.

    is_bounded: the words are in very many reports, so the newest are enough. One
    query, one more where a kind has many, one for where the newest begin, and those
    that load what was found. Where a word may be a name that is not shown, each kind
    is searched by itself.
    """
    if is_careful(query, asker):
        return {kind: _searched(query, kind, asker, size) for kind in kinds}
    steps = expressions.of_words(query)
    found: dict[str, list[Hit]] = {}
    where = _where(query, list(kinds), is_bounded=is_bounded)
    for kind, places in _places(query, where, asker, limit=size).items():
        found[kind] = _hits(query, kind, places, steps, asker)
    return found


def _searched(query: Query, kind: str, asker: Asker, size: int) -> list[Hit]:
    results = search.search(
        query,
        kind=kind,
        viewer=asker.viewer,
        on=asker.on,
        asker=asker,
        size=size,
        aliases=False,
        similar=False,
    )
    return list(results.hits)


@dataclass(frozen=True, slots=True)
class _Where:
    """Kinds, each with its keys; by: as lookup.find() has it."""

    spans: Mapping[str, Range]
    by: Sequence[tuple[Atom, ...]] | None = None


def _where(query: Query, kinds: Sequence[str], *, is_bounded: bool) -> _Where:
    everything = {kind: keys.all_of(kind) for kind in kinds}
    if not (kinds and scoping.is_read(query)):
        return _Where(everything)
    if is_bounded:
        return _Where(lookup.newest_of(kinds, lookup.NEWEST_READ), by=())
    groups = expressions.all_of(query).groups
    whole = [each for each in groups if not any(atom.is_prefix for atom in each)]
    return _Where(everything, by=whole or None)


def _places(
    query: Query, where: _Where, asker: Asker, *, limit: int
) -> Mapping[str, list[Place]]:
    """What few texts of a kind hold is looked up once, the rest tier by tier."""
    kinds = list(where.spans)
    steps = expressions.of_words(query)
    widest = Step(Tier.FORM, expressions.all_of(query))
    wide = _by_kind(
        _asked([widest], kinds, where, asker, limit=_FEW, has_layers=True), kinds
    )
    places: dict[str, list[Place]] = {}
    many = []
    for kind, found in wide.items():
        if len(found) < _FEW and not collecting.has_parts(found):
            places[kind] = list(collecting.tiered(found, steps))[:limit]
        else:
            many.append(kind)
    if many:
        places |= _by_kind(_asked(steps, many, where, asker, limit=limit), many)
    return {
        kind: collecting.one_of_each(places[kind]) for kind in kinds if kind in places
    }


def _asked(
    steps: Sequence[Step],
    kinds: Sequence[str],
    where: _Where,
    asker: Asker,
    *,
    limit: int,
    has_layers: bool = False,
) -> list[Place]:
    """The first of each kind. One query."""
    own = lookup.engine()
    heads: list[str] = []
    tails: list[str] = []
    params: list[Any] = []
    for kind in kinds:
        narrow = scoping.condition(kind, asker, object_id=own.OBJECT)
        names = []
        for step in steps:
            if not collecting.may_hold(step, kind):
                continue
            sql = lookup.asked(
                step,
                where.spans[kind],
                _ANYWHERE,
                narrow,
                limit=limit,
                by=where.by,
            )
            name = f"s{len(heads)}"
            heads.append(f"{name} AS ({sql.text})")
            names.append(f"SELECT * FROM {name}")
            params += sql.params
        tail = f"f{len(tails)}"
        heads.append(f"{tail} AS ({' UNION ALL '.join(names)} LIMIT {int(limit)})")
        tails.append(f"SELECT * FROM {tail}")
    asked = f"WITH {', '.join(heads)} SELECT f.tier, f.key"
    found = f"FROM ({' UNION ALL '.join(tails)}) AS f"
    if has_layers:
        asked += "".join(f", t.{column}" for column in expressions.COLUMNS)
        found += " JOIN archive_searchtext AS t ON t.key = f.key"
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} {found}", params)
        return [
            Place(tier, key, "", Layers(*row) if row else None)
            for tier, key, *row in cursor.fetchall()
        ]


def _by_kind(found: Iterable[Place], kinds: Iterable[str]) -> dict[str, list[Place]]:
    """In their order, by kind; of what has none, nothing."""
    ordered = sorted(found, key=lambda each: (each.tier, -each.key))
    made = {kind: [each for each in ordered if _is_of(each, kind)] for kind in kinds}
    return {kind: own for kind, own in made.items() if own}


def _is_of(place: Place, kind: str) -> bool:
    span = keys.all_of(kind)
    return span.low <= place.key < span.high


def _hits(
    query: Query,
    kind: str,
    places: Sequence[Place],
    steps: Sequence[Step],
    asker: Asker,
) -> list[Hit]:
    rows = visible_rows(kind, asker, Narrowed())
    each = showing.shown(kind, places, rows, asker)
    if asker.screen:
        # what is read is not what is indexed
        each = {pk: one for pk, one in each.items() if showing.tier_of(one, steps)}
    finder = Finder(atoms_of(query))
    return [
        showing.hit(kind, place, each[pk], finder)
        for place in places
        if (pk := keys.object_of(place.key)) in each
    ]
