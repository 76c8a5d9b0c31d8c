"""The chain: what was written, in the order it was sealed, each link on the last.

Filled by archive.integrity; the database refuses any other change of it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChainShape(models.Model):
    """Which columns of a record its digest was made of.

    A column that is added later makes a new shape, and old links still hold.
    """

    record_type = models.CharField(max_length=80)
    fields = models.JSONField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.record_type} ({len(self.fields)})"


class ChainLink(models.Model):
    """A record, the digest of what it said, and of everything before it."""

    number = models.BigIntegerField(primary_key=True)
    shape = models.ForeignKey(ChainShape, models.PROTECT, related_name="links")
    record_id = models.BigIntegerField()
    content = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_on = models.DateField(
        help_text=_("The day only: some records keep no clock time on purpose.")
    )
    is_late = models.BooleanField(
        help_text=_("It had stood there for more than a day before.")
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["shape", "record_id"], name="record_is_sealed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


class ChainWaiting(models.Model):
    """A record that is not sealed yet: the database itself writes it down."""

    record_type = models.CharField(max_length=80)
    record_id = models.BigIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"


class Purge(models.Model):
    """Words that were taken out of a record for good, and what is left of it.

    It opens the one gate there is: only a record with such a row may change.
    Never changed or deleted itself, and sealed like every record.
    """

    record_type = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    purged_sha256 = models.CharField(max_length=64)
    left_sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["record_type", "record_id"], name="purge_of_record")
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"
