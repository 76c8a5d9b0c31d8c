"""What is printed under our name, and that no account alone puts it there.

Asked by Address.save() and ModelLetter.save(), so by every door there is: the
admin, the desk, a bulk action, an undo. Rows that no account writes (commands of
who has the database itself) pass.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

APPROVE = "campaign.approve_publication"
# By its name: what else signs people in says nothing about their rights.
_RIGHTS = "django.contrib.auth.backends.ModelBackend"
# What of an address stands on an envelope, when, and where it was seen.
ADDRESS = (
    "recipient_id",
    "medium",
    "value",
    "street",
    "postcode",
    "city",
    "region",
    "country",
    "valid_from",
    "valid_until",
    "source_url",
)
LETTER = (
    "campaign_id",
    "language",
    "frame",
    "version",
    "in_force_from",
    "register",
    "subject",
)
Said = Mapping[str, object]


class Unapproved(ValueError):
    """Two people publish an address or a letter; nothing was changed."""


def mark(said: object) -> str:
    """SHA-256 of what is shown: the same for the same words and days."""
    text = json.dumps(said, default=str, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def columns(row: models.Model, names: Collection[str]) -> Said:
    """As JSON keeps them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def publishers() -> models.QuerySet[User]:
    """Active members of staff who may approve; superusers are among them."""
    with_right = User.objects.with_perm(APPROVE, backend=_RIGHTS)
    return with_right.filter(is_staff=True)


def is_alone(person: User) -> bool:
    """A publisher without another one. One query."""
    keys = set(publishers().values_list("pk", flat=True)[:2])
    return keys == {person.pk}


_approved: ContextVar[frozenset[str]] = ContextVar("approved", default=frozenset())


@contextmanager
def approving(marks: Collection[str]) -> Iterator[None]:
    """Inside, rows of exactly these marks may be printed."""
    token = _approved.set(frozenset(marks))
    try:
        yield
    finally:
        _approved.reset(token)


def writer(row: models.Model) -> User | None:
    """The account a history would name; None for a command or a visitor."""
    request = getattr(HistoricalRecords.context, "request", None)
    person = getattr(row, "_history_user", getattr(request, "user", None))
    return person if isinstance(person, User) else None


def publishes(row: models.Model) -> bool:
    """Would saving it print something that is not printed as it is? One query."""
    said, is_printed, names = _of(row)
    if not is_printed:
        return False
    kept = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    if kept is None or not _of(kept)[1]:
        return True
    return _wider(_of(kept)[0], said, names)


def _wider(before: Said, after: Said, names: Collection[str]) -> bool:
    """To end earlier takes back what was approved, and prints nothing new."""
    ends = after.get("valid_until")
    is_sooner = ends is not None and str(ends) <= str(before["valid_until"] or "9999")
    passed = {"valid_until"} if is_sooner else set()
    return any(before[name] != after[name] for name in names if name not in passed)


def _of(row: models.Model) -> tuple[Said, bool, Collection[str]]:
    if row._meta.model_name == "address":
        is_printed = getattr(row, "grade") == "verified"  # noqa: B009
        return columns(row, ADDRESS), is_printed, ADDRESS
    is_published = bool(getattr(row, "is_published"))  # noqa: B009
    return columns(row, LETTER), is_published, LETTER


def printed(row: models.Model) -> Said:
    return _of(row)[0]


def marked(row: models.Model) -> str:
    """The mark of what of a row is printed."""
    return mark(printed(row))


def pass_or_refuse(row: models.Model) -> User | None:
    """Who prints it on their own, to be written down; None where there is nothing to.

    Raises Unapproved when a second person has to look first.
    """
    person = writer(row)
    if person is None or not publishes(row) or marked(row) in _approved.get():
        return None
    if is_alone(person):
        return person
    raise Unapproved(
        _(
            "Two people publish an address or a letter: "
            "propose it, and another publisher approves it. Nothing was changed."
        )
    )


def note_alone(row: models.Model, person: User) -> None:
    """It was approved by one person, there being no other."""
    apps.get_model("campaign", "Approval").by_one(row, person)


class TwoPeople(models.Model):
    """A row that is printed: what an account saves passes the gate."""

    class Meta:
        abstract = True

    def save(self, *args: object, **options: object) -> None:
        with transaction.atomic():
            alone = pass_or_refuse(self)
            super().save(*args, **options)  # type: ignore[arg-type]
            if alone is not None:
                note_alone(self, alone)


class OfLetter(models.Model):
    """A part of a letter: no account rewrites what is published."""

    class Meta:
        abstract = True

    def save(self, *args: object, **options: object) -> None:
        with transaction.atomic():
            refuse_in_print(self)
            super().save(*args, **options)  # type: ignore[arg-type]

    def delete(self, *args: object, **options: object) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            refuse_in_print(self)
            return super().delete(*args, **options)  # type: ignore[arg-type]


def refuse_in_print(part: models.Model) -> None:
    """Raises Unapproved. The letter is locked: who approves it meanwhile waits."""
    if writer(part) is None:
        return
    paragraph: Any = getattr(part, "paragraph", part)
    letters = apps.get_model("campaign", "ModelLetter").objects
    locked = letters.select_for_update().filter(pk=paragraph.model_letter_id)
    if True in locked.values_list("is_published", flat=True):
        raise Unapproved(
            _("A published letter is not rewritten: make the next version.")
        )
