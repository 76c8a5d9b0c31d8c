"""Triage: what a new document is, when it came out, and what of it counts."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import curation, lexicon
from archive.desk import parts, shell, stages
from archive.forms import DateSpanField, DocumentForm
from archive.models import Document, Likeness, Revision, Segment


class TriageForm(DocumentForm):
    """What is known of a document, as the machine read it or a person corrects."""

    url = forms.URLField(
        label=gettext_lazy("Address on the web"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    field_order = [
        "title",
        "kind",
        "author",
        "addressee",
        "source",
        "url",
        "language",
        "published",
        "published_basis",
        "published_words",
    ]

    class Meta(DocumentForm.Meta):
        fields: ClassVar[list[str]] = [
            "title",
            "author",
            "addressee",
            "source",
            "kind",
            "language",
            "published_basis",
            "published_words",
            "url",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""  # one screen: the card says it once, below
        self.fields["published"].label = _("Published on")
        self.fields["published_basis"].label = _("Date is")
        self.fields["published_words"].label = _("Date as printed")

    def clean_language(self) -> str:
        code: str = self.cleaned_data["language"]
        if not lexicon.is_language(code):
            raise forms.ValidationError(
                _("That is no language code: write en, ru, pt-BR.")
            )
        return code


class RangeForm(forms.Form):
    """Paragraphs by their numbers, and what they are."""

    first = forms.IntegerField(min_value=1, label=gettext_lazy("paragraph"))
    last = forms.IntegerField(min_value=1, label=gettext_lazy("to"))

    def stretch(self, revision: Revision) -> tuple[int, int]:
        """Offsets into the text. Raises ValueError with a sentence."""
        if not self.is_valid():
            raise ValueError(_("Give the numbers of two paragraphs."))
        return parts.stretch(
            revision.text, self.cleaned_data["first"], self.cleaned_data["last"]
        )


class CutOutForm(RangeForm):
    """A letter or statement inside the report."""

    kind = forms.ChoiceField(
        choices=[
            choice
            for choice in Document.Kind.choices
            if choice[0] != Document.Kind.REPORT
        ],
        label=gettext_lazy("Kind"),
        initial=Document.Kind.LETTER,
    )
    title = forms.CharField(max_length=300, required=False, label=gettext_lazy("Title"))
    author = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Author")
    )
    addressee = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Addressee")
    )
    published = DateSpanField(required=False, label=gettext_lazy("Written on"))


@shell.page("archive.view_document")
def queue(request: HttpRequest) -> HttpResponse:
    """To the first card, or to the one after or before another."""
    waiting = stages.untriaged().order_by("-pk")
    after = shell.number(request.GET.get("after", ""))
    before = shell.number(request.GET.get("before", ""))
    found = None
    if after is not None:
        found = waiting.filter(pk__lt=after).first()
    elif before is not None:
        found = waiting.filter(pk__gt=before).order_by("pk").first()
    found = found or waiting.first()
    if found is not None:
        return shell.SeeOther(reverse("desk:triage-document", args=[found.pk]))
    return shell.render(
        request, "desk/triage_done.html", {}, stage="triage", title=_("Triage")
    )


@shell.page("archive.change_document", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One document. Six queries more."""
    document = get_object_or_404(
        Document.objects.select_related("current_revision", "part_of", "triaged_by"),
        pk=pk,
    )
    if document.current_revision is None:
        raise Http404(_("This document has no text yet."))
    act = request.POST.get("act", "")
    if act in DESCRIBING:
        form = TriageForm(request.POST, instance=document)
        if form.is_valid():
            return _described(request, form, act)
        return _shown(request, document, form)
    if request.method == "POST":
        here = _address(document)
        return shell.decided(
            request, lambda: _decide(request, document, act), then=here, instead=here
        )
    return _shown(request, document, TriageForm(instance=document))


DESCRIBING = ("confirm", "save")


def _described(request: HttpRequest, form: TriageForm, act: str) -> HttpResponse:
    document: Document = form.instance
    here = _address(document)
    onwards = f"{reverse('desk:triage')}?after={document.pk}"
    if document.part_of is not None:
        onwards = _address(document.part_of)

    def save() -> None:
        _refuse_changed(document, request)
        if act == "confirm":
            curation.triage(document, by=request.user, at=shell.moment())
        else:
            curation.describe(document, by=request.user)

    return shell.decided(
        request, save, then=onwards if act == "confirm" else here, instead=here
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
    curation.mark_segment(
        _text_of(document), start, end, kind, by=request.user, at=shell.moment()
    )


def _cut_out(document: Document, request: HttpRequest) -> None:
    form = CutOutForm(request.POST)
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
    "cut": _cut_out,
    "put_back": _put_back,
    "likeness": _judge,
}


def _shown(request: HttpRequest, document: Document, form: TriageForm) -> HttpResponse:
    revision = _text_of(document)
    first = shell.number(request.GET.get("from", "")) or 1
    shown, further = parts.of(revision, list(revision.segments.all()), first=first)
    context = {
        "document": document,
        "form": form,
        "parts": shown,
        "further": further,
        "first": first,
        "kinds": Segment.Kind.choices,
        "inner": document.parts.all(),
        "cut_out": CutOutForm(auto_id="cut-%s"),
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
        status=400 if form.errors else 200,
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
