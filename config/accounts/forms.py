"""What is asked of who signs in. Each try is counted before it is made."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.account.forms import (
    ChangePasswordForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.accounts import adapter, factors, journal, slowing
from config.accounts.journal import Event
from config.accounts.slowing import SLOWED, WRONG, Kind, Slowed, refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST = 1000  # characters


def moment() -> datetime:
    """The clock, taken once for each try."""
    return timezone.now()  # noqa: TID251 (a door)


def _password_field(label: str | _StrPromise, *, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=MOST, widget=widget)


class SignInForm(forms.Form):
    """Name and password. Scripts rely on what the two fields are called."""

    username = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        widget=forms.TextInput(
            {"autocomplete": "username webauthn", "autocapitalize": "none"}
        ),
    )
    password = _password_field(
        gettext_lazy("Password"), autocomplete="current-password"
    )

    def __init__(
        self, *args: object, request: HttpRequest | None = None, **kwargs: object
    ) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> dict[str, object]:
        told = self.cleaned_data
        if self.request is not None and {"username", "password"} <= set(told):
            self.user = self._person(self.request, told["username"], told["password"])
        return told

    def _person(self, request: HttpRequest, name: str, password: str) -> User:
        is_known = adapter.is_known(request, name)
        kind = Kind.KNOWN if is_known else Kind.PASSWORD
        try:
            if not is_known:
                slowing.refuse_network(request)
            with slowing.looking():
                slowing.take(kind, name, at=moment())
                user = authenticate(request, username=name, password=password)
        except Slowed as error:
            journal.tried(name, reason=SLOWED)
            raise refused(error) from error
        if not isinstance(user, User) or not user.is_staff:
            slowing.count_network(request)
            journal.tried(name, reason=WRONG)
            # the same for a name that is not known, and for a locked account
            raise ValidationError(
                _("This name and this password do not go together."), code="wrong"
            )
        slowing.forget(kind, name)
        return user

    def login(
        self, request: HttpRequest, redirect_url: str | None = None
    ) -> HttpResponse:
        """What allauth's view calls when all is right: on to the second factor."""
        login = Login(user=self.user, redirect_url=redirect_url)
        told = {"username": self.cleaned_data["username"]}
        answer: HttpResponse = flows.login.perform_password_login(request, told, login)
        return answer


def _checked(user: User, password: str) -> None:
    """Raises ValidationError unless it is the password of who is signed in."""
    name = user.get_username()
    try:
        slowing.take(Kind.AGAIN, name, at=moment())
    except Slowed as error:
        journal.note(Event.ASKED_ANEW_REFUSED, user, using="password", reason=SLOWED)
        raise refused(error) from error
    if not user.check_password(password):
        journal.note(Event.ASKED_ANEW_REFUSED, user, using="password", reason=WRONG)
        raise ValidationError(_("This is not your password."), code="wrong")
    slowing.forget(Kind.AGAIN, name)
    journal.note(Event.ASKED_ANEW, user, using="password")


class PasswordAgainForm(forms.Form):
    password = _password_field(
        gettext_lazy("Password"), autocomplete="current-password"
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        self.user = user
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        _checked(self.user, password)
        return password


def _in_our_words(fields: dict[str, forms.Field]) -> None:
    labels = {
        "oldpassword": _("Password until now"),
        "password1": _("New password"),
        "password2": _("New password, again"),
    }
    for name, field in fields.items():
        field.label, field.help_text = labels[name], ""
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["maxlength"] = MOST
    fields["password1"].help_text = _(
        "At least 12 characters. Four or five words that do not belong together "
        "are easy to keep in mind and hard to guess."
    )


class LostPasswordForm(ResetPasswordForm):
    """The address of an account, where to a link is sent. It says the same for all."""

    users: list[User]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address of your account")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        try:
            slowing.refuse_network(context.request)
        except Slowed as error:
            raise refused(error) from error
        slowing.count_network(context.request)
        email = str(super().clean_email())
        found: list[User] = self.users
        self.users = [user for user in found if user.is_staff]
        return email


class FoundPasswordForm(ResetPasswordKeyForm):
    """A new password, by the link that was sent."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)


class NewPasswordForm(ChangePasswordForm):
    """The old one, the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self.fields)

    def clean_oldpassword(self) -> str:
        password = str(self.cleaned_data["oldpassword"])
        _checked(self.user, password)
        return password


class _CodeForm:
    """The code of an app, or a recovery code."""

    user: User
    cleaned_data: dict[str, object]
    fields: dict[str, forms.Field]
    authenticator: Authenticator
    refused = Event.SECOND_STEP_REFUSED

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.help_text = _("Six figures from your app, or one of your recovery codes.")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        code, name = str(self.cleaned_data["code"]), slowing.code_name(self.user)
        try:
            slowing.take(Kind.CODE, name, at=moment())
        except Slowed as error:
            journal.note(self.refused, self.user, using="code", reason=SLOWED)
            raise refused(error) from error
        found = factors.found_by_code(self.user, code)
        if found is None:
            journal.note(self.refused, self.user, using="code", reason=WRONG)
            raise ValidationError(
                _("This code is not right, or was used already. Take the next one."),
                code="wrong",
            )
        found.user = self.user
        self.authenticator = found
        slowing.forget(Kind.CODE, name)
        return code


class CodeForm(_CodeForm, AuthenticateForm):
    """After the password."""


class CodeAgainForm(_CodeForm, ReauthenticateForm):
    """Before something delicate."""

    refused = Event.ASKED_ANEW_REFUSED

    def clean_code(self) -> str:
        code = super().clean_code()
        journal.note(Event.ASKED_ANEW, self.user, using="code")
        return code


class NewAppForm(ActivateTOTPForm):
    """The first code of an app, which proves that it has the secret."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("The six figures")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"inputmode": "numeric"}
