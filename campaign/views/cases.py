"""A campaign: the case, and what its letters rest on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.models import Document, Evidence
from archive.reading.protecting import Screen
from campaign import citations
from campaign.citations import shown
from campaign.forms import standard_text
from campaign.models import Campaign, Citation, ModelLetter, Paragraph
from campaign.views.finding import of_slug


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
    found = of_slug(request, slug)
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
    found = of_slug(request, slug)
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


def _paragraphs(
    model_letter: ModelLetter, screen: Screen
) -> list[tuple[Paragraph, str, list[shown.Cited]]]:
    """Each paragraph, what is read of it, and what it cites."""
    return [
        (each, screen.words(standard_text(each.text)), shown.resting(each, screen))
        for each in model_letter.paragraphs.all()
    ]


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
