"""What a visitor says of an address. Who says it is not asked."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from campaign.forms.fields import Choice, Words
from campaign.models import Address

VALUE_LIMIT, SOURCE_LIMIT, NOTE_LIMIT = 500, 1000, 1000
NOT_LISTED = ""


class Short(Words):
    """Words up to a limit; several lines become one, with commas."""

    def __init__(self, label: str, *, limit: int, is_one_line: bool, **options: object):
        self.limit, self.is_one_line = limit, is_one_line
        super().__init__(label, **options)  # type: ignore[arg-type]
        if is_one_line and self.widget.attrs.get("rows") == 1:
            self.widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value: object) -> str:
        text = super().clean(value)
        if self.is_one_line:
            lines = (" ".join(line.split()).strip(",") for line in text.split("\n"))
            text = ", ".join(line for line in lines if line)
        if len(text) > self.limit:
            sentence = _("This is %(length)s characters long; at most %(limit)s fit.")
            raise forms.ValidationError(
                sentence % {"length": len(text), "limit": self.limit}
            )
        if self.required and not text:
            raise forms.ValidationError(_("Say what is right, as you saw it."))
        return text


class AddressReportForm(forms.Form):
    """One field is needed: what is right. `known` are the addresses shown."""

    def __init__(self, data: QueryDict | None, *, known: Sequence[Address]) -> None:
        super().__init__(data)
        self.known = {str(each.pk): each for each in known}
        listed = [(key, _described(each)) for key, each in self.known.items()]
        self.fields["value"] = Short(
            _("The right address"),
            limit=VALUE_LIMIT,
            is_one_line=True,
            rows=3,
            required=True,
            help_text=_(
                "As you would write it on an envelope, or one number or e-mail."
            ),
        )
        self.fields["medium"] = Choice(
            label=_("It is for"),
            choices=Address.Medium.choices,
            required=False,
            initial=Address.Medium.POST,
            widget=forms.Select(attrs={"autocomplete": "off"}),
            error_messages={"invalid_choice": _("Choose one of the list.")},
        )
        self.fields["address"] = Choice(
            label=_("In place of"),
            choices=[(NOT_LISTED, _("none of those listed")), *listed],
            required=False,
            widget=forms.Select(attrs={"autocomplete": "off"}),
            error_messages={
                "invalid_choice": _("That address is not one of this office.")
            },
        )
        self.fields["source_url"] = Short(
            _("Where you saw it"),
            limit=SOURCE_LIMIT,
            is_one_line=True,
            rows=1,
            required=False,
            help_text=_("A web address is best; “on the door, in May 2026” helps too."),
        )
        self.fields["note"] = Short(
            _("Anything else"),
            limit=NOTE_LIMIT,
            is_one_line=False,
            rows=3,
            required=False,
            help_text=_("Please give no name or address of your own."),
        )

    @property
    def address(self) -> Address | None:
        """The one said to be wrong; None when it is not listed or not named."""
        return self.known.get(self.cleaned_data["address"])

    @property
    def medium(self) -> str:
        """That of the address replaced, which nobody has to repeat."""
        if self.address is not None:
            return self.address.medium
        return self.cleaned_data["medium"] or Address.Medium.POST


def _described(address: Address) -> str:
    value = address.value if len(address.value) <= 80 else f"{address.value[:79]}…"
    return f"{address.get_medium_display()}: {value}"
