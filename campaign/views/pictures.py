"""A campaign's pictures, for link previews and for other sites' pages."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaign import citations, pictures
from campaign.citations import shown
from campaign.models import Campaign
from campaign.pictures import Said
from campaign.views.finding import of_slug

# An hour: what changed is seen the same day, and a shared link costs little.
CACHED = "public, max-age=3600"


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """What a link to the campaign looks like elsewhere. At most eight queries."""
    return _picture(pictures.card(_said(request, slug)), "image/png")


@require_safe
def button(request: HttpRequest, slug: str) -> HttpResponse:
    """For other sites, as an image in a link. At most eight queries."""
    return _picture(pictures.button(_said(request, slug)), "image/svg+xml")


def _said(request: HttpRequest, slug: str) -> Said:
    found = of_slug(request, slug)
    today = timezone.localdate()
    is_open = found.takes_letters_on(today)
    is_written = is_open and citations.is_written_on(found, on=today)
    campaign = shown.campaign(found, citations.screen_of([found]), on=today)
    return Said(
        title=campaign.title,
        summary=campaign.summary,
        state=_state(campaign, today),
        act=_("Write to the embassy") if is_written else _("Read what happened"),
        site=settings.SITE_NAME,
        is_urgent=is_open and campaign.urgency == Campaign.Urgency.URGENT,
        language=get_language() or "en",
        is_rtl=get_language_bidi(),
    )


def _state(campaign: Campaign, today: date) -> str:
    """As people say it: open for letters, urgent, not yet, or over."""
    if campaign.state != Campaign.State.OPEN:
        return str(capfirst(campaign.get_state_display()))
    if campaign.opens_on and campaign.opens_after(today):
        return _("Opens on %(day)s") % {"day": date_format(campaign.opens_on)}
    if not campaign.takes_letters_on(today):
        return _("Closed")
    if campaign.is_review_due_on(today):
        return _("To be reviewed")
    return str(
        capfirst(
            campaign.get_urgency_display()
            if campaign.urgency == Campaign.Urgency.URGENT
            else campaign.get_state_display()
        )
    )


def _picture(drawn: bytes, media_type: str) -> HttpResponse:
    """Any site may show it; nothing in it, nor in asking for it, is secret."""
    headers = {"Cache-Control": CACHED, "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(drawn, content_type=media_type, headers=headers)
