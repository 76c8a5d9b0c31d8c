# ruff: noqa: S608  texts are our own, and every value is a parameter
"""Who is called so, and what is spelled so: asked anew by every search, and written
plainly, because to put such a question together takes longer than to answer it.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection

from archive.search.lookup import Sql

# Rows at most, and of those entities with an equal key.
_READ, _EQUAL = 20_000, 80
_ROOT = "coalesce(e.root_id, n.entity_id)"
_NAMED = "archive_name AS n JOIN archive_entity AS e ON e.id = n.entity_id"


def by_blocks(
    equal: Collection[str], blocks: Mapping[str, Collection[str]]
) -> list[tuple[str, int]]:
    """Entities by what their names share with a name; under "" those by the same key.

    blocks: by kind. One query.
    """
    found = []
    if equal:
        keys = _one_of(equal)
        found.append(
            Sql(
                f"SELECT * FROM (SELECT '' AS said, {_ROOT} FROM {_NAMED} "
                f"WHERE n.key IN {keys.text} LIMIT {_EQUAL}) AS k",
                keys.params,
            )
        )
    for kind, own in blocks.items():
        if own:
            shared = _one_of(own)
            found.append(
                Sql(
                    f"SELECT b.block AS said, {_ROOT} FROM archive_nameblock AS b "
                    f"JOIN archive_name AS n ON n.id = b.name_id "
                    "JOIN archive_entity AS e ON e.id = n.entity_id "
                    f"WHERE b.kind = %s AND b.block IN {shared.text}",
                    (kind, *shared.params),
                )
            )
    return _rows(found)


def by_keys_and_near(
    keys: Collection[str], typed: Iterable[tuple[str, int]]
) -> list[tuple[str, int]]:
    """By key the entities so called, and words that begin or end as one typed and
    are about as long, with a 0. typed: each with how many letters may be wrong. One
    query.
    """
    found = []
    if keys:
        own = _one_of(keys)
        asked = f"SELECT n.key AS said, {_ROOT} FROM {_NAMED} WHERE n.key IN {own.text}"
        found.append(Sql(asked, own.params))
    near = [(fold[:3], fold[-3:], len(fold) - n, len(fold) + n) for fold, n in typed]
    if near:
        alike = "(w.head = %s OR w.tail = %s) AND w.length BETWEEN %s AND %s"
        found.append(
            Sql(
                "SELECT w.word AS said, 0 FROM archive_searchword AS w "
                f"WHERE {' OR '.join([f'({alike})'] * len(near))}",
                tuple(value for each in near for value in each),
            )
        )
    return _rows(found)


def _one_of(values: Collection[str]) -> Sql:
    ordered = tuple(sorted(values))
    return Sql(f"({', '.join(['%s'] * len(ordered))})", ordered)


def _rows(each: Collection[Sql]) -> list[tuple[str, int]]:
    if not each:
        return []
    params: list[Any] = [value for one in each for value in one.params]
    with connection.cursor() as cursor:
        asked = " UNION ALL ".join(one.text for one in each)
        cursor.execute(f"{asked} LIMIT {_READ}", params)
        return [(str(said), int(of)) for said, of in cursor.fetchall()]
