"""The text of a document at one time, and what its stretches are."""

import hashlib
from bisect import bisect_right

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.batch import Recorded
from archive.models.document import Document


class RevisionQuerySet(models.QuerySet["Revision"]):
    def unread(self) -> "RevisionQuerySet":
        """Current texts no worker has finished reading."""
        # a letter inside a report is read there
        return self.filter(
            extracted_at=None,
            document__part_of=None,
            document__current_revision=F("pk"),
        )

    def standing(self) -> "RevisionQuerySet":
        """All but the translations that were taken back: of those no part is left."""
        parts = Segment.objects.filter(revision=OuterRef("pk"))
        return self.filter(~Q(kind=Revision.Kind.TRANSLATION) | Exists(parts))

    def translations(self) -> "RevisionQuerySet":
        """Of every language all that were made, but for those taken back."""
        return self.standing().filter(kind=Revision.Kind.TRANSLATION)

    def written(self) -> "RevisionQuerySet":
        """All but translations: what a correction can have changed."""
        return self.exclude(kind=Revision.Kind.TRANSLATION)


def is_current(revision: str) -> Exists:
    """That the text a row points to is its document's text of today.

    revision: the path to it, such as "passage__revision". Asked as one question:
    joined by two columns, PostgreSQL takes ten thousand documents for one.
    """
    return Exists(Document.objects.filter(current_revision=OuterRef(revision)))


class Revision(models.Model):
    """The text of a document at one time: NFC, LF. Never changes.

    Offsets into it count Unicode code points, the end excluded.
    """

    class Kind(models.TextChoices):
        IMPORT = "import", _("import")
        CORRECTION = "correction", _("correction")
        OCR = "ocr", _("OCR")
        TRANSLATION = "translation", _("translation")

    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.IMPORT)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    page_starts = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Of a PDF: the offset at which each page begins."),
    )
    aside = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Of a page: [start, end] of what its markup says is not the text."),
    )
    # Computed from the text by machines, not part of what was said.
    signature = models.BinaryField(null=True, blank=True)
    # Written by the machine that read it, not part of what was said.
    extracted_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="revision_number_is_unique"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="revision_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("archive:revision", args=[self.document.slug, self.number])

    def quote(self, start: int, end: int) -> str:
        """The words from start to end; code points, end excluded."""
        return self.text[start:end]

    def page_at(self, offset: int) -> int:
        """The printed page of a PDF on which an offset stands; 0 = no pages."""
        return bisect_right(self.page_starts, offset)


class Segment(models.Model):
    """A stretch of a revision and what it is. Marks, never cuts."""

    class Kind(models.TextChoices):
        TITLE = "title", _("title")
        BODY = "body", _("body")
        LETTER = "letter", _("letter")
        QUOTE = "quote", _("quote")
        BOILERPLATE = "boilerplate", _("boilerplate")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="segments")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    language = models.CharField(
        max_length=12, blank=True, help_text=_("BCP 47; empty = the document's.")
    )
    decided_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When a person marked it; empty = a rule.")
    )

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["revision", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "start"], name="segment_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="segment_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
