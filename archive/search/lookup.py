# ruff: noqa: S608  texts are our own, and every value is a parameter
"""What a search asks the index for, and what it says; the engines do the asking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from archive.search import keys
from archive.search.expressions import COLUMNS, Atom, Layers, Step, Wanted
from archive.search.keys import Range

# So many of the newest texts of a kind are looked through for words that stand in
# many of them; for phrases of such words fewer. What stands in few is looked for
# everywhere.
NEWEST, NEWEST_OF_PHRASES = 50_000, 20_000
FEW = 500
# The newest that an engine asks for first when it finds none in their order.
WINDOWS = (100, 1_000, 10_000)


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition with its parameters."""

    text: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the index that was found: its tier and its place in the order.

    layers: its words, where these were asked for.
    """

    tier: int
    key: int
    stretches: str
    layers: Layers | None = None


@dataclass(frozen=True, slots=True)
class Floors:
    """Keys above which the newest texts are: of each window, and of those looked
    through at most. 0 = there are no more.
    """

    windows: tuple[int, ...] = ()
    newest: int = 0


class Rows(Protocol):
    """Rows that may be seen, as a condition."""

    def narrow(self, object_id: str) -> Sql: ...


class Engine(Protocol):
    """What a database does in its own words."""

    OBJECT: str  # the id of the object a row is of, where a condition is asked
    HAS_WINDOWS: bool  # finds none in their order, and asks for the newest first

    def step(
        self, step: Step, span: Range, floors: Floors, narrow: Sql, *, limit: int
    ) -> Sql: ...

    def count(self, wanted: Wanted, span: Range, *, at_most: int) -> Sql: ...


def engine() -> Engine:
    from archive.search import postgresql, sqlite

    engines: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}
    return engines[connection.vendor]


def narrowing(rows: "QuerySet[Any] | Rows | None", *, object_id: str) -> Sql:
    """That the object of a row of the index is one of these."""
    if rows is None:
        return Sql("TRUE")
    if not isinstance(rows, QuerySet):
        return rows.narrow(object_id)
    same = rows.order_by().filter(
        pk=RawSQL(  # noqa: S611  the engine's own words
            object_id, (), output_field=models.BigIntegerField()
        )
    )
    try:
        text, params = same.values("pk").query.sql_with_params()
    except EmptyResultSet:
        return Sql("FALSE")
    return Sql(f"EXISTS ({text})", tuple(params))


def floors(span: Range, kind: str, *, below: int, newest: int) -> Floors:
    """Where the newest texts of a span end, and those below a key. One query."""
    wanted = [(span.high, newest)]
    if engine().HAS_WINDOWS:
        wanted += [(min(span.high, below), size) for size in WINDOWS]
    # where no id is as high there are not as many: no need to count them
    one = (
        "CASE WHEN (SELECT max(object_id) FROM archive_searchtext WHERE kind = %s)"
        " > %s THEN (SELECT key FROM archive_searchtext WHERE kind = %s AND key < %s "
        "ORDER BY key DESC LIMIT 1 OFFSET %s) END"
    )
    own = keys.code(kind)
    params = [(own, size, own, high, size - 1) for high, size in wanted]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(wanted))}", list(chain(*params)))
        last, *found = cursor.fetchone()
    return Floors(tuple(filter(None, found)), last or 0)


def is_rare(wanted: Wanted, span: Range, *, few: int) -> bool:
    """Whether one of the words that must be there stands in few of these texts.

    Of a phrase it is its words that count: a phrase is rare soon, and to look for
    it takes as long as its words are frequent. One query.
    """
    own = engine()
    each = [
        own.count(Wanted((group,)), span, at_most=few + 1)
        for group in _by_words(wanted)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT min(n) FROM ({' UNION ALL '.join(one.text for one in each)}) AS f",
            [param for one in each for param in one.params],
        )
        return bool(cursor.fetchone()[0] <= few)


def _by_words(wanted: Wanted) -> Iterator[tuple[Atom, ...]]:
    """What must be there, word by word: a phrase has all of its words."""
    for group in wanted.groups:
        if len({len(atom.tokens) for atom in group}) > 1:
            # of phrases of several lengths one may be there without the other
            yield tuple(_longest(atom) for atom in group)
            continue
        for place in range(len(group[0].tokens)):
            yield tuple(dict.fromkeys(_word(atom, place) for atom in group))


def _longest(atom: Atom) -> Atom:
    return _word(atom, max(range(len(atom.tokens)), key=lambda n: len(atom.tokens[n])))


def _word(atom: Atom, place: int) -> Atom:
    is_last = place == len(atom.tokens) - 1
    return Atom(atom.column, (atom.tokens[place],), atom.is_prefix and is_last)


def find(
    steps: Sequence[tuple[Step, Range]],
    *,
    floors: Floors,
    rows: "QuerySet[Any] | Rows | None",
    limit: int,
    has_layers: bool = False,
) -> list[Place]:
    """The first rows that the steps hold, in their order, newest first. One query."""
    steps = [(step, span) for step, span in steps if span]
    if not steps or limit < 1:
        return []
    own = engine()
    narrow = narrowing(rows, object_id=own.OBJECT)
    each = [own.step(step, span, floors, narrow, limit=limit) for step, span in steps]
    # a tier is looked up only when those before it have not filled the page
    heads = ", ".join(f"s{n} AS ({one.text})" for n, one in enumerate(each))
    tails = " UNION ALL ".join(f"SELECT * FROM s{n}" for n in range(len(each)))
    more = "".join(f", t.{column}" for column in COLUMNS) if has_layers else ""
    with connection.cursor() as cursor:
        cursor.execute(
            # flat: SQLite's parser has room for so many brackets only
            f"WITH {heads}, f AS ({tails} LIMIT {int(limit)}) "
            f"SELECT f.tier, f.key, t.stretches{more} FROM f "
            "JOIN archive_searchtext AS t ON t.key = f.key",
            [param for one in each for param in one.params],
        )
        found = [
            Place(tier, key, stretches, Layers(*row) if row else None)
            for tier, key, stretches, *row in cursor.fetchall()
        ]
    return sorted(found, key=lambda place: (place.tier, -place.key))
