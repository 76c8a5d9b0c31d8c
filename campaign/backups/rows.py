"""Rows as lines and back, whatever the database: one JSON list a row.

Times are in UTC to the microsecond, bytes in base64, null is null. A table is read by
the models as they were when its migrations were written, so that an older backup is
read as what it is.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils.duration import duration_iso_string

# Sessions sign nobody in at another place; the index of words is made anew.
LEFT_OUT = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "archive_searchtext",
        "archive_searchword",
    }
)
_BATCH = 500


@dataclass(frozen=True)
class Table:
    """One table with the columns that are kept, in their order."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> Sequence[models.Field[Any, Any]]:
        return list(self.model._meta.local_concrete_fields)

    @property
    def columns(self) -> list[str]:
        return [str(field.column) for field in self.fields]

    @property
    def files(self) -> list[models.FileField]:
        return [each for each in self.fields if isinstance(each, models.FileField)]


def applied() -> dict[str, list[str]]:
    """The migrations that this database has had, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationExecutor(connection).loader.applied_migrations):
        found.setdefault(app, []).append(name)
    return found


def tables(migrated: dict[str, list[str]]) -> list[Table]:
    """Of a database with these migrations, by name."""
    loader = MigrationExecutor(connection).loader
    done = {(app, name) for app, names in migrated.items() for name in names}
    last = [
        each
        for each in done & set(loader.graph.nodes)
        if not any(
            child.key in done and child.key[0] == each[0]
            for child in loader.graph.node_map[each].children
        )
    ]
    state = loader.project_state(sorted(last))
    found = (
        Table(model)
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    )
    kept = (table for table in found if table.name not in LEFT_OUT)
    return sorted(kept, key=lambda table: table.name)


def lines(table: Table) -> Iterator[bytes]:
    """Each row of the table by its key; read as it is written."""
    names = [field.attname for field in table.fields]
    rows = table.model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(_BATCH):
        yield (
            json.dumps(
                [_plain(value) for value in row],
                ensure_ascii=False,
                separators=(",", ":"),
                sort_keys=True,
            ).encode()
            + b"\n"
        )


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case _:
            return value


def add(table: Table, content: Iterable[bytes]) -> int:
    """Put rows in as they were, by no model's rule; how many. Raises ValueError."""
    into = ", ".join(connection.ops.quote_name(each) for each in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    # names of tables and columns are those of our own models
    sql = (
        f"INSERT INTO {connection.ops.quote_name(table.name)} "  # noqa: S608
        f"({into}) VALUES ({places})"
    )
    count = 0
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in content:
            batch.append(_row(table, line))
            count += 1
            if len(batch) == _BATCH:
                cursor.executemany(sql, batch)
                batch = []
        if batch:
            cursor.executemany(sql, batch)
    return count


def _row(table: Table, line: bytes) -> list[Any]:
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(table.fields):
        raise ValueError(f"a row of {table.name} has not its columns")
    return [
        _value(field, value) for field, value in zip(table.fields, values, strict=True)
    ]


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None:
        is_json = isinstance(field, models.JSONField) and not field.null
        return field.get_db_prep_value(None, connection) if is_json else None
    if isinstance(field, models.BinaryField):
        value = base64.b64decode(value)
    elif not isinstance(field, models.JSONField | models.FileField):
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)


def last_number(table: Table) -> int | None:
    """The highest number ever given to a row; None where rows are not numbered.

    A number that was given once is not given again after a restore: histories know
    rows that are gone by theirs.
    """
    key = table.model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name]
            )
            row = cursor.fetchone()
            return int(row[0]) if row else 0
        sequence = _sequence(cursor, table)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608
        last, is_called = cursor.fetchone()
        return int(last) if is_called else 0


def number_on(table: Table, last: int) -> None:
    """Let the next row have the number after this one."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute(
                "INSERT INTO sqlite_sequence VALUES (%s, %s)", [table.name, last]
            )
            return
        sequence = _sequence(cursor, table)
        cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(last, 1), last > 0])


def _sequence(cursor: Any, table: Table) -> str:
    quoted = connection.ops.quote_name(table.name)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, _key(table)])
    return str(cursor.fetchone()[0])


def _key(table: Table) -> str:
    return str(table.model._meta.pk.column)
