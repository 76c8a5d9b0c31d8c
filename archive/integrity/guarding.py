"""The triggers that refuse: whether all are there, and setting them again.

What they are is written in migrations, each of which names its tables in GUARDS.
"""

import sys
from collections.abc import Iterator
from importlib import import_module

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from archive.integrity.faults import Fault
from archive.integrity.kinds import kinds


def guards() -> Iterator[Fault]:
    """What the database is to refuse, it refuses: no trigger is gone or asleep."""
    ask = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ends = ["replaced", "waits", "deleted", "changed"]
    if connection.vendor == "postgresql":
        ask = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgenabled <> 'D' AND pg_table_is_visible(pg_class.oid)"
        )
        ends = ["waits", "deleted", "changed", "emptied"]
    with connection.cursor() as cursor:
        cursor.execute(ask)
        there = {name for (name,) in cursor.fetchall()}
    own = ("archive_chainlink", "archive_chainshape")
    wanted = [f"{table}_{end}" for table in own for end in ends if end != "waits"]
    for kind in kinds().values():
        # what may happen to a judgement older triggers say
        of_it = ["waits"] if kind.may_go else ends
        wanted += [f"{kind.model._meta.db_table}_{end}" for end in of_it]
    for name in wanted:
        if name not in there:
            yield Fault("Trigger", name, "it is gone: its table is not guarded.")


def mend() -> list[str]:
    """Set again each trigger of a sealed table that is gone or asleep; their names.

    A migration on SQLite may have taken them along with the old table.
    """
    missing = {fault.which for fault in guards()}
    triggers = import_module("archive.migrations.0008_the_chain").triggers
    loaded = MigrationLoader(connection).disk_migrations.values()
    modules = [sys.modules[each.__module__] for each in loaded]
    found = {guard for each in modules for guard in getattr(each, "GUARDS", ())}
    mended = []
    with transaction.atomic(), connection.cursor() as cursor:
        for guard in sorted(found, key=lambda each: each.table):
            of_table = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            for name, sql in triggers(guard, connection.vendor).items():
                if name in missing:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")
                    cursor.execute(sql)
                    mended.append(name)
    return mended
