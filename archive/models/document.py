"""Documents, the bytes and the text they came as, and quotable passages."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive import dates
from archive.dates import DateSpan
from archive.models.authorship import Author as Viewer
from archive.models.batch import Recorded
from archive.models.source import Source


class Precision(models.TextChoices):
    """How exactly a date is known; the values of archive.dates.Precision."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    INTERVAL = "interval", _("interval")
    OPEN = "open", _("from then on")


class Basis(models.TextChoices):
    """Where a date comes from; the values of archive.dates.Basis."""

    STATED = "stated", _("stated")
    RESOLVED = "resolved", _("resolved from the words")
    INFERRED = "inferred", _("inferred")


class PublishedBasis(models.TextChoices):
    """How the day of publication is known."""

    STATED = "stated", _("stated")
    RESOLVED = "resolved", _("resolved from the words")
    INFERRED = "inferred", _("inferred")
    DATELINE = "dateline", _("from the dateline")


class Unit(models.TextChoices):
    """What the two ends of an interval are exact to: "since May 2011"."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


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

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["-published_on", "-id"]
        indexes = [
            models.Index(
                fields=["visibility", "-published_on", "-id"], name="document_newest"
            )
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


class RevisionQuerySet(models.QuerySet["Revision"]):
    def unread(self) -> "RevisionQuerySet":
        """Current texts no worker has finished reading."""
        # a letter inside a report is read there
        return self.filter(
            extracted_at=None,
            document__part_of=None,
            document__current_revision=F("pk"),
        )


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


class PassageManager(models.Manager["Passage"]):
    def at(self, revision: Revision, start: int, end: int) -> "Passage":
        """The passage at these offsets, made when it is not there yet.

        One query, two when made. Raises ValueError outside the text.
        """
        if not 0 <= start < end <= len(revision.text):
            raise ValueError(
                f"No words stand at {start}–{end} in revision {revision.number}."
            )
        return self.get_or_create(
            revision=revision,
            start=start,
            end=end,
            defaults={"quote": revision.quote(start, end)},
        )[0]

    def at_all(
        self, revision: Revision, spans: Iterable[tuple[int, int]]
    ) -> "dict[tuple[int, int], Passage]":
        """The passages at these offsets, made where they are missing.

        Two queries however many. Raises ValueError outside the text.
        """
        wanted = set(spans)
        for start, end in wanted:
            if not 0 <= start < end <= len(revision.text):
                raise ValueError(f"No words stand at {start}–{end}.")
        self.bulk_create(
            [
                Passage(revision=revision, start=s, end=e, quote=revision.quote(s, e))
                for s, e in sorted(wanted)
            ],
            ignore_conflicts=True,
        )
        there = self.filter(revision=revision).order_by() if wanted else self.none()
        return {
            span: passage
            for passage in there
            if (span := (passage.start, passage.end)) in wanted
        }


class Passage(models.Model):
    """Exact words at a place in a revision.

    The database refuses a row that does not quote its revision.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    objects = PassageManager()

    class Meta:
        ordering = ["revision", "start", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "start", "end"], name="passage_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="passage_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    def get_absolute_url(self) -> str:
        return f"{self.revision.get_absolute_url()}#p-{self.start}-{self.end}"


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def span(
    first: date | None, last: date | None, precision: str, unit: str, basis: str
) -> DateSpan | None:
    """The stored columns of a date as one value; None when there is no date."""
    if first is None:
        return None
    end_unit = start_unit = dates.Precision(unit)
    return DateSpan(
        first,
        last,
        dates.Precision(precision),
        dates.Basis(basis),
        start_unit,
        end_unit,
    )


def columns(value: DateSpan, prefix: str) -> dict[str, date | str | None]:
    """What span() reads, by column name; of two units the coarser is kept."""
    coarser = max(value.start_unit, value.end_unit, key=Unit.values.index)
    return {
        f"{prefix}_precision": value.precision.value,
        f"{prefix}_unit": coarser.value,
        f"{prefix}_basis": value.basis.value,
    }
