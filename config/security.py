"""What every answer carries and which requests are refused before a view.

Knows paths and headers, no model. Cookies, sessions and accounts exist under
the admin's path and nowhere else.
"""

import errno
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from config.closing import Closed, closed

Answer = Callable[[HttpRequest], HttpResponseBase]
Middleware = Callable[[Answer], Answer]

ADMIN = "/admin/"
API = "/api/"
READING = ("GET", "HEAD")
METHODS = (*READING, "POST")
# The longest letter is a tenth of it; no public form takes a file.
LONGEST_PUBLIC_POST_BYTES = 200 * 1024
# In digits; 2^63, one more than a database counts, has 19.
LONGEST_NUMBER = 18
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "screen-wake-lock",
            "serial",
            "usb",
            "xr-spatial-tracking",
        )
    ),
    "Referrer-Policy": "no-referrer",
}

# What a public page is while its view says nothing else.
FRESH = "public, max-age=60"
# The one that a view may set otherwise: an image that other sites may show.
SHARED = "Cross-Origin-Resource-Policy"
# What a script in a page of any other site may read. It is the same for everybody,
# so nothing is learned with a reader's browser that could not be asked for directly.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    SHARED: "cross-origin",
}
_FILES = ("/reports/", "/exports/")


def is_staff_path(request: HttpRequest) -> bool:
    return request.path_info.startswith(ADMIN)


def is_open(path: str) -> bool:
    """The API, and files for other programs: exports and feeds, and no page."""
    if path.startswith(API) or path.endswith("/feed.atom"):
        return True
    return path.startswith(_FILES) and not path.endswith("/")


def headers(get_response: Answer) -> Answer:
    """The security headers, on pages, files and refusals alike."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        _secure(response)
        # here and not in the views, so that a 304 and a refusal carry it too
        for name, value in OPEN.items() if is_open(request.path_info) else ():
            response.headers[name] = value
        if is_staff_path(request):
            # With no-referrer a browser sends "Origin: null" with a form, and
            # Django's CSRF check refuses it.
            response.headers["Referrer-Policy"] = "same-origin"
        if response.status_code >= 400 and "ETag" in response.headers:
            del response.headers["ETag"]  # a refusal is no version of a page
        if is_staff_path(request) or request.method == "POST":
            response.headers["Cache-Control"] = "no-store"
        elif response.status_code < 400:
            # a page is the same for everybody, whoever wrote its view
            response.headers.setdefault("Cache-Control", FRESH)
        return response

    return answer


def _secure(response: HttpResponseBase) -> None:
    for name, value in HEADERS.items():
        if name != SHARED or name not in response.headers:
            response.headers[name] = value


def kill_switch(get_response: Answer) -> Answer:
    """Closed: everything but /healthz and static files is a 503, see closing.py."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        what = closed()
        for_staff = what is Closed.PUBLIC and is_staff_path(request)
        if what is Closed.NOTHING or for_staff or request.path_info == "/healthz":
            return get_response(request)
        notice = _("This site is closed for the moment. Please come back later.")
        return refusal(request, 503, notice, retry_after_seconds=3600)

    return answer


def known_methods_only(get_response: Answer) -> Answer:
    """Django's plain views answer TRACE and FOO with 200; not here.

    The API is read and nothing else.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        is_read = request.path_info.startswith(API)
        allowed = READING if is_read else METHODS
        if request.method in allowed:
            return get_response(request)
        response = refusal(request, 405, _("This address cannot be used that way."))
        response.headers["Allow"] = ", ".join(allowed)
        return response

    return answer


def refuse_cross_site_posts(get_response: Answer) -> Answer:
    """A form of ours is sent from a page of ours.

    Public pages have no cookie, so no CSRF token; the admin has one and is
    left to it. A request that names no origin is answered: nothing it can do
    harms anybody (a letter changes nothing, reports are moderated).
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        public_post = request.method == "POST" and not is_staff_path(request)
        if public_post and _comes_from_elsewhere(request):
            sentence = _(
                "This form was sent from another site. Open it here and try again."
            )
            return refusal(request, 403, sentence)
        return get_response(request)

    return answer


def small_public_posts(get_response: Answer) -> Answer:
    """A public POST that is too long is refused before any of it is read.

    So no file is ever written to disk for somebody without an account. What
    has no length has no body for Django.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH", "").lstrip("0") or "0"
        is_long = not length.isdecimal() or int(length[:12]) > LONGEST_PUBLIC_POST_BYTES
        if request.method == "POST" and is_long and not is_staff_path(request):
            sentence = _("This is too long. A form here takes text only, no files.")
            return refusal(request, 413, sentence)
        return get_response(request)

    return answer


def _comes_from_elsewhere(request: HttpRequest) -> bool:
    """By Sec-Fetch-Site; by Origin where the browser does not send that.

    "null" names no origin: it is what browsers send from our own pages,
    because of their no-referrer policy (Fetch standard, section 3.2).
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin != "null" and _host_of(origin) != request.get_host().lower()


def _host_of(origin: str) -> str:
    """Host and port of an Origin header, empty when it is not one."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_away(error: BaseException) -> bool:
    """Whether the same request may well be answered a little later."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return isinstance(error, (OperationalError, InterfaceError))


def away(request: HttpRequest) -> HttpResponse:
    notice = _(
        "The archive cannot be reached for the moment. Please try again shortly."
    )
    return refusal(request, 503, notice, retry_after_seconds=10)


class DatabaseAway:
    """A database away or locked for too long, a disk that is full: 503, come back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        return away(request) if is_away(error) else None


class KnownNumbers:
    """No row has a number that no database can hold: 404, before it is asked.

    An entry of the admin is asked for by a word, which may be such a number.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[object, ...],
        asked: dict[str, object],
    ) -> None:
        is_staff = is_staff_path(request)
        for value in asked.values():
            is_number = isinstance(value, int) or (is_staff and str(value).isdecimal())
            if is_number and len(str(value)) > LONGEST_NUMBER:
                raise Http404


class StaffOnly(MiddlewareMixin):
    """A middleware of Django's that sees requests under /admin/ only."""

    def __call__(
        self, request: HttpRequest
    ) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if is_staff_path(request):
            return super().__call__(request)
        return self.get_response(request)


class StaffSessions(StaffOnly, SessionMiddleware):
    """A session; every cookie is Secure when the request came by https."""

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        response = super().process_response(request, response)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response


class StaffForms(StaffOnly, CsrfViewMiddleware):
    """CSRF tokens, where there are cookies to abuse."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[object, ...],
        callback_kwargs: dict[str, object],
    ) -> HttpResponseForbidden | None:
        if not is_staff_path(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class StaffAccounts(AuthenticationMiddleware):
    """request.user: the signed-in curator under /admin/, nobody elsewhere."""

    def process_request(self, request: HttpRequest) -> None:
        if is_staff_path(request):
            super().process_request(request)
        else:
            request.user = AnonymousUser()


class StaffMessages(StaffOnly, MessageMiddleware):
    """Messages to curators; they live in the session."""


def refusal(
    request: HttpRequest,
    status: int,
    sentence: str,
    *,
    retry_after_seconds: int | None = None,
) -> HttpResponse:
    """A refusal that asks no database; a page, or JSON under /api/."""
    if request.path_info.startswith(API):
        response: HttpResponse = JsonResponse({"detail": sentence}, status=status)
    else:
        minutes = -(-retry_after_seconds // 60) if retry_after_seconds else None
        context = {"notice": sentence, "retry_minutes": minutes}
        response = render(request, f"{status}.html", context, status=status)
    if retry_after_seconds is not None:
        response.headers["Retry-After"] = str(retry_after_seconds)
    return response


def site(request: HttpRequest) -> dict[str, str]:  # noqa: ARG001
    """The site's own name and address, for every template."""
    return {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}
