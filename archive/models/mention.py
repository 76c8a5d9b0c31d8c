"""Where a text names somebody or something, and what people decided about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.batch import Recorded
from archive.models.document import Document
from archive.models.entity import Entity
from archive.models.passage import Passage
from archive.models.revision import Revision
from archive.models.source import Source


class MentionQuerySet(models.QuerySet["Mention"]):
    def in_revision(self, revision: Revision) -> "MentionQuerySet":
        return self.filter(passage__revision=revision)

    def accepted(self) -> "MentionQuerySet":
        return self.filter(status=Mention.Status.ACCEPTED)

    def suggested(self) -> "MentionQuerySet":
        return self.filter(status=Mention.Status.SUGGESTED)

    def undecided(self) -> "MentionQuerySet":
        """What no person has decided: the only rows a machine may touch."""
        return self.filter(decided_at=None)


class Mention(models.Model):
    """An entity, or nobody yet, at a passage.

    Machines write suggestions only, and never touch a row a person decided.
    """

    class Kind(models.TextChoices):
        PERSON = "PERSON", _("person")
        ORG = "ORG", _("organisation")
        PLACE = "PLACE", _("place")
        DATE = "DATE", _("date")
        CHARGE = "CHARGE", _("charge")
        SENTENCE = "SENTENCE", _("sentence")
        DEMAND = "DEMAND", _("demand")
        ACTION = "ACTION", _("action")

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        SUPERSEDED = "superseded", _("superseded")

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="mentions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="mentions"
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.SUGGESTED
    )
    value = models.CharField(
        max_length=40, blank=True, help_text=_("Of a date: 2011-06-11, 2011-05/..")
    )
    group = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Label shared by the mentions that one run linked together."),
    )
    extractor = models.CharField(
        max_length=80, blank=True, help_text=_("Name and version; empty = a person.")
    )
    score = models.FloatField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When a person chose not to decide yet.")
    )
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        help_text=_("The same decision in the text before it was corrected."),
    )

    objects = MentionQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["passage__revision", "passage__start", "id"]
        indexes = [
            models.Index(fields=["entity", "status"], name="mention_by_entity"),
            models.Index(fields=["status", "kind"], name="mention_by_status"),
            models.Index(
                fields=["kind"],
                condition=Q(status="suggested", decided_at=None, set_aside_at=None),
                name="mention_open",
            ),
            models.Index(
                fields=["set_aside_at"],
                condition=Q(status="suggested", set_aside_at__isnull=False),
                name="mention_set_aside",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "kind"], name="mention_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "rejected"])
                | Q(decided_at__isnull=False),
                name="mention_is_decided_by_a_person_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted")
                | ~Q(kind__in=["PERSON", "ORG", "PLACE"])
                | Q(entity__isnull=False),
                name="mention_accepted_names_its_entity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} “{self.passage}”"

    @property
    def state(self) -> str:
        """What a page showed; it differs once anybody has decided."""
        return f"{self.status} {self.decided_at.isoformat() if self.decided_at else ''}"


class StopRule(models.Model):
    """A surface that is not a name, as far as its scope reaches."""

    class Scope(models.TextChoices):
        DOCUMENT = "document", _("this document")
        SOURCE = "source", _("this source")
        EVERYWHERE = "everywhere", _("everywhere")

    surface = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Mention.Kind.choices, blank=True)
    scope = models.CharField(max_length=12, choices=Scope.choices)
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="stop_rules"
    )
    source = models.ForeignKey(
        Source, models.CASCADE, null=True, blank=True, related_name="stop_rules"
    )
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["surface"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="document", document__isnull=False, source=None)
                | Q(scope="source", source__isnull=False, document=None)
                | Q(scope="everywhere", document=None, source=None),
                name="stop_rule_scope_names_what_it_covers",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.surface}” ({self.get_scope_display()})"
