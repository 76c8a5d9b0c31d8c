"""Correcting the text of a document: first what would change, then keeping it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import correcting
from archive.desk import forms, shell
from archive.models import Document, Revision
from archive.reading.changes import paragraphs

# Dates that mean another day, said each in a sentence.
TOLD = 10


@shell.page("archive.change_document", methods=shell.BOTH)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The text in a field; what it would change is shown before it is kept."""
    document = get_object_or_404(
        Document.objects.select_related("current_revision", "part_of"), pk=pk
    )
    revision = _text_of(document)
    if request.method != "POST":
        blank = {"text": revision.text, "seen": revision.pk}
        return _shown(request, document, forms.CorrectionForm(initial=blank))
    form = forms.CorrectionForm(request.POST)
    if not form.is_valid() or request.POST.get("act") != "keep":
        return _shown(request, document, form)
    try:
        _refuse_corrected(revision, form.cleaned_data["seen"])
        corrected = correcting.correct(
            document,
            form.cleaned_data["text"],
            by=request.user,
            at=shell.moment(),
            note=form.cleaned_data["note"],
        )
    except ValueError as reason:
        form.add_error(None, str(reason))
        return _shown(request, document, form)
    messages.success(
        request,
        _("Kept. %(carried)s passages came along, %(lost)s wait to be placed again.")
        % {"carried": corrected.carried, "lost": corrected.lost},
    )
    for date in corrected.redated[:TOLD]:
        said = _("A date means another day in this text: %(date)s.")
        messages.warning(request, said % {"date": date})
    if corrected.lost:
        return shell.SeeOther(reverse("desk:reanchor"))
    return shell.SeeOther(_differences(document, revision, corrected.revision))


def _refuse_corrected(revision: Revision, seen: int) -> None:
    """Raises Stale when the text is not the one that the form began with."""
    if revision.pk != seen:
        by = revision.made_by
        shell.refuse_stale(seen=str(seen), now=str(revision.pk), by=by)


def _shown(
    request: HttpRequest, document: Document, form: forms.CorrectionForm
) -> HttpResponse:
    revision = _text_of(document)
    typed = form.cleaned_data.get("text", "") if form.is_bound else ""
    changed = paragraphs(revision.text, typed) if typed else ()
    context = {
        "document": document,
        "form": form,
        "changed": changed,
        "is_same": typed == revision.text,
    }
    return shell.render(
        request,
        "desk/correct.html",
        context,
        stage="triage",
        title=document.title,
        status=400 if form.errors else 200,
    )


def _text_of(document: Document) -> Revision:
    if document.current_revision is None:
        raise Http404(_("This document has no text yet."))
    return document.current_revision


def _differences(document: Document, old: Revision, new: Revision) -> str:
    address = reverse("desk:differences", args=[document.pk])
    return f"{address}?from={old.number}&to={new.number}"


@shell.page("archive.view_document")
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed between two texts of a document; the newest two by default."""
    document = get_object_or_404(Document, pk=pk)
    revisions = list(
        document.revisions.defer("text").select_related("made_by").order_by("number")
    )
    # by default a correction and what it corrected, whatever was translated since
    written = [r.number for r in revisions if r.kind != Revision.Kind.TRANSLATION]
    after = shell.number(request.GET.get("to", "")) or max(written, default=1)
    earlier = [number for number in written if number < after]
    before = shell.number(request.GET.get("from", "")) or max(earlier, default=1)
    texts = {
        revision.number: revision
        for revision in document.revisions.filter(number__in=[before, after])
    }
    if not {before, after} <= texts.keys():
        raise Http404(_("This document has no such text."))
    context = {
        "document": document,
        "revisions": revisions,
        "before": texts[before],
        "after": texts[after],
        "changed": paragraphs(texts[before].text, texts[after].text),
    }
    return shell.render(
        request,
        "desk/differences.html",
        context,
        stage="triage",
        title=document.title,
    )


urls = [
    path("documents/<int:pk>/correct/", correct, name="correct"),
    path("documents/<int:pk>/differences/", differences, name="differences"),
]
