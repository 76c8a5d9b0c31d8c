"""Triage: what a new document is, when it came out, and what of it counts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import cleaning, curation, ingest, lexicon
from archive.desk import meanwhile, parts, shell, sources, stages
from archive.desk.triage_forms import CutOutForm, RangeForm, TriageForm
from archive.models import Batch, Document, Likeness, Revision, Segment, recording
from archive.readers.datelines import Dateline

_WITH = ("current_revision", "part_of", "triaged_by", "source")
_BAD, _CONFLICT = 400, 409
# Of a book only the beginning is looked at for a date.
_HEAD = 50_000


@shell.page("archive.change_document")
def queue(request: HttpRequest) -> HttpResponse:
    """To the first card, or to the one after or before another."""
    found = shell.next_of(stages.untriaged(), request.GET, newest_first=True)
    if found is not None:
        return shell.SeeOther(reverse("desk:triage-document", args=[found.pk]))
    return shell.render(
        request, "desk/triage_done.html", {}, stage="triage", title=_("Triage")
    )


@shell.page("archive.change_document", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One document. Six queries more."""
    document = get_object_or_404(Document.objects.select_related(*_WITH), pk=pk)
    if document.current_revision is None:
        raise Http404(_("This document has no text yet."))
    act = request.POST.get("act", "")
    if act in DESCRIBING or act.startswith(DATED):
        return _described(request, document, act)
    if act == "cut":
        return _cut_out(request, document)
    if request.method == "POST":
        here = _address(document)
        return shell.decided(
            request, lambda: _decide(request, document, act), then=here, instead=here
        )
    return _shown(request, document, TriageForm(instance=document))


DESCRIBING = ("confirm", "save")
# Saves with the day that stands behind it: one reading of a printed date.
DATED = "dated-"


def _described(request: HttpRequest, document: Document, act: str) -> HttpResponse:
    """Keep what was typed; when a colleague was quicker, ask about both."""
    typed = request.POST.copy()
    if act.startswith(DATED):
        typed["published"] = act.removeprefix(DATED)
        typed["published_basis"] = "dateline"
    form = TriageForm(typed, instance=document)
    source = sources.NewSourceForm(typed, prefix=sources.NEW)
    is_good = form.is_valid() and source.is_valid()
    try:
        if is_good:
            with transaction.atomic():
                _keep(request, form, source, act)
            return shell.SeeOther(_onwards(document, act))
    except shell.Stale as reason:
        fresh = Document.objects.select_related(*_WITH).get(pk=document.pk)
        both = meanwhile.both(fresh, typed, seen=_seen_row(request), reason=reason)
        return _shown(
            request, fresh, both.form, source=source, both=both, status=_CONFLICT
        )
    except ValueError as reason:
        source.add_error(None, str(reason))
    # the form has written what was typed into the row it was given
    document = Document.objects.select_related(*_WITH).get(pk=document.pk)
    return _shown(request, document, form, source=source, status=_BAD)


def _keep(
    request: HttpRequest, form: TriageForm, source: sources.NewSourceForm, act: str
) -> None:
    """The row, with a source that was not known before, as one act."""
    document: Document = form.instance
    _refuse_changed(document, request)
    verb = Batch.Verb.TRIAGE if act == "confirm" else Batch.Verb.EDIT
    with recording(verb, by=request.user, summary=document.title, document=document):
        made = source.made(request, language=document.language)
        document.source = made or document.source
        if act == "confirm":
            curation.triage(document, by=request.user, at=shell.moment())
        else:
            curation.describe(document, by=request.user)
    if {"language", "source"} & set(form.changed_data):
        ingest.mark_one(document)


def _onwards(document: Document, act: str) -> str:
    if act != "confirm":
        return _address(document)
    if document.part_of is not None:
        return _address(document.part_of)
    return f"{reverse('desk:triage')}?after={document.pk}"


def _cut_out(request: HttpRequest, document: Document) -> HttpResponse:
    """Cut a letter out; what was typed stays when that cannot be."""
    form = CutOutForm(request.POST, auto_id="cut-%s")
    try:
        with transaction.atomic():
            _refuse_changed(document, request)
            _cut(document, form, request)
    except shell.Stale as reason:
        messages.warning(request, str(reason))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        return shell.SeeOther(_address(document))
    return _shown(
        request, document, TriageForm(instance=document), cut_out=form, status=_BAD
    )


def _decide(request: HttpRequest, document: Document, act: str) -> None:
    """One of the smaller forms of the card. Raises ValueError."""
    if act not in ACTS:
        raise ValueError(_("That choice is not on offer."))
    _refuse_changed(document, request)
    ACTS[act](document, request)


def _mark_part(document: Document, request: HttpRequest) -> None:
    """One whole part is something else than it is marked as."""
    start = shell.number(request.POST.get("start", ""))
    end = shell.number(request.POST.get("end", ""))
    if start is None or end is None:
        raise ValueError(_("That choice is not on offer."))
    _mark(document, start, end, request)


def _mark_range(document: Document, request: HttpRequest) -> None:
    stretch = RangeForm(request.POST).stretch(_text_of(document))
    _mark(document, *stretch, request)


def _mark(document: Document, start: int, end: int, request: HttpRequest) -> None:
    kind = request.POST.get("kind", "")
    language = request.POST.get("language")
    if language and not lexicon.is_language(language):
        raise ValueError(_("That is no language code: write en, ru, pt-BR."))
    curation.mark_segment(
        _text_of(document),
        start,
        end,
        kind,
        by=request.user,
        at=shell.moment(),
        language=language,
    )


def _cut(document: Document, form: CutOutForm, request: HttpRequest) -> None:
    start, end = form.stretch(_text_of(document))
    said = {
        name: form.cleaned_data[name]
        for name in ("kind", "title", "author", "addressee", "published")
    }
    curation.cut_out(document, start, end, by=request.user, at=shell.moment(), **said)


def _put_back(document: Document, request: HttpRequest) -> None:
    pk = shell.number(request.POST.get("part", "")) or 0
    inner = document.parts.select_related("part_of").filter(pk=pk).first()
    if inner is None:
        raise ValueError(_("That is no part of this document any more."))
    curation.put_back(inner, by=request.user)


def _judge(document: Document, request: HttpRequest) -> None:
    pk = shell.number(request.POST.get("likeness", "")) or 0
    likeness = (
        _likenesses(document)
        .select_for_update(of=("self",))
        .select_related("document", "earlier", "decided_by")
        .filter(pk=pk)
        .first()
    )
    if likeness is None:
        raise shell.Stale(_("This has changed meanwhile. Nothing was changed by you."))
    curation.judge_likeness(
        likeness,
        request.POST.get("verdict", ""),
        by=request.user,
        at=shell.moment(),
    )


ACTS: Mapping[str, Callable[[Document, HttpRequest], None]] = {
    "part": _mark_part,
    "range": _mark_range,
    "put_back": _put_back,
    "likeness": _judge,
}


def _shown(
    request: HttpRequest,
    document: Document,
    form: TriageForm,
    *,
    source: sources.NewSourceForm | None = None,
    cut_out: CutOutForm | None = None,
    both: meanwhile.Both | None = None,
    status: int = 200,
) -> HttpResponse:
    revision = _text_of(document)
    segments = list(revision.segments.all())
    first = shell.number(request.GET.get("from", "")) or 1
    shown, further = parts.of(revision, segments, first=first)
    context = {
        "document": document,
        "form": form,
        "new_source": source or sources.new_form(request),
        "both": both,
        "printed_day": _printed_day(document, revision, segments),
        "parts": shown,
        "further": further,
        "first": first,
        "kinds": Segment.Kind.choices,
        "inner": document.parts.all(),
        "cut_out": cut_out or CutOutForm(auto_id="cut-%s"),
        "likenesses": [
            (likeness, _other(likeness, document))
            for likeness in _likenesses(document).select_related("document", "earlier")
        ],
        "seen": _seen(document),
    }
    return shell.render(
        request,
        "desk/triage.html",
        context,
        stage="triage",
        title=document.title,
        status=status,
    )


def _printed_day(
    document: Document, revision: Revision, segments: Sequence[Segment]
) -> Dateline | None:
    """The day the report prints, where nobody has said when it came out."""
    if document.published_on is not None or document.part_of_id is not None:
        return None
    closed = [
        cleaning.Segment(each.start, each.end, cleaning.SegmentKind(each.kind))
        for each in segments
    ]
    return ingest.printed_day(
        revision.text[:_HEAD],
        closed if document.kind == Document.Kind.REPORT else (),
        language=document.language,
        received_at=revision.created_at,
    )


def _likenesses(document: Document) -> Any:
    return Likeness.objects.filter(
        Q(document=document) | Q(earlier=document), verdict=Likeness.Verdict.OPEN
    )


def _other(likeness: Likeness, document: Document) -> Document:
    is_later = likeness.document_id == document.pk
    return likeness.earlier if is_later else likeness.document


def _text_of(document: Document) -> Revision:
    if document.current_revision is None:
        raise Http404(_("This document has no text yet."))
    return document.current_revision


def _address(document: Document) -> str:
    return reverse("desk:triage-document", args=[document.pk])


def _newest_part(document: Document) -> Any:
    """The newest change of the parts of the text, a removed one too."""
    return (
        Segment.history.filter(revision=document.current_revision_id)
        .select_related("history_user")
        .order_by("-history_id")
        .first()
    )


def _seen(document: Document) -> str:
    """What the card shows: the row and the parts of its text. Two queries."""
    newest = _newest_part(document)
    return f"{shell.version(document)}.{newest.history_id if newest else ''}"


def _seen_row(request: HttpRequest) -> int | None:
    return shell.number(request.POST.get("seen", "").partition(".")[0])


def _refuse_changed(document: Document, request: HttpRequest) -> None:
    """Raises Stale when the row or the parts have changed since they were shown."""
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    seen, _dot, seen_part = request.POST.get("seen", "").partition(".")
    shell.refuse_changed(locked, seen)
    newest = _newest_part(document)
    shell.refuse_stale(
        seen=seen_part,
        now=str(newest.history_id) if newest else "",
        by=newest.history_user if newest else None,
    )


urls = [
    path("triage/", queue, name="triage"),
    path("triage/<int:pk>/", card, name="triage-document"),
]
