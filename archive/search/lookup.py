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
# Beginnings of words, and many words at once, cost an index more than reading the
# texts: so many of the newest are looked through one by one.
NEWEST_READ = 5_000
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

    TEXT: str  # what a row of the texts is called where it is looked through
    OBJECT: str  # the id of the object a row is of, where a condition is asked
    HAS_WINDOWS: bool  # finds none in their order, and asks for the newest first

    def step(
        self, step: Step, span: Range, floors: Floors, narrow: Sql, *, limit: int
    ) -> Sql: ...

    def read(
        self,
        step: Step,
        by: Wanted,
        span: Range,
        floors: Floors,
        narrow: Sql,
        *,
        limit: int,
    ) -> Sql:
        """The same, of texts that are looked through one by one: those that the
        index finds by some of the words; by no words all of a span.
        """
        ...

    def count(self, wanted: Wanted, span: Range, *, at_most: int) -> Sql: ...

    def holds(self, step: Step) -> Sql:
        """That a row of the texts, called TEXT, is of a tier; no index is asked."""
        ...


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


def floors(
    span: Range, kind: str, *, below: int, newest: int, least: int = 0
) -> Floors:
    """Where the newest texts of a span end, and those below a key. One query.

    least: the newest are told apart where there are more texts than that.
    """
    wanted = [(span.high, newest, max(newest, least))]
    if engine().HAS_WINDOWS:
        wanted += [(min(span.high, below), size, size) for size in WINDOWS]
    # where no id is as high there are not as many: no need to count them
    one = (
        "CASE WHEN (SELECT max(object_id) FROM archive_searchtext WHERE kind = %s)"
        " > %s THEN (SELECT key FROM archive_searchtext WHERE kind = %s AND key < %s "
        "ORDER BY key DESC LIMIT 1 OFFSET %s) END"
    )
    own = keys.code(kind)
    params = [(own, more, own, high, size - 1) for high, size, more in wanted]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(wanted))}", list(chain(*params)))
        last, *found = cursor.fetchone()
    return Floors(tuple(filter(None, found)), last or 0)


def newest_of(kinds: Sequence[str], size: int) -> dict[str, Range]:
    """Of each kind the keys of its newest. One query."""
    one = (
        "(SELECT key FROM archive_searchtext WHERE kind = %s "
        "ORDER BY key DESC LIMIT 1 OFFSET %s)"
    )
    params = [(keys.code(kind), size - 1) for kind in kinds]
    with connection.cursor() as cursor:
        asked = f"SELECT {', '.join([one] * len(kinds))}"
        cursor.execute(asked, list(chain(*params)))
        lows = cursor.fetchone()
    return {
        kind: keys.all_of(kind).above(low or 0)
        for kind, low in zip(kinds, lows, strict=True)
    }


def rare(
    wanted: Wanted, span: Range, floors: Floors, *, few: int
) -> list[tuple[Atom, ...]]:
    """Which of the words that must be there stand in few of these texts, the rarest
    first.

    Of a phrase it is its words that count: a phrase is rare soon, and to look for
    it takes as long as its words are frequent. One query.
    """
    groups = list(_by_words(wanted))
    each = [_count(group, span, floors, few=few) for group in groups]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'({one.text})' for one in each)}",
            [param for one in each for param in one.params],
        )
        counted = cursor.fetchone()
    ordered = sorted(zip(counted, range(len(groups)), strict=True))
    return [groups[at] for n, at in ordered if n <= few]


def _count(group: tuple[Atom, ...], span: Range, floors: Floors, *, few: int) -> Sql:
    """In how many texts one of these stands, up to one more than few."""
    wanted = Wanted((group,))
    if any(atom.is_prefix for atom in group):
        # an index reads all words that begin so, in however many texts
        return _count_read(wanted, span, at_most=few + 1)
    found = engine().count(wanted, span, at_most=few + 1)
    # who finds none in their order counts all: the newest tell of a frequent word
    for size, floor in reversed([*zip(WINDOWS, floors.windows, strict=False)]):
        if size > few:
            near = engine().count(wanted, span.above(floor), at_most=few + 1)
            text = f"CASE WHEN ({near.text}) > {few} THEN {few + 1} ELSE ({found.text})"
            found = Sql(f"SELECT {text} END", near.params + found.params)
    return found


def _count_read(wanted: Wanted, span: Range, *, at_most: int) -> Sql:
    text = engine().TEXT
    held = engine().holds(Step(1, wanted))
    return Sql(
        f"SELECT count(*) AS n FROM (SELECT 1 FROM archive_searchtext AS {text} WHERE "
        f"{text}.key >= %s AND {text}.key < %s AND {held.text} LIMIT {at_most}) AS o",
        (span.low, span.high, *held.params),
    )


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


def asked(
    step: Step,
    span: Range,
    floors: Floors,
    narrow: Sql,
    *,
    limit: int,
    by: Sequence[tuple[Atom, ...]] | None = None,
) -> Sql:
    """What a database is asked for one tier; by: as find() has it."""
    if by is None:
        return engine().step(step, span, floors, narrow, limit=limit)
    found = _deciding(step.wanted, by)
    return engine().read(step, found, span, floors, narrow, limit=limit)


def _deciding(wanted: Wanted, by: Sequence[tuple[Atom, ...]]) -> Wanted:
    """The groups of a tier that hold one of these words; where it has none of them,
    those without the beginning of a word.
    """
    if not by:
        return Wanted(())
    said = {token for group in by for atom in group for token in atom.tokens}
    groups = [g for g in wanted.groups if any(said & {*a.tokens} for a in g)]
    whole = [g for g in wanted.groups if not any(a.is_prefix for a in g)]
    return Wanted(tuple(groups or whole or wanted.groups))


def find(
    steps: Sequence[tuple[Step, Range]],
    *,
    floors: Floors,
    rows: "QuerySet[Any] | Rows | None",
    limit: int,
    has_layers: bool = False,
    by: Sequence[tuple[Atom, ...]] | None = None,
) -> list[Place]:
    """The first rows that the steps hold, in their order, newest first. One query.

    by: the words by which the index finds the texts that are looked through; none
    for all of a span. None: the index finds what the steps hold by itself.
    """
    steps = [(step, span) for step, span in steps if span]
    if not steps or limit < 1:
        return []
    own = engine()
    narrow = narrowing(rows, object_id=own.OBJECT)
    each = [
        asked(step, span, floors, narrow, limit=limit, by=by) for step, span in steps
    ]
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
