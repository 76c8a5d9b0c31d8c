"""How exactly a date is known, where it comes from, and the columns that keep it."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.dates import DateSpan


class Precision(models.TextChoices):
    """How exactly a date is known; the values of archive.dates.Precision."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    INTERVAL = "interval", _("interval")
    OPEN = "open", _("from then on")


class Basis(models.TextChoices):
    """Where a date comes from; the values of archive.dates.Basis."""

    STATED = "stated", _("stated")
    RESOLVED = "resolved", _("resolved from the words")
    INFERRED = "inferred", _("inferred")


class PublishedBasis(models.TextChoices):
    """How the day of publication is known."""

    STATED = "stated", _("stated")
    RESOLVED = "resolved", _("resolved from the words")
    INFERRED = "inferred", _("inferred")
    DATELINE = "dateline", _("from the dateline")


class Unit(models.TextChoices):
    """What the two ends of an interval are exact to: "since May 2011"."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


def span(
    first: date | None, last: date | None, precision: str, unit: str, basis: str
) -> DateSpan | None:
    """The stored columns of a date as one value; None when there is no date."""
    if first is None:
        return None
    end_unit = start_unit = dates.Precision(unit)
    return DateSpan(
        first,
        last,
        dates.Precision(precision),
        dates.Basis(basis),
        start_unit,
        end_unit,
    )


def columns(value: DateSpan, prefix: str) -> dict[str, date | str | None]:
    """What span() reads, by column name; of two units the coarser is kept."""
    coarser = max(value.start_unit, value.end_unit, key=Unit.values.index)
    return {
        f"{prefix}_precision": value.precision.value,
        f"{prefix}_unit": coarser.value,
        f"{prefix}_basis": value.basis.value,
    }
