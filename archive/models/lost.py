"""Passages that did not survive a correction intact."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.batch import Recorded
from archive.models.passage import Passage
from archive.models.revision import Revision


class LostPassage(models.Model):
    """Words that decisions or proofs hang on, and that a new revision changed.

    It waits for a person, who says where they stand now or that they are gone.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PLACED = "placed", _("placed again")
        GONE = "gone", _("gone")

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="losses")
    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        related_name="lost_passages",
        help_text=_("The new text."),
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.WAITING
    )
    placed_at = models.ForeignKey(
        Passage, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        "auth.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["revision", "passage__start", "id"]
        indexes = [models.Index(fields=["status", "id"], name="lost_by_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "revision"], name="passage_is_lost_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="placed") | Q(placed_at__isnull=False),
                name="lost_passage_is_placed_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.passage}” {self.get_status_display()}"
