"""Somebody at the database shell who knows what stands in the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection


@contextmanager
def without_triggers(*tables: str) -> Iterator:
    """A cursor that may do to these tables whatever SQL can; put back afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # what waits until the end of the transaction is checked now
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield cursor
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        marks = ", ".join(["%s"] * len(tables))
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "  # noqa: S608 (marks only)
            f"AND tbl_name IN ({marks})",
            tables,
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _name, sql in triggers:
            cursor.execute(sql)


def backdate(states, at: datetime) -> None:
    """Histories as if they had been written then: for what is news, and since when."""
    with without_triggers(states.model._meta.db_table):
        states.all().update(history_date=at)


@contextmanager
def tampering(*tables: str) -> Iterator:
    """The same, and no foreign key stands in the way. For what is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield cursor
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")
    with without_triggers(*tables) as cursor:
        yield cursor
