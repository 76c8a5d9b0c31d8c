"""A campaign, what it demands, and whom it writes to."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models import Claim, Document
from archive.models.authorship import Author as Viewer
from archive.models.batch import Recorded
from campaign import addressing
from campaign.models.recipient import Recipient


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def public(self) -> "CampaignQuerySet":
        return self.exclude(state=Campaign.State.DRAFT)

    def visible_to(self, viewer: Viewer) -> "CampaignQuerySet":
        """Staff see drafts; everybody else does not."""
        if viewer is not None and getattr(viewer, "is_staff", False):
            return self.all()
        return self.public()

    def taking_letters(self, *, on: date) -> "CampaignQuerySet":
        """Open on a day; the rule is Campaign.takes_letters_on."""
        return self.filter(
            Q(opens_on=None) | Q(opens_on__lte=on),
            Q(closes_on=None) | Q(closes_on__gte=on),
            state=Campaign.State.OPEN,
        )

    def protesting_to(self, recipient: Recipient) -> "CampaignQuerySet":
        """Those that write to it; the rule is campaign.forms.offer.addressees."""
        targets = Target.objects.filter(campaign=OuterRef("pk"))
        protests = targets.filter(Target.CHOOSES, role=Target.Role.PROTEST)
        chosen = Exists(protests.filter(recipient=recipient, paused_because=""))
        if recipient.kind in Recipient.STATELESS:
            return self.filter(chosen)
        return self.filter(
            chosen
            | Q(~Exists(protests), addressed_state=recipient.state)
            & ~Exists(targets.filter(recipient=recipient))
        )

    def urgent_first(self, *, on: date | None = None) -> "CampaignQuerySet":
        """By a day those due for review are not urgent; Campaign.is_urgent_on."""
        if on is None:
            return self.order_by("-urgency", "-opens_on", "id")
        urgent = Q(urgency=Campaign.Urgency.URGENT)
        in_time = Q(review_by=None) | Q(review_by__gte=on)
        first = Case(When(urgent & in_time, then=0), default=1)
        return self.order_by(first, "-opens_on", "id")


class Campaign(models.Model):
    """One case: what happened, what is demanded, of whom, and until when."""

    class Urgency(models.TextChoices):
        STANDING = "standing", _("standing")
        URGENT = "urgent", _("urgent")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        REVIEW = "review", _("under review")
        WON = "won", _("won")
        CLOSED = "closed", _("closed")

    class Tone(models.TextChoices):
        POLITE = "polite", _("polite, factual, free of party politics")
        FIRM = "firm", _("firm, openly taking sides")

    slug = models.SlugField(max_length=120, unique=True)
    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(
        help_text=_("Two or three sentences, for the front page.")
    )
    banner = models.CharField(
        max_length=600, blank=True, help_text=_("A notice on top of its pages.")
    )
    banner_source_url = models.URLField(max_length=500, blank=True)
    addressed_state = models.CharField(
        max_length=2, help_text=_("The state protested to; ISO 3166-1 alpha-2.")
    )
    urgency = models.CharField(
        max_length=10, choices=Urgency.choices, default=Urgency.STANDING
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opens_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    tone = models.CharField(
        max_length=8,
        choices=Tone.choices,
        default=Tone.POLITE,
        help_text=_("What the advice beside the letter asks for."),
    )
    advice = models.TextField(
        blank=True, help_text=_("Shown beside the letter; empty = the usual advice.")
    )
    outcome = models.TextField(blank=True, help_text=_("What changed, and why."))
    outcome_claims = models.ManyToManyField(
        Claim, blank=True, related_name="+", help_text=_("What proves the outcome.")
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    documents = models.ManyToManyField(Document, blank=True, related_name="+")

    # columns with a right of their own, asked for when such an act is undone
    asks = {"state": "campaign.move_campaign"}

    objects = CampaignQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded], m2m_fields=[outcome_claims])

    class Meta:
        ordering = ["-opens_on", "id"]
        permissions = [("move_campaign", "Can open, review and end a campaign")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaign:campaign", args=[self.slug])

    def clean(self) -> None:
        self.addressed_state = self.addressed_state.strip().upper()
        if not addressing.is_country(self.addressed_state):
            sentence = _("Say which state it protests to, with two letters such as KZ.")
            raise ValidationError({"addressed_state": sentence})
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("It closes before it opens.")})

    def takes_letters_on(self, today: date) -> bool:
        """Open, and between its days. The letter's own date is another."""
        return (
            self.state in {self.State.OPEN, self.State.DRAFT}
            and not self.opens_after(today)
            and (self.closes_on is None or today <= self.closes_on)
        )

    def opens_after(self, today: date) -> bool:
        return self.opens_on is not None and today < self.opens_on

    def is_over_on(self, today: date) -> bool:
        """Whether its pages say how it ended: until then that is a draft."""
        if self.state == self.State.OPEN:
            return not (self.takes_letters_on(today) or self.opens_after(today))
        return self.state in {self.State.WON, self.State.CLOSED}

    def is_review_due_on(self, today: date) -> bool:
        """Its day of review is over, and nobody has set another."""
        return self.review_by is not None and self.review_by < today

    def is_urgent_on(self, today: date) -> bool:
        """What nobody has looked at in time is urgent no more."""
        return self.urgency == self.Urgency.URGENT and not self.is_review_due_on(today)


class Demand(models.Model):
    """One thing a campaign asks for, in one language."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="demands")
    language = models.CharField(max_length=12, default="en")
    order = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(max_length=300)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["campaign", "language", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "language", "order"], name="demand_has_its_place"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Target(models.Model):
    """A recipient's part in a campaign.

    A recipient has one role in a campaign: a protest must never be sent to
    those it is meant to support.
    """

    class Role(models.TextChoices):
        PROTEST = "protest", _("protest to")
        COPY = "copy", _("copy to")
        SUPPORT = "support", _("support to")

    # what makes a list of a protest: an office that is only paused is taken
    # out of all those of the state, where a company never was
    CHOOSES = Q(paused_because="") | Q(recipient__kind__in=Recipient.STATELESS)

    # by a form that has all the lists before it, and looks at them together
    is_checked_together = False

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="targets")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.PROTEST)
    order = models.PositiveSmallIntegerField(default=1)
    paused_because = models.CharField(
        max_length=300,
        blank=True,
        help_text=_(
            "While this is not empty nobody is asked to write to them; "
            "it is read in public: “has answered, see …”."
        ),
    )

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["campaign", "role", "order", "recipient"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "recipient"],
                name="recipient_has_one_role_in_a_campaign",
                violation_error_message=_(
                    "This recipient already has a role in this campaign. "
                    "Nobody can be protested to and supported, or written to twice."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.recipient}"

    @property
    def chooses(self) -> bool:
        """Whether it makes those protested to a list; as a query, CHOOSES."""
        return self.role == self.Role.PROTEST and (
            not self.paused_because or self.recipient.kind in Recipient.STATELESS
        )

    def refusal_in(self, campaign: Campaign) -> str:
        """Why nobody protests to them there; "" = it may be.

        An office that speaks for another state never is; a company or a body
        may be, wherever it is at home. The campaign may be new.
        """
        state = self.recipient.state
        if (
            self.role != self.Role.PROTEST
            or self.recipient.kind in Recipient.STATELESS
            or state == campaign.addressed_state
        ):
            return ""
        return gettext(
            "%(recipient)s speaks for another state (%(state)s) than the one "
            "protested to (%(addressed)s): it gets a copy, or nothing."
        ) % {
            "recipient": self.recipient,
            "state": state,
            "addressed": campaign.addressed_state,
        }

    def clean(self) -> None:
        self.refuse_clash()

    def refuse_clash(self) -> None:
        """Whoever shares an address with another list is refused as well."""
        from campaign.models import lists  # it knows both of us

        if self.is_checked_together or not (self.campaign_id and self.recipient_id):
            return
        if strange := self.refusal_in(self.campaign):
            raise ValidationError({"recipient": strange})
        others = self.campaign.targets.exclude(pk=self.pk).select_related("recipient")
        if opened := lists.opening_of(self.campaign, [*others, self]):
            raise ValidationError(opened)
        if clash := lists.clash_of_target(self):
            raise ValidationError({"recipient": str(clash)})


class UpdateQuerySet(models.QuerySet["Update"]):
    def shown(self, *, on: date) -> "UpdateQuerySet":
        """Those whose day has come, the newest first: before it they are drafts."""
        return self.filter(published_on__lte=on).order_by("-number")


class Update(models.Model):
    """What is new in a campaign, numbered like an urgent action."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="updates")
    number = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    objects = UpdateQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["campaign", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"], name="update_number_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class LetterCountQuerySet(models.QuerySet["LetterCount"]):
    def add_one(
        self,
        *,
        day: date,
        campaign: Campaign,
        country: str,
        format: str,  # noqa: A002
    ) -> None:
        """One letter more. Two at once are both counted. Two or three queries."""
        row, _made = self.get_or_create(
            day=day, campaign=campaign, country=country, format=format
        )
        self.filter(pk=row.pk).update(count=F("count") + 1)


class LetterCount(models.Model):
    """Letters prepared on a day, by campaign, country of the mission and format.

    No person and no clock time: nothing here leads back to a sender.
    """

    day = models.DateField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="letter_counts")
    country = models.CharField(max_length=2, blank=True)
    format = models.CharField(max_length=8)
    count = models.PositiveIntegerField(default=0)

    objects = LetterCountQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "campaign"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "campaign", "country", "format"],
                name="letters_are_counted_in_one_row",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=0), name="letter_count_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.format}: {self.count}"
