"""What allauth does differently here: staff only, no mail, no address kept."""

import logging
from collections.abc import Mapping
from threading import Thread
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.accounts import browsers, factors, journal, sessions
from config.accounts.journal import Event

LOGGER = logging.getLogger(__name__)
BROWSER = "browser"  # in a session: what it was signed in with
KNOWN_FOR = 180 * 24 * 60 * 60  # seconds
_KNOWN_SALT = "accounts.known"
_APP = Authenticator.Type.TOTP
# What allauth would write a mail about, by the names of its templates.
_CHANGES = {
    "account/email/password_changed": Event.PASSWORD_CHANGED,
    "account/email/password_reset": Event.PASSWORD_CHANGED,
    "account/email/password_set": Event.PASSWORD_CHANGED,
    "mfa/email/recovery_codes_generated": Event.CODES_MADE,
    "mfa/email/totp_activated": Event.FACTOR_ADDED,
    "mfa/email/totp_deactivated": Event.FACTOR_REMOVED,
    "mfa/email/webauthn_added": Event.FACTOR_ADDED,
    "mfa/email/webauthn_removed": Event.FACTOR_REMOVED,
}


def is_known(request: HttpRequest, name: str) -> bool:
    """Whether somebody signed in from this browser by that name before."""
    told = request.get_signed_cookie(
        settings.KNOWN_COOKIE_NAME, "", salt=_KNOWN_SALT, max_age=KNOWN_FOR
    )
    return bool(told) and told == _told_of(name)


def _told_of(name: str) -> str:
    """What the cookie says: no name, since others may use the browser too."""
    return salted_hmac("accounts.known.name", name).hexdigest()[:20]


def remember(response: HttpResponse, user: User) -> None:
    """So that strangers who try the name do not make its owner wait."""
    response.set_signed_cookie(
        settings.KNOWN_COOKIE_NAME,
        _told_of(user.get_username()),
        salt=_KNOWN_SALT,
        max_age=KNOWN_FOR,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _used(request: HttpRequest, user: User) -> list[str]:
    """By what somebody has just signed in: "password", "totp", "webauthn"…"""
    records = get_authentication_records(request, user)
    return [str(each.get("type") or each["method"]) for each in records]


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as error:  # SMTPException is one
        LOGGER.error("A password mail was not sent: %s", type(error).__name__)  # noqa: TRY400 (its trace quotes the address)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, and what follows from it."""

    def pre_login(
        self, request: HttpRequest, user: User, **_told: object
    ) -> HttpResponse | None:
        if user.is_active and user.is_staff:
            return None
        clear_login(request)
        journal.note(Event.SIGN_IN_REFUSED, user, reason="locked")
        messages.error(request, _("This account is locked. Please ask your operator."))
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        told = request.headers.get("User-Agent", "")
        request.session[BROWSER] = browsers.in_words(told)
        sessions.sweep(at=timezone.now())  # noqa: TID251 (a door)
        sessions.make_room(user, but=request.session.session_key)
        used = _used(request, user)
        journal.note(Event.SIGNED_IN, user, using=", ".join(used))
        if used == ["password"] and not factors.has_one(user):
            # so that the first factor is added without typing it once more
            reauthenticate_by_password(request)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            journal.note(Event.SIGNED_OUT, request.user)
        super().logout(request)

    def post_login(
        self, request: HttpRequest, user: User, **told: object
    ) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **told)
        remember(response, user)
        return response

    def is_safe_url(self, url: str | None) -> bool:
        is_ours = bool(url) and bool(super().is_safe_url(url))
        return is_ours and str(url).startswith(settings.SESSION_COOKIE_PATH)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_reauthentication_methods(
        self, user: User | AnonymousUser
    ) -> list[dict[str, str]]:
        """With a second factor that is asked for: a password alone removes none."""
        offered: list[dict[str, str]] = super().get_reauthentication_methods(user)
        stronger = [each for each in offered if each["id"] != "reauthenticate"]
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        chosen = [
            each | {"description": words[each["id"]]} for each in stronger or offered
        ]
        if not Authenticator.objects.filter(user=user.pk, type=_APP).exists():
            chosen.reverse()  # a passkey before recovery codes
        return chosen

    def send_notification_mail(
        self, template_prefix: str, user: User, *_told: object, **_more: object
    ) -> None:
        """Allauth says so when a password or a factor of an account has changed.

        No mail is sent then. Whoever was signed in elsewhere signs in anew.
        """
        if event := _CHANGES.get(template_prefix):
            journal.note(event, user)
        key = self.request.session.session_key
        if ended := sessions.end_others(user, but=key):
            words = ngettext(
                "You were signed out in %(n)s other browser.",
                "You were signed out in %(n)s other browsers.",
                ended,
            )
            messages.info(self.request, words % {"n": ended})

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, object]
    ) -> None:
        """To the address we know, and beside the answer: both take as long."""
        message = self.render_mail(
            "account/email/password_reset_key", user.email, context
        )
        Thread(target=_send, args=(message,), daemon=True).start()

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At our own address, whatever the request called us."""
        names = {"uidb36": "UID", "key": "KEY"}
        path = reverse("account_reset_password_from_key", kwargs=names)
        return str(settings.SITE_URL + path.replace("UID-KEY", quote(key)))

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_client_ip(self, request: HttpRequest) -> str:
        return ""  # nobody asks for it: slowing.py counts networks


class FactorAdapter(DefaultMFAAdapter):
    """Passkeys, codes of an app, recovery codes: names, words, secrets."""

    error_messages: Mapping[str, object] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not right, or no longer. Try anew."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def build_totp_svg(self, url: str) -> str:
        return factors.drawn(url, label=_("The same as a QR code"))

    def encrypt(self, text: str) -> str:
        return factors.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return factors.opened(encrypted_text)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}
