"""The campaign's pages. Nothing of a letter's sender outlives its request."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Prefetch, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from archive.models import Document, Evidence
from archive.reading import protecting
from archive.reading.protecting import Screen
from campaign import citations, formats, letters
from campaign.citations import shown
from campaign.formats import docx, eml, html, mailto, pdf, text
from campaign.forms import (
    FinderForm,
    LetterForm,
    Offer,
    composed,
    finder,
    offer_of,
    standard_text,
)
from campaign.models import (
    Campaign,
    Citation,
    LetterCount,
    ModelLetter,
    Paragraph,
    Recipient,
    Target,
)

FORMATS = {each.EXTENSION: each for each in (pdf, docx, text, html, eml)}
LATEST = 8


# the front page and the campaigns


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is urgent now, the latest reports, how to act. Four queries."""
    today = timezone.localdate()
    reports = Document.objects.visible_to(request.user, on=today).whole()
    latest = list(reports.newest_first().select_related("source")[:LATEST])
    open_now = list(
        Campaign.objects.taking_letters(on=today)
        .annotate(can_be_written=citations.can_be_written(today=today))
        .urgent_first()
        .prefetch_related("demands")[:LATEST]
    )
    screen = citations.screen_of(open_now, documents=_keys(latest))
    campaigns = [shown.campaign(each, screen) for each in open_now]
    context = {
        "campaign": campaigns[0] if campaigns else None,
        "is_written": bool(open_now) and _is_written(open_now[0], screen, today),
        "demands": shown.demands(open_now[0], screen) if open_now else [],
        "others": campaigns[1:],
        "reports": [screen.document(each) for each in latest],
    }
    return render(request, "home.html", context)


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    found = list(Campaign.objects.visible_to(request.user).urgent_first())
    screen = citations.screen_of(found)
    listed = [shown.campaign(each, screen) for each in found]
    return render(request, "campaign/campaigns.html", {"campaigns": listed})


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """The case: claims with evidence, demands, recipients. Nine queries."""
    today = timezone.localdate()
    found = _campaign(request, slug)
    model_letters = list(_with_cited(request, found, today))
    screen = citations.screen_of([found])
    statuses = _statuses(model_letters, today, screen)
    documents = found.documents.visible_to(request.user, on=today).newest_first()
    context = {
        "campaign": shown.campaign(found, screen),
        "demands": shown.demands(found, screen),
        "claims": list(shown.numbered(shown.proven(model_letters), today, screen)),
        "recipients": shown.recipients(found, screen),
        "documents": [
            screen.document(each) for each in documents.select_related("source")
        ],
        "takes_letters": found.takes_letters_on(today),
        "opens_later": found.opens_after(today),
        "writable": [each for each in statuses if each.can_be_written],
        "stopped": [each for each in statuses if not each.can_be_written],
    }
    return render(request, "campaign/campaign.html", context)


@require_safe
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """Paragraph by paragraph, what today's letters rest on. Eight queries."""
    today = timezone.localdate()
    found = _campaign(request, slug)
    documents = Document.objects.visible_to(request.user, on=today)
    model_letters = _with_cited(request, found, today).prefetch_related(
        Prefetch("adapted_from", documents)
    )
    screen = citations.screen_of([found])
    written = [
        (shown.status(status, screen), _paragraphs(status.model_letter, screen))
        for status in _statuses(model_letters, today, screen)
    ]
    context = {
        "campaign": shown.campaign(found, screen),
        "letters": written,
        "today": today,
    }
    return render(request, "campaign/evidence.html", context)


def _is_written(campaign: Campaign, screen: Screen, today: date) -> bool:
    """The database knows what stands in the way, but for names."""
    can_be_written = bool(getattr(campaign, "can_be_written", False))
    if not screen:
        return can_be_written
    return can_be_written and citations.is_written_on(campaign, on=today)


def _paragraphs(
    model_letter: ModelLetter, screen: Screen
) -> list[tuple[Paragraph, str, list[shown.Cited]]]:
    """Each paragraph, what is read of it, and what it cites."""
    return [
        (each, screen.words(standard_text(each.text)), shown.resting(each, screen))
        for each in model_letter.paragraphs.all()
    ]


def _keys(rows: Iterable[Document]) -> set[int]:
    return {key for row in rows for key in (row.pk, row.part_of_id) if key}


def _campaign(request: HttpRequest, slug: str) -> Campaign:
    """With its targets, in two queries. A draft is 404, like no campaign."""
    targets = Target.objects.select_related("recipient")
    return get_object_or_404(
        Campaign.objects.visible_to(request.user)
        .select_related("successor")
        .annotate(prepared=Sum("letter_counts__count"))
        .prefetch_related(Prefetch("targets", targets)),
        slug=slug,
    )


def _with_cited(
    request: HttpRequest, campaign: Campaign, today: date
) -> QuerySet[ModelLetter]:
    """Every version begun by today, its claims and their visible passages."""
    documents = Document.objects.visible_to(request.user, on=today)
    visible = Evidence.objects.live().filter(passage__revision__document__in=documents)
    visible = visible.select_related("passage__revision__document__source").defer(
        "passage__revision__text"
    )
    return campaign.model_letters.in_force(on=today).prefetch_related(
        "paragraphs",
        Prefetch(
            "paragraphs__citations",
            Citation.objects.with_proof(today=today),
        ),
        Prefetch("paragraphs__citations__claim__evidence", visible),
    )


def _statuses(
    model_letters: Iterable[ModelLetter], today: date, screen: Screen
) -> list[citations.Status]:
    """For each language its newest version, and what stands in its way."""
    newest: dict[str, ModelLetter] = {}
    for each in model_letters:
        if each.frame == ModelLetter.Frame.LETTER:
            newest.setdefault(each.language, each)
    return [
        citations.status(each, on=today, screen=screen)
        for _language, each in sorted(newest.items(), key=lambda pair: pair[0] != "en")
    ]


# the letter


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the form. POST: the letter, or the form with what is wrong.

    The button `change` posts a letter back to the form; the server keeps
    nothing between the two.
    """
    today = timezone.localdate()
    found = _campaign(request, slug)
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
    found = _campaign(request, slug)
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
        return _form_page(request, form, status=422)
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
        "body": formats.mail_body(made),
    }
    response = render(request, "campaign/preview.html", context)
    response["Cache-Control"] = "no-store"
    return response


# whom one can write to


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
