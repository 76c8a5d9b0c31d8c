"""Django's db_worker, which also sees to what workers that died have left."""

import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from archive import attending

log = logging.getLogger(__name__)

_ROUND_SECONDS = 10
_PAUSE_SECONDS = 2


class Command(db_worker.Command):
    help = (
        "Read what waits to be read, until it is stopped. What another worker was at "
        "when it died is begun once more; cut off again, it is said to have failed."
    )

    def handle(self, *, batch: bool, **options: Any) -> None:
        """A database that goes away for a while is waited for, unless --batch."""
        attending.put_back(at=timezone.now())
        while not self._is_done(batch=batch, **options):
            log.warning("The database is away; the worker waits for it.")
            connection.close()
            time.sleep(_PAUSE_SECONDS)

    def _is_done(self, *, batch: bool, **options: Any) -> bool:
        # a new name each time: what the old one was at is put back
        options["worker_id"] = secrets.token_hex(16)
        try:
            with attending.present(options["worker_id"]), _rounds():
                super().handle(batch=batch, **options)
        except (OperationalError, InterfaceError):
            if batch:
                raise
            return False
        return True


@contextmanager
def _rounds() -> Iterator[None]:
    """Beside the work, somebody looks every few seconds for tasks that were cut off."""
    over = Event()
    Thread(target=_look, args=(over,), daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _look(over: Event) -> None:
    while not over.wait(_ROUND_SECONDS):
        try:
            attending.put_back(at=timezone.now())
        except (OperationalError, InterfaceError):
            log.warning("Could not look for tasks that were cut off; will again.")
        finally:
            connection.close()
