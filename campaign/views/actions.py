"""What was done and what they answered; and the form that tells us of it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from campaign import actions, citations
from campaign.actions.shown import FILTERS
from campaign.citations import shown
from campaign.forms.action import ReportForm
from campaign.models import Action, Campaign
from campaign.views import limiting

# What a link may fill in: none of it is about whoever fills in the form.
PREFILLED = ("campaign", "to", "kind", "country", "date")


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Actions by day and place, with the replies. Eight queries."""
    viewer, today = request.user, timezone.localdate()
    shelf = actions.shelf(viewer=viewer, on=today)
    asked = shelf.narrowed(request.GET.dict())
    after = request.GET.get("after", "")
    page = actions.listed(asked, viewer=viewer, on=today, after=after)
    screen = actions.screen_of(page.rows, viewer=viewer, campaigns=shelf.campaigns)
    context = {
        "page": page,
        "told": actions.told(page.rows, screen=screen, on=today),
        "asked": asked,
        "is_narrowed": any(getattr(asked, name) for name in FILTERS),
        "campaigns": [shown.campaign(each, screen) for each in shelf.campaigns],
        "countries": shelf.countries,
        "kinds": Action.Kind.choices,
    }
    return render(request, "campaign/actions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """GET: the form, filled in as the link says. POST: a report, kept once.

    Nothing of whoever sends it is kept. `change` shows the offices of the
    campaign that was chosen, and keeps nothing.
    """
    today = timezone.localdate()
    if request.method != "POST":
        asked = QueryDict(mutable=True)
        for name in PREFILLED:
            if name in request.GET:
                asked[name] = request.GET[name]
        return _page(request, asked)
    if "change" in request.POST:
        return _page(request, request.POST)
    form = _form(request.POST, is_checked=True)
    if not form.is_valid():
        return _shown(request, form, status=422)
    if seconds := limiting.refused_for(request):
        form.add_error(None, limiting.in_words(seconds))
        return _shown(request, form, status=429, retry_after_seconds=seconds)
    try:
        actions.report(form.reported, on=today)
    except actions.TooMany as reason:
        form.add_error(None, str(reason))
        return _shown(request, form, status=503)
    return HttpResponseRedirect(reverse("campaign:action-thanks"), status=303)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "campaign/action_thanks.html")


def _page(request: HttpRequest, kept: QueryDict) -> HttpResponse:
    return _shown(request, _form(kept, is_checked=False))


def _form(sent: QueryDict, *, is_checked: bool) -> ReportForm:
    """Three queries."""
    today = timezone.localdate()
    campaigns = list(Campaign.objects.public().urgent_first(on=today))
    screen = citations.screen_of(campaigns)
    return ReportForm(
        sent if is_checked else None,
        campaigns=[shown.campaign(each, screen) for each in campaigns],
        screen=screen,
        today=today,
        kept=sent,
    )


def _shown(
    request: HttpRequest,
    form: ReportForm,
    *,
    status: int = 200,
    retry_after_seconds: int = 0,
) -> HttpResponse:
    response = render(
        request, "campaign/action_report.html", {"form": form}, status=status
    )
    if retry_after_seconds:
        response["Retry-After"] = str(retry_after_seconds)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response
