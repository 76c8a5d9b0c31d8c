"""The first states of rows a machine has made, kept in their history."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TypeVar

from django.db import connection, models

from archive.models.claim import Claim, Evidence, Participant
from archive.models.mention import Mention

Kept = TypeVar("Kept", Mention, Claim, Evidence, Participant)
# Keys in one question; SQLite takes 999.
_AT_ONCE = 500


def create_with_history(rows: Sequence[Kept], *, at: datetime) -> list[Kept]:
    """New rows, and their first states as no person's. A query more for each 500.

    The states are copied inside the database: to make each in Python takes as
    long as the rules take to read a text.
    """
    if not rows:
        return []
    model = type(rows[0])
    made = model._default_manager.bulk_create(rows)
    for first in range(0, len(made), _AT_ONCE):
        keys = [row.pk for row in made[first : first + _AT_ONCE]]
        _keep(model, _history_of(model), keys, at)
    return made


@cache
def _history_of(model: type[Kept]) -> type[models.Model]:
    # asked for, `history` makes a class each time
    history: type[models.Model] = model.history.model
    return history


def _keep(
    model: type[models.Model],
    history: type[models.Model],
    keys: Sequence[int],
    at: datetime,
) -> None:
    quote = connection.ops.quote_name
    into, table = quote(history._meta.db_table), quote(model._meta.db_table)
    columns = ", ".join(
        quote(field.column) for field in model._meta.concrete_fields if field.column
    )
    wanted = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} ({columns}, history_date, history_type)"  # noqa: S608 (names of our own columns)
            f" SELECT {columns}, %s, '+' FROM {table}"
            f" WHERE id IN ({wanted}) ORDER BY id",
            [connection.ops.adapt_datetimefield_value(at), *keys],
        )
