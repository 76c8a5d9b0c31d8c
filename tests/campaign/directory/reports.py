"""What somebody said of an address, and a decision about it."""

from datetime import date

from campaign.directory import correcting
from campaign.models import AddressReport

DAY = date(2026, 3, 1)
NEW = "2 New Street, London W1A 1AB"


def said(recipient, address=None, **fields):
    fields.setdefault("value", NEW)
    fields.setdefault("source_url", "https://example.org/contacts")
    return AddressReport.objects.create(
        recipient=recipient, address=address, reported_on=DAY, **fields
    )


def correction(**fields):
    fields.setdefault("value", NEW)
    fields.setdefault("source_url", "https://example.org/contacts")
    fields.setdefault("parts", {"street": "2 New Street", "city": "London"})
    return correcting.Correction(**fields)


def accept(report, by=None, **fields):
    return correcting.accept(report, correction(**fields), on=DAY, by=by)
