"""Putting reports in: many files at once, a paste, or addresses to fetch."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import accessions, ingest, lexicon
from archive.desk import shell, sources
from archive.models import Accession, AccessionFile, Document, Likeness, Source

REFRESH_SECONDS = 4
MOST_ADDRESSES = 50
LONGEST_ADDRESS = 255
# Of the texts one is much like, so many are named.
MOST_LIKE = 3


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All the files that were chosen; none is an empty list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        # an empty file is refused by name, like any other, not the whole form
        return [each for each in data or [] if isinstance(each, UploadedFile)]


class DeliveryForm(forms.Form):
    """What is handed in, and what holds for all of it."""

    uploads = ManyFilesField(
        label=gettext_lazy("Files"),
        widget=ManyFiles,
        required=False,
        help_text=gettext_lazy(
            "As many as you like: web pages, PDF, Word, e-mail, text, web archives."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("or paste a text"),
        widget=forms.Textarea(attrs={"rows": 7}),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "The whole page as copied; appeals and comment forms may stay in."
        ),
    )
    addresses = forms.CharField(
        label=gettext_lazy("or addresses, one a line"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        required=False,
    )
    source = forms.ModelChoiceField(
        Source.objects.all(),
        label=gettext_lazy("Source"),
        required=False,
        empty_label=gettext_lazy("as the page says"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=Document.Kind.choices,
        initial=Document.Kind.REPORT,
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"size": 8, "placeholder": "en, ru, pt-BR"}),
        help_text=gettext_lazy("Empty: as the page says, or as the words look."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.INGEST_URLS:
            del self.fields["addresses"]

    def clean_language(self) -> str:
        code: str = self.cleaned_data["language"]
        if code and not lexicon.is_language(code):
            raise ValidationError(_("That is no language code: write en, ru, pt-BR."))
        return code

    def clean_addresses(self) -> list[str]:
        given = self.cleaned_data["addresses"].split()
        if len(given) > MOST_ADDRESSES:
            raise ValidationError(
                _("At most %(n)s addresses at once.") % {"n": MOST_ADDRESSES}
            )
        if any(len(each) > LONGEST_ADDRESS for each in given):
            raise ValidationError(_("One of these addresses is too long."))
        return list(dict.fromkeys(given))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not list(self.handed()):
            raise ValidationError(_("Choose files or paste a text first."))
        return cleaned

    def handed(self) -> Iterator[accessions.Handed]:
        for file in self.cleaned_data.get("uploads", []):
            yield accessions.Handed(file.name or "", file, file.content_type or "")
        text = self.cleaned_data.get("text", "")
        if text.strip():
            pasted = ContentFile(text.encode())
            yield accessions.Handed(_("pasted text"), pasted, "text/plain")
        for address in self.cleaned_data.get("addresses", []):
            yield accessions.Handed(address)

    def described(self, made: Source | None) -> ingest.Described:
        """made: a source that was typed instead of chosen."""
        chosen = self.cleaned_data
        return ingest.Described(
            source=made or chosen["source"],
            kind=chosen["kind"],
            language=chosen["language"],
        )


@shell.page("archive.add_document", methods=shell.BOTH)
def new(request: HttpRequest) -> HttpResponse:
    """Hand in; the worker reads, and the next page shows how far it is."""
    posted = request.POST if request.method == "POST" else None
    form = DeliveryForm(posted, request.FILES or None)
    source = sources.new_form(request)
    if posted is not None:
        source = sources.NewSourceForm(posted, prefix=sources.NEW)
        if form.is_valid() and source.is_valid():
            try:
                return shell.SeeOther(_delivered(request, form, source))
            except ValueError as reason:
                source.add_error(None, str(reason))
    has_errors = form.errors or (source is not None and source.errors)
    return shell.render(
        request,
        "desk/accession.html",
        {"form": form, "new_source": source},
        stage="accessions",
        title=_("Put reports in"),
        status=400 if has_errors else 200,
    )


@transaction.atomic
def _delivered(
    request: HttpRequest, form: DeliveryForm, source: sources.NewSourceForm
) -> str:
    """Where it is seen what became of the files."""
    made = source.made(request, language=form.cleaned_data["language"])
    accession = accessions.deliver(
        form.handed(), form.described(made), by=request.user, at=shell.moment()
    )
    return reverse("desk:accession-files", args=[accession.pk])


@shell.page("archive.add_document")
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each file. Three queries more.

    While something waits the page asks to be loaded again, unless ?still=1.
    """
    accession = get_object_or_404(
        Accession.objects.select_related("source", "made_by"), pk=pk
    )
    rows = list(accession.files.select_related("document"))
    count = Counter(row.status for row in rows)
    waiting = count[AccessionFile.Status.WAITING]
    is_still = "still" in request.GET
    context = {
        "accession": accession,
        "files": _with_likenesses(rows),
        "done": len(rows) - waiting,
        "counts": [
            (label, count[value])
            for value, label in AccessionFile.Status.choices
            if count[value]
        ],
        "waiting": waiting,
        "is_still": is_still,
        "seconds": REFRESH_SECONDS,
    }
    answer = shell.render(
        request,
        "desk/accession_files.html",
        context,
        stage="accessions",
        title=_("What was put in"),
    )
    if waiting and not is_still:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


def _with_likenesses(
    rows: Sequence[AccessionFile],
) -> list[tuple[AccessionFile, list[Likeness]]]:
    """Each file with the open likenesses of what was stored of it. One query."""
    open_ones = Likeness.objects.filter(
        document__in=[row.document_id for row in rows if row.document_id],
        verdict=Likeness.Verdict.OPEN,
    ).select_related("earlier")
    found: dict[int, list[Likeness]] = {}
    for each in open_ones.order_by("-resemblance", "pk"):
        found.setdefault(each.document_id, []).append(each)
    return [(row, found.get(row.document_id or 0, [])[:MOST_LIKE]) for row in rows]


urls = [
    path("accessions/new/", new, name="accession"),
    path("accessions/<int:pk>/", files, name="accession-files"),
]
