"""allauth, refusals, the demand for a second factor: under /admin/, nowhere else."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from config import logs
from config.accounts import anew, factors, journal
from config.security import Answer, is_staff_path

# what can be reached without a second factor: to add one, and to go
WITHOUT_FACTOR = frozenset(
    {
        "account",
        "account_end_sessions",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
    }
)


class StaffSignIn:
    """allauth's own, which catches what asks to sign in anew; refusals are noted."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.allauth = AccountMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_staff_path(request):
            return self.get_response(request)
        answer: HttpResponseBase = self.allauth(request)
        if answer.status_code == HTTPStatus.FORBIDDEN:
            _note_refusal(request)
        return answer

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if not is_staff_path(request):
            return None
        if isinstance(error, ReauthenticationRequired) and request.method == "POST":
            return anew.asked(request, then=request.get_full_path())
        answer: HttpResponse | None = self.allauth.process_exception(request, error)
        return answer


def _note_refusal(request: HttpRequest) -> None:
    """A right that is missing, or a form without its token."""
    account = request.user if isinstance(request.user, User) else None
    told = {"route": logs.route(request), "method": str(request.method)}
    journal.note(journal.Event.REFUSED, account, **told)


class SecondFactor:
    """ADMIN_REQUIRE_MFA: an account without one reaches only where to add it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[object, ...],
        _kwargs: dict[str, object],
    ) -> HttpResponse | None:
        if not settings.ADMIN_REQUIRE_MFA or not is_staff_path(request):
            return None
        match = request.resolver_match
        if match is not None and match.view_name in WITHOUT_FACTOR:
            return None
        if not isinstance(request.user, User) or factors.has_one(request.user):
            return None
        return HttpResponseRedirect(reverse("account"))
