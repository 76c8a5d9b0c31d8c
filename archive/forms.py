"""What curators type, checked. Forms validate and return clean values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive import dates, ingest
from archive.models import Document, Entity, Mention, Source, StopRule


class DateSpanField(forms.CharField):
    """A day, a month, a year or a span, as archive.dates.parse reads it."""

    def clean(self, value: Any) -> dates.DateSpan | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return dates.parse(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ReportForm(forms.Form):
    """A report to be put in: pasted, or a file, and what is known of it."""

    text = forms.CharField(
        label=_("Paste the text"),
        widget=forms.Textarea(attrs={"rows": 14, "cols": 100}),
        required=False,
        strip=False,
        help_text=_("The whole page as copied; appeals and comment forms may stay in."),
    )
    file = forms.FileField(label=_("or choose a text file"), required=False)
    title = forms.CharField(
        max_length=300,
        required=False,
        help_text=_("Empty: the first line of the text."),
    )
    kind = forms.ChoiceField(
        choices=Document.Kind.choices, initial=Document.Kind.REPORT
    )
    source = forms.ModelChoiceField(Source.objects.all(), required=False)
    author = forms.CharField(max_length=300, required=False)
    published = DateSpanField(
        required=False, help_text=_("2011-06-22, 2011-06 or 2011.")
    )
    published_words = forms.CharField(
        max_length=200, required=False, help_text=_("Where the date stands.")
    )
    language = forms.CharField(max_length=12, initial="en", help_text=_("BCP 47"))
    url = forms.URLField(max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("text", "").strip()) == bool(cleaned.get("file")):
            raise ValidationError(_("Paste a text or choose a file, one of the two."))
        uploaded = cleaned.get("file")
        if uploaded is not None:
            try:
                ingest.refuse_size(uploaded.size)
            except ingest.Refused as reason:
                raise ValidationError({"file": str(reason)}) from reason
        return cleaned


class DecisionForm(forms.Form):
    """What a curator decides about one mention."""

    decision = forms.ChoiceField(
        choices=[
            ("accept", _("Accept")),
            ("new", _("New entry")),
            ("reject", _("Not a name here")),
            ("reopen", _("Take back")),
        ]
    )
    label = forms.CharField(max_length=200, required=False)
    scope = forms.ChoiceField(
        choices=[("", _("only here")), *StopRule.Scope.choices], required=False
    )

    def __init__(self, *args: Any, mention: Mention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entity"] = forms.ModelChoiceField(
            Entity.objects.of_kind(mention.kind), required=False
        )
