"""Who made a change, as history keeps it."""

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


def delete_as(row: models.Model, author: Author) -> None:
    """Delete a row; its history names the author."""
    _sign(row, author)
    row.delete()


def _sign(row: models.Model, author: Author) -> None:
    # simple-history reads the author of a change from this attribute
    setattr(row, "_history_user", account(author))  # noqa: B010
