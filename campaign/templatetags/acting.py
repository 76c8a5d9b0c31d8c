"""What one can do about a document, and the names of those written to."""

from datetime import date
from functools import cache

from babel import Locale
from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import get_language

from archive.models import Document
from archive.reading import protecting
from archive.reading.prepared import Prepared, given, given_all
from archive.reading.screen import Screen
from campaign import citations, letters, protocol
from campaign.models import Campaign, Recipient

register = template.Library()


@register.inclusion_tag("campaign/_write_box.html", takes_context=True)
def write_box(
    context: Context, document: Document, screen: Screen | None = None
) -> dict[str, object]:
    """A box that leads to the letter of an open campaign with this document.

    Nothing when there is none whose letter can be written on the page's day
    (`today`). One query with a screen that hides nobody.
    """
    screen = protecting.screen_for(None) if screen is None else screen
    whole = document.part_of_id or document.pk
    today = context.get("today")
    day = today if isinstance(today, date) else timezone.localdate()  # noqa: TID251 (a page that names no day)
    asked = _taking_letters().ask(on=day, documents=[document.pk, whole])
    campaign = next(iter(asked), None)
    if campaign and screen:
        if not citations.is_written_on(campaign, on=day):
            return {"campaign": None}
        # it may call by a surname somebody this report does not tell of
        screen = citations.screen_of([campaign], documents=[document.pk])
    return {"campaign": campaign and screen.reworded(campaign, "summary")}


@cache
def _taking_letters() -> Prepared[Campaign]:
    on = given("on", date)
    found = Campaign.objects.taking_letters(on=on).filter(
        citations.can_be_written(today=on), documents__in=given_all("documents", upto=2)
    )
    return Prepared(found.urgent_first(on=on)[:1])


@register.filter
def office(recipient: Recipient) -> str:
    """Embassy of the Republic of Kazakhstan, London, United Kingdom."""
    language = (get_language() or "en")[:2]
    name = recipient.name or letters.named(
        recipient,
        kind=recipient.kind,
        language=language if language in protocol.languages() else "en",
    )
    places = recipient.city, country(recipient.stands_in)
    return ", ".join(filter(None, (name, *places)))


@register.filter
def country(code: str) -> str:
    """In the language of the page; the code itself when nobody has it."""
    names = Locale.parse(get_language() or "en", sep="-").territories
    return str(names.get(code, code))
