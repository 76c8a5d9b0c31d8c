"""Re-anchor: words a correction changed are placed again, or are gone."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import claims, correcting, passages
from archive.desk import forms, shell, stages
from archive.models import Document, Evidence, LostPassage, Mention, Passage


@dataclass(frozen=True, slots=True)
class Hanging:
    """What was said of the lost words."""

    mentions: QuerySet[Mention]
    proofs: QuerySet[Evidence]
    letters: QuerySet[Document]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where the words may stand now. Only a suggestion: a person says so."""

    guess: passages.Guess
    context: passages.Context


@shell.page("archive.change_document")
def queue(request: HttpRequest) -> HttpResponse:
    """To the first lost passage, or to the one after or before another."""
    waiting = stages.lost_passages().order_by("pk")
    after = shell.number(request.GET.get("after", ""))
    before = shell.number(request.GET.get("before", ""))
    found = None
    if after is not None:
        found = waiting.filter(pk__gt=after).first()
    elif before is not None:
        found = waiting.filter(pk__lt=before).order_by("-pk").first()
    found = found or waiting.first()
    if found is not None:
        return shell.SeeOther(reverse("desk:lost", args=[found.pk]))
    return shell.render(
        request, "desk/reanchor_done.html", {}, stage="reanchor", title=_("Re-anchor")
    )


@shell.page("archive.change_document", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One lost passage. Five queries more."""
    lost = get_object_or_404(
        LostPassage.objects.select_related(
            "passage__revision", "revision__document", "decided_by", "placed_at"
        ),
        pk=pk,
    )
    here = reverse("desk:lost", args=[pk])
    form = forms.WordsForm(request.POST or None, initial={"words": lost.passage.quote})
    if request.method == "POST":
        return shell.decided(
            request,
            lambda: _decide(request, lost, form),
            then=f"{reverse('desk:reanchor')}?after={pk}",
            instead=here,
        )
    passage = lost.passage
    context = {
        "lost": lost,
        "document": lost.revision.document,
        "old": passages.context(passage.revision.text, passage.start, passage.end),
        "suggestion": _suggestion(lost),
        "hanging": _hanging(passage),
        "form": forms.WordsForm(initial={"words": passage.quote}),
        "is_open": lost.status == LostPassage.Status.WAITING,
    }
    return shell.render(
        request,
        "desk/reanchor.html",
        context,
        stage="reanchor",
        title=lost.revision.document.title,
    )


def _suggestion(lost: LostPassage) -> Suggestion | None:
    passage, text = lost.passage, lost.revision.text
    guess = passages.best_guess(
        passages.Anchor(passage.start, passage.end, passage.quote),
        old=passage.revision.text,
        new=text,
    )
    if guess is None:
        return None
    return Suggestion(guess, passages.context(text, guess.start, guess.end))


def _hanging(passage: Passage) -> Hanging:
    return Hanging(
        mentions=passage.mentions.exclude(
            status=Mention.Status.SUPERSEDED
        ).select_related("entity"),
        proofs=passage.evidence.select_related("claim"),
        letters=Document.objects.filter(part_of_passage=passage),
    )


def _decide(request: HttpRequest, lost: LostPassage, form: forms.WordsForm) -> None:
    """Raises ValueError with a sentence, and Stale when somebody was quicker."""
    row = LostPassage.objects.select_for_update(of=("self",)).get(pk=lost.pk)
    if row.status != LostPassage.Status.WAITING:
        shell.refuse_stale(seen="waiting", now=row.status, by=row.decided_by)
    act = request.POST.get("act", "")
    by, at = request.user, shell.moment()
    if act == "gone":
        correcting.give_up(lost, by=by, at=at)
    elif act == "here":
        start = shell.number(request.POST.get("start", ""))
        end = shell.number(request.POST.get("end", ""))
        if start is None or end is None:
            raise ValueError(_("That choice is not on offer."))
        correcting.place(lost, start, end, by=by, at=at)
    elif act == "elsewhere":
        if not form.is_valid():
            raise ValueError(_("Give the words as they stand in the new text."))
        there = claims.exact_words(lost.revision, form.cleaned_data["words"])
        correcting.place(lost, there.start, there.end, by=by, at=at)
    else:
        raise ValueError(_("That choice is not on offer."))


urls = [
    path("reanchor/", queue, name="reanchor"),
    path("reanchor/<int:pk>/", card, name="lost"),
]
