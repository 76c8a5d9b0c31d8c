"""Whom one can write to."""

from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.charts import maps
from archive.reading import protecting
from archive.reading.screen import Screen
from campaign import citations, directory, nearest
from campaign.citations import shown
from campaign.directory import waiting
from campaign.forms import FinderForm, finder
from campaign.models import Campaign, Recipient

PAGE_SIZE = 120


@require_safe
def recipients(request: HttpRequest) -> HttpResponse:
    """Who serves a country, and the directory of one state. Six queries."""
    today = timezone.localdate()
    states = _states()
    form = FinderForm(request.GET, states=[code for code, _number in states])
    asked = form.cleaned_data if form.is_valid() else {}
    state = asked.get("of") or (states[0][0] if len(states) == 1 else "")
    country = asked.get("from", "")
    town = asked.get("town", "")
    screen = protecting.screen_for(request.user)
    listed = [
        screen.reworded(each, "name", "city")
        for each in _listed(state, country, town, today)
    ]
    answer = (
        finder.serving(listed, state=state, country=country)
        if state and country
        else None
    )
    if town:
        there = finder.towns_like(town, {each.city for each in listed})
        listed = [each for each in listed if each.city in there]
    page = _page(listed, request.GET.get("page", ""), by_state=not state)
    context = {
        "form": form,
        "state": state,
        "country": country,
        "town": town,
        "narrowed": urlencode({"of": state, "from": country, "town": town}),
        "of_state": finder.country_in_sentence(state),
        "in_country": finder.country_in_sentence(country),
        "states": finder.by_name(states),
        "bodies": [] if state or country or town else _bodies(screen),
        "page": page,
        "groups": finder.grouped(page.object_list, by_state=not state),
        "answer": answer,
        "map": _map(listed, answer, state),
    }
    return render(request, "campaign/recipients.html", context)


def _states() -> list[tuple[str, int]]:
    """Those that have an office in the directory, and how many."""
    rows = Recipient.objects.exclude(state="").order_by("state").values_list("state")
    return list(rows.annotate(Count("pk")))


def _listed(state: str, country: str, town: str, today: date) -> list[Recipient]:
    """All of a state; else all that stand in a country; else in a town."""
    if state:
        found = Recipient.objects.representing(state)
    elif country:
        found = Recipient.objects.filter(stands_in=country)
    elif town:
        there = finder.towns_like(town, finder.towns())
        found = Recipient.objects.filter(city__in=there)
    else:
        return []
    verified = waiting.verified(on=today).filter(recipient=OuterRef("pk"))
    return list(found.annotate(is_verified=Exists(verified)))


def _bodies(screen: Screen) -> list[Recipient]:
    """What stands for no state."""
    found = Recipient.objects.filter(state="").order_by("name", "slug")[:PAGE_SIZE]
    return [screen.reworded(each, "name", "city") for each in found]


def _page(listed: list[Recipient], number: str, *, by_state: bool) -> Page:
    """In the order of the groups; a number that is none is the first."""

    def place(each: Recipient) -> tuple[str, int, str, str]:
        name = finder.country_name(each.state if by_state else each.stands_in)
        rank = nearest.importance(each.kind)
        return finder.sort_key(name), rank, finder.sort_key(each.city), each.slug

    return Paginator(sorted(listed, key=place), PAGE_SIZE).get_page(number)


def _map(
    listed: list[Recipient], answer: finder.Serving | None, state: str
) -> maps.Map | None:
    """Where the offices of a state stand; none for offices of one country."""
    if not state:
        return None
    places = [place for each in listed if (place := _place(each))]
    chosen = answer.recipient if answer else None
    marked = _place(chosen) if chosen else None
    return maps.world(places, marked=marked) if places else None


def _place(recipient: Recipient) -> tuple[float, float] | None:
    if recipient.latitude is None or recipient.longitude is None:
        return None
    place = recipient.longitude, recipient.latitude
    return place if maps.is_place(*place) else None


@require_safe
def recipient(request: HttpRequest, slug: str) -> HttpResponse:
    """One office and every known way to reach it, past ones too. Six queries."""
    today = timezone.localdate()
    found = protecting.at(Recipient.objects.with_reach(), slug, viewer=request.user)
    if found is None:
        raise Http404
    campaigns = Campaign.objects.taking_letters(on=today).protesting_to(found)
    open_now = list(campaigns.urgent_first(on=today))
    screen = citations.screen_of(open_now)
    reach = [screen.reworded(each, "value", "note") for each in found.addresses.all()]
    ways = finder.by_medium(reach)
    holder = found.holder_on(today)
    context = {
        "recipient": screen.reworded(found, "name", "city", "entrance"),
        "served": _served(found),
        "serves_host": directory.serves_host(found, _accredited(found)),
        "doubts": found.imported.get("missions", {}).get("doubts", ""),
        "as_of": _day(found.imported.get("missions", {}).get("as_of", "")),
        "holder": holder and screen.reworded(holder, "name"),
        "in_force": [
            (each, each.is_due_on(today)) for each in ways if each.is_valid_on(today)
        ],
        "past": [each for each in ways if not each.is_valid_on(today)],
        "campaigns": [shown.campaign(each, screen) for each in open_now],
    }
    return render(request, "campaign/recipient.html", context)


def _day(text: str) -> date | None:
    """A day as an import wrote it; None when it is none."""
    with suppress(ValueError):
        return parse_date(text)
    return None


def _accredited(recipient: Recipient) -> list[str]:
    return [each.country for each in recipient.accreditations.all()]


def _served(recipient: Recipient) -> str:
    """In words, which countries it serves without standing there, or not at all."""
    accredited = _accredited(recipient)
    if not recipient.stands_in:
        return ""
    here = finder.country_in_sentence(recipient.stands_in)
    serves_here = directory.serves_host(recipient, accredited)
    if recipient.kind not in directory.ABROAD or (serves_here and not accredited):
        return ""
    if serves_here:
        sentence = _(
            "It serves %(here)s, where it stands, and the countries it is also "
            "accredited to."
        )
    elif accredited:
        sentence = _(
            "It stands in %(here)s and is accredited elsewhere: "
            "letters from %(here)s do not go to it."
        )
    else:
        sentence = _("Whom it serves is not known.")
    return capfirst(sentence % {"here": here})
