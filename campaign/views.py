"""The campaign's pages. Nothing of a letter's sender outlives its request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db.models import Count, Prefetch, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from archive.models import Claim, Document, Evidence
from campaign import citations, formats, letters
from campaign.formats import docx, eml, html, mailto, pdf, text
from campaign.forms import (
    FinderForm,
    LetterForm,
    composed,
    finder,
    offer_of,
    standard_text,
)
from campaign.models import (
    Campaign,
    Citation,
    Demand,
    LetterCount,
    ModelLetter,
    Recipient,
    Target,
)

FORMATS = {each.EXTENSION: each for each in (pdf, docx, text, html, eml)}
LATEST = 8


# the front page and the campaigns


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is urgent now, the latest reports, how to act. Three queries."""
    today = timezone.localdate()
    reports = Document.objects.visible_to(request.user, on=today).whole()
    open_now = (
        Campaign.objects.taking_letters(on=today)
        .annotate(can_be_written=citations.can_be_written(today=today))
        .urgent_first()
        .prefetch_related("demands")[:LATEST]
    )
    context = {
        "campaign": open_now[0] if open_now else None,
        "demands": _demands(open_now[0]) if open_now else [],
        "others": open_now[1:],
        "reports": reports.newest_first().select_related("source")[:LATEST],
    }
    return render(request, "home.html", context)


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    found = Campaign.objects.visible_to(request.user).urgent_first()
    return render(request, "campaign/campaigns.html", {"campaigns": found})


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """The case: claims with evidence, demands, recipients. Eight queries."""
    today = timezone.localdate()
    found = _campaign(request, slug)
    model_letters = list(_with_cited(request, found, today))
    statuses = _statuses(model_letters, today)
    context = {
        "campaign": found,
        "demands": _demands(found),
        "claims": list(_numbered(_proven(model_letters), today)),
        "recipients": _by_role(found),
        "documents": found.documents.visible_to(request.user, on=today)
        .newest_first()
        .select_related("source"),
        "takes_letters": found.takes_letters_on(today),
        "opens_later": found.opens_after(today),
        "writable": [each for each in statuses if each.can_be_written],
        "stopped": [each for each in statuses if not each.can_be_written],
    }
    return render(request, "campaign/campaign.html", context)


@require_safe
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """Paragraph by paragraph, what today's letters rest on. Seven queries."""
    today = timezone.localdate()
    found = _campaign(request, slug)
    documents = Document.objects.visible_to(request.user, on=today)
    model_letters = _with_cited(request, found, today).prefetch_related(
        Prefetch("adapted_from", documents)
    )
    shown = [
        (
            status,
            [
                (each, standard_text(each.text))
                for each in status.model_letter.paragraphs.all()
            ],
        )
        for status in _statuses(model_letters, today)
    ]
    context = {"campaign": found, "letters": shown, "today": today}
    return render(request, "campaign/evidence.html", context)


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
    visible = Evidence.objects.filter(passage__revision__document__in=documents)
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
    model_letters: Iterable[ModelLetter], today: date
) -> list[citations.Status]:
    """For each language its newest version, and what stands in its way."""
    newest: dict[str, ModelLetter] = {}
    for each in model_letters:
        if each.frame == ModelLetter.Frame.LETTER:
            newest.setdefault(each.language, each)
    return [
        citations.Status(language, each, tuple(citations.failing(each, on=today)))
        for language, each in sorted(newest.items(), key=lambda pair: pair[0] != "en")
    ]


def _proven(model_letters: Iterable[ModelLetter]) -> list[Citation]:
    """What all versions cite and something public proves, as it happened."""
    cited = {
        citation.claim_id: citation
        for each in model_letters
        for citation in citations.cited(each)
        if citation.is_proven
    }
    return sorted(cited.values(), key=lambda each: _happened(each.claim))


def _happened(claim: Claim) -> tuple[date, int]:
    return claim.happened_from or claim.known_from, claim.pk


@dataclass(frozen=True, slots=True)
class Proven:
    """A claim and the numbers under which its passages are cited."""

    claim: Claim
    sources: tuple[tuple[int, Evidence], ...]
    is_replaced: bool
    newer: Claim | None  # None also while it is not public


def _numbered(cited: Iterable[Citation], today: date) -> Iterator[Proven]:
    numbers = count(1)
    for citation in cited:
        claim = citation.claim
        yield Proven(
            claim,
            tuple(
                (next(numbers), each)
                for each in claim.evidence.all()
                if each.stance == Evidence.Stance.SUPPORTS
            ),
            is_replaced=bool(claim.superseded_on and claim.superseded_on <= today),
            newer=claim.superseded_by if citation.newer_is_public else None,
        )


def _demands(campaign: Campaign) -> list[Demand]:
    """In the language of the page, else in English, else in any."""
    by_language: dict[str, list[Demand]] = {}
    for each in campaign.demands.all():
        by_language.setdefault(each.language, []).append(each)
    wanted = ((get_language() or "en")[:2], "en", *by_language)
    return next((by_language[code] for code in wanted if code in by_language), [])


def _by_role(campaign: Campaign) -> dict[str, list[Recipient]]:
    roles: dict[str, list[Recipient]] = {}
    for target in campaign.targets.all():
        roles.setdefault(f"{target.role}_to", []).append(target.recipient)
    return roles


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
        reasons += citations.obstacles(offer.model_letter, on=today)
    if reasons or offer.model_letter is None:
        context = {"campaign": campaign, "offer": offer, "reasons": reasons}
        return render(request, "campaign/stopped.html", context)
    return _form_page(request, LetterForm(None, offer=offer, kept=asked))


def _form_page(
    request: HttpRequest, form: LetterForm, *, status: int = 200
) -> HttpResponse:
    found = form.suggestion
    day = form.offer.today
    context = {
        "campaign": form.offer.campaign,
        "form": form,
        "serving": found,
        "reach": finder.Reach.of(found.recipient, day)
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
    context = {"campaign": campaign, "opens_later": opens_later}
    return render(request, "campaign/closed.html", context, status=status)


def _preview(request: HttpRequest, campaign: Campaign, today: date) -> HttpResponse:
    form, made = composed(request.POST, campaign, today)
    if made is None or form.recipient is None:
        return _form_page(request, form, status=422)
    context = {
        "campaign": campaign,
        "form": form,
        "letter": made,
        "served": form.suggestion,
        "direction": formats.direction(made.language),
        "draft": formats.DRAFT,
        "reach": finder.Reach.of(form.recipient, form.written_on),
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
    listed = _listed(state, country)
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
    ways = finder.by_medium(found.addresses.all())
    context = {
        "recipient": found,
        "holder": found.holder_on(today),
        "in_force": [each for each in ways if each.is_valid_on(today)],
        "past": [each for each in ways if not each.is_valid_on(today)],
        "campaigns": Campaign.objects.taking_letters(on=today)
        .protesting_to(found)
        .urgent_first(),
    }
    return render(request, "campaign/recipient.html", context)
