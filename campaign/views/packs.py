"""The delegation pack, for those who hand a letter in."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaign import citations, letters, packs
from campaign.citations import shown
from campaign.forms import Offer, offer_of
from campaign.models import Campaign
from campaign.views.finding import of_slug

FRESH_SECONDS = 300


@require_safe
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """One PDF, the same for everybody; or why there is none today.

    Without an office: the list of offices to choose from. Nothing is
    counted: whoever asks writes no letter by it. Twenty queries.
    """
    today = timezone.localdate()
    found = of_slug(request, slug)
    if not found.takes_letters_on(today):
        return _refused(request, found, [_why_closed(found)], status=409)
    asked = QueryDict(mutable=True)
    for name in ("to", "language"):
        if name in request.GET:
            asked[name] = request.GET[name]
    offer, reasons = offer_of(found, asked, today)
    wanted = asked.get("to", "")
    recipient = next((each for each in offer.recipients if each.slug == wanted), None)
    if recipient is None:
        return _unknown(request, offer, wanted)
    if offer.model_letter is None:
        return _refused(request, found, reasons, status=409)
    try:
        made = packs.make(
            offer.model_letter,
            recipient=recipient,
            on=today,
            screen=offer.screen,
            report_url=_report_url(found, wanted),
        )
    except letters.Refused as refused:
        return _refused(request, found, refused.reasons, status=409)
    response = HttpResponse(packs.render(made), content_type=packs.MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{packs.file_name(made)}"'
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def _unknown(request: HttpRequest, offer: Offer, wanted: str) -> HttpResponse:
    """Which offices there are; and that this is none of them, or paused."""
    paused = [each for each in offer.paused if each.recipient.slug == wanted]
    said = [each.sentence for each in paused]
    if wanted and not paused:
        said = [_("Choose one of the offices this campaign writes to.")]
    status = 409 if paused else 404 if wanted else 200
    return _refused(request, offer.campaign, said, status=status, offer=offer)


def _report_url(campaign: Campaign, office: str) -> str:
    query = urlencode({"campaign": campaign.slug, "to": office})
    return f"{settings.SITE_URL}{reverse('campaign:action-report')}?{query}"


def _why_closed(campaign: Campaign) -> str:
    if campaign.opens_after(timezone.localdate()):
        return _("This campaign has not opened yet.")
    if campaign.state == Campaign.State.REVIEW:
        return _(
            "Its facts are being looked at again. Until then no letter is offered."
        )
    return _("No more letters are written for this campaign.")


def _refused(
    request: HttpRequest,
    campaign: Campaign,
    reasons: Sequence[str],
    *,
    status: int,
    offer: Offer | None = None,
) -> HttpResponse:
    """The reasons, and other offices where there are some to choose from."""
    screen = citations.screen_of([campaign]) if offer is None else offer.screen
    offices = offer.recipients if offer else []
    context = {
        "campaign": shown.campaign(campaign, screen),
        "reasons": reasons,
        "is_refused": status != 200,
        "offices": [screen.reworded(each, "name", "city") for each in offices],
    }
    return render(request, "campaign/action_no_pack.html", context, status=status)
