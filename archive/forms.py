"""What curators type, checked. Forms validate and return clean values."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.models import Claim, Document
from archive.models.dated import columns


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
