"""Whom one can write to."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.reading import protecting
from campaign import citations
from campaign.citations import shown
from campaign.forms import FinderForm, finder
from campaign.models import Campaign, Recipient


@require_safe
def recipients(request: HttpRequest) -> HttpResponse:
    """Who serves a country, and the directory of one state. Four queries."""
    states = list(
        Recipient.objects.order_by("state").values_list("state").annotate(Count("pk"))
    )
    form = FinderForm(request.GET, states=[state for state, _count in states])
    asked = form.cleaned_data if form.is_valid() else {}
    state = asked.get("of") or (states[0][0] if len(states) == 1 else "")
    country = asked.get("from", "")
    screen = protecting.screen_for(request.user)
    listed = [screen.reworded(each, "name", "city") for each in _listed(state, country)]
    context = {
        "form": form,
        "state": state,
        "country": country,
        "states": finder.by_name(states),
        "groups": finder.grouped(listed, by_state=not state),
        "answer": finder.serving(listed, state=state, country=country)
        if state and country
        else None,
    }
    return render(request, "campaign/recipients.html", context)


def _listed(state: str, country: str) -> list[Recipient]:
    """All of a state; else all that stand in a country; else none."""
    if state:
        found = Recipient.objects.representing(state)
    elif country:
        found = Recipient.objects.filter(stands_in=country)
    else:
        found = Recipient.objects.none()
    return list(found)


@require_safe
def recipient(request: HttpRequest, slug: str) -> HttpResponse:
    """One office and every known way to reach it, past ones too."""
    today = timezone.localdate()
    found = get_object_or_404(Recipient.objects.with_reach(), slug=slug)
    campaigns = Campaign.objects.taking_letters(on=today).protesting_to(found)
    open_now = list(campaigns.urgent_first())
    screen = citations.screen_of(open_now)
    reach = [screen.reworded(each, "value") for each in found.addresses.all()]
    ways = finder.by_medium(reach)
    holder = found.holder_on(today)
    context = {
        "recipient": screen.reworded(found, "name", "city"),
        "holder": holder and screen.reworded(holder, "name"),
        "in_force": [each for each in ways if each.is_valid_on(today)],
        "past": [each for each in ways if not each.is_valid_on(today)],
        "campaigns": [shown.campaign(each, screen) for each in open_now],
    }
    return render(request, "campaign/recipient.html", context)
