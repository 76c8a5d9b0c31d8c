"""Facts: what the reports prove, one proposed sentence after the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import claims
from archive.desk import factcards, factsheet, forms, shell, stages
from archive.desk.choosing import MOVES
from archive.desk.factcards import Proof, Sibling
from archive.desk.wording import Wording
from archive.models import (
    Batch,
    Claim,
    Document,
    Evidence,
    Passage,
    Revision,
    recording,
)

NEWEST = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A fact, the words that prove it, and the other proposals of its sentence.

    editable: the proof whose words can be set anew, None = there is none, and words
    are looked for in `text`.
    """

    claim: Claim
    wording: Wording
    proofs: Sequence[Proof]
    editable: Proof | None
    siblings: Sequence[Sibling]
    text: Revision | None
    seen: str

    @property
    def is_unproven(self) -> bool:
        return not any(proof.supports for proof in self.proofs)

    @property
    def number(self) -> int:
        """How many proposals of the sentence wait."""
        return 1 + len(self.siblings)

    @property
    def is_open(self) -> bool:
        """Whether it is worded here: a confirmed one only when nothing proves it."""
        return self.claim.status != Claim.Status.CONFIRMED or self.is_unproven


@shell.page("archive.change_claim")
def queue(request: HttpRequest) -> HttpResponse:
    """To the first proposal, of one document when it is named."""
    document = shell.number(request.GET.get("document", ""))
    found = shell.next_of(_waiting(document), request.GET)
    if found is not None:
        return shell.SeeOther(_address(found.pk, document))
    newest = Document.objects.whole().filter(current_revision__isnull=False)
    context = {
        "document": Document.objects.filter(pk=document).first() if document else None,
        "newest": newest.order_by("-pk")[:NEWEST],
    }
    return shell.render(
        request, "desk/facts_done.html", context, stage="facts", title=_("Facts")
    )


def _waiting(document: int | None) -> QuerySet[Claim]:
    found = stages.open_claims()
    if document is None:
        return found
    proofs = Evidence.objects.filter(passage__revision__document=document)
    return found.filter(pk__in=proofs.values("claim"))


def _address(pk: int, document: int | None) -> str:
    address = reverse("desk:fact", args=[pk])
    return f"{address}?{urlencode({'document': document})}" if document else address


@shell.page("archive.change_claim", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One fact with what proves it, and the others of its sentence. 12 queries more."""
    proofs = factcards.proofs(pk)
    if request.method != "POST":
        return _shown(request, _card(request, pk, proofs))
    act = request.POST.get("act", "")
    shown = _card(request, pk, proofs, request.POST if act in WORDED else None)
    if act not in WORDED or shown.wording.is_valid():
        return _decided(request, shown)
    return _shown(request, shown)


def _card(
    request: HttpRequest,
    pk: int,
    proofs: Sequence[Proof],
    sent: Mapping[str, str] | None = None,
) -> Card:
    """Five queries, however many facts the sentence tells."""
    claim = (
        proofs[0].evidence.claim
        if proofs
        else get_object_or_404(
            Claim.objects.select_related("place", "superseded_by"), pk=pk
        )
    )
    asked = (request.POST.get("proof", "") or request.GET.get("proof", "")).split(".")
    editable = factcards.chosen(proofs, shell.number(asked[0]))
    beside = factcards.beside(claim, editable)
    own = [each.evidence for each in proofs if each.supports]
    read = claims.reread([*own, *beside])
    factcards.with_parts([claim, *(row.claim for row in beside)])
    seen = factcards.versions([claim.pk, *(row.claim_id for row in beside)])
    return Card(
        claim=claim,
        wording=Wording(claim, sent, read=read.get(claim.pk)),
        proofs=proofs,
        editable=editable,
        siblings=factcards.worded(beside, read, seen),
        text=factcards.text_of(proofs),
        seen=seen.get(claim.pk, ""),
    )


def _shown(request: HttpRequest, shown: Card) -> HttpResponse:
    claim = shown.claim
    document = shell.number(request.GET.get("document", ""))
    first = shown.proofs[0].evidence.passage.revision.document if shown.proofs else None
    words = shown.editable.evidence.passage.quote if shown.editable else ""
    alike, compared = factcards.known(shown.wording)
    context = {
        "card": shown,
        "claim": claim,
        "wording": shown.wording,
        "document": first,
        "words": request.POST.get("words", words)[:5000],
        "lost": factcards.lost_words(shown.proofs) if shown.is_unproven else None,
        "alike": alike,
        "only": document,
        "dispute": forms.DisputeForm(auto_id="dispute-%s"),
        "replace": forms.ReplaceForm(
            auto_id="replace-%s", initial={"on": claim.known_from}
        ),
        # what may replace it, to choose from while typing
        "others": compared,
        "seen": shown.seen,
    }
    return shell.render(
        request,
        "desk/fact.html",
        context,
        stage="facts",
        title=_("Fact"),
        status=400 if shown.wording.is_wrong else 200,
    )


def _decided(request: HttpRequest, shown: Card) -> HttpResponse:
    act, claim = request.POST.get("act", ""), shown.claim
    document = shell.number(request.GET.get("document", ""))
    here = _address(claim.pk, document)

    def decide() -> None:
        if act not in ACTS and act not in ON_CARD:
            raise ValueError(_("That choice is not on offer."))
        locked = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
        shell.refuse_changed(locked, request.POST.get("seen", ""))
        if act in ON_CARD:
            ON_CARD[act](request, shown)
        else:
            ACTS[act](request, locked)

    then = here if act in STAYS else _onwards(request, shown, document)
    return shell.decided(request, decide, then=then, instead=here)


def _onwards(request: HttpRequest, shown: Card, document: int | None) -> str:
    """The card it was decided on, the next of the sentence, or the next that waits."""
    on = shell.number(request.POST.get("on", ""))
    if on is not None:
        return _address(on, document)
    if shown.siblings and request.POST.get("act") != "reject-all":
        return _address(shown.siblings[0].claim.pk, document)
    query = {"after": shown.claim.pk} | ({"document": document} if document else {})
    return f"{reverse('desk:facts')}?{urlencode(query)}"


def _confirm(request: HttpRequest, shown: Card) -> None:
    """The sentence as it is in the form now, and that the passages prove it."""
    by, wording = request.user, shown.wording
    with recording(Batch.Verb.CONFIRM, by=by, summary=wording.sentence):
        _set_words(request, shown)
        if shown.claim.status == Claim.Status.CONFIRMED and wording.has_changed:
            reason = _("Corrected when nothing proved it any more.")
            claims.dispute(shown.claim, reason=reason, by=by)
        claims.confirm(wording.keep(by=by), by=by)


def _as_it_stands(request: HttpRequest, shown: Card) -> None:
    """Unread, with the entries that its names have by now."""
    by = request.user
    shown.wording.leave()
    with recording(Batch.Verb.CONFIRM, by=by, summary=shown.claim.sentence):
        claims.confirm(shown.wording.keep(by=by), by=by)


def _save(request: HttpRequest, shown: Card) -> None:
    with recording(Batch.Verb.EDIT, by=request.user, summary=shown.wording.sentence):
        _set_words(request, shown)
        shown.wording.keep(by=request.user)


def _move(request: HttpRequest, shown: Card) -> None:
    """One end of the words a word further; what was typed is kept with it."""
    if shown.editable is None:
        raise ValueError(_("No passage supports it."))
    proof, text = shown.editable.evidence, shown.editable.evidence.passage.revision.text
    step, edge = MOVES[request.POST.get("act", "")]
    with recording(Batch.Verb.EDIT, by=request.user, summary=shown.wording.sentence):
        _save(request, shown)
        words = proof.passage
        start, end = step(text, words.start, words.end, edge=edge)
        there = Passage.objects.at(words.revision, start, end)
        claims.requote(proof, there, by=request.user)


def _set_words(request: HttpRequest, shown: Card) -> None:
    """Other words than before are the proof, when others were typed."""
    typed = request.POST.get("words", "").split()
    proof = shown.editable
    if proof is None:
        if typed and shown.text is not None:
            passage = claims.exact_words(shown.text, " ".join(typed))
            claims.support(shown.claim, passage, by=request.user)
        return
    if sent := request.POST.get("proof"):
        shell.refuse_stale(seen=sent, now=proof.seen)
    words = proof.evidence.passage
    if typed and typed != words.quote.split():
        passage = claims.exact_words(words.revision, " ".join(typed))
        claims.requote(proof.evidence, passage, by=request.user)


def _reject(request: HttpRequest, claim: Claim) -> None:
    claims.reject(claim, by=request.user)


def _reject_all(request: HttpRequest, claim: Claim) -> None:
    """All the proposals of the sentence that the form has shown, as one act."""
    sent = [each.partition(".") for each in request.POST.getlist("every")]
    seen = {shell.number(pk): version for pk, _dot, version in sent}
    rows = Claim.objects.select_for_update(of=("self",)).filter(
        pk__in=[pk for pk in seen if pk], status=Claim.Status.SUGGESTED
    )
    with recording(Batch.Verb.REJECT, by=request.user, summary=claim.sentence):
        for each in rows.order_by("pk"):
            shell.refuse_changed(each, seen[each.pk])
            claims.reject(each, by=request.user)
        if claim.pk not in seen:
            claims.reject(claim, by=request.user)


def _later(request: HttpRequest, claim: Claim) -> None:
    claims.set_aside(claim, by=request.user, at=shell.moment())


def _dispute(request: HttpRequest, claim: Claim) -> None:
    form = forms.DisputeForm(request.POST)
    if not form.is_valid():
        raise ValueError(forms.complaint(form))
    claims.dispute(claim, reason=form.cleaned_data["reason"], by=request.user)


def _replace(request: HttpRequest, claim: Claim) -> None:
    form = forms.ReplaceForm(request.POST)
    if not form.is_valid():
        raise ValueError(forms.complaint(form))
    chosen = form.cleaned_data
    claims.supersede(claim, chosen["by_claim"], on=chosen["on"], by=request.user)


def _known(request: HttpRequest, claim: Claim) -> None:
    """Its passages prove a fact that is known; the proposal is not needed."""
    pk = shell.number(request.POST.get("known", "")) or 0
    known = Claim.objects.confirmed().filter(pk=pk).first()
    if known is None:
        raise ValueError(_("That fact is not confirmed any more."))
    with recording(Batch.Verb.CONFIRM, by=request.user, summary=known.sentence):
        for proof in claim.evidence.select_related("passage"):
            claims.support(known, proof.passage, by=request.user)
        claims.reject(claim, by=request.user)


# These keep what is typed; the others leave the wording as it is.
WORDED: Mapping[str, Callable[[HttpRequest, Card], None]] = {
    "confirm": _confirm,
    "save": _save,
    **dict.fromkeys(MOVES, _move),
}
ON_CARD = {**WORDED, "as-it-stands": _as_it_stands}
ACTS: Mapping[str, Callable[[HttpRequest, Claim], None]] = {
    "reject": _reject,
    "reject-all": _reject_all,
    "later": _later,
    "dispute": _dispute,
    "replace": _replace,
    "known": _known,
}
STAYS = frozenset({"save", "dispute", "replace", *MOVES})


urls = [
    path("facts/", queue, name="facts"),
    path("facts/<int:pk>/", card, name="fact"),
    *factsheet.urls,
]
