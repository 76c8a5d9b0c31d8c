"""One moment of a database to read, and triggers that stand aside while rows return."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read within is of one moment; nobody who writes has to wait."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        usual = getattr(connection, "transaction_mode", None)
        # IMMEDIATE, as the site writes, would keep every writer out meanwhile
        setattr(connection, "transaction_mode", "DEFERRED")  # noqa: B010 (no stub)
        try:
            with transaction.atomic():
                yield
        finally:
            setattr(connection, "transaction_mode", usual)  # noqa: B010
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # a backup may take longer than a page
        cursor.execute("SET LOCAL statement_timeout = 0")
        yield


@contextmanager
def without_triggers() -> Iterator[None]:
    """Rows come back in any order; what they must obey is checked when all are there.

    Within a transaction, so that the triggers are there again whatever happens.
    """
    check()
    with connection.cursor() as cursor:
        pairs = (
            _sqlite(cursor) if connection.vendor == "sqlite" else _postgresql(cursor)
        )
        for lift, _back in pairs:
            cursor.execute(lift)
        yield
        check()
        for _lift, back in pairs:
            cursor.execute(back)


def check() -> None:
    """What the database puts off until the end, now: does each row have its others?"""
    if connection.vendor == "sqlite":
        connection.check_constraints()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _sqlite(cursor: CursorWrapper) -> list[tuple[str, str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    quote = connection.ops.quote_name
    return [(f"DROP TRIGGER {quote(name)}", sql) for name, sql in cursor.fetchall()]


def _postgresql(cursor: CursorWrapper) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class "
        "ON pg_class.oid = tgrelid WHERE NOT tgisinternal "
        "AND pg_table_is_visible(tgrelid)"
    )
    return [
        (
            f"ALTER TABLE {name} DISABLE TRIGGER USER",
            f"ALTER TABLE {name} ENABLE TRIGGER USER",
        )
        for (name,) in cursor.fetchall()
    ]
