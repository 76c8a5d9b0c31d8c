"""Re-anchor: words a correction changed are placed again, or are gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import claims, correcting, passages
from archive.desk import forms, shell, stages
from archive.models import Claim, Document, Evidence, LostPassage, Mention, Passage


@dataclass(frozen=True, slots=True)
class Hanging:
    """What was said of the lost words.

    disputed: confirmed facts that nothing else proves.
    """

    mentions: Sequence[Mention]
    proofs: Sequence[Evidence]
    letters: QuerySet[Document]
    disputed: Sequence[Claim]

    @property
    def date(self) -> Mention | None:
        """The date a person decided there."""
        return next((m for m in self.mentions if m.kind == m.Kind.DATE), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where the words may stand now. Only a suggestion: a person says so.

    redated: what a date would mean there, if that is another day.
    overtaken: facts whose day the old words told and these do not.
    """

    guess: passages.Guess
    context: passages.Context
    redated: Sequence[correcting.Redated]
    overtaken: Sequence[Claim]


@shell.page("archive.change_document")
def queue(request: HttpRequest) -> HttpResponse:
    """To the first lost passage, or to the one after or before another."""
    found = shell.next_of(stages.lost_passages(), request.GET)
    if found is not None:
        return shell.SeeOther(reverse("desk:lost", args=[found.pk]))
    return shell.render(
        request, "desk/reanchor_done.html", {}, stage="reanchor", title=_("Re-anchor")
    )


@shell.page("archive.change_document", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One lost passage. Ten queries more."""
    lost = get_object_or_404(
        LostPassage.objects.select_related(
            "passage__revision__document",
            "revision__document",
            "decided_by",
            "placed_at",
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
    hanging = _hanging(lost)
    context = {
        "lost": lost,
        "document": lost.revision.document,
        "old": passages.context(passage.revision.text, passage.start, passage.end),
        "suggestion": _suggestion(lost, hanging),
        "hanging": hanging,
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


def _suggestion(lost: LostPassage, hanging: Hanging) -> Suggestion | None:
    passage, text = lost.passage, lost.revision.text
    guess = passages.best_guess(
        passages.Anchor(passage.start, passage.end, passage.quote),
        old=passage.revision.text,
        new=text,
    )
    if guess is None:
        return None
    start, end = guess.start, guess.end
    there = Passage(revision=lost.revision, start=start, end=end, quote=text[start:end])
    dated = [proof.claim for proof in hanging.proofs if proof.claim.happened]
    read = {}
    if hanging.date or dated:
        revisions = passage.revision, lost.revision
        read = {each.pk: correcting.Dated(each) for each in revisions}
    return Suggestion(
        guess,
        passages.context(text, start, end),
        redated=correcting.dates_of(passage, there, read) if hanging.date else [],
        overtaken=_overtaken(dated, passage, there, read) if dated else [],
    )


def _overtaken(
    facts: Iterable[Claim],
    old: Passage,
    new: Passage,
    read: Mapping[int, correcting.Dated],
) -> list[Claim]:
    was = read[old.revision_id].within(old.start, old.end)
    now = read[new.revision_id].within(new.start, new.end)
    values = ((claim, claim.happened) for claim in facts)
    return [claim for claim, day in values if day and day.value in was - now]


def _hanging(lost: LostPassage) -> Hanging:
    passage = lost.passage
    standing = passage.mentions.exclude(status=Mention.Status.SUPERSEDED)
    proofs = list(passage.evidence.select_related("claim"))
    return Hanging(
        mentions=list(standing.select_related("entity")),
        proofs=proofs,
        letters=Document.objects.filter(part_of_passage=passage),
        disputed=list(correcting.only_proven_by(lost)) if proofs else [],
    )


def _decide(request: HttpRequest, lost: LostPassage, form: forms.WordsForm) -> None:
    """Raises ValueError with a sentence, and Stale when somebody was quicker."""
    row = LostPassage.objects.select_for_update(of=("self",)).get(pk=lost.pk)
    if row.status != LostPassage.Status.WAITING:
        shell.refuse_stale(seen="waiting", now=row.status, by=row.decided_by)
    act = request.POST.get("act", "")
    by, at = request.user, shell.moment()
    date = request.POST.get("date", "").strip()[:100]
    if act == "gone":
        correcting.give_up(lost, by=by, at=at)
    elif act == "here":
        start = shell.number(request.POST.get("start", ""))
        end = shell.number(request.POST.get("end", ""))
        if start is None or end is None:
            raise ValueError(_("That choice is not on offer."))
        correcting.place(lost, start, end, by=by, at=at, date=date)
    elif act == "elsewhere":
        if not form.is_valid():
            raise ValueError(_("Give the words as they stand in the new text."))
        there = claims.exact_words(lost.revision, form.cleaned_data["words"])
        correcting.place(lost, there.start, there.end, by=by, at=at, date=date)
    else:
        raise ValueError(_("That choice is not on offer."))


urls = [
    path("reanchor/", queue, name="reanchor"),
    path("reanchor/<int:pk>/", card, name="lost"),
]
