"""What curators type on the cards, checked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import curation, dates, passages
from archive.forms import DateSpanField
from archive.models import Claim, Entity, Mention, Participant, StopRule

Part = tuple[str, Entity | str]
# Rows for people beside those that are there.
EMPTY_PARTS = 2
MOST_PARTS = 20


class DayInput(forms.DateInput):
    """A day as the browser asks for it: its value is ISO in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class KeepForm(forms.Form):
    """What a find is: its kind, and the name of a new entry or a date's value."""

    kind = forms.ChoiceField(choices=Mention.Kind.choices, label=gettext_lazy("Kind"))
    text = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("Name or value")
    )
    # somebody else of a name the archive knows
    namesake = forms.BooleanField(required=False)

    def value(self, language: str) -> str:
        """Of a date what the archive keeps; empty for other kinds.

        Raises ValueError with a sentence for what is no date.
        """
        if self.cleaned_data["kind"] != Mention.Kind.DATE:
            return ""
        return dates.parse(self.cleaned_data["text"], language=language).value


class ReachForm(forms.Form):
    """How far a rejection reaches; empty = only the places that are ticked."""

    scope = forms.ChoiceField(
        choices=[("", ""), *StopRule.Scope.choices], required=False
    )


class ClaimForm(forms.ModelForm):
    """The sentence of a claim and its chips, as the machine proposed them."""

    happened = DateSpanField(
        required=False,
        label=gettext_lazy("When"),
        help_text=gettext_lazy("2011-06-11, 2011-06, 2011 or 2011-05/.."),
    )
    where = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("The name of a place that has an entry."),
    )

    class Meta:
        model = Claim
        fields = [
            "sentence",
            "kind",
            "modality",
            "happened_words",
            "attributed_to",
            "known_from",
        ]
        labels = {
            "sentence": gettext_lazy("The fact, in one sentence"),
            "kind": gettext_lazy("What"),
            "modality": gettext_lazy("Is"),
            "happened_words": gettext_lazy("Date as printed"),
            "attributed_to": gettext_lazy("Says who"),
            "known_from": gettext_lazy("Known from"),
        }
        help_texts = dict.fromkeys(fields, "")
        widgets = {
            "sentence": forms.Textarea(attrs={"rows": 2}),
            "known_from": DayInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        span = self.instance.happened
        self.initial["happened"] = span.value if span else ""
        self.initial["where"] = self.instance.place.label if self.instance.place else ""

    def clean_where(self) -> Entity | None:
        words = self.cleaned_data["where"]
        if "where" not in self.changed_data:
            return self.instance.place
        return entry(words, [Entity.Kind.PLACE]) if words else None


class PartForm(forms.Form):
    """Somebody's part: a role, and who by the name of an entry or in words."""

    role = forms.ChoiceField(
        choices=Participant.Role.choices, label=gettext_lazy("role")
    )
    who = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("name or words")
    )
    entity = forms.ModelChoiceField(
        Entity.objects.all(), required=False, widget=forms.HiddenInput
    )

    def part(self) -> Part | None:
        """None for an empty row. An unchanged name means the entry it meant.

        Raises ValueError when two entries bear a name.
        """
        words = self.cleaned_data["who"]
        if not words:
            return None
        meant: Entity | None = self.cleaned_data["entity"]
        if meant is not None and meant.label == words:
            return self.cleaned_data["role"], meant
        try:
            found = entry(words, Entity.Kind.values)
        except Unknown:
            return self.cleaned_data["role"], words
        return self.cleaned_data["role"], found


PartFormSet = forms.formset_factory(
    PartForm, extra=EMPTY_PARTS, max_num=MOST_PARTS, absolute_max=MOST_PARTS
)


class DisputeForm(forms.Form):
    """Why a sentence may be wrong."""

    reason = forms.CharField(label=gettext_lazy("Why it may be wrong"), max_length=300)


class ReplaceForm(forms.Form):
    """What replaces a claim, named by its slug, and from which day."""

    by_claim = forms.ModelChoiceField(
        Claim.objects.all(),
        to_field_name="slug",
        label=gettext_lazy("It is replaced by"),
    )
    on = forms.DateField(
        label=gettext_lazy("from the day"),
        widget=DayInput(),
    )


class WordsForm(forms.Form):
    """Words as they stand in a text."""

    words = forms.CharField(
        max_length=5000,
        label=gettext_lazy("Exact words of the report"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectionForm(forms.Form):
    """A text as it should be, and why."""

    text = forms.CharField(
        strip=False,
        label=gettext_lazy("The text"),
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}),
    )
    note = forms.CharField(
        max_length=300,
        label=gettext_lazy("What was corrected"),
        error_messages={
            "required": gettext_lazy("Say in a few words what was corrected.")
        },
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        try:
            text = passages.normalise(self.cleaned_data["text"])
        except ValueError as reason:
            raise ValidationError(str(reason)) from reason
        if not text.strip():
            raise ValidationError(
                _("A document cannot be corrected to no text at all.")
            )
        return text


class Unknown(ValidationError, ValueError):
    """No entry bears a name."""


class Ambiguous(ValidationError, ValueError):
    """Several entries bear a name."""


def entry(words: str, kinds: Iterable[str]) -> Entity:
    """The one entry of these kinds that bears a name. Raises Unknown, Ambiguous."""
    found = {each for kind in kinds for each in curation.called(words, kind=kind)[:2]}
    if not found:
        raise Unknown(
            _("No entry is called “%(words)s”. Make a new one.") % {"words": words}
        )
    if len(found) > 1:
        raise Ambiguous(
            _("Several entries are called “%(words)s”. Give the slug of one.")
            % {"words": words}
        )
    return found.pop()


def complaint(form: forms.BaseForm) -> str:
    """The first thing that is wrong with a form, with the name of its field."""
    for name, sentences in form.errors.items():
        field = form.fields.get(name)
        return f"{field.label}: {sentences[0]}" if field else str(sentences[0])
    return ""
