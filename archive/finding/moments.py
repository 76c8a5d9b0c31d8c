"""What the database is at one moment, as a word that no other state of it has had.

The databases keep count of what is committed, whoever writes: no writer of ours has
to say so, and none can forget to.
"""

import os
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from django.db import connection


def moment() -> str:
    """The same word as before only where nothing at all was written in between.

    Ask for it first: what is read later may be newer, and is then found by nobody.
    Empty where it cannot be told: in a transaction, in a database in memory.
    At most one query.
    """
    if connection.in_atomic_block or not connection.get_autocommit():
        return ""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return "" if _is_in_memory(name) else _WATCH.moment(Path(name))
    with connection.cursor() as cursor:
        # which transactions have ended: nothing else is seen by who asks now
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def _is_in_memory(name: str) -> bool:
    return ":memory:" in name or "mode=memory" in name


@dataclass(slots=True)
class _Watch:
    """A connection that only looks: its number moves with what any other commits.

    One for all threads, since each connection has a number of its own. Opened anew
    for another file, and in a process that was forked.
    """

    _lock: Lock = field(default_factory=Lock)
    _of: tuple[object, ...] = ()
    _opened: int = 0
    _looking: sqlite3.Connection | None = None

    def moment(self, file: Path) -> str:
        with self._lock:
            try:
                return self._number(file)
            except (OSError, sqlite3.Error):
                return ""

    def _number(self, file: Path) -> str:
        there = file.stat()
        of = (os.getpid(), file, there.st_dev, there.st_ino)
        if self._looking is None or self._of != of:
            self._looking = sqlite3.connect(
                file, check_same_thread=False, isolation_level=None
            )
            self._of, self._opened = of, self._opened + 1
        (number,) = self._looking.execute("PRAGMA data_version").fetchone()
        return f"{self._opened}.{number}"


_WATCH = _Watch()
