"""Sentences the archive can prove, and the passages that prove them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.dates import DateSpan
from archive.models.batch import Recorded
from archive.models.dated import Basis, Precision, Unit, span
from archive.models.entity import Entity
from archive.models.passage import Passage
from archive.models.revision import is_current


class ClaimQuerySet(models.QuerySet["Claim"]):
    def confirmed(self) -> "ClaimQuerySet":
        return self.filter(status=Claim.Status.CONFIRMED)

    def holding(self, *, on: date) -> "ClaimQuerySet":
        """Those that hold on a day; the rule is Claim.why_it_fails_on."""
        return (
            self.confirmed()
            .filter(known_from__lte=on)
            .filter(Q(superseded_on=None) | Q(superseded_on__gt=on))
        )

    def only_suggested(self) -> "ClaimQuerySet":
        """What a machine proposed and no person has touched."""
        return self.filter(status=Claim.Status.SUGGESTED, set_aside_at=None).exclude(
            extractor=""
        )


class Claim(models.Model):
    """One sentence the archive can prove, in our words.

    Never confirmed without a passage that supports it: the database refuses.
    A superseded claim stays, with what replaced it and from which day.
    """

    class Kind(models.TextChoices):
        STRIKE = "strike", _("strike")
        RAID = "raid", _("raid")
        INJURY = "injury", _("injury")
        ARREST = "arrest", _("arrest")
        CHARGE = "charge", _("charge")
        TRIAL = "trial", _("trial")
        SENTENCE = "sentence", _("sentence")
        APPEAL = "appeal", _("appeal")
        RELEASE = "release", _("release")
        KILLING = "killing", _("killing")
        THREAT = "threat", _("threat")
        DISMISSAL = "dismissal", _("dismissal")
        PROTEST = "protest", _("protest")
        DELIVERY = "delivery", _("delivery")
        REPLY = "reply", _("reply")
        STATEMENT = "statement", _("statement")
        DEMAND = "demand", _("demand")

    class Modality(models.TextChoices):
        REPORTED = "reported", _("reported")
        ALLEGED = "alleged", _("alleged")
        THREATENED = "threatened", _("threatened")
        DENIED = "denied", _("denied")
        DEMANDED = "demanded", _("demanded")

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        DISPUTED = "disputed", _("disputed")
        REJECTED = "rejected", _("rejected")

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    sentence = models.CharField(max_length=500)
    happened_from = models.DateField(null=True, blank=True)
    happened_until = models.DateField(null=True, blank=True)
    happened_precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.DAY
    )
    happened_unit = models.CharField(
        max_length=5,
        choices=Unit.choices,
        default=Unit.DAY,
        help_text=_("How exactly the ends of an interval are known."),
    )
    happened_basis = models.CharField(
        max_length=10, choices=Basis.choices, default=Basis.STATED
    )
    happened_words = models.CharField(
        max_length=200, blank=True, help_text=_("The date as printed.")
    )
    place = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="claims_here"
    )
    modality = models.CharField(
        max_length=12, choices=Modality.choices, default=Modality.REPORTED
    )
    attributed_to = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Who says so, when it is not the report."),
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.SUGGESTED
    )
    known_from = models.DateField(help_text=_("The day the report was published."))
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    superseded_on = models.DateField(null=True, blank=True)
    disputed_reason = models.CharField(max_length=300, blank=True)
    review_by = models.DateField(null=True, blank=True)
    extractor = models.CharField(
        max_length=80,
        blank=True,
        help_text=_("What proposed it, and its version; empty = a person."),
    )
    score = models.FloatField(null=True, blank=True)
    set_aside_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When a person chose not to decide yet.")
    )

    objects = ClaimQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["happened_from", "known_from", "id"]
        indexes = [models.Index(fields=["status", "id"], name="claim_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(superseded_by=None, superseded_on=None)
                | Q(superseded_by__isnull=False, superseded_on__isnull=False),
                name="claim_superseded_names_by_what_and_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(superseded_by=F("id")),
                name="claim_does_not_supersede_itself",
            ),
            models.CheckConstraint(
                condition=Q(happened_until=None)
                | Q(happened_until__gte=F("happened_from")),
                name="claim_span_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def happened(self) -> DateSpan | None:
        return span(
            self.happened_from,
            self.happened_until,
            self.happened_precision,
            self.happened_unit,
            self.happened_basis,
        )

    def holds_on(self, day: date) -> bool:
        """Known by that day, confirmed, and not yet superseded."""
        return (
            self.status == self.Status.CONFIRMED
            and self.known_from <= day
            and (self.superseded_on is None or self.superseded_on > day)
        )


class Participant(models.Model):
    """Somebody's part in a claim; words instead of an entity for the unnamed."""

    class Role(models.TextChoices):
        VICTIM = "victim", _("victim")
        PERPETRATOR = "perpetrator", _("perpetrator")
        ORGANISER = "organiser", _("organiser")
        COURT = "court", _("court")
        EMPLOYER = "employer", _("employer")
        ADDRESSEE = "addressee", _("addressee")
        SPOKESPERSON = "spokesperson", _("spokesperson")
        SENDER = "sender", _("sender")
        SUBJECT = "subject", _("subject")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="participants")
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    words = models.CharField(
        max_length=200, blank=True, help_text=_("Unnamed: “riot police”.")
    )
    role = models.CharField(max_length=12, choices=Role.choices)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["claim", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(entity__isnull=False) & Q(words=""))
                | (Q(entity=None) & ~Q(words="")),
                name="participant_is_an_entity_or_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entity or self.words} ({self.get_role_display()})"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def live(self) -> "EvidenceQuerySet":
        """Those whose words stand in the present text of their document."""
        return self.filter(is_current("passage__revision"))


class Evidence(models.Model):
    """A passage that supports or contradicts a claim."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        CONTRADICTS = "contradicts", _("contradicts")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="evidence")
    stance = models.CharField(
        max_length=12, choices=Stance.choices, default=Stance.SUPPORTS
    )
    note = models.CharField(max_length=300, blank=True)
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        help_text=_("The same proof in the text before it was corrected."),
    )

    objects = EvidenceQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        verbose_name_plural = _("evidence")
        ordering = ["claim", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "passage"], name="evidence_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"“{self.passage}” {self.get_stance_display()}"
