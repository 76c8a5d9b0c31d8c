"""The letters a campaign offers, paragraph by paragraph, and what they cite."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models import Claim, Document, Passage
from campaign import placeholders
from campaign.models.campaign import Campaign


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

    def with_text(self) -> "ModelLetterQuerySet":
        """Paragraphs, their citations and claims, in two further queries."""
        return self.select_related("campaign").prefetch_related(
            "paragraphs",
            Prefetch(
                "paragraphs__citations",
                Citation.objects.select_related("claim__superseded_by"),
            ),
        )


class ModelLetter(models.Model):
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


class Paragraph(models.Model):
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
        if problems := placeholders.problems(self.text):
            raise ValidationError({"text": problems})


class Citation(models.Model):
    """A paragraph rests on a claim."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="citations")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")

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
