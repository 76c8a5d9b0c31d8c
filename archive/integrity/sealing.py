"""Sealing: what waits becomes links, a thousand at a time.

The database writes down what waits in the transaction that writes the record, so
nothing is missed, whoever writes and in whatever order transactions end.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from archive.integrity.heads import following, head
from archive.integrity.kinds import Kind, Shapes, digest, is_kept_by_the_day, kinds
from archive.models import ChainLink, ChainShape, ChainWaiting

_AT_ONCE = 1000
_LATE = timedelta(days=1, hours=1)
# The lock of everybody who seals on PostgreSQL; SQLite has one writer anyway.
_LOCK = 0x5EA1

Record = tuple[str, int]


class _Busy(Exception):
    """Somebody else is sealing."""


def seal(*, at: datetime, at_most: int | None = None, wait: bool = True) -> int:
    """Seal what waits, each 1,000 in a transaction of their own; how many links.

    What is kept by the day is sealed when the day is over, so that its place in the
    chain does not tell the hour. at_most: about how many, for a door that somebody
    waits at. wait: for others who are sealing; or else it is left to them.
    Safe to be killed, and to run again. One query when nothing waits; else ten and
    one for each kind of record.
    """
    count, after = 0, 0
    while at_most is None or count < at_most:
        if not ChainWaiting.objects.filter(pk__gt=after).exists():
            break
        try:
            with transaction.atomic():
                _lock(wait=wait)
                sealed, after = _seal_after(after, at)
        except _Busy:
            break
        count += sealed
    return count


def _lock(*, wait: bool) -> None:
    if connection.vendor != "postgresql":
        return
    function = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_LOCK])
        if cursor.fetchone()[0] is False:
            raise _Busy


def _seal_after(after: int, at: datetime) -> tuple[int, int]:
    """How many links were made, and up to what was looked at."""
    waiting = list(
        ChainWaiting.objects.filter(pk__gt=after)
        .order_by("pk")
        .values_list("pk", "record_type", "record_id")[:_AT_ONCE]
    )
    if not waiting:
        return 0, after
    asked = list(dict.fromkeys((name, pk) for _key, name, pk in waiting))
    found, settled = _read(asked, Shapes(), at)
    _append([(record, found[record]) for record in asked if record in found], at)
    settled |= found.keys()
    done = [key for key, name, pk in waiting if (name, pk) in settled]
    ChainWaiting.objects.filter(pk__in=done).delete()
    return len(found), waiting[-1][0]


Found = tuple[ChainShape, str, bool]


def _read(
    asked: Iterable[Record], shapes: Shapes, at: datetime
) -> tuple[Mapping[Record, Found], set[Record]]:
    """Shape, digest and lateness of what is to be sealed; and what needs no link."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for name, pk in asked:
        wanted[name].append(pk)
    found: dict[Record, Found] = {}
    settled: set[Record] = set()
    for name, keys in wanted.items():
        kind = kinds().get(name)
        if kind is None:
            continue
        linked = set(
            ChainLink.objects.filter(
                shape__in=shapes.of(kind), record_id__in=keys
            ).values_list("record_id", flat=True)
        )
        settled |= {(name, pk) for pk in linked}
        left = [pk for pk in keys if pk not in linked]
        there = _of_kind(kind, left, shapes, at)
        found |= {record: row for record, row in there.items() if row}
        if kind.may_go:
            settled |= {(name, pk) for pk in left if (name, pk) not in there}
    return found, settled


def _of_kind(
    kind: Kind, keys: Iterable[int], shapes: Shapes, at: datetime
) -> dict[Record, Found | None]:
    """By record; None for what is not sealed before its day is over."""
    found: dict[Record, Found | None] = {}
    shape = shapes.today(kind)
    columns = ("pk", kind.moment or "pk", *kind.fields)
    rows = kind.model._base_manager.filter(pk__in=list(keys)).order_by()
    for pk, moment, *values in rows.values_list(*columns):
        record = (kind.name, int(str(pk)))
        if is_of_today(moment, at):
            found[record] = None
            continue
        late = isinstance(moment, datetime) and at - moment > _LATE
        found[record] = (shape, digest(kind.fields, values), late)
    return found


def is_of_today(moment: object, at: datetime) -> bool:
    """Kept by the day, and that day is not over yet."""
    if not isinstance(moment, datetime) or not is_kept_by_the_day(moment):
        return False
    return moment.astimezone(UTC).date() >= at.astimezone(UTC).date()


def _append(records: Iterable[tuple[Record, Found]], at: datetime) -> None:
    """Written without Django's models, which take longer than all the rest."""
    last, day = head(), at.astimezone(UTC).date()
    number, before, made = last.number, last.hash, []
    for (name, pk), (shape, content, late) in records:
        number += 1
        before = following(
            before,
            number=number,
            record_type=name,
            record_id=pk,
            content=content,
            sealed_on=day,
            is_late=late,
        )
        made.append((number, shape.pk, pk, content, before, late))
    on = connection.ops.adapt_datefield_value(day)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_chainlink (number, shape_id, record_id, content, "
            "hash, is_late, sealed_on) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(*row, on) for row in made],
        )


def queue_all() -> int:
    """Have everything wait that is neither sealed nor waiting; how many.

    For what was written while a trigger was away. Looks through every record.
    """
    count = 0
    quote = connection.ops.quote_name
    for kind in kinds().values():
        meta = kind.model._meta
        table, key = quote(meta.db_table), quote(str(meta.pk.column))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO archive_chainwaiting (record_type, record_id) "  # noqa: S608 (names of our own tables)
                f"SELECT %s, {key} FROM {table} AS record WHERE NOT EXISTS ("
                "SELECT 1 FROM archive_chainlink link JOIN archive_chainshape shape "
                "ON shape.id = link.shape_id WHERE shape.record_type = %s "
                f"AND link.record_id = record.{key}) AND NOT EXISTS ("
                "SELECT 1 FROM archive_chainwaiting waiting "
                f"WHERE waiting.record_type = %s AND waiting.record_id = record.{key}) "
                f"ORDER BY {key}",
                [kind.name] * 3,
            )
            count += cursor.rowcount
    return count
