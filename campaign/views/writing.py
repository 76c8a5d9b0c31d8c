"""The letter. Nothing of its sender outlives the request."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from campaign import citations, formats, letters
from campaign.citations import shown
from campaign.formats import docx, eml, glyphs, html, mailto, pdf, text, webmail
from campaign.forms import LetterForm, Offer, composed, finder, offer_of
from campaign.models import Campaign, LetterCount
from campaign.views import advising
from campaign.views.finding import of_slug

FORMATS = {each.EXTENSION: each for each in (pdf, docx, text, html, eml)}
_CHARACTERS_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the form. POST: the letter, or the form with what is wrong.

    The button `change` posts a letter back to the form; the server keeps
    nothing between the two.
    """
    today = timezone.localdate()
    found = of_slug(request, slug)
    if not found.takes_letters_on(today):
        return _closed(request, found)
    if request.method != "POST":
        return _empty_form(request, found, today)
    if "change" in request.POST:
        offer, _reasons = offer_of(found, request.POST, today)
        return _form_page(request, LetterForm(None, offer=offer, kept=request.POST))
    return _preview(request, found, today)


@require_POST
def letter(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The letter as a file. Counted by day and country of the mission only."""
    today = timezone.localdate()
    if extension not in FORMATS:
        raise Http404
    found = of_slug(request, slug)
    if not found.takes_letters_on(today):
        return _closed(request, found)
    form, made = composed(request.POST, found, today)
    if made is None or form.recipient is None:
        return _form_page(request, form, status=422)
    response = _file(made, extension)
    LetterCount.objects.add_one(
        day=today, campaign=found, country=form.recipient.stands_in, format=extension
    )
    return response


def _file(made: letters.Letter, extension: str) -> HttpResponse:
    kind = FORMATS[extension]
    name = letters.file_name(made, extension)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(
        kind.render(made), content_type=kind.MEDIA_TYPE, headers=headers
    )


def _empty_form(request: HttpRequest, campaign: Campaign, today: date) -> HttpResponse:
    """The form, or why no letter can be written today."""
    asked = QueryDict(mutable=True)
    for name in ("to", "language", "from"):  # a person's data is in no address
        if name in request.GET:
            asked[name] = request.GET[name]
    offer, reasons = offer_of(campaign, asked, today)
    if offer.model_letter is not None:
        letter, screen = offer.model_letter, offer.screen
        reasons += citations.obstacles(letter, on=today, screen=screen)
    if reasons or offer.model_letter is None:
        return _stopped(request, offer, reasons)
    return _form_page(request, LetterForm(None, offer=offer, kept=asked))


def _stopped(
    request: HttpRequest, offer: Offer, reasons: Sequence[str], *, status: int = 200
) -> HttpResponse:
    context = {
        "campaign": shown.campaign(offer.campaign, offer.screen),
        "offer": offer,
        "reasons": reasons,
    }
    response = render(request, "campaign/stopped.html", context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


def _form_page(
    request: HttpRequest, form: LetterForm, *, status: int = 200
) -> HttpResponse:
    """The form; where its words cannot be shown, only that they cannot."""
    if form.offer.is_withheld:
        return _stopped(
            request, form.offer, [citations.withheld_in_words()], status=409
        )
    found = form.suggestion
    day = form.offer.today
    screen = form.offer.screen
    context = {
        "campaign": shown.campaign(form.offer.campaign, screen),
        "form": form,
        "is_firm": form.offer.campaign.tone == Campaign.Tone.FIRM,
        "serving": found,
        "reach": finder.Reach.of(found.recipient, day, screen)
        if found and found.recipient
        else None,
    }
    response = render(request, "campaign/write.html", context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


def _closed(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """What became of it; 409 to a letter that comes too late."""
    status = 409 if request.method == "POST" else 200
    opens_later = campaign.opens_after(timezone.localdate())
    closed = shown.campaign(campaign, citations.screen_of([campaign]))
    context = {"campaign": closed, "opens_later": opens_later}
    return render(request, "campaign/closed.html", context, status=status)


def _preview(request: HttpRequest, campaign: Campaign, today: date) -> HttpResponse:
    form, made = composed(request.POST, campaign, today)
    if made is None or form.recipient is None:
        # to letter-preview.js a form that is not ready is no fault: a browser
        # would report one to whoever is still typing
        is_live = "Live-Preview" in request.headers
        return _form_page(request, form, status=200 if is_live else 422)
    screen = form.offer.screen
    context = {
        "campaign": shown.campaign(campaign, screen),
        "form": form,
        "letter": made,
        "served": form.suggestion,
        "direction": formats.direction(made.language),
        "draft": formats.DRAFT,
        "reach": finder.Reach.of(form.recipient, form.written_on, screen),
        "mailto": mailto.link(made),
        "webmail": webmail.links(made),
        "beside": advising.beside(form, made),
        "body": formats.mail_body(made),
        "unprinted": _listed(glyphs.without_glyph(made)),
    }
    response = render(request, "campaign/preview.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _listed(characters: Sequence[str]) -> str:
    shown_here = " ".join(characters[:_CHARACTERS_SHOWN])
    return f"{shown_here} …" if len(characters) > _CHARACTERS_SHOWN else shown_here
