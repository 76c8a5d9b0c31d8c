"""A site with the demonstration in it, for tests that drive a browser."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from tests import make


@pytest.fixture
def demo(transactional_db) -> Iterator[None]:
    """The demonstration, seen by the server's thread and gone afterwards."""
    make.demo()
    yield
    _forget_all()


def _forget_all() -> None:
    """Empties the database in spite of the triggers that keep captures.

    SQLite empties a table row by row, which they refuse; PostgreSQL's
    TRUNCATE does not ask them.
    """
    with connection.cursor() as cursor:
        kept = _refusals(cursor)
        for name, _sql in kept:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        call_command("flush", interactive=False, verbosity=0)
        for _name, sql in kept:
            cursor.execute(sql)


def _refusals(cursor) -> list[tuple[str, str]]:
    if connection.vendor != "sqlite":
        return []
    cursor.execute(
        "SELECT name, sql FROM sqlite_master "
        "WHERE type = 'trigger' AND sql LIKE '%RAISE%'"
    )
    return list(cursor.fetchall())
