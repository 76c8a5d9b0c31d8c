"""The letters a campaign offers, paragraph by paragraph, and what they cite."""

from collections.abc import Collection, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models import Claim, Document, Evidence, Passage
from campaign import addressing, placeholders, protocol
from campaign.models.campaign import Campaign
from campaign.models.gate import OfLetter, TwoPeople


class ModelLetterQuerySet(models.QuerySet["ModelLetter"]):
    def published(self) -> "ModelLetterQuerySet":
        return self.filter(is_published=True)

    def in_force(self, *, on: date) -> "ModelLetterQuerySet":
        """Published versions that had begun by that day, the newest first."""
        return (
            self.published()
            .filter(in_force_from__lte=on)
            .order_by(F("in_force_from").desc(), "-version")
        )

    def with_text(self, *, today: date | None = None) -> "ModelLetterQuerySet":
        """Paragraphs, wordings, citations and claims, in three further queries.

        With a day no report under embargo on it proves anything.
        """
        return self.select_related("campaign").prefetch_related(
            "paragraphs__alternatives",
            Prefetch(
                "paragraphs__citations",
                Citation.objects.with_proof(today=today),
            ),
        )


class ModelLetter(TwoPeople):
    """One version of a campaign's letter in one language and frame.

    A version in force is never rewritten: what changed becomes the next one,
    so that the letter of any past day can be made again.
    """

    class Frame(models.TextChoices):
        LETTER = "letter", _("letter of a person or an organisation")
        BRANCH = "branch", _("resolution of a branch")
        REPRESENTATIVE = "representative", _("letter of an elected representative")

    class Register(models.TextChoices):
        FORMAL = "formal", _("formal")
        PLAIN = "plain", _("plain")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="model_letters")
    language = models.CharField(max_length=12, default="en", help_text=_("BCP 47"))
    frame = models.CharField(max_length=16, choices=Frame.choices, default=Frame.LETTER)
    version = models.PositiveSmallIntegerField(default=1)
    in_force_from = models.DateField()
    register = models.CharField(
        max_length=8, choices=Register.choices, default=Register.FORMAL
    )
    subject = models.CharField(max_length=200)
    adapted_from = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The cited template."),
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        help_text=_("The version in another language that this one translates."),
    )
    what_changed = models.CharField(
        max_length=300, blank=True, help_text=_("Since the version before.")
    )
    is_published = models.BooleanField(default=False)

    objects = ModelLetterQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["campaign", "language", "frame", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "language", "frame", "version"],
                name="model_letter_version_is_unique",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.language} · {self.version}"

    def clean(self) -> None:
        if problems := placeholders.problems(self.subject):
            raise ValidationError({"subject": problems})
        known = sorted(set(protocol.languages()) & set(addressing.languages()))
        if self.language not in known:
            sentence = _(
                "No letter can be written in “%(language)s”. There are: %(known)s."
            )
            values = {"language": self.language, "known": ", ".join(known)}
            raise ValidationError({"language": sentence % values})
        if self.follows and not self._may_follow(self.follows):
            raise ValidationError(
                {
                    "follows": _(
                        "It translates a letter of its campaign from another language."
                    )
                }
            )

    def _may_follow(self, other: "ModelLetter") -> bool:
        return other.campaign_id == self.campaign_id and other.language != self.language


class Paragraph(OfLetter):
    """One paragraph of a model letter, with what it is for and what it cites."""

    class Role(models.TextChoices):
        PURPOSE = "purpose", _("purpose")
        FACT = "fact", _("fact")
        NORM = "norm", _("norm")
        DEMAND = "demand", _("demand")
        SOLIDARITY = "solidarity", _("solidarity")
        CLOSING = "closing", _("closing")

    model_letter = models.ForeignKey(
        ModelLetter, models.CASCADE, related_name="paragraphs"
    )
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=Role.choices)
    text = models.TextField(
        help_text=_("{{ name }} is filled in; {{ I|we }} follows the sender.")
    )
    is_locked = models.BooleanField(
        default=True, help_text=_("The writer cannot reword it.")
    )
    is_optional = models.BooleanField(
        default=False, help_text=_("The writer can leave it out.")
    )
    adapted_from = models.ForeignKey(
        Passage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The words of the template it follows."),
    )
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        help_text=_("The paragraph in another language that it translates."),
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["model_letter", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["model_letter", "order"], name="paragraph_has_its_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.text[:60]}"

    def clean(self) -> None:
        """An unknown placeholder is refused at save, with the nearest name."""
        if self.model_letter_id and self.model_letter.is_published:
            raise ValidationError(
                _("A published letter is not rewritten: make the next version.")
            )
        if problems := placeholders.problems(self.text):
            raise ValidationError({"text": problems})


class Alternative(OfLetter):
    """Another wording of a paragraph; the writer picks one, never chance."""

    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="alternatives"
    )
    order = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(
        help_text=_("It rests on the same claims and says no more than they do.")
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["paragraph", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "order"], name="alternative_has_its_place"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def clean(self) -> None:
        if self.paragraph_id and self.paragraph.model_letter.is_published:
            raise ValidationError(
                _("A published letter is not rewritten: make the next version.")
            )
        if problems := placeholders.problems(self.text):
            raise ValidationError({"text": problems})


class CitationQuerySet(models.QuerySet["Citation"]):
    def with_proof(self, *, today: date | None = None) -> "CitationQuerySet":
        """With the claim, and what of it is public. No further query.

        is_proven: a public document supports the claim.
        newer_is_public: so it is with what replaced it, which is confirmed.
        With a day: by that day no embargo holds and it had been replaced.
        """
        newer = _public_support(today).filter(
            claim__status=Claim.Status.CONFIRMED, claim__supersedes=OuterRef("claim")
        )
        if today is not None:
            replaced = Claim.objects.filter(superseded_on__lte=today)
            newer = newer.filter(
                Exists(replaced.filter(pk=OuterRef(OuterRef("claim"))))
            )
        return self.select_related("claim__superseded_by").annotate(
            is_proven=_proof(today), newer_is_public=Exists(newer)
        )

    def would_be(self, claims: Collection[int], *, today: date) -> Iterator["Citation"]:
        """Of these claims, as with_proof() has them, in no paragraph and not saved."""
        newer = _public_support(today).filter(
            claim__status=Claim.Status.CONFIRMED, claim__supersedes=OuterRef("pk")
        )
        found = Claim.objects.select_related("superseded_by").annotate(
            is_proven=Exists(_public_support(today).filter(claim=OuterRef("pk"))),
            newer_is_public=Exists(newer),
        )
        for claim in found.filter(pk__in=claims) if claims else ():
            made = Citation(claim=claim)
            made.is_proven = claim.is_proven
            made.newer_is_public = claim.newer_is_public and (
                claim.superseded_on is not None and claim.superseded_on <= today
            )
            yield made

    def standing(self, *, today: date) -> "CitationQuerySet":
        """Those of claims that hold and are proved in public today."""
        holding = Claim.objects.holding(on=today)
        return self.filter(_proof(today), claim__in=holding)


def _proof(today: date | None) -> Exists:
    return Exists(_public_support(today).filter(claim=OuterRef("claim")))


def _public_support(today: date | None) -> models.QuerySet[Evidence]:
    public = Document.objects.filter(visibility=Document.Visibility.PUBLIC)
    if today is not None:
        public = Document.objects.published(on=today)
    # what a correction has taken out of a report proves nothing any more
    return Evidence.objects.live().filter(
        stance=Evidence.Stance.SUPPORTS, passage__revision__document__in=public
    )


class Citation(OfLetter):
    """A paragraph rests on a claim."""

    # there when loaded with_proof()
    is_proven: bool
    newer_is_public: bool

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="citations")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")

    objects = CitationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["paragraph", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "claim"], name="claim_is_cited_once_a_paragraph"
            )
        ]

    def __str__(self) -> str:
        return str(self.claim)
