"""What the sheet of a letter shows of its sources."""

from django import template

from campaign import formats
from campaign.formats import Cited, QrCode
from campaign.letters import Letter

register = template.Library()


@register.filter
def cited(letter: Letter) -> list[Cited]:
    return formats.cited(letter)


@register.filter
def qr(letter: Letter) -> QrCode | None:
    """The address of the evidence; None where none can be drawn."""
    return formats.qr_code(letter.evidence_url)


@register.filter
def has_link(letter: Letter) -> bool:
    return formats.is_web_address(letter.evidence_url)
