"""That an address is wrong, as visitors say: kept for the desk, without who said so."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from archive.reading import protecting
from archive.reading.screen import Screen
from campaign.directory import correcting
from campaign.forms import finder
from campaign.forms.address_report import AddressReportForm
from campaign.models import AddressReport, Recipient
from campaign.views import limiting


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the form. POST: thanks, or the form with what is wrong. Six queries."""
    today = timezone.localdate()
    found = protecting.at(Recipient.objects.with_reach(), slug, viewer=request.user)
    if found is None:
        raise Http404
    screen = protecting.screen_for(request.user)
    if request.method != "POST":
        return _form_page(request, found, _form(found, screen, today, None), screen)
    form = _form(found, screen, today, request)
    if not form.is_valid():
        return _form_page(request, found, form, screen, status=422)
    if seconds := limiting.refused_for(request, office=slug):
        form.add_error(None, limiting.in_words(seconds))
        answer = _form_page(request, found, form, screen, status=429)
        answer["Retry-After"] = str(seconds)
        return answer
    try:
        correcting.receive(_said(found, form, today))
    except correcting.TooMany as reason:
        form.add_error(None, str(reason))
        return _form_page(request, found, form, screen, status=503)
    return _page(request, "address_reported", found, screen, {})


def _form(
    recipient: Recipient, screen: Screen, today: date, request: HttpRequest | None
) -> AddressReportForm:
    ways = finder.by_medium(recipient.addresses.all())
    known = [screen.reworded(each, "value") for each in ways if each.is_valid_on(today)]
    return AddressReportForm(request.POST if request else None, known=known)


def _said(recipient: Recipient, form: AddressReportForm, today: date) -> AddressReport:
    typed = form.cleaned_data
    return AddressReport(
        recipient=recipient,
        address_id=form.address.pk if form.address else None,
        medium=form.medium,
        value=typed["value"],
        source_url=typed["source_url"],
        note=typed["note"],
        reported_on=today,
    )


def _form_page(
    request: HttpRequest,
    recipient: Recipient,
    form: AddressReportForm,
    screen: Screen,
    *,
    status: int = 200,
) -> HttpResponse:
    if request.method != "POST":
        form.initial = _asked(request.GET.get("address", ""), form)
    context: dict[str, object] = {"form": form}
    return _page(request, "address_report", recipient, screen, context, status=status)


def _asked(key: str, form: AddressReportForm) -> dict[str, object]:
    """Beside which address the link stood that led here."""
    if known := form.known.get(key):
        return {"address": key, "medium": known.medium}
    return {}


def _page(
    request: HttpRequest,
    name: str,
    recipient: Recipient,
    screen: Screen,
    context: dict[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    shown = {"recipient": screen.reworded(recipient, "name", "city"), **context}
    response = render(request, f"campaign/{name}.html", shown, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response
