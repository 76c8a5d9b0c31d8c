"""Missions and other offices letters go to, and how each is reached."""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.batch import Recorded
from campaign import addressing, protocol
from campaign.models.gate import TwoPeople


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def representing(self, state: str) -> "RecipientQuerySet":
        return self.filter(state=state)

    def speaking_for(self, state: str) -> "RecipientQuerySet":
        """Its missions and ministries; no union or company that is at home there."""
        return self.representing(state).exclude(kind__in=Recipient.STATELESS)

    def with_reach(self) -> "RecipientQuerySet":
        """Addresses, holders and accreditations in three further queries."""
        return self.prefetch_related("addresses", "holders", "accreditations")


class Recipient(models.Model):
    """An embassy, consulate, mission, ministry, company or international body.

    The office is what a letter goes to; who holds it may be unknown.
    """

    class Kind(models.TextChoices):
        EMBASSY = "embassy", _("embassy")
        HIGH_COMMISSION = "high_commission", _("high commission")
        EMBASSY_BRANCH = "embassy_branch_office", _("branch office of an embassy")
        CONSULATE_GENERAL = "consulate_general", _("consulate general")
        CONSULATE = "consulate", _("consulate")
        HONORARY_CONSULATE = "honorary_consulate", _("honorary consulate")
        NUNCIATURE = "nunciature", _("apostolic nunciature")
        APOSTOLIC_DELEGATION = "apostolic_delegation", _("apostolic delegation")
        DE_FACTO_EMBASSY = "de_facto_embassy", _("de facto embassy")
        DE_FACTO_CONSULATE = "de_facto_consulate", _("de facto consulate")
        ASSISTANT_HIGH_COMMISSION = (
            "assistant_high_commission",
            _("assistant high commission"),
        )
        INTERESTS_SECTION = "interests_section", _("interests section")
        LIAISON_OFFICE = "liaison_office", _("liaison office")
        REPRESENTATIVE_OFFICE = "representative_office", _("representative office")
        CONSULAR_OFFICE = "consular_office", _("consular office")
        CONSULAR_AGENCY = "consular_agency", _("consular agency")
        TRADE_OFFICE = "trade_office", _("trade office")
        PERMANENT_MISSION = "permanent_mission", _("permanent mission")
        MINISTRY = "ministry", _("ministry")
        COMPANY = "company", _("company")
        BODY = "body", _("international body")
        ORGANISATION = "organisation", _("union, party or campaign")

    class Office(models.TextChoices):
        AMBASSADOR = "ambassador", _("ambassador")
        CONSUL = "consul", _("consul")
        CHARGE = "charge", _("chargé d’affaires")
        MINISTER = "minister", _("minister")
        PERMANENT_REPRESENTATIVE = (
            "permanent_representative",
            _("permanent representative"),
        )
        PRESIDENT = "president", _("president")
        PROSECUTOR = "prosecutor", _("prosecutor")
        COMPANY = "company", _("company")
        INTERNATIONAL_BODY = "international_body", _("international body")
        ORGANISATION = "organisation", _("organisation")

    # what may stand for no state
    STATELESS = frozenset({Kind.COMPANY, Kind.BODY, Kind.ORGANISATION})

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=28, choices=Kind.choices)
    office = models.CharField(
        max_length=24, choices=Office.choices, default=Office.AMBASSADOR
    )
    state = models.CharField(
        max_length=2,
        blank=True,
        help_text=_(
            "The state it represents or belongs to; ISO 3166-1 alpha-2. "
            "Empty for an international body."
        ),
    )
    stands_in = models.CharField(
        max_length=2, blank=True, help_text=_("The country it stands in; ISO 3166-1.")
    )
    city = models.CharField(
        max_length=120, blank=True, help_text=_("For lists; never for an envelope.")
    )
    name = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Own name, where the kind does not say it."),
    )
    latitude = models.FloatField(
        null=True, blank=True, help_text=_("Degrees, north positive (WGS 84).")
    )
    longitude = models.FloatField(
        null=True, blank=True, help_text=_("Degrees, east positive (WGS 84).")
    )
    website = models.URLField(max_length=500, blank=True)
    entrance = models.CharField(
        max_length=500,
        blank=True,
        help_text=_("How one gets in, for those who hand a letter in."),
    )
    wikidata = models.CharField(max_length=20, blank=True)
    imported = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What the last import said; what differs, a person changed."),
    )

    objects = RecipientQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["state", "stands_in", "kind", "slug"]
        indexes = [
            models.Index(fields=["state", "stands_in"], name="recipient_by_place")
        ]

    def __str__(self) -> str:
        return self.name or self.slug

    def get_absolute_url(self) -> str:
        return reverse("campaign:recipient", args=[self.slug])

    def clean(self) -> None:
        self.state, self.stands_in = self.state.upper(), self.stands_in.upper()
        for field in ("state", "stands_in"):
            _check_country(field, getattr(self, field))
        if not self.state and self.kind not in self.STATELESS:
            sentence = _("Say which state it represents, with two letters such as KZ.")
            raise ValidationError({"state": sentence})
        from campaign.models import lists  # it knows campaigns, which know us

        if self.pk and (strange := lists.astray(self)):
            raise ValidationError({"state": strange})
        try:
            protocol.state_name(self.state, language="en")
        except ValueError as unknown:
            raise ValidationError({"state": str(unknown)}) from unknown
        if not self.name and self.kind not in protocol.mission_kinds():
            sentence = _("A ministry, a company or a body needs its own name.")
            raise ValidationError({"name": sentence})

    def address_on(self, day: date, *, medium: str = "post") -> "Address | None":
        """The verified address in force that day; None when there is none.

        Where two overlap (a move whose day is not known) the later one wins.
        Reads `addresses`: no query when they are prefetched.
        """
        fitting = [
            address
            for address in self.addresses.all()
            if address.medium == medium
            and address.grade == Address.Grade.VERIFIED
            and address.is_valid_on(day)
        ]
        return max(
            fitting,
            key=lambda each: (each.valid_from or date.min, each.pk),
            default=None,
        )

    def holder_on(self, day: date) -> "Holder | None":
        """Who held the office that day; None when nobody is known."""
        fitting = [each for each in self.holders.all() if each.is_in_office_on(day)]
        return max(fitting, key=lambda each: each.since or date.min, default=None)


class Accreditation(models.Model):
    """A country a mission is accredited to without standing there."""

    recipient = models.ForeignKey(
        Recipient, models.CASCADE, related_name="accreditations"
    )
    country = models.CharField(max_length=2, help_text=_("ISO 3166-1 alpha-2."))
    source_url = models.URLField(max_length=500, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["recipient", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "country"], name="accreditation_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return self.country


class Holder(models.Model):
    """Who holds the office, from when to when, and who says so."""

    class Gender(models.TextChoices):
        UNKNOWN = "unknown", _("unknown")
        FEMALE = "f", _("female")
        MALE = "m", _("male")

    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="holders")
    name = models.CharField(max_length=200)
    gender = models.CharField(
        max_length=8, choices=Gender.choices, default=Gender.UNKNOWN
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source_url = models.URLField(max_length=500)
    is_verified = models.BooleanField(default=False)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["recipient", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="holder_leaves_after_arriving",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_in_office_on(self, day: date) -> bool:
        """An unverified or undated holder is never named in a letter."""
        return (
            self.is_verified
            and self.since is not None
            and self.since <= day
            and (self.until is None or day <= self.until)
        )


class Address(TwoPeople):
    """One way to reach a recipient, with its source, grade and dates.

    Only a verified address is printed: a person compared it with the named
    source. An old one keeps its dates, so that old letters can be remade.
    """

    class Medium(models.TextChoices):
        POST = "post", _("post")
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        FAX = "fax", _("fax")
        WEB = "web", _("web page")

    class Grade(models.TextChoices):
        VERIFIED = "verified", _("verified")
        IMPORTED = "imported", _("imported, not checked")
        DISPUTED = "disputed", _("disputed")

    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="addresses")
    medium = models.CharField(max_length=8, choices=Medium.choices)
    value = models.CharField(max_length=500)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source_url = models.CharField(
        max_length=1000, help_text=_("One or more web addresses, “ | ” between them.")
    )
    grade = models.CharField(
        max_length=10, choices=Grade.choices, default=Grade.IMPORTED
    )
    checked_on = models.DateField(
        null=True, blank=True, help_text=_("Date of the newest source.")
    )
    check_by = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    imported = models.JSONField(default=dict, blank=True, editable=False)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        verbose_name_plural = _("addresses")
        ordering = ["recipient", "medium", "-valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=F("valid_from")),
                name="address_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(grade="verified") | Q(checked_on__isnull=False),
                name="address_verified_says_when",
            ),
            models.UniqueConstraint(
                fields=["recipient", "medium", "value"],
                name="address_is_given_once",
            ),
        ]

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        """Whole, sendable, and of nobody on another list of a campaign."""
        self.clean_parts()
        self.refuse_clash()

    def clean_parts(self) -> None:
        """What is verified is printed: it must be whole and sendable. No query."""
        self.country = self.country.upper()
        _check_country("country", self.country)
        if self.grade != self.Grade.VERIFIED:
            return
        if self.medium == self.Medium.EMAIL:
            _check_email(self.value)
        if self.medium == self.Medium.POST and not (self.street and self.city):
            sentence = _("A verified postal address needs its street and its city.")
            raise ValidationError({"street": sentence})

    def refuse_clash(self) -> None:
        from campaign.models import lists  # it knows campaigns, which know us

        if self.recipient_id and (clash := lists.clash_of_address(self)):
            raise ValidationError({"value": str(clash)})

    @property
    def places(self) -> frozenset[str]:
        """Where a letter arrives, however it is spelt; empty = nowhere."""
        if self.medium == self.Medium.POST:
            parts = f"{self.street}{self.postcode}{self.city}"
            whole = parts if self.street and self.city else ""
            return frozenset(filter(None, (_folded(self.value), _folded(whole))))
        if self.medium == self.Medium.FAX:
            return frozenset(filter(None, [re.sub(r"\D", "", self.value)]))
        value = unicodedata.normalize("NFKC", self.value).strip().casefold()
        return frozenset(filter(None, [value.removeprefix("mailto:")]))

    def meets(self, other: "Address") -> bool:
        """Whether one letter reaches both, of two recipients, on some day."""
        return (
            self.recipient_id != other.recipient_id
            and self.medium == other.medium
            and bool(self.places & other.places)
            and (self.valid_from or date.min) <= (other.valid_until or date.max)
            and (other.valid_from or date.min) <= (self.valid_until or date.max)
        )

    @property
    def sources(self) -> list[str]:
        return [url for url in self.source_url.split(" | ") if url]

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def is_due_on(self, day: date) -> bool:
        """Past the day by which somebody should have looked again."""
        return self.check_by is not None and self.check_by < day


def _folded(value: str) -> str:
    """Letters and figures only, so that commas and capitals do not matter."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return "".join(each for each in folded if each.isalnum())


def _check_country(field: str, code: str) -> None:
    if code and not addressing.is_country(code):
        sentence = _("“%(code)s” is not a country code of ISO 3166-1, such as GB.")
        raise ValidationError({field: sentence % {"code": code}})


def _check_email(value: str) -> None:
    """Plain ASCII: what every mail program can send to."""
    try:
        validate_email(value)
    except ValidationError as wrong:
        raise ValidationError({"value": wrong.messages}) from wrong
    if not value.isascii():
        raise ValidationError({"value": _("An e-mail address has plain letters only.")})
