"""The rules of a source for what on its pages is not the report."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from archive import cleaning, curation, ingest
from archive.desk import shell
from archive.models import Revision, Segment, Source

PREVIEWED = 5
# What a page bears of each document.
STRETCHES = 30
LONGEST = 300


class RulesForm(forms.Form):
    """One rule a line."""

    rules = forms.CharField(
        label=gettext_lazy("Rules"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    def clean_rules(self) -> str:
        rules: str = self.cleaned_data["rules"].replace("\r\n", "\n")
        try:
            cleaning.profile(rules)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return rules


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be marked in one document: its words, and whether that is new."""

    revision: Revision
    marked: Sequence[tuple[str, bool]]
    freed: Sequence[str]


@task()
def mark_again(source_id: int) -> dict[str, int]:
    """Mark all texts of a source by its present rules, in the worker."""
    counts = ingest.mark_again(Source.objects.get(pk=source_id))
    return {"documents": counts.documents, "changed": counts.changed}


@shell.page("archive.change_source", methods=shell.BOTH)
def boilerplate(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules, what they would mark in the newest texts, and keeping them."""
    source = get_object_or_404(Source, slug=slug)
    here = reverse("desk:boilerplate", args=[slug])
    form = RulesForm(request.POST or None, initial={"rules": source.boilerplate})
    is_good = request.method == "POST" and form.is_valid()
    if is_good and request.POST.get("act") == "keep":
        rules = form.cleaned_data["rules"]
        return shell.decided(
            request, lambda: _keep(request, source, rules), then=here, instead=here
        )
    rules = form.cleaned_data["rules"] if is_good else source.boilerplate
    context = {
        "source": source,
        "form": form,
        "is_preview": is_good,
        "previews": [] if form.errors else previews(source, rules),
        "seen": shell.version(source),
    }
    return shell.render(
        request,
        "desk/boilerplate.html",
        context,
        stage="sources",
        title=_("What is not the report: %(source)s") % {"source": source},
        status=400 if form.errors else 200,
    )


def _keep(request: HttpRequest, source: Source, rules: str) -> None:
    locked = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    shell.refuse_changed(locked, request.POST.get("seen", ""))
    curation.set_boilerplate(locked, rules, by=request.user)
    mark_again.enqueue(source.pk)


def previews(source: Source, rules: str) -> list[Preview]:
    """The newest texts of a source as the rules would mark them. Two queries."""
    newest = (
        Revision.objects.filter(
            document__source=source,
            document__part_of=None,
            document__current_revision=F("pk"),
        )
        .select_related("document")
        .prefetch_related("segments")
        .order_by("-pk")[:PREVIEWED]
    )
    profile = cleaning.profile(rules)
    return [_preview(revision, profile) for revision in newest]


def _preview(revision: Revision, profile: cleaning.Profile) -> Preview:
    today = {
        (part.start, part.end)
        for part in revision.segments.all()
        if part.kind == Segment.Kind.BOILERPLATE
    }
    wanted = [
        (part.start, part.end)
        for part in ingest.parts(revision, profile)
        if part.kind.value == Segment.Kind.BOILERPLATE
    ]
    marked = [
        (_short(revision.quote(*span)), not _is_within(span, today))
        for span in wanted[:STRETCHES]
    ]
    freed = [
        _short(revision.quote(*span))
        for span in sorted(today)
        if not _is_within(span, wanted)
    ]
    return Preview(revision, marked, freed[:STRETCHES])


def _is_within(span: tuple[int, int], others: Collection[tuple[int, int]]) -> bool:
    return any(low <= span[0] and span[1] <= high for low, high in others)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


urls = [
    path("sources/<slug:slug>/boilerplate/", boilerplate, name="boilerplate"),
]
