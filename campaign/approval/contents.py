"""What is proposed, as JSON keeps it: all that is written and all that is shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from campaign.models import Address, Campaign, ModelLetter, Paragraph, gate

Content = Mapping[str, Any]
# What else is kept of an address than what is printed of it.
WRITTEN = (*gate.ADDRESS, "grade", "checked_on", "check_by", "note")
_DAYS = ("valid_from", "valid_until", "checked_on", "check_by")


def of_addresses(rows: Sequence[Address]) -> Content:
    """rows: as they would be, the one to be printed first; all of one office.

    With the other addresses it has as they are: by them the new ones are judged.
    """
    first = rows[0]
    return {
        "rows": [
            {"address": row.pk, **gate.columns(row, WRITTEN)}
            for row in sorted(rows, key=lambda each: each is not first)
        ],
        "before": before(first.recipient_id, first.medium),
    }


def before(recipient: int, medium: str) -> list[Content]:
    """Every address of a medium that an office has. One query."""
    rows = Address.objects.filter(recipient=recipient, medium=medium).order_by("pk")
    return [
        {"address": row.pk, **gate.columns(row, (*gate.ADDRESS, "grade"))}
        for row in rows
    ]


def row_of(said: Content, known: Mapping[int, Address]) -> Address:
    """The row with what was proposed, not saved. Raises KeyError: it is gone."""
    row = known[said["address"]] if said["address"] else Address()
    for name in WRITTEN:
        value = said[name]
        is_day = name in _DAYS and value is not None
        setattr(row, name, date.fromisoformat(value) if is_day else value)
    return row


def of_letter(letter: ModelLetter) -> Content:
    """Its head, its paragraphs and the facts they rest on. Five queries."""
    rows = letter.paragraphs.order_by("order").prefetch_related(
        "alternatives", "citations__claim"
    )
    return {
        "letter": {
            **gate.columns(letter, gate.LETTER),
            "what_changed": letter.what_changed,
            "campaign": Campaign.objects.get(pk=letter.campaign_id).title,
        },
        "paragraphs": [_paragraph(each) for each in rows],
    }


def _paragraph(row: Paragraph) -> Content:
    cited = sorted(row.citations.all(), key=lambda each: each.claim_id)
    return {
        "role": row.role,
        "text": row.text,
        "is_locked": row.is_locked,
        "is_optional": row.is_optional,
        "others": [each.text for each in row.alternatives.all()],
        "claims": [[each.claim_id, each.claim.sentence] for each in cited],
    }
