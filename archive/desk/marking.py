"""Names and dates that no machine found: exact words of a text, and what they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import curation, dates, passages
from archive.desk import parts, shell
from archive.desk.forms import entry
from archive.models import (
    Batch,
    Document,
    Entity,
    Mention,
    Passage,
    Revision,
    recording,
)
from archive.passages.alignment import UNSPACED

# Places of one wording that a page lists.
SHOWN = 40
Span = tuple[int, int]
_UNSPACED = re.compile(f"[{UNSPACED}]")


class MarkForm(forms.Form):
    """Words as they stand in the text, what they are, and who or when is meant."""

    words = forms.CharField(
        max_length=1000, label=gettext_lazy("Exact words of the report")
    )
    kind = forms.ChoiceField(choices=Mention.Kind.choices, label=gettext_lazy("Kind"))
    who = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Its entry, or the date it means"),
        help_text=gettext_lazy("Left empty: what the words say themselves."),
    )
    namesake = forms.BooleanField(
        required=False, label=gettext_lazy("somebody else of a known name")
    )
    # the text as it was shown
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing(text, str(self.data.get("words", ""))[:1000])

    @property
    def ticked(self) -> frozenset[str]:
        """Which places, by where they begin; words typed anew have others."""
        sent = self.data.getlist("place") if isinstance(self.data, QueryDict) else []
        return frozenset(sent)

    def chosen(self) -> list[Span]:
        """The places that are meant. Raises ValueError with a sentence."""
        if not self.standing:
            raise ValueError(_("These words do not stand in this report."))
        if len(self.standing) == 1:
            return self.standing
        found = [span for span in self.standing if str(span[0]) in self.ticked]
        if not found:
            raise ValueError(
                _("These words stand %(n)s times: tick the places that are meant.")
                % {"n": len(self.standing)}
            )
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """A place to tick. start: its offset in code points."""

    start: int
    context: passages.Context
    is_ticked: bool


def standing(text: str, words: str) -> list[Span]:
    """Where words stand in a text; a line break counts as a space.

    Whole words, in scripts that part them: "fine" is not found in "confined".
    """
    asked = [re.escape(part) for part in normalize("NFC", words).split()]
    if not asked:
        return []
    pattern = r"\s+".join(asked)
    whole = re.compile(rf"(?<!\w){pattern}(?!\w)")
    found = [match.span() for match in whole.finditer(text)]
    if not found and _UNSPACED.search(words):
        found = [match.span() for match in re.finditer(pattern, text)]
    return found


@shell.page("archive.change_mention", methods=shell.BOTH)
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a document beside a form for words to be marked."""
    document = get_object_or_404(
        Document.objects.select_related("current_revision"), pk=pk
    )
    if document.part_of_id is not None:
        # a letter inside is read in its report
        return shell.SeeOther(reverse("desk:mentions-mark", args=[document.part_of_id]))
    revision = document.current_revision
    if revision is None:
        raise Http404(_("This document has no text yet."))
    if request.method != "POST":
        words = request.GET.get("words", "")[:1000]
        first = {"words": words, "seen": revision.pk}
        form = MarkForm(initial=first, text=revision.text)
        return _shown(request, document, form)
    form = MarkForm(request.POST, text=revision.text)
    if not form.is_valid():
        return _shown(request, document, form)
    try:
        number = keep(request, revision, form)
    except ValueError as reason:
        form.add_error("words", str(reason))
        return _shown(request, document, form)
    said = ngettext("Marked “%(words)s”.", "Marked “%(words)s” %(n)s times.", number)
    words = form.cleaned_data["words"][:120]
    messages.success(request, said % {"words": words, "n": number})
    return shell.SeeOther(request.path)


def keep(request: HttpRequest, revision: Revision, form: MarkForm) -> int:
    """Mark the places as one act; how many. Raises ValueError with a sentence."""
    values = form.cleaned_data
    if values["seen"] != revision.pk:
        raise ValueError(_("This text has been corrected meanwhile. Look again."))
    spans = form.chosen()
    words = " ".join(values["words"].split())
    summary = f"“{words[:200]}” ({len(spans)})"
    by, document = request.user, revision.document
    with recording(Batch.Verb.MARK, by=by, summary=summary, document=document):
        entity, value = _meaning(request, values["who"] or words, form, document)
        for start, end in spans:
            curation.mark(
                Passage.objects.at(revision, start, end),
                kind=values["kind"],
                by=by,
                at=shell.moment(),
                entity=entity,
                value=value,
            )
    return len(spans)


def _meaning(
    request: HttpRequest, words: str, form: MarkForm, document: Document
) -> tuple[Entity | None, str]:
    """The entry, known or made for it, or the value of a date."""
    kind = form.cleaned_data["kind"]
    if kind == Mention.Kind.DATE:
        return None, dates.parse(words, language=document.language).value
    if kind not in curation.NAMED:
        return None, ""
    if request.POST.get("act") != "new":
        return entry(words, [kind]), ""
    is_known = curation.called(words, kind=kind).exists()
    if is_known and not form.cleaned_data["namesake"]:
        raise ValueError(
            _("An entry is called “%(words)s” already: press Mark, or tick that it is "
              "somebody else.")
            % {"words": words}
        )  # fmt: skip
    return curation.new_entity(words, kind=kind, by=request.user), ""


def _shown(request: HttpRequest, document: Document, form: MarkForm) -> HttpResponse:
    revision = document.current_revision
    text = revision.text if revision else ""
    first = shell.number(request.GET.get("from", "")) or 1
    lines = parts.paragraphs(text)
    shown = lines[max(first, 1) - 1 : first - 1 + parts.SHOWN]
    entries = Entity.objects.filter(root=None).by_label()
    context = {
        "document": document,
        "form": form,
        "places": _places(text, form) if len(form.standing) > 1 else (),
        "unlisted": max(len(form.standing) - SHOWN, 0),
        "listed": list(entries.values_list("label", flat=True)[: parts.SHOWN]),
        "lines": [
            (line.number, text[line.start : line.end][: parts.LONGEST])
            for line in shown
        ],
        "further": first + parts.SHOWN if len(lines) >= first + parts.SHOWN else None,
    }
    return shell.render(
        request,
        "desk/mentions_mark.html",
        context,
        stage="mentions",
        title=document.title,
        status=400 if form.errors else 200,
    )


def _places(text: str, form: MarkForm) -> Sequence[Place]:
    return [
        Place(start, passages.context(text, start, end), str(start) in form.ticked)
        for start, end in form.standing[:SHOWN]
    ]


urls = [path("mentions/<int:pk>/mark/", mark, name="mentions-mark")]
