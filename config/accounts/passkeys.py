"""What a browser sends of a passkey. What no browser sends is refused in words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from config.accounts import journal, slowing
from config.accounts.journal import Event
from config.accounts.slowing import SLOWED, WRONG, Slowed

PASSKEY = "passkey"
# What libraries raise of parts that are missing, of another kind or too large.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    InvalidSignature,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise get_adapter().validation_error("incorrect_code") from error


class _Credential(forms.JSONField):
    """JSON, however deep it is said to be."""

    def clean(self, value: object) -> object:
        with _in_words():
            return super().clean(value)


class _Shown(AuthenticateWebAuthnForm):
    """A passkey that is shown; refused: what the log says of one that is wrong."""

    credential = _Credential(widget=forms.HiddenInput)
    user: User | None
    refused: Event

    def clean_credential(self) -> Authenticator:
        try:
            with _in_words():
                found: Authenticator = super().clean_credential()
        except ValidationError:
            journal.note(self.refused, self.user, using=PASSKEY, reason=WRONG)
            raise
        return found


class PasskeyForm(_Shown, LoginWebAuthnForm):
    """To sign in with a passkey alone."""

    refused = Event.SIGN_IN_REFUSED

    def clean_credential(self) -> Authenticator:
        try:
            slowing.refuse_network(context.request)
        except Slowed as error:
            journal.note(self.refused, using=PASSKEY, reason=SLOWED)
            raise slowing.refused(error) from error
        try:
            return super().clean_credential()
        except ValidationError:
            slowing.count_network(context.request)
            raise


class SecondPasskeyForm(_Shown):
    """After the password."""

    refused = Event.SECOND_STEP_REFUSED


class PasskeyAgainForm(_Shown, ReauthenticateWebAuthnForm):
    """Before something delicate."""

    refused = Event.ASKED_ANEW_REFUSED

    def clean_credential(self) -> Authenticator:
        found = super().clean_credential()
        journal.note(Event.ASKED_ANEW, self.user, using=PASSKEY)
        return found


class NewPasskeyForm(AddWebAuthnForm):
    """A name for it, and whether it is enough alone."""

    credential = _Credential(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What to call it")
        self.fields["name"].max_length = 100
        self.fields["name"].widget.attrs["maxlength"] = 100
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with it alone, without name and password")
        alone.help_text = _("It then asks for your finger, your face or its PIN.")
        alone.initial = True

    def clean(self) -> dict[str, object]:
        with _in_words():
            told: dict[str, object] = super().clean()
        return told
