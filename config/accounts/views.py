"""The pages of who has an account: signing in, my account, signing out."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal import flows
from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.accounts import adapter, anew, journal, sessions
from config.accounts.journal import Event
from config.accounts.models import Session

View = Callable[..., HttpResponseBase]


class SignIn(LoginView):
    def dispatch(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not (user.is_active and user.is_staff):
            flows.logout.logout(request, show_message=False)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        told: dict[str, object] = super().get_context_data(**kwargs)
        return told | {"can_reset": bool(settings.EMAIL_URL)}


def where_mail_is(view: View) -> View:
    """No page for a lost password where the site cannot send mail."""

    @wraps(view)
    def checked(
        request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        if not settings.EMAIL_URL:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


class NewPassword(PasswordChangeView):
    def dispatch(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        if not _person(request).has_usable_password():
            words = _("This account has no password. An operator can set one.")
            messages.warning(request, words)
            return HttpResponseRedirect(reverse("account"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


sign_in = SignIn.as_view()
new_password = login_required(NewPassword.as_view())


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My account: what I sign in with, and where I am signed in. Two queries."""
    user = _person(request)
    held = Authenticator.objects.filter(user=user).order_by("pk")
    of_type: dict[str, list[Authenticator]] = {
        kind.value: [] for kind in Authenticator.Type
    }
    for each in held:
        of_type[each.type].append(each)
    codes = next(iter(of_type["recovery_codes"]), None)
    context = {
        "title": _("My account"),
        "passkeys": of_type["webauthn"],
        "app": next(iter(of_type["totp"]), None),
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "must_add": not (of_type["webauthn"] or of_type["totp"]),
        "needs_factor": settings.ADMIN_REQUIRE_MFA,
        "sessions": _listed(request, user),
        "is_by_number": not _has_name(request),
    }
    return render(request, "account/home.html", context)


def _listed(request: HttpRequest, user: User) -> list[dict[str, object]]:
    here = sessions.digest(request.session.session_key or "")
    return [
        {
            "row": row,
            "is_here": row.session_key == here,
            "browser": row.get_decoded().get(adapter.BROWSER, _("A browser")),
        }
        for row in sessions.of(user, at=timezone.now())
    ]


def _has_name(request: HttpRequest) -> bool:
    """Passkeys belong to a name, and not to 127.0.0.1 or [::1]."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return not (host.startswith("[") or host.replace(".", "").isdecimal())


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """One of my own, or all but this; who does it has shown lately who it is."""
    user, which = _person(request), request.POST.get("which", "")
    if anew.is_needed(request):
        return anew.asked(request, then=reverse("account"))
    if which == "others":
        sessions.end_others(user, but=request.session.session_key)
        journal.note(Event.SESSIONS_ENDED, user, which="all others")
        messages.success(request, _("You are signed out everywhere but here."))
    elif Session.objects.filter(account=user, session_key=which).delete()[0]:
        journal.note(Event.SESSIONS_ENDED, user, which="one")
        messages.success(request, _("That browser is signed out."))
    else:
        messages.info(request, _("That browser was signed out already."))
    return HttpResponseRedirect(reverse("account"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Also between password and code."""
    flows.logout.logout(request)
    return HttpResponseRedirect(reverse("account_login"))
