"""The front page."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.models import Document
from archive.reading.screen import Screen
from campaign import citations
from campaign.citations import shown
from campaign.models import Campaign

LATEST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is urgent now, the latest reports, how to act. Four queries."""
    today = timezone.localdate()
    reports = Document.objects.visible_to(request.user, on=today).whole()
    latest = list(reports.newest_first().select_related("source")[:LATEST])
    open_now = list(
        Campaign.objects.taking_letters(on=today)
        .annotate(can_be_written=citations.can_be_written(today=today))
        .urgent_first(on=today)
        .prefetch_related("demands")[:LATEST]
    )
    screen = citations.screen_of(open_now, documents=_keys(latest))
    campaigns = [shown.campaign(each, screen, on=today) for each in open_now]
    context = {
        "campaign": campaigns[0] if campaigns else None,
        "is_review_due": bool(open_now) and open_now[0].is_review_due_on(today),
        "is_written": bool(open_now) and _is_written(open_now[0], screen, today),
        "demands": shown.demands(open_now[0], screen) if open_now else [],
        "others": campaigns[1:],
        "address": f"{settings.SITE_URL}/",
        "reports": [screen.document(each) for each in latest],
    }
    return render(request, "home.html", context)


def _is_written(campaign: Campaign, screen: Screen, today: date) -> bool:
    """The database knows what stands in the way, but for names."""
    can_be_written = bool(getattr(campaign, "can_be_written", False))
    if not screen:
        return can_be_written
    return can_be_written and citations.is_written_on(campaign, on=today)


def _keys(rows: Iterable[Document]) -> set[int]:
    return {key for row in rows for key in (row.pk, row.part_of_id) if key}
