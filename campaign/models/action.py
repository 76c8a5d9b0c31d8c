"""What was done where, what the other side answered, and what proves it."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.dates import DateSpan
from archive.models import Claim, Document, Passage
from archive.models.authorship import Author as Viewer
from archive.models.batch import Recorded
from archive.models.dated import Basis, Precision, Unit, span
from campaign.models.campaign import Campaign
from campaign.models.recipient import Recipient


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, viewer: Viewer) -> "ActionQuerySet":
        """What somebody has looked at; staff see what waits too."""
        if viewer is not None and getattr(viewer, "is_staff", False):
            return self.all()
        return self.filter(
            Q(campaign=None) | ~Q(campaign__state=Campaign.State.DRAFT),
            state=Action.State.PUBLISHED,
        )

    def waiting(self) -> "ActionQuerySet":
        return self.filter(state=Action.State.REPORTED)


class Action(models.Model):
    """A picket, a delegation, a letter handed in, a resolution, a message.

    Reported by anybody, read in public once somebody has looked at it. Who
    reported it is not kept, nor the names of people in it.
    """

    class Kind(models.TextChoices):
        PICKET = "picket", _("picket")
        DELEGATION = "delegation", _("delegation")
        DELIVERY = "delivery", _("letter handed in")
        LETTER = "letter", _("letter sent")
        RESOLUTION = "resolution", _("resolution")
        SUPPORT = "support", _("message of support")

    class State(models.TextChoices):
        REPORTED = "reported", _("reported, not looked at")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")

    slug = models.SlugField(max_length=120, unique=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.REPORTED
    )
    happened_from = models.DateField()
    happened_until = models.DateField(null=True, blank=True)
    happened_precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.DAY
    )
    happened_unit = models.CharField(
        max_length=5, choices=Unit.choices, default=Unit.DAY
    )
    happened_basis = models.CharField(
        max_length=10, choices=Basis.choices, default=Basis.STATED
    )
    happened_words = models.CharField(
        max_length=200, blank=True, help_text=_("The date as printed.")
    )
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(
        max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2.")
    )
    who = models.CharField(
        max_length=300, help_text=_("Organisations and groups; no names of people.")
    )
    recipient = models.ForeignKey(
        Recipient, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    received_by = models.CharField(
        max_length=200,
        blank=True,
        help_text=_(
            "Office or role of who took it, such as “a deputy of the ambassador”."
        ),
    )
    summary = models.TextField(
        max_length=3000, blank=True, help_text=_("What happened, in our words.")
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The report or reply in the archive that tells of it."),
    )
    source_url = models.URLField(
        max_length=500, blank=True, help_text=_("Where one can read of it.")
    )
    reported_on = models.DateField(
        null=True, blank=True, help_text=_("The day; no clock time is kept.")
    )

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["-happened_from", "-id"]
        indexes = [
            models.Index(fields=["state", "-happened_from"], name="action_by_day")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_until=None)
                | Q(happened_until__gte=F("happened_from")),
                name="action_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.city or self.country} {self.happened_from}"

    def get_absolute_url(self) -> str:
        return f"{reverse('campaign:actions')}#{self.slug}"

    @property
    def happened(self) -> DateSpan | None:
        return span(
            self.happened_from,
            self.happened_until,
            self.happened_precision,
            self.happened_unit,
            self.happened_basis,
        )

    @property
    def last_day(self) -> date:
        return self.happened_until or self.happened_from


class Reply(models.Model):
    """One thing they answered, and what the archive has against it."""

    class Stance(models.TextChoices):
        DENIED = "denied", _("denied")
        PROMISED = "promised", _("promised")
        REFUSED = "refused", _("refused")
        ANSWERED = "answered", _("answered")

    action = models.ForeignKey(Action, models.CASCADE, related_name="replies")
    order = models.PositiveSmallIntegerField(default=1)
    stance = models.CharField(max_length=10, choices=Stance.choices)
    text = models.CharField(
        max_length=500, help_text=_("What they said, as a sentence that says who.")
    )
    contradicted_by = models.ManyToManyField(
        Claim,
        blank=True,
        related_name="+",
        help_text=_("Claims with proof that speak against it."),
    )

    history = HistoricalRecords(bases=[Recorded], m2m_fields=[contradicted_by])

    class Meta:
        verbose_name_plural = _("replies")
        ordering = ["action", "order", "id"]

    def __str__(self) -> str:
        return self.text


class ActionEvidence(models.Model):
    """A passage that tells of an action, or of one answer to it."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="evidence")
    reply = models.ForeignKey(
        Reply, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="+")

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        verbose_name_plural = _("evidence of actions")
        ordering = ["action", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "passage"],
                condition=Q(reply=None),
                name="action_proof_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["reply", "passage"], name="reply_proof_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.passage}”"
