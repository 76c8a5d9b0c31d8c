"""A campaign: the case, and what its letters rest on."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.models import Claim, Document, Evidence
from archive.reading import protecting
from archive.reading.screen import Screen
from campaign import actions, citations
from campaign.citations import shown
from campaign.forms import standard_text
from campaign.models import (
    Campaign,
    Citation,
    ModelLetter,
    Paragraph,
    Recipient,
    Update,
)
from campaign.views.finding import of_slug

_GOING_ON = {Campaign.State.DRAFT, Campaign.State.OPEN, Campaign.State.REVIEW}


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Those that go on, the urgent first; then what was won or closed."""
    today = timezone.localdate()
    found = list(Campaign.objects.visible_to(request.user).urgent_first(on=today))
    screen = citations.screen_of(found)
    listed = [
        (
            shown.campaign(each, screen, on=today),
            each.takes_letters_on(today),
            each.opens_after(today),
            each.is_review_due_on(today),
        )
        for each in found
    ]
    context = {
        "open_now": [row for row in listed if _goes_on(row[0], today)],
        "over": [row for row in listed if not _goes_on(row[0], today)],
    }
    return render(request, "campaign/campaigns.html", context)


def _goes_on(campaign: Campaign, today: date) -> bool:
    is_past = campaign.closes_on is not None and campaign.closes_on < today
    return campaign.state in _GOING_ON and not is_past


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """The case: claims with evidence, demands, recipients. 21 queries at most.

    Nine of the letters and their evidence, three of the counters, two of the
    updates and the outcome, seven of what was done.
    """
    today = timezone.localdate()
    found = of_slug(request, slug)
    model_letters = list(_with_cited(request, found, today))
    outcome = _outcome(request, found, today)
    screen = citations.screen_of([found], documents=_documents(outcome))
    statuses = _statuses(model_letters, today, screen)
    documents = found.documents.visible_to(request.user, on=today).newest_first()
    takes_letters = found.takes_letters_on(today)
    context = {
        "campaign": shown.campaign(found, screen, on=today),
        "address": settings.SITE_URL + found.get_absolute_url(),
        "demands": shown.demands(found, screen),
        "claims": list(shown.numbered(shown.proven(model_letters), today, screen)),
        "recipients": shown.recipients(found, screen),
        "paused": _paused(found, screen),
        "updates": _updates(found, screen, today),
        "outcome_claims": [shown.proof(each, screen) for each in outcome],
        "told": actions.latest(found, viewer=request.user, on=today),
        "counters": actions.counters(found),
        "documents": [
            screen.document(each) for each in documents.select_related("source")
        ],
        "takes_letters": takes_letters,
        "opens_later": found.opens_after(today),
        "is_over": found.is_over_on(today),
        "has_closed": found.closes_on is not None and found.closes_on <= today,
        "has_letters": bool(model_letters),
        "checked_on": _checked_on(statuses),
        "is_review_due": found.is_review_due_on(today),
        "writable": [each for each in statuses if each.can_be_written],
        "stopped": _alike(each for each in statuses if not each.can_be_written),
    }
    return render(request, "campaign/campaign.html", context)


@require_safe
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """Paragraph by paragraph, what today's letters rest on. Ten queries.

    Those of one language: the one asked for, else that of the page.
    """
    today = timezone.localdate()
    found = of_slug(request, slug)
    documents = Document.objects.visible_to(request.user, on=today)
    model_letters = _with_cited(request, found, today).prefetch_related(
        Prefetch("adapted_from", documents), "paragraphs__alternatives"
    )
    screen = citations.screen_of([found])
    statuses = _statuses(model_letters, today, screen)
    languages = sorted(dict.fromkeys(each.language for each in statuses), key=_place)
    language = _language(request.GET.get("language", ""), languages)
    written = [
        (shown.status(status, screen), _paragraphs(status.model_letter, screen))
        for status in statuses
        if status.language == language
    ]
    context = {
        "campaign": shown.campaign(found, screen),
        "letters": written,
        "language": language,
        "others": [each for each in languages if each != language],
        "today": today,
    }
    return render(request, "campaign/evidence.html", context)


def _place(language: str) -> tuple[bool, str]:
    return language != "en", language


def _language(asked: str, languages: Sequence[str]) -> str:
    """Of those there are the one asked for, that of the page, or the first."""
    spoken = (get_language() or "en").partition("-")[0]
    fitting = (each for each in (asked, spoken) if each in languages)
    return next(fitting, next(iter(languages), ""))


@require_safe
def evidence_of_number(
    request: HttpRequest, number: str, language: str = ""
) -> HttpResponse:
    """The short address that is printed; a draft is 404, like no campaign."""
    if "\x00" in number:  # PostgreSQL does not even look for it
        raise Http404
    visible = Campaign.objects.visible_to(request.user).filter(number__iexact=number)
    rows = protecting.with_addresses(visible, viewer=request.user)
    found = min(rows, key=lambda each: each.number != number, default=None)
    if found is None:
        raise Http404
    query = f"?{urlencode({'language': language})}" if language else ""
    page = reverse("campaign:evidence", args=[found.slug])
    return HttpResponseRedirect(f"{page}{query}")


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version there was, with the facts of its day. Nine queries."""
    today = timezone.localdate()
    found = of_slug(request, slug)
    documents = Document.objects.visible_to(request.user, on=today)
    model_letters = _with_cited(request, found, today).prefetch_related(
        Prefetch("adapted_from", documents)
    )
    screen = citations.screen_of([found])
    written = [
        (
            shown.status(citations.status(each, on=today, screen=screen), screen),
            _paragraphs(each, screen),
        )
        for each in model_letters
    ]
    context = {
        "campaign": shown.campaign(found, screen),
        "letters": written,
        "takes_letters": found.takes_letters_on(today),
    }
    return render(request, "campaign/history.html", context)


def _paragraphs(
    model_letter: ModelLetter, screen: Screen
) -> list[tuple[Paragraph, list[str], list[shown.Cited]]]:
    """Each paragraph, its wordings as they are read, and what it cites."""
    return [
        (
            each,
            [
                screen.words(standard_text(text))
                for text in (each.text, *(a.text for a in each.alternatives.all()))
            ],
            shown.resting(each, screen),
        )
        for each in model_letter.paragraphs.all()
    ]


def _paused(campaign: Campaign, screen: Screen) -> list[tuple[Recipient, str]]:
    """Whom nobody is asked to write to for now, and the sentence why."""
    return [
        (
            screen.reworded(each.recipient, "name", "city"),
            screen.words(each.paused_because),
        )
        for each in campaign.targets.all()
        if each.paused_because
    ]


def _updates(campaign: Campaign, screen: Screen, today: date) -> list[Update]:
    newest = campaign.updates.shown(on=today)
    return [screen.reworded(each, "title", "text") for each in newest]


def _outcome(request: HttpRequest, campaign: Campaign, today: date) -> list[Claim]:
    """What proves the outcome in public; nothing is asked while there is none."""
    if campaign.state not in {Campaign.State.WON, Campaign.State.CLOSED}:
        return []
    claims = campaign.outcome_claims.confirmed().prefetch_related(
        Prefetch("evidence", _visible_evidence(request, today))
    )
    supports = Evidence.Stance.SUPPORTS
    return [
        each
        for each in claims
        if any(proof.stance == supports for proof in each.evidence.all())
    ]


def _documents(claims: Iterable[Claim]) -> set[int]:
    """Those whose words prove them."""
    return {
        proof.passage.revision.document_id
        for claim in claims
        for proof in claim.evidence.all()
    }


def _alike(stopped: Iterable[citations.Status]) -> list[list[citations.Status]]:
    """Those that the same facts stop, together."""
    groups: dict[tuple[object, ...], list[citations.Status]] = {}
    for each in stopped:
        reasons = (each.is_withheld, *(failing.why for failing in each.failing))
        groups.setdefault(reasons, []).append(each)
    return list(groups.values())


def _checked_on(statuses: Iterable[citations.Status]) -> date | None:
    """The newest day on which somebody read what a letter says.

    That of its version, or of the youngest claim it cites, as in the letters.
    """
    days = [
        day
        for each in statuses
        if each.can_be_written
        for day in (
            each.model_letter.in_force_from,
            *(one.claim.known_from for one in citations.cited(each.model_letter)),
        )
    ]
    return max(days, default=None)


def _visible_evidence(request: HttpRequest, today: date) -> QuerySet[Evidence]:
    documents = Document.objects.visible_to(request.user, on=today)
    visible = Evidence.objects.live().filter(passage__revision__document__in=documents)
    return visible.select_related("passage__revision__document__source").defer(
        "passage__revision__text"
    )


def _with_cited(
    request: HttpRequest, campaign: Campaign, today: date
) -> QuerySet[ModelLetter]:
    """Every version begun by today, its claims and their visible passages."""
    return campaign.model_letters.in_force(on=today).prefetch_related(
        "paragraphs__alternatives",
        Prefetch(
            "paragraphs__citations",
            Citation.objects.with_proof(today=today),
        ),
        Prefetch(
            "paragraphs__citations__claim__evidence",
            _visible_evidence(request, today),
        ),
    )


def _statuses(
    model_letters: Iterable[ModelLetter], today: date, screen: Screen
) -> list[citations.Status]:
    """For each language and frame its newest version, and what stops it."""
    newest: dict[tuple[str, str], ModelLetter] = {}
    for each in model_letters:
        newest.setdefault((each.frame, each.language), each)
    frames = ModelLetter.Frame.values
    in_order = sorted(
        newest.values(),
        key=lambda each: (frames.index(each.frame), *_place(each.language)),
    )
    return [citations.status(each, on=today, screen=screen) for each in in_order]
