"""Tables as a test wants to find them: migrated, empty, and small.

The migrated, empty tables of an earlier run are kept while no migration differs, only
for SQLite in memory: applying all migrations takes it longer than a hundred
tests. What was kept is named by the bytes of every migration, so an old state is
never taken for a new one; PostgreSQL and a fresh clone apply them all.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

# Django's name for it; under another one nothing would be found, and all applied
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def place(folder: Path) -> Path:
    """Where the tables of today's migrations are kept."""
    digest = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return folder / f"{digest.hexdigest()}.sqlite3"


def load(kept: Path) -> sqlite3.Connection | None:
    """Put what was kept where the test database will be made; None for nothing.

    It stays there as long as the connection that is returned is open.
    """
    if not kept.exists():
        return None
    memory = sqlite3.connect(IN_MEMORY, uri=True)
    with closing(sqlite3.connect(kept)) as source:
        source.backup(memory)
    return memory


def keep(kept: Path) -> None:
    """Keep the tables of the test database, in place of older ones."""
    part = kept.with_name(f"{os.getpid()}.part")
    with closing(sqlite3.connect(part)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    part.replace(kept)


def sweep() -> None:
    """Take away what rolled-back tests left in PostgreSQL's tables.

    Their rows are dead, not gone: a table grows with every test and is read through
    again and again; and what a test counted of its own rows (ANALYZE) is not rolled
    back, so whatever comes later is planned for the tables of another test.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace "
            "AND (pg_relation_size(oid) > 65536 OR (relpages > 0 AND reltuples = 0))"
        )
        if swollen := [name for (name,) in cursor]:
            cursor.execute(f"VACUUM {', '.join(swollen)}")
