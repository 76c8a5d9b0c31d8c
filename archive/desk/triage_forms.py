"""What is typed on the card of a new document."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import lexicon
from archive.desk import parts
from archive.forms import DateSpanField, DocumentForm
from archive.models import Document, Revision
from archive.models.dated import PublishedBasis


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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # another day than the dateline's is what the person says
        is_kept = "published_basis" not in self.changed_data
        basis = cleaned.get("published_basis")
        if (
            is_kept
            and "published" in self.changed_data
            and basis == PublishedBasis.DATELINE
        ):
            cleaned["published_basis"] = PublishedBasis.STATED
        return cleaned

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
