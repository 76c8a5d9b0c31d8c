"""What curators type, checked. Forms validate and return clean values."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive import dates, ingest
from archive.models import Claim, Document, Entity, Mention, Source, StopRule
from archive.models.document import columns


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


class DocumentForm(forms.ModelForm):
    """What is known of a document; its date is typed as one value."""

    published = DateSpanField(
        required=False,
        help_text=_("2011-06-22, 2011-06, 2011 or 2011-06-13/2011-06-19."),
    )

    class Meta:
        model = Document
        fields: ClassVar[list[str]] = []  # the admin says which

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        span = self.instance.published
        self.initial["published"] = span.value if span else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # an unchanged date keeps what one word cannot say
        if "published" in cleaned and "published" in self.changed_data:
            self._set_date(cleaned["published"])
        return cleaned

    def _set_date(self, span: dates.DateSpan | None) -> None:
        written = columns(span, "published") if span else {}
        written["published_on"] = span.start if span else None
        written["published_until"] = span.end if span else None
        written.pop("published_basis", None)  # a field of its own
        for name, value in written.items():
            setattr(self.instance, name, value)


class FactForm(forms.Form):
    """A sentence and the words of a report that prove it."""

    words = forms.CharField(
        label=_("Exact words of the report"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 100}),
        help_text=_("As they stand there, long enough to stand there once."),
    )
    claim = forms.ModelChoiceField(
        Claim.objects.all(),
        label=_("They prove this fact"),
        required=False,
        empty_label=_("a new one, as follows"),
    )
    sentence = forms.CharField(
        label=_("or a new fact, in one sentence"), max_length=500, required=False
    )
    kind = forms.ChoiceField(choices=Claim.Kind.choices, required=False)
    modality = forms.ChoiceField(choices=Claim.Modality.choices, required=False)
    known_from = forms.DateField(
        required=False,
        help_text=_("The day the report was published: 2011-06-22."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("claim") is None:
            for name in ("sentence", "kind", "modality", "known_from"):
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, _("A new fact needs this."))
        return cleaned


class ReplacementForm(forms.Form):
    """What replaces a claim, and from which day."""

    on = forms.DateField(label=_("from the day"), help_text=_("2011-06-22"))

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_claim"] = forms.ModelChoiceField(
            Claim.objects.exclude(pk=claim.pk), label=_("It is replaced by")
        )


class DisputeForm(forms.Form):
    """Why a sentence may be wrong."""

    reason = forms.CharField(label=_("Why it may be wrong"), max_length=300)


class DecisionForm(forms.Form):
    """What a curator decides about one mention.

    named: an entry by its name or slug, instead of one on offer.
    seen: the state of the mention that the page showed.
    """

    decision = forms.ChoiceField(
        choices=[
            ("accept", _("Accept")),
            ("new", _("New entry")),
            ("reject", _("Not a name here")),
            ("reopen", _("Take back")),
        ]
    )
    named = forms.CharField(max_length=200, required=False)
    label = forms.CharField(max_length=200, required=False)
    seen = forms.CharField(max_length=60, required=False, strip=False)
    scope = forms.ChoiceField(
        choices=[("", _("only here")), *StopRule.Scope.choices], required=False
    )

    def __init__(self, *args: Any, mention: Mention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = mention.kind
        self.fields["entity"] = forms.ModelChoiceField(
            Entity.objects.of_kind(mention.kind), required=False
        )

    def clean_named(self) -> Entity | None:
        """What is typed goes before what is chosen in the list."""
        words = self.cleaned_data["named"]
        if not words:
            return None
        found = list(Entity.objects.of_kind(self.kind).called(words)[:2])
        if not found:
            raise ValidationError(
                _("No entry is called “%(words)s”. Make a new one."),
                params={"words": words},
            )
        if len(found) > 1:
            raise ValidationError(
                _("Several entries are called “%(words)s”. Give the slug of one."),
                params={"words": words},
            )
        return found[0]
