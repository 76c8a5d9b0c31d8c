"""Rows of the campaign for tests: only the fields that matter at the call."""

from datetime import date
from itertools import count
from typing import Any

from campaign.models import (
    Accreditation,
    Address,
    Campaign,
    Citation,
    ModelLetter,
    Paragraph,
    Recipient,
    Target,
)

_numbers = count(1)


def campaign(title="Free the Mine Ten", **fields):
    """An open campaign against Kazakhstan, without letters or recipients."""
    number = next(_numbers)
    fields.setdefault("slug", f"campaign-{number}")
    fields.setdefault("number", f"T-{number}")
    fields.setdefault("summary", "Ten miners were arrested for a strike.")
    fields.setdefault("addressed_state", "KZ")
    fields.setdefault("state", Campaign.State.OPEN)
    return Campaign.objects.create(title=title, **fields)


def model_letter(campaign, *paragraphs, **fields):
    """A published letter; a paragraph is its text or a dict of its fields."""
    fields.setdefault("subject", "Arrest of ten miners")
    fields.setdefault("in_force_from", date(2020, 1, 1))
    fields.setdefault("is_published", True)
    made = ModelLetter.objects.create(campaign=campaign, **fields)
    texts = paragraphs or ("{{ I protest|We protest }} at the arrest of ten miners.",)
    for order, each in enumerate(texts, start=1):
        paragraph(made, order, each)
    return made


def paragraph(model_letter, order, what):
    fields: dict[str, Any] = {"text": what} if isinstance(what, str) else dict(what)
    cites = fields.pop("cites", ())
    fields.setdefault("role", Paragraph.Role.PURPOSE)
    made = Paragraph.objects.create(model_letter=model_letter, order=order, **fields)
    for claim in cites:
        Citation.objects.create(paragraph=made, claim=claim)
    return made


def recipient(
    slug="kz-gb", *, accredited_to=(), campaign=None, role="protest", **fields
):
    """An embassy of Kazakhstan in London, without an address."""
    fields.setdefault("kind", Recipient.Kind.EMBASSY)
    fields.setdefault("state", "KZ")
    fields.setdefault("stands_in", "GB")
    fields.setdefault("city", "London" if fields["stands_in"] == "GB" else "")
    made = Recipient.objects.create(slug=slug, **fields)
    for country in accredited_to:
        Accreditation.objects.create(recipient=made, country=country)
    if campaign is not None:
        Target.objects.create(campaign=campaign, recipient=made, role=role)
    return made


def address(recipient, value="1 High Street, London W1A 1AA", **fields):
    """Verified and postal unless told otherwise."""
    fields.setdefault("medium", Address.Medium.POST)
    fields.setdefault("grade", Address.Grade.VERIFIED)
    fields.setdefault("checked_on", date(2024, 5, 1))
    fields.setdefault("source_url", "https://example.org/list")
    if fields["medium"] == Address.Medium.POST:
        fields.setdefault("street", value.split(",")[0])
        fields.setdefault("country", recipient.stands_in)
    return Address.objects.create(recipient=recipient, value=value, **fields)
