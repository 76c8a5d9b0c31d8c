"""Documents, who may read them when, and the bytes they came as."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.dates import DateSpan
from archive.models.authorship import Author as Viewer
from archive.models.batch import Recorded
from archive.models.dated import Precision, PublishedBasis, Unit, span
from archive.models.source import Source


def _is_out(prefix: str = "", *, on: date) -> Q:
    # An embargo ends on its day, without anybody having to press a button.
    return Q(**{f"{prefix}visibility": Document.Visibility.PUBLIC}) & (
        Q(**{f"{prefix}embargo_until": None}) | Q(**{f"{prefix}embargo_until__lte": on})
    )


class DocumentQuerySet(models.QuerySet["Document"]):
    def published(self, *, on: date) -> "DocumentQuerySet":
        # A letter printed in a report is no more public than the report.
        return self.filter(_is_out(on=on)).filter(
            Q(part_of=None) | _is_out("part_of__", on=on)
        )

    def visible_to(self, viewer: Viewer, *, on: date) -> "DocumentQuerySet":
        """Staff see everything; everybody else what is published on that day."""
        if viewer is not None and getattr(viewer, "is_staff", False):
            return self.all()
        return self.published(on=on)

    def newest_first(self) -> "DocumentQuerySet":
        return self.order_by(F("published_on").desc(nulls_last=True), "-id")

    def whole(self) -> "DocumentQuerySet":
        # A letter inside a report is read there; lists show the report once.
        return self.filter(part_of=None)


class Document(models.Model):
    """One report, letter, statement, reply or judgment.

    Its slug is public and never reused. Its text lives in revisions; the
    current one is what readers see. A document inside another (a letter in a
    report) names the passage it stands in.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        LETTER = "letter", _("letter")
        STATEMENT = "statement", _("statement")
        REPLY = "reply", _("reply")
        JUDGMENT = "judgment", _("judgment")

    class Visibility(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLIC = "public", _("public")
        WITHDRAWN = "withdrawn", _("withdrawn")

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.REPORT)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    author = models.CharField(
        max_length=300, blank=True, help_text=_("As printed: the byline or signature.")
    )
    addressee = models.CharField(
        max_length=300, blank=True, help_text=_("Of a letter, as printed.")
    )
    language = models.CharField(max_length=12, default="en", help_text=_("BCP 47"))
    published_on = models.DateField(
        null=True, blank=True, help_text=_("First day, when it is a span.")
    )
    published_until = models.DateField(null=True, blank=True)
    published_precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.DAY
    )
    published_unit = models.CharField(
        max_length=5,
        choices=Unit.choices,
        default=Unit.DAY,
        help_text=_("How exactly the ends of an interval are known."),
    )
    published_basis = models.CharField(
        max_length=10, choices=PublishedBasis.choices, default=PublishedBasis.STATED
    )
    published_words = models.CharField(
        max_length=200, blank=True, help_text=_("Where the date stands, or its words.")
    )
    url = models.URLField(max_length=500, blank=True)
    archived_url = models.URLField(max_length=500, blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    part_of_passage = models.OneToOneField(
        "Passage", models.PROTECT, null=True, blank=True, related_name="part"
    )
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.DRAFT
    )
    embargo_until = models.DateField(null=True, blank=True)
    triaged_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    triaged_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Language, date and parts were confirmed.")
    )
    current_revision = models.ForeignKey(
        "Revision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    # the day of an embargo is a day of publication: to undo it asks for that right
    asks = {"embargo_until": "archive.publish_document"}

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["-published_on", "-id"]
        indexes = [
            models.Index(
                fields=["visibility", "-published_on", "-id"], name="document_newest"
            ),
            models.Index(
                fields=["language", "visibility", "-published_on", "-id"],
                name="document_by_language",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_until=None)
                | Q(published_until__gte=F("published_on")),
                name="document_span_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(part_of=None, part_of_passage=None)
                | Q(part_of__isnull=False, part_of_passage__isnull=False),
                name="document_part_names_its_passage",
            ),
        ]

    def __str__(self) -> str:
        return self.title or gettext("Untitled, %(slug)s") % {"slug": self.slug}

    def get_absolute_url(self) -> str:
        return reverse("archive:report", args=[self.slug])

    @property
    def published(self) -> DateSpan | None:
        """The publication date with its precision; None when unknown."""
        return span(
            self.published_on,
            self.published_until,
            self.published_precision,
            self.published_unit,
            self.published_basis,
        )

    @property
    def is_public(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC


def capture_path(capture: "Capture", _file_name: str) -> str:
    """By content, so that writing the same bytes twice changes nothing."""
    return f"captures/{capture.sha256[:2]}/{capture.sha256}"


class Capture(models.Model):
    """The bytes of a document as they were received. Write-once."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="captures")
    sha256 = models.CharField(max_length=64, unique=True)
    size_bytes = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255, blank=True)
    url = models.URLField(max_length=500, blank=True)
    final_url = models.URLField(
        max_length=500, blank=True, help_text=_("Where a redirect led.")
    )
    received_at = models.DateTimeField()
    content = models.FileField(upload_to=capture_path, max_length=120)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.file_name or self.media_type} {self.sha256[:12]}"
