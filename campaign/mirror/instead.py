"""The pages a copy has in the place of what only the server can do."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve

from archive.reading import protecting
from archive.reading.screen import Screen
from campaign import citations
from campaign.citations import shown
from campaign.forms import standard_text
from campaign.mirror import places
from campaign.models import Campaign, ModelLetter


def page(address: str, *, on: date) -> str | None:
    """That of the copy; None where the site's own is copied."""
    if address == places.SEARCH_PAGE:
        return render_to_string("mirror/search.html", {}, _request(address))
    if places.view_of(address) != places.LETTERS:
        return None
    try:
        return _letters(address, resolve(address).kwargs["slug"], on)
    except Http404:
        return None  # the site says so too


def _request(address: str) -> HttpRequest:
    return RequestFactory().get(address)


def _letters(address: str, slug: str, on: date) -> str:
    """The words of every letter that can be written that day, to be copied."""
    rows = Campaign.objects.public().prefetch_related("targets__recipient")
    campaign = protecting.at(rows, slug, viewer=None)
    if campaign is None:
        raise Http404
    screen = citations.screen_of([campaign])
    is_open = campaign.takes_letters_on(on)
    written = citations.statuses(campaign, on=on) if is_open else []
    context = {
        "campaign": shown.campaign(campaign, screen),
        "letters": [
            _read(each.model_letter, screen) for each in written if each.can_be_written
        ],
        "recipients": shown.recipients(campaign, screen),
        "made_on": on,
        "online": settings.SITE_URL + address,
    }
    return render_to_string("mirror/write.html", context, _request(address))


def _read(letter: ModelLetter, screen: Screen) -> tuple[ModelLetter, list[str]]:
    texts = [screen.words(standard_text(each.text)) for each in letter.paragraphs.all()]
    read = screen.reworded(letter, "subject")
    read.subject = screen.words(standard_text(letter.subject))
    return read, texts
