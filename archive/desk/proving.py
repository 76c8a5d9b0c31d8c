"""A fact by hand: words of a document are chosen, and a sentence they prove."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import claims
from archive.desk import parts, shell
from archive.desk.forms import WordsForm
from archive.desk.wording import Wording
from archive.models import Batch, Claim, Document, Evidence, Revision, recording

OFFERED = 150


class ProofForm(WordsForm):
    """Exact words, and the known fact they prove; else a new one is worded."""

    # of a fact that is there; one of the newest, or any by its key
    claim = forms.ModelChoiceField(
        Claim.objects.exclude(status=Claim.Status.REJECTED),
        required=False,
        label=gettext_lazy("They prove"),
        empty_label=gettext_lazy("a new fact, as worded below"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = Claim.objects.exclude(status=Claim.Status.REJECTED).order_by("-pk")
        field = self.fields["claim"]
        if isinstance(field, forms.ModelChoiceField):
            # all are accepted, the newest are listed
            field.widget.choices = [
                ("", field.empty_label or ""),
                *((each.pk, each.sentence[:110]) for each in newest[:OFFERED]),
            ]


@shell.page("archive.add_claim", "archive.change_claim", methods=shell.BOTH)
def prove(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a document beside a form for a fact it proves."""
    document = get_object_or_404(
        Document.objects.select_related("current_revision", "part_of"), pk=pk
    )
    revision = document.current_revision
    if revision is None:
        raise Http404(_("This document has no text yet."))
    blank = Claim(known_from=document.published_on or shell.day())
    if request.method != "POST":
        words = {"words": request.GET.get("words", "")[:5000]}
        form, wording = ProofForm(initial=words), Wording(blank)
        return _shown(request, document, form, wording)
    form, wording = ProofForm(request.POST), Wording(blank, request.POST)
    if request.POST.get("act") == "deny" and not request.POST.get("claim"):
        form.add_error("claim", _("Choose the fact that these words deny."))
    is_new = form.is_valid() and form.cleaned_data["claim"] is None
    if not form.is_valid() or (is_new and not wording.is_valid()):
        return _shown(request, document, form, wording)
    try:
        _keep(request, revision, form, wording)
    except ValueError as reason:
        form.add_error("words", str(reason))
        return _shown(request, document, form, wording)
    return shell.SeeOther(request.path)


def _keep(
    request: HttpRequest, revision: Revision, form: ProofForm, wording: Wording
) -> None:
    """Propose, or support or deny what is known; confirm when the button says so."""
    by, act = request.user, request.POST.get("act")
    is_sure = act == "confirm"
    verb = Batch.Verb.CONFIRM if is_sure else Batch.Verb.PROPOSE
    claim: Claim | None = form.cleaned_data["claim"]
    summary = claim.sentence if claim else wording.sentence
    with recording(verb, by=by, summary=summary, document=revision.document):
        passage = claims.exact_words(revision, form.cleaned_data["words"])
        if claim is None:
            claim = claims.propose(
                wording.sentence,
                slug=claims.free_slug(wording.sentence),
                evidence=[passage],
                by=by,
                **wording.columns(),
            )
        elif act == "deny":
            claims.contradict(claim, passage, by=by)
        else:
            claims.support(claim, passage, by=by)
        if is_sure and claim.status != Claim.Status.CONFIRMED:
            claims.confirm(claim, by=by)
    messages.success(request, _("Kept: “%(claim)s”.") % {"claim": claim})


def _shown(
    request: HttpRequest, document: Document, form: ProofForm, wording: Wording
) -> HttpResponse:
    revision = document.current_revision
    proofs = Evidence.objects.filter(passage__revision=revision)
    first = shell.number(request.GET.get("from", "")) or 1
    lines = parts.paragraphs(revision.text) if revision else []
    shown = lines[first - 1 : first - 1 + parts.SHOWN]
    context = {
        "document": document,
        "form": form,
        "wording": wording,
        "lines": [
            (line.number, revision.text[line.start : line.end][: parts.LONGEST])
            for line in shown
            if revision
        ],
        "further": first + parts.SHOWN if len(lines) >= first + parts.SHOWN else None,
        "proofs": proofs.select_related("claim", "passage").order_by(
            "passage__start", "claim"
        )[:OFFERED],
    }
    return shell.render(
        request,
        "desk/facts_new.html",
        context,
        stage="facts",
        title=document.title,
        status=400 if form.errors or wording.is_wrong else 200,
    )


urls = [path("facts/new/<int:pk>/", prove, name="fact-new")]
