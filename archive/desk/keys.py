"""Setting the keys of the desk, or switching them off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import curation
from archive.desk import keymap, shell


class KeysForm(forms.Form):
    """The switch, and one key for each act; empty = the one it comes with."""

    are_on = forms.BooleanField(
        label=gettext_lazy("Single keys press the buttons of the desk"), required=False
    )

    def __init__(self, *args: Any, keys: keymap.Keymap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["are_on"] = keys.are_on
        for act, (own, does) in keymap.ACTS.items():
            self.fields[act] = forms.CharField(
                label=str(does),
                initial=keys.chosen[act],
                empty_value=own,
                max_length=1,
                required=False,
                widget=forms.TextInput(attrs={"size": 2, "autocomplete": "off"}),
            )

    def acts(self) -> list[forms.BoundField]:
        return [self[act] for act in keymap.ACTS]

    def chosen(self) -> dict[str, str]:
        return {act: self.cleaned_data[act] for act in keymap.ACTS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = {act: cleaned[act] for act in keymap.ACTS if act in cleaned}
        for act in keymap.collisions(typed):
            self.add_error(act, _("Another act has this key."))
        for act, key in typed.items():
            if not key.isprintable():
                self.add_error(act, _("One letter, figure or sign."))
        return cleaned


@shell.page("archive.view_document", methods=shell.BOTH)
def keys(request: HttpRequest) -> HttpResponse:
    user = shell.person(request)
    form = KeysForm(request.POST or None, keys=keymap.of(user))
    if request.method == "POST" and form.is_valid():
        curation.set_keys(
            user,
            are_on=form.cleaned_data["are_on"],
            changed=keymap.differing(form.chosen()),
        )
        messages.success(request, _("Your keys are kept."))
        return shell.SeeOther(reverse("desk:keys"))
    return shell.render(
        request, "desk/keys.html", {"form": form}, stage="keys", title=_("Keys")
    )


urls = [path("keys/", keys, name="keys")]
