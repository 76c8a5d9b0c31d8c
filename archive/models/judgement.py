"""Whether two entries, or two texts, are one: what is asked, what was said."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.batch import Recorded
from archive.models.document import Document
from archive.models.entity import Entity


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def live(self) -> "JudgementQuerySet":
        return self.filter(revoked_at=None)

    def between(self, one: int, other: int) -> "JudgementQuerySet":
        """Those between two entities, given by key, in either order."""
        return self.filter(Q(entity=one, kept=other) | Q(entity=other, kept=one))


class Judgement(models.Model):
    """What a person said of two entities. Revoked, never changed or deleted.

    Of two that are the same, `kept` is the one whose page stays. "Different"
    blocks every union that would bring the two together.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("the same")
        DIFFERENT = "different", _("different")
        UNSURE = "unsure", _("cannot tell")

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="judgements")
    kept = models.ForeignKey(Entity, models.PROTECT, related_name="judgements_kept")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = JudgementQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(entity=F("kept")), name="judgement_is_about_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity} / {self.kept}: {self.get_verdict_display()}"


class Pair(models.Model):
    """Two entities that may be one: a question for a person, kept while it is open.

    Worked out from their names; left is the one with the smaller key.
    """

    left = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    right = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    score = models.FloatField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["-score", "id"], name="pair_by_score")]
        constraints = [
            models.UniqueConstraint(
                fields=["left", "right"], name="pair_is_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(left__lt=F("right")), name="pair_has_an_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} / {self.right}"


class Likeness(models.Model):
    """Two documents that share most of their text, and what was said of them."""

    class Verdict(models.TextChoices):
        OPEN = "open", _("not decided")
        SAME_TEXT = "same_text", _("same text")
        DIFFERENT = "different", _("different texts")

    document = models.ForeignKey(Document, models.CASCADE, related_name="likenesses")
    earlier = models.ForeignKey(
        Document, models.CASCADE, related_name="likenesses_of_later"
    )
    resemblance = models.FloatField(help_text=_("Share of word runs in common, 0–1."))
    verdict = models.CharField(
        max_length=10, choices=Verdict.choices, default=Verdict.OPEN
    )
    decided_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        verbose_name_plural = _("likenesses")
        ordering = ["-resemblance", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "earlier"], name="likeness_is_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} / {self.earlier}"


class Band(models.Model):
    """A part of a text's signature, for finding texts that share most words."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="bands")
    value = models.BigIntegerField()

    class Meta:
        ordering = ["document", "id"]
        indexes = [models.Index(fields=["value"], name="band_by_value")]

    def __str__(self) -> str:
        return str(self.value)
