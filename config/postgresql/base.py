"""Django looks for a DatabaseWrapper in a module of this name.

The server's own limits (config/databases.py) end a query that is slow. They end none
of a server that has stopped answering: only who waits can do that.
"""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.abc import PQGen


class Impatient(psycopg.Connection[Any]):
    """A connection that is given up when the server says nothing for too long."""

    def wait(
        self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None
    ) -> Any:
        try:
            return super().wait(gen, interval, timeout or settings.REQUEST_SECONDS)
        except psycopg.OperationalError:
            if not self.closed and self.pgconn.transaction_status == _ACTIVE:
                # whatever the server may still answer is for nobody
                self.close()
            raise


_ACTIVE = psycopg.pq.TransactionStatus.ACTIVE


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's; its vendor stays "postgresql"."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        # Django asks the module for a connection and takes no class for it
        connection.__class__ = Impatient
        return connection
