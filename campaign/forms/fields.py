"""Fields that refuse what no letter can print, and leave it as typed."""

import unicodedata
from datetime import date

from django import forms
from django.utils.translation import gettext as _

LINE_LIMIT = 200
WORDS_LIMIT = 3000

# They turn the writing direction of what follows, beyond their own line.
_TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
_BREAKS = "\r\n\v\f\x85\u2028\u2029"


class Line(forms.CharField):
    """One line as it will be printed: no break, no control character.

    `required` only words the label; whether it may be empty depends on others.
    """

    def __init__(
        self,
        label: str,
        *,
        autocomplete: str,
        help_text: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        )

    def clean(self, value: object) -> str:
        return clean_line("" if value is None else str(value))


class Words(forms.CharField):
    """Some paragraphs; line ends are LF whatever the browser sent.

    `required` only words the label.
    """

    def __init__(
        self,
        label: str,
        *,
        help_text: str = "",
        rows: int = 5,
        required: bool = False,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "on"}),
        )

    def clean(self, value: object) -> str:
        text = "" if value is None else str(value)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        _refuse_length(text, limit=WORDS_LIMIT)
        _refuse_controls(text.replace("\n", "").replace("\t", ""))
        return unicodedata.normalize("NFC", text).strip()


class Wording(Words):
    """The campaign's words until others are sent.

    Who changes the frame or the language sends fields of the paragraphs seen,
    and then sees others: those were not emptied.
    """

    def bound_data(self, data: object, initial: object) -> object:
        return initial if data is None else super().bound_data(data, initial)


class Day(forms.DateField):
    """A day, or nothing. `required` only words the label."""

    def clean(self, value: str | None) -> date | None:
        return self.to_python(value)


class Choice(forms.ChoiceField):
    """One of the list, or nothing. `required` only words the label."""

    def clean(self, value: object) -> str:
        return str(super().clean(value)) if value else ""


def clean_line(text: str) -> str:
    """The line in NFC without spaces around it. Raises ValidationError."""
    _refuse_length(text, limit=LINE_LIMIT)
    if any(character in text for character in _BREAKS):
        raise forms.ValidationError(_("This is one line: take out the line break."))
    _refuse_controls(text)
    line = " ".join(unicodedata.normalize("NFC", text).split())
    is_seen = any(unicodedata.category(each)[0] not in "CZ" for each in line)
    return line if is_seen else ""  # a name of nothing but joiners is no name


def _refuse_length(text: str, *, limit: int) -> None:
    if len(text) > limit:
        raise forms.ValidationError(
            _("This is %(length)s characters long; at most %(limit)s fit.")
            % {"length": len(text), "limit": limit}
        )


def _refuse_controls(text: str) -> None:
    for character in text:
        if _is_control(character):
            raise forms.ValidationError(
                _(
                    "There is an invisible control character in it (U+%(code)s). "
                    "Please type it again instead of pasting it."
                )
                % {"code": f"{ord(character):04X}"}
            )


def _is_control(character: str) -> bool:
    """Or what Unicode says is no character, which no file may hold (23.7)."""
    code = ord(character)
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    kind = unicodedata.category(character)
    return is_none or kind in {"Cc", "Cs"} or character in _TURNING
