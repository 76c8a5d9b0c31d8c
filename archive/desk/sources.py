"""Sources: who they are, and the rules for what on their pages is no report."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


NEW = "new-source"


class NewSourceForm(forms.Form):
    """A source nobody has named before; all of it may be left empty."""

    name = forms.CharField(
        label=gettext_lazy("Its name"), max_length=200, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=Source.Kind.choices,
        initial=Source.Kind.WEBSITE,
        required=False,
    )
    home = forms.URLField(
        label=gettext_lazy("Its website"),
        max_length=200,
        required=False,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("home") and not cleaned.get("name"):
            raise forms.ValidationError(_("Give the name of the new source too."))
        return cleaned

    def made(self, request: HttpRequest, *, language: str = "") -> Source | None:
        """The source that was typed, kept; None when none was.

        Raises ValueError when it is known, PermissionDenied without the right.
        """
        said = self.cleaned_data
        if not said.get("name"):
            return None
        if not request.user.has_perm("archive.add_source"):
            raise PermissionDenied
        return curation.new_source(
            said["name"],
            kind=said.get("kind") or Source.Kind.WEBSITE,
            home=said.get("home", ""),
            language=language or "en",
            by=request.user,
        )


def new_form(request: HttpRequest) -> NewSourceForm | None:
    """Nothing typed yet; None for somebody who may not make a source."""
    may = request.user.has_perm("archive.add_source")
    return NewSourceForm(prefix=NEW) if may else None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be marked in one document: its words, and whether that is new."""

    revision: Revision
    marked: Sequence[tuple[str, bool]]
    freed: Sequence[str]


@shell.page("archive.view_source", methods=shell.BOTH)
def listed(request: HttpRequest) -> HttpResponse:
    """Every source with its documents counted, and a new one. One query more."""
    form = new_form(request)
    if request.method == "POST":
        form = NewSourceForm(request.POST, prefix=NEW)
        if form.is_valid():
            try:
                if form.made(request) is not None:
                    return shell.SeeOther(reverse("desk:sources"))
                form.add_error("name", _("Give its name."))
            except ValueError as reason:
                form.add_error(None, str(reason))
    whole = Count("documents", filter=Q(documents__part_of=None))
    return shell.render(
        request,
        "desk/sources.html",
        {"sources": Source.objects.annotate(number=whole), "form": form},
        stage="sources",
        title=_("Sources"),
        status=400 if form is not None and form.errors else 200,
    )


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
    shown, fault = ([], "") if form.errors else _previewed(source, rules)
    context = {
        "source": source,
        "form": form,
        "is_preview": is_good,
        "previews": shown,
        "fault": fault,
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
    ingest.mark_source.enqueue(source.pk)


def _previewed(source: Source, rules: str) -> tuple[list[Preview], str]:
    """The previews; or none, and in a sentence why the rules kept cannot be read.

    The desk keeps no such rules, but a file of another archive or a hand in the
    database may.
    """
    try:
        return previews(source, rules), ""
    except ValueError as reason:
        return [], str(reason)


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
    path("sources/", listed, name="sources"),
    path("sources/<slug:slug>/boilerplate/", boilerplate, name="boilerplate"),
]
