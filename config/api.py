"""The one API: two routers, one door, and JSON whatever is asked.

The door is the same for every address under /api/v1/: with or without a slash at
the end, HEAD as GET, fresh within a minute.
"""

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.cache import patch_cache_control, set_response_etag
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema, get_schema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from archive.api import router as archive
from archive.api.pages import NoSuchPage
from campaign.api import router as campaign
from config.security import API, away, is_away, refusal

VERSION = "v1"
ROOT = f"{API}{VERSION}/"
# RFC 8631: where an address is described for programs.
_DESCRIBED = 'rel="service-desc"; type="application/json"'


class Plain(JSONRenderer):
    """Every letter as it is written: half the bytes for most of the world."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}


class ReadAPI(NinjaAPI):
    """An API that is described once, under the names of its functions."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        return _described(self)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


@cache
def _described(api: NinjaAPI) -> OpenAPISchema:
    return get_schema(api, path_prefix=ROOT.lstrip("/"))


api = ReadAPI(
    title=f"{settings.SITE_NAME}: archive and campaigns",
    version="1",
    description=(
        "Everything the public pages show, to read. Nothing can be written, no key is "
        "needed, and no cookie is set. Lists come in pages: follow `next` until it is "
        "null. Every answer has an ETag. Letters are not here: they are made for one "
        "sender, whom nobody keeps."
    ),
    docs_url=None,
    renderer=Plain(),
    servers=[{"url": settings.SITE_URL}],
)
api.add_router("", archive)
api.add_router("", campaign)


def nothing(*_asked: object) -> JsonResponse:
    """The same bytes for what is withdrawn, not out yet, or was never there."""
    sentence = _("There is nothing at this address.")
    return JsonResponse({"detail": sentence}, status=404)


def no_such_page(*_asked: object) -> JsonResponse:
    sentence = _("No page begins here: take next_cursor as the page before gave it.")
    return JsonResponse({"detail": sentence}, status=404)


def not_understood(_request: HttpRequest, error: Exception | type) -> JsonResponse:
    """Without what was sent: it may be a name."""
    errors = error.errors if isinstance(error, ValidationError) else []
    wrong = [
        {"parameter": str(each["loc"][-1]), "message": str(each["msg"])}
        for each in errors
    ]
    sentence = _("A parameter cannot be understood.")
    return JsonResponse({"detail": sentence, "errors": wrong}, status=422)


api.add_exception_handler(Http404, nothing)
api.add_exception_handler(NoSuchPage, no_such_page)
api.add_exception_handler(ValidationError, not_understood)

_ROUTES = URLResolver(RegexPattern(""), api.urls[0])


def door(request: HttpRequest, path: str) -> HttpResponseBase:
    """What is answered at an address under /api/, with the headers all of it has."""
    version, _slash, rest = path.partition("/")
    answered = version == VERSION
    response = _answer(request, rest.rstrip("/")) if answered else nothing()
    response.headers["Link"] = f"<{settings.SITE_URL}{ROOT}openapi.json>; {_DESCRIBED}"
    if response.status_code < 400 and isinstance(response, HttpResponse):
        patch_cache_control(response, public=True, max_age=60)
        set_response_etag(response)
    return response


def _answer(request: HttpRequest, path: str) -> HttpResponseBase:
    if not path:
        return JsonResponse(_map())
    try:
        found = _ROUTES.resolve(path)
    except Resolver404:
        return nothing()
    # HEAD is GET without the body, which the server drops
    method, request.method = request.method, "GET"
    try:
        answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    finally:
        request.method = method
    return answer


def _map() -> Mapping[str, str]:
    """Where its lists are."""
    paths = api.get_openapi_schema()["paths"]
    lists = {
        path.removeprefix(ROOT): settings.SITE_URL + path
        for path in paths
        if "{" not in path
    }
    return {"openapi": f"{settings.SITE_URL}{ROOT}openapi.json", **lists}


@require_safe
@cache_control(public=True, max_age=60)
def index(request: HttpRequest) -> HttpResponse:
    """A plain page of what there is, for people."""
    paths = api.get_openapi_schema()["paths"]
    found = [(path, methods["get"]) for path, methods in paths.items()]
    return render(request, "pages/api.html", {"endpoints": found, "root": ROOT})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before any view: JSON here, its page elsewhere."""
    if request.path_info.startswith(API):
        return refusal(request, 400, _("This request cannot be understood."))
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    error = sys.exc_info()[1]  # it is being handled while this is asked
    if error is not None and is_away(error):
        return away(request)
    if request.path_info.startswith(API):
        return refusal(request, 500, _("Something went wrong here. It is logged."))
    return defaults.server_error(request)
