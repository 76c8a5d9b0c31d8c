"""Files handed in together, and what became of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.document import Document
from archive.models.source import Source


class Accession(models.Model):
    """A delivery of files, with what the person who brought them said of all."""

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="accessions"
    )
    kind = models.CharField(
        max_length=20, choices=Document.Kind.choices, default=Document.Kind.REPORT
    )
    language = models.CharField(
        max_length=12, blank=True, help_text=_("BCP 47; empty = as the words tell.")
    )
    made_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class AccessionFile(models.Model):
    """One file of a delivery. Its bytes are kept here until it has been read."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        STORED = "stored", _("stored")
        KNOWN = "known", _("already in the archive")
        REFUSED = "refused", _("refused")

    accession = models.ForeignKey(Accession, models.CASCADE, related_name="files")
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100, blank=True)
    content = models.FileField(upload_to="accessions/", max_length=200, blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.WAITING
    )
    reason = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["accession", "status"], name="accession_file_state")
        ]

    def __str__(self) -> str:
        return self.file_name
