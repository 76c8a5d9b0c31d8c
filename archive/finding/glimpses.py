# ruff: noqa: S608  texts are our own, and every value is a parameter
"""The first few of several kinds at once, for a page that shows some of each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from archive import search
from archive.reading.shelves import Narrowed
from archive.search import Hit, Query, expressions, keys, lookup, showing
from archive.search.expressions import Step
from archive.search.instead import Asker
from archive.search.lookup import Floors, Place
from archive.search.marking import Finder
from archive.search.scoping import is_careful, visible_rows
from archive.search.snippets import atoms_of

_ANYWHERE = Floors()


def glimpses(
    query: Query, kinds: Iterable[str], *, asker: Asker, size: int
) -> dict[str, list[Hit]]:
    """By kind the first that have the words typed; of what has none, nothing.

    One query, and those that load what was found. Where a word may be a name that
    is not shown, each kind is searched by itself.
    """
    if is_careful(query, asker):
        return {kind: _searched(query, kind, asker, size) for kind in kinds}
    steps = expressions.of_words(query)
    found: dict[str, list[Hit]] = {}
    for kind, places in _places(steps, list(kinds), asker, limit=size).items():
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


def _places(
    steps: Sequence[Step], kinds: Sequence[str], asker: Asker, *, limit: int
) -> Mapping[str, list[Place]]:
    own = lookup.engine()
    heads: list[str] = []
    tails: list[str] = []
    params: list[Any] = []
    for kind in kinds:
        rows = visible_rows(kind, asker, Narrowed())
        narrow = lookup.narrowing(rows, object_id=own.OBJECT)
        span = keys.all_of(kind)
        names = []
        for step in steps:
            sql = own.step(step, span, _ANYWHERE, narrow, limit=limit)
            name = f"s{len(heads)}"
            heads.append(f"{name} AS ({sql.text})")
            names.append(f"SELECT * FROM {name}")
            params += sql.params
        tail = f"f{len(tails)}"
        heads.append(f"{tail} AS ({' UNION ALL '.join(names)} LIMIT {int(limit)})")
        tails.append(f"SELECT * FROM {tail}")
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(heads)} {' UNION ALL '.join(tails)}", params)
        found = [Place(tier, key, "") for tier, key in cursor.fetchall()]
    by_kind: dict[str, dict[int, Place]] = {}
    for place in sorted(found, key=lambda each: (each.tier, -each.key)):
        kind = next(kind for kind in kinds if _is_of(place, kind))
        # a long text has several rows
        own_places = by_kind.setdefault(kind, {})
        own_places.setdefault(keys.object_of(place.key), place)
    return {kind: list(by_kind[kind].values()) for kind in kinds if kind in by_kind}


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
