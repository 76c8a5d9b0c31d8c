"""What visitors say about an address, until somebody has looked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.batch import Recorded
from campaign.models.recipient import Address, Recipient


class AddressReport(models.Model):
    """What is right in place of a wrong address, and where it was seen.

    Who said so is not kept.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    recipient = models.ForeignKey(
        Recipient, models.CASCADE, related_name="address_reports"
    )
    address = models.ForeignKey(
        Address,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The one said to be wrong; empty = one that is missing."),
    )
    medium = models.CharField(
        max_length=8, choices=Address.Medium.choices, default=Address.Medium.POST
    )
    value = models.CharField(max_length=500, help_text=_("What is right."))
    source_url = models.CharField(
        max_length=1000, blank=True, help_text=_("Where it was seen.")
    )
    note = models.TextField(max_length=1000, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    reported_on = models.DateField(help_text=_("The day; no clock time is kept."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["reported_on", "id"]
        indexes = [
            models.Index(fields=["state", "reported_on"], name="address_report_queue")
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.value}"
