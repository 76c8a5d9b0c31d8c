"""What machines ask: is it alive, what may be crawled, whom to tell."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def _text(*lines: str) -> HttpResponse:
    return HttpResponse(
        "\n".join((*lines, "")), content_type="text/plain; charset=utf-8"
    )


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return _text("ok")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 by the middleware when it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return _text("ready")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    return _text("User-agent: *", "Disallow: /admin/")


@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """RFC 9116; it expires 180 days from the day it is read."""
    expires = timezone.now().date() + timedelta(days=180)
    return _text(
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    )
