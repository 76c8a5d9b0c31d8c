"""Who made a change, as history keeps it."""

from datetime import UTC, date, datetime, time

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import models

Author = AbstractBaseUser | AnonymousUser | None


def account(author: Author) -> User | None:
    """The account that is written down; None for a command or the worker."""
    return author if isinstance(author, User) else None


def save_as(row: models.Model, author: Author, **options: list[str]) -> None:
    """Save a row; its history names the author."""
    _sign(row, author)
    row.save(**options)  # type: ignore[arg-type]


def save_by_day(row: models.Model, on: date) -> None:
    """Save what a visitor sent: its history keeps the day and no clock time."""
    # simple-history reads the moment of a change from this attribute
    setattr(row, "_history_date", datetime.combine(on, time(), UTC))  # noqa: B010
    save_as(row, None)
    # what somebody does to the row later has its own moment
    delattr(row, "_history_date")


def delete_as(row: models.Model, author: Author) -> None:
    """Delete a row; its history names the author."""
    _sign(row, author)
    row.delete()


def _sign(row: models.Model, author: Author) -> None:
    # simple-history reads the author of a change from this attribute
    setattr(row, "_history_user", account(author))  # noqa: B010
