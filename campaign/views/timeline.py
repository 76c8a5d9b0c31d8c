"""What happened and what was done about it, by day and by place."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.models import Claim
from archive.reading import protecting
from archive.reading import timeline as reading
from campaign import citations
from campaign.actions import timeline as acting
from campaign.citations import shown
from campaign.models import Action, Campaign, Citation

KINDS = dict(Action.Kind.choices) | dict(Claim.Kind.choices)


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Claims and actions, the newest first. Five queries, six for an entity; up
    to seven more while somebody is protected.
    """
    viewer, today = request.user, timezone.localdate()
    screen = protecting.screen_for(viewer)
    rows = list(Campaign.objects.visible_to(viewer).urgent_first(on=today))
    read = citations.screen_of(rows) if screen else screen
    campaigns = [shown.campaign(each, read) for each in rows]
    campaign = _of_slug(campaigns, request.GET.get("campaign", ""))
    asked = reading.narrowed(
        request.GET.dict(), kinds=KINDS, viewer=viewer, on=today, screen=screen
    )
    after = reading.cursor(request.GET.get("after", ""))
    told = reading.claims(
        asked,
        viewer=viewer,
        on=today,
        screen=screen,
        after=after,
        among=_cited(campaign, today) if campaign else None,
    )
    done = (
        []
        if asked.entity
        else acting.entries(
            viewer=viewer,
            screen=screen,
            campaign=campaign,
            kind=asked.kind,
            after=after,
        )
    )
    context = {
        "together": reading.together([told, done], after=after),
        "entity": asked.entity and screen.row(asked.entity),
        "kind": asked.kind,
        "campaign": campaign,
        "campaigns": campaigns,
        "kinds": sorted(KINDS.items(), key=lambda each: str(each[1])),
        "ignored": _ignored(request, asked, campaign),
        "query": _query(asked, campaign),
    }
    return render(request, "archive/timeline.html", context)


def _of_slug(campaigns: Sequence[Campaign], slug: str) -> Campaign | None:
    return next((each for each in campaigns if each.slug == slug), None)


def _cited(campaign: Campaign, on: date) -> QuerySet[Claim, int]:
    """What its letters in force or before rest on, and what proves its outcome,
    once there is one.
    """
    cited = Citation.objects.filter(
        paragraph__model_letter__campaign=campaign,
        paragraph__model_letter__in=campaign.model_letters.in_force(on=on).order_by(),
    )
    outcome = campaign.outcome_claims.order_by()
    if campaign.state not in {Campaign.State.WON, Campaign.State.CLOSED}:
        outcome = outcome.none()
    found = Claim.objects.filter(
        Q(pk__in=cited.order_by().values("claim")) | Q(pk__in=outcome.values("pk"))
    )
    return found.order_by().values_list("pk", flat=True)


def _ignored(
    request: HttpRequest, asked: reading.Asked, campaign: Campaign | None
) -> list[str]:
    wrong = "campaign" if request.GET.get("campaign") and campaign is None else ""
    return [*filter(None, [wrong]), *asked.ignored]


def _query(asked: reading.Asked, campaign: Campaign | None) -> str:
    """For the link to the next page; empty when nothing was asked."""
    values = {
        "campaign": campaign.slug if campaign else "",
        "entity": asked.entity.slug if asked.entity else "",
        "kind": asked.kind,
    }
    return urlencode({name: value for name, value in values.items() if value})
