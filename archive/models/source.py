"""Who published a document."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.batch import Recorded


class Source(models.Model):
    """A publisher of documents: a site, a paper, a union, a court."""

    class Kind(models.TextChoices):
        WEBSITE = "website", _("website")
        NEWSPAPER = "newspaper", _("newspaper")
        ORGANISATION = "organisation", _("organisation")
        AUTHORITY = "authority", _("authority")
        PERSON = "person", _("person")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WEBSITE)
    description = models.CharField(max_length=300, blank=True)
    home = models.URLField(blank=True)
    language = models.CharField(max_length=12, default="en", help_text=_("BCP 47"))
    domains = models.CharField(
        max_length=500,
        blank=True,
        help_text=_("Host names it publishes at, one after the other."),
    )
    boilerplate = models.TextField(
        blank=True,
        help_text=_("What on its pages is not the report: one rule a line."),
    )
    rights_note = models.CharField(
        max_length=300, blank=True, help_text=_("Shown on every report of this source.")
    )

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("archive:source", args=[self.slug])
