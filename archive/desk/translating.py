"""Adding a translation: pasted, or out of a file, beside the text it is of."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import correcting, ingest, lexicon, readers
from archive.desk import shell
from archive.models import Document, Revision
from archive.reading import translations

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# How it was made, and what readers are told of it.
PERSON, MACHINE, CHECKED = "person", "machine", "checked"
SAID: "Mapping[str, StrOrPromise]" = {
    PERSON: gettext_lazy("Translated by %(who)s."),
    MACHINE: gettext_lazy("Machine translation (%(who)s), not checked by a person."),
    CHECKED: gettext_lazy("Machine translation, checked by %(who)s."),
}


class TranslationForm(forms.Form):
    """A text in another language, and who made it."""

    language = forms.CharField(
        max_length=12,
        label=gettext_lazy("Language"),
        widget=forms.TextInput(attrs={"size": 8, "placeholder": "de, ru, pt-BR"}),
    )
    made = forms.ChoiceField(
        label=gettext_lazy("Translated by"),
        choices=[
            (PERSON, gettext_lazy("a person")),
            (MACHINE, gettext_lazy("a program, unchecked")),
            (CHECKED, gettext_lazy("a program, checked by a person")),
        ],
    )
    who = forms.CharField(
        max_length=200,
        label=gettext_lazy("Who, or which program"),
        help_text=gettext_lazy("Readers see it: a name only if its bearer agrees."),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("The translation"),
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
    )
    upload = forms.FileField(
        required=False,
        label=gettext_lazy("or a file with it"),
        help_text=gettext_lazy(
            "A web page, PDF, Word, e-mail or text. What is read of it is shown first."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_language(self) -> str:
        code: str = self.cleaned_data["language"]
        if not lexicon.is_language(code):
            raise ValidationError(_("That is no language code: write en, ru, pt-BR."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("upload") or cleaned.get("text", "").strip()):
            self.add_error("text", _("Paste the translation or choose a file."))
        return cleaned

    @property
    def note(self) -> str:
        who = " ".join(self.cleaned_data["who"].split()).rstrip(".")
        return str(SAID[self.cleaned_data["made"]]) % {"who": who}


@shell.page("archive.change_document", methods=shell.BOTH)
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """The original beside a field for the translation, and those there are.

    Two queries more.
    """
    document = get_object_or_404(
        Document.objects.select_related("current_revision"), pk=pk
    )
    original = document.current_revision
    if original is None:
        raise Http404(_("This document has no text yet."))
    if request.method != "POST":
        return _shown(request, document, TranslationForm(initial={"seen": original.pk}))
    form = TranslationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, document, form, status=400)
    try:
        upload = form.cleaned_data["upload"]
        if upload:
            return _shown(request, document, _read(upload, form), is_read=True)
        made = _kept(request, document, form)
    except shell.Stale:
        return _shown(request, document, _seen_again(request, original), status=409)
    except ValueError as reason:
        form.add_error(None, str(reason))
        return _shown(request, document, form, status=400)
    messages.success(
        request,
        _("Kept as text %(number)s of this document.") % {"number": made.number},
    )
    return shell.SeeOther(reverse("desk:translate", args=[pk]))


def _seen_again(request: HttpRequest, original: Revision) -> TranslationForm:
    """What was typed, beside the text as it was corrected meanwhile."""
    typed = request.POST.copy()
    typed["seen"] = str(original.pk)
    form = TranslationForm(typed)
    form.add_error(None, _("The text was corrected meanwhile: look at it again."))
    return form


def _kept(request: HttpRequest, document: Document, form: TranslationForm) -> Revision:
    seen, current = form.cleaned_data["seen"], document.current_revision_id
    shell.refuse_stale(seen=str(seen), now=str(current))
    return correcting.translate(
        document,
        form.cleaned_data["text"],
        language=form.cleaned_data["language"],
        by=request.user,
        at=shell.moment(),
        note=form.note,
    )


def _read(upload: UploadedFile, form: TranslationForm) -> TranslationForm:
    """The form with what the file says in its field. Raises ValueError."""
    ingest.refuse_size(upload.size or 0)
    with readers.Guarded() as reader:
        found = reader.read(
            upload.read(),
            file_name=upload.name or "",
            media_type=upload.content_type or "",
            language=form.cleaned_data["language"],
        )
    names = ("language", "made", "who", "seen")
    said = {name: form.cleaned_data[name] for name in names}
    return TranslationForm(initial=said | {"text": correcting.article(found)})


def _shown(
    request: HttpRequest,
    document: Document,
    form: TranslationForm,
    *,
    is_read: bool = False,
    status: int = 200,
) -> HttpResponse:
    # of the document at hand: their addresses cost no query
    made = (
        document.revisions.translations()
        .annotate(spoken=translations.spoken("pk"))
        .defer("text")
    )
    context = {
        "document": document,
        "original": document.current_revision,
        "form": form,
        "is_read": is_read,
        "made": made.select_related("made_by").order_by("-number"),
    }
    return shell.render(
        request,
        "desk/translate.html",
        context,
        stage="triage",
        title=document.title,
        status=status,
    )


urls = [path("documents/<int:pk>/translate/", translate, name="translate")]
