"""What somebody wants to publish, shown to another person, who decides."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.authorship import save_as
from archive.models.batch import Recorded
from campaign.models import gate
from campaign.models.address_report import AddressReport
from campaign.models.model_letter import ModelLetter
from campaign.models.recipient import Address, Recipient


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def waiting(self) -> "ApprovalQuerySet":
        return self.filter(state=Approval.State.WAITING)


class Approval(models.Model):
    """One address or one version of a letter, as it was shown; never more.

    `content` is what is written when it is approved, `mark` its SHA-256 with what
    it was compared with: when either has changed since, it is void.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        APPROVED = "approved", _("approved")
        SENT_BACK = "sent_back", _("sent back")
        VOID = "void", _("void: changed after it was proposed")

    title = models.CharField(max_length=300)
    recipient = models.ForeignKey(
        Recipient, models.CASCADE, null=True, blank=True, related_name="approvals"
    )
    address = models.ForeignKey(
        Address, models.SET_NULL, null=True, blank=True, related_name="approvals"
    )
    model_letter = models.ForeignKey(
        ModelLetter, models.CASCADE, null=True, blank=True, related_name="approvals"
    )
    report = models.ForeignKey(
        AddressReport, models.SET_NULL, null=True, blank=True, related_name="approvals"
    )
    content = models.JSONField(default=dict)
    mark = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    is_alone = models.BooleanField(
        default=False, help_text=_("Approved by one person, there being no other.")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = ApprovalQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["-id"]
        permissions = [
            ("approve_publication", "Can approve a published address or letter")
        ]
        indexes = [models.Index(fields=["state", "id"], name="approval_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["model_letter"],
                condition=models.Q(state="waiting"),
                name="letter_waits_for_approval_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def by_one(cls, row: models.Model, person: object) -> None:
        """Written down with the row that one person alone has published."""
        said = gate.printed(row)
        made = cls(
            title=str(row)[:300],
            model_letter=row if isinstance(row, ModelLetter) else None,
            address=row if isinstance(row, Address) else None,
            recipient_id=row.recipient_id if isinstance(row, Address) else None,
            content=dict(said),
            mark=gate.mark(said),
            state=cls.State.APPROVED,
            is_alone=True,
            proposed_by_id=getattr(person, "pk", None),
            decided_by_id=getattr(person, "pk", None),
        )
        save_as(made, person)  # type: ignore[arg-type]
