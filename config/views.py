"""What machines ask: is it alive, what may be crawled, whom to tell."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from archive import integrity
from archive.exports import sitemap as writing
from config import sitemap

# The keys of more rows than the protocol lists maps: 50,000 of them.
LAST_MAP = 50_000


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
    return _text(
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    )


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """Five queries."""
    numbered = [("site", 1), *sitemap.pages()]
    addresses = (
        settings.SITE_URL + reverse("sitemap-page", args=each) for each in numbered
    )
    return _map(writing.index(addresses))


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_page(_request: HttpRequest, section: str, number: int) -> HttpResponse:
    """A page with nothing to show holds the front page: it may not be empty."""
    site = settings.SITE_URL
    if section == "site" and number == 1:
        return _map(writing.page(sitemap.places(site=site)))
    found = sitemap.SECTIONS.get(section)
    if found is None or not 1 <= number <= LAST_MAP:
        raise Http404
    on = timezone.localdate()
    lines = sitemap.lines(found, number, on=on, site=site)
    return _map(writing.page(lines or [(f"{site}/", None)]))


def _map(words: str) -> HttpResponse:
    return HttpResponse(words, content_type=writing.MEDIA_TYPE)


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


@require_safe
@cache_control(public=True, max_age=3600)
def archive_head(_request: HttpRequest) -> HttpResponse:
    """The end of the chain as this day found it, for `verify --against`. One query.

    Not as it is this minute: nobody is to see from outside when somebody works.
    """
    return _text(str(integrity.head(before=timezone.now().date())))
