"""Facts: what the reports prove, one proposed sentence after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from archive import claims, passages
from archive.desk import forms, shell, stages
from archive.desk.wording import Wording
from archive.models import Batch, Claim, Document, Evidence, recording

# Facts that are known already: so many are compared, and so many are shown.
COMPARED, SHOWN = 60, 3
# Of 100: below it two sentences are hardly about one thing.
LEAST_ALIKE = 45
NEWEST = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """A passage that supports or contradicts, in its sentence."""

    evidence: Evidence
    context: passages.Context


@shell.page("archive.change_claim")
def queue(request: HttpRequest) -> HttpResponse:
    """To the first proposal, of one document when it is named."""
    document = shell.number(request.GET.get("document", ""))
    waiting = _waiting(document)
    after = shell.number(request.GET.get("after", ""))
    before = shell.number(request.GET.get("before", ""))
    found = None
    if after is not None:
        found = waiting.filter(pk__gt=after).first()
    elif before is not None:
        found = waiting.filter(pk__lt=before).order_by("-pk").first()
    found = found or waiting.first()
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
    found = stages.open_claims().order_by("pk")
    if document is None:
        return found
    proofs = Evidence.objects.filter(passage__revision__document=document)
    return found.filter(pk__in=proofs.values("claim"))


def _address(pk: int, document: int | None) -> str:
    address = reverse("desk:fact", args=[pk])
    return f"{address}?{urlencode({'document': document})}" if document else address


@shell.page("archive.change_claim", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One fact with what proves it. Eight queries more."""
    claim = get_object_or_404(
        Claim.objects.select_related("place", "superseded_by"), pk=pk
    )
    wording = Wording(claim, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act not in WORDED or wording.is_valid():
            return _decided(request, claim, wording)
    return _shown(request, claim, wording)


def _shown(request: HttpRequest, claim: Claim, wording: Wording) -> HttpResponse:
    document = shell.number(request.GET.get("document", ""))
    proofs = _proofs(claim)
    first = proofs[0].evidence.passage.revision.document if proofs else None
    context = {
        "claim": claim,
        "wording": wording,
        "proofs": proofs,
        "document": first,
        "alike": _alike(claim),
        "only": document,
        "dispute": forms.DisputeForm(auto_id="dispute-%s"),
        "replace": forms.ReplaceForm(
            auto_id="replace-%s", initial={"on": claim.known_from}
        ),
        "others": _newest_beside(claim),
        "is_open": claim.status != Claim.Status.CONFIRMED,
        "seen": shell.version(claim),
    }
    return shell.render(
        request,
        "desk/fact.html",
        context,
        stage="facts",
        title=_("Fact"),
        status=400 if wording.is_wrong else 200,
    )


def _proofs(claim: Claim) -> list[Proof]:
    """One query; the texts are loaded with it."""
    rows = claim.evidence.select_related("passage__revision__document")
    return [
        Proof(
            row,
            passages.context(
                row.passage.revision.text, row.passage.start, row.passage.end
            ),
        )
        for row in rows
    ]


def _alike(claim: Claim) -> list[Claim]:
    """Confirmed facts that may say the same, the likeliest first. One query."""
    if claim.status == Claim.Status.CONFIRMED:
        return []
    parts = [part.entity_id for part in claim.participants.all() if part.entity_id]
    about = Q(participants__entity__in=parts) | Q(kind=claim.kind)
    known = Claim.objects.confirmed().filter(about).exclude(pk=claim.pk).order_by("-pk")
    weighed = [
        (
            fuzz.token_set_ratio(claim.sentence.casefold(), each.sentence.casefold()),
            each,
        )
        for each in known.distinct()[:COMPARED]
    ]
    likely = sorted(weighed, key=lambda pair: (-pair[0], pair[1].pk))
    return [each for score, each in likely if score >= LEAST_ALIKE][:SHOWN]


def _newest_beside(claim: Claim) -> QuerySet[Claim]:
    """What may replace it, to choose from while typing."""
    return Claim.objects.confirmed().exclude(pk=claim.pk).order_by("-pk")[:COMPARED]


def _decided(request: HttpRequest, claim: Claim, wording: Wording) -> HttpResponse:
    act = request.POST.get("act", "")
    document = shell.number(request.GET.get("document", ""))
    here = _address(claim.pk, document)
    query = {"after": claim.pk} | ({"document": document} if document else {})
    onwards = f"{reverse('desk:facts')}?{urlencode(query)}"

    def decide() -> None:
        if act not in ACTS and act not in WORDED:
            raise ValueError(_("That choice is not on offer."))
        locked = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
        shell.refuse_changed(locked, request.POST.get("seen", ""))
        if act in WORDED:
            WORDED[act](request, wording)
        else:
            ACTS[act](request, locked)

    stays = act in STAYS
    return shell.decided(request, decide, then=here if stays else onwards, instead=here)


def _confirm(request: HttpRequest, wording: Wording) -> None:
    """The sentence as it is in the form now, and that the passages prove it."""
    with recording(Batch.Verb.CONFIRM, by=request.user, summary=wording.sentence):
        claims.confirm(wording.keep(by=request.user), by=request.user)


def _save(request: HttpRequest, wording: Wording) -> None:
    wording.keep(by=request.user)


def _reject(request: HttpRequest, claim: Claim) -> None:
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
WORDED: Mapping[str, Callable[[HttpRequest, Wording], None]] = {
    "confirm": _confirm,
    "save": _save,
}
ACTS: Mapping[str, Callable[[HttpRequest, Claim], None]] = {
    "reject": _reject,
    "later": _later,
    "dispute": _dispute,
    "replace": _replace,
    "known": _known,
}
STAYS = frozenset({"save", "dispute", "replace"})


urls = [
    path("facts/", queue, name="facts"),
    path("facts/<int:pk>/", card, name="fact"),
]
