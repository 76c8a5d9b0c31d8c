"""What one can do about a document, and the names of those written to."""

from datetime import date

from babel import Locale
from django import template
from django.db.models import Q
from django.template.context import Context
from django.utils.translation import get_language

from archive.models import Document
from campaign import protocol
from campaign.models import Campaign, Recipient

register = template.Library()


@register.inclusion_tag("campaign/_write_box.html", takes_context=True)
def write_box(context: Context, document: Document) -> dict[str, object]:
    """A box that leads to the letter of an open campaign with this document.

    Nothing when there is none. One query. Where the page says what day it is
    (`today`), campaigns past their closing day are left out.
    """
    whole = document.part_of_id or document.pk
    found = Campaign.objects.filter(
        state=Campaign.State.OPEN, documents__in={document.pk, whole}
    )
    if isinstance(today := context.get("today"), date):
        found = found.filter(Q(closes_on=None) | Q(closes_on__gte=today))
    return {"campaign": found.urgent_first().first()}


@register.filter
def office(recipient: Recipient) -> str:
    """Embassy of the Republic of Kazakhstan, London."""
    language = (get_language() or "en")[:2]
    name = recipient.name or protocol.mission_name(
        recipient.kind,
        state=recipient.state,
        language=language if language in protocol.languages() else "en",
    )
    return ", ".join(filter(None, (name, recipient.city)))


@register.filter
def country(code: str) -> str:
    """In the language of the page; the code itself when nobody has it."""
    names = Locale.parse(get_language() or "en", sep="-").territories
    return str(names.get(code, code))
