"""Taking words out of a record for good, so that it can be seen that it was done."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from archive.integrity.kinds import digest, kinds
from archive.models import ChainLink, Purge
from archive.models.authorship import Author, account


def purge(
    row: models.Model,
    changes: Mapping[str, object],
    *,
    reason: str,
    by: Author,
    at: datetime,
) -> Purge:
    """Write other words into a sealed record, and say so in the chain.

    changes: new values by column, such as text or person_id. Who did what and when
    cannot be changed. The reason stays for ever: no names in it. Raises ValueError
    for a row that is not sealed at all, and IntegrityError where the database
    refuses a column.
    """
    kind = kinds().get(row._meta.label_lower)
    if kind is None or isinstance(row, Purge):
        raise ValueError(f"{row._meta.verbose_name} is no record that is sealed.")
    with transaction.atomic():
        link = ChainLink.objects.select_related("shape").filter(
            shape__record_type=kind.name, record_id=row.pk
        )
        sealed = link.first()
        fields = tuple(sealed.shape.fields) if sealed else kind.fields
        was = dict(zip(fields, kind.rows(fields, pk=row.pk).get(), strict=True))
        left = was | {name: changes[name] for name in fields if name in changes}
        made = Purge.objects.create(
            record_type=kind.name,
            record_id=row.pk,
            purged_sha256=digest(fields, was.values()),
            left_sha256=digest(fields, left.values()),
            reason=reason,
            made_by=account(by),
            made_at=at,
        )
        kind.model._base_manager.filter(pk=row.pk).update(**changes)
        if digest(fields, kind.rows(fields, pk=row.pk).get()) != made.left_sha256:
            raise ValueError("The database keeps something else than it was given.")
    return made


def purged(model: type[models.Model]) -> dict[int, Purge]:
    """The records of a kind that were purged: the last purge of each, by key."""
    rows = Purge.objects.filter(record_type=model._meta.label_lower).order_by("pk")
    return {row.record_id: row for row in rows}
