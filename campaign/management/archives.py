"""What the two commands that carry an archive say in the same words."""

from collections.abc import Mapping

from django.core.management.base import CommandError
from django.db import connection

from campaign.models import Campaign

_ONE = {"entities": "entity"}


def counted(numbers: Mapping[str, int]) -> str:
    """Such as "1 source, 2 entities"."""
    return ", ".join(f"{n} {_noun(plural, n)}" for plural, n in numbers.items())


def _noun(plural: str, number: int) -> str:
    return plural if number != 1 else _ONE.get(plural, plural.removesuffix("s"))


def refuse_without_tables() -> None:
    if Campaign._meta.db_table not in connection.introspection.table_names():
        raise CommandError("The database has no tables yet. Run migrate first.")
