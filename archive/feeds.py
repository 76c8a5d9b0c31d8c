"""What is new in the archive, as Atom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive import finding
from archive.exports import atom
from archive.models import Document
from archive.reading.news import News, news
from archive.templatetags.wording import is_web, span_words


@require_safe
@cache_control(public=True, max_age=60)
def reports(request: HttpRequest) -> HttpResponse:
    """Reports by the day they became readable. Five queries at most."""
    site = settings.SITE_URL
    found = news(request.user, on=timezone.localdate())
    return answer(
        atom.Feed(
            id=atom.tag(site, "reports"),
            title=_("Reports – %(site)s") % {"site": settings.SITE_NAME},
            subtitle=_("Reports that came out, and those whose text was put right."),
            address=site + reverse("archive:reports-feed"),
            page=site + reverse("archive:reports"),
            by=settings.SITE_NAME,
            language=get_language() or settings.LANGUAGE_CODE,
            entries=tuple(_entry(each, site) for each in found),
        )
    )


@require_safe
@cache_control(public=True, max_age=60)
def search(request: HttpRequest) -> HttpResponse:
    """Reports that a search finds, by the day they became readable.

    What the search costs, and two queries more.
    """
    site, given = settings.SITE_URL, request.GET
    asked = finding.asked(given.dict(), given.getlist("without"), [finding.REPORT])
    found = finding.followed(asked, viewer=request.user, on=timezone.localdate())
    return answer(
        atom.Feed(
            id=atom.tag(site, f"search{asked.address}"),
            title=_("Search: %(words)s – %(site)s")
            % {"words": asked.query.typed or "–", "site": settings.SITE_NAME},
            subtitle=" ".join(found.said),
            address=site + reverse("archive:search-feed") + asked.address,
            page=site + reverse("archive:search") + asked.address,
            by=settings.SITE_NAME,
            language=get_language() or settings.LANGUAGE_CODE,
            entries=tuple(_match(each, site) for each in found.matches),
        )
    )


def _match(found: finding.Match, site: str) -> atom.Entry:
    """As in the feed of reports, with why it was found."""
    entry = _entry(
        News(found.document, found.since, is_corrected=False, corrected=""), site
    )
    said = (entry.summary, found.why, found.snippet)
    return replace(
        entry,
        address=site + found.address,
        summary="\n".join(filter(None, said)),
    )


def answer(feed: atom.Feed) -> HttpResponse:
    """Its ETag is that of its bytes.

    No date of change: what is withdrawn changes a feed and leaves no newer entry.
    """
    return HttpResponse(
        atom.write(feed), content_type=f"{atom.MEDIA_TYPE}; charset=utf-8"
    )


def _entry(found: News, site: str) -> atom.Entry:
    document = found.document
    source = document.source
    return atom.Entry(
        id=atom.tag(site, f"report/{document.pk}"),
        title=str(document),
        address=site + document.get_absolute_url(),
        updated=found.since,
        published=_day(document),
        summary="\n".join(_said(found)),
        author=document.author or (source.name if source else ""),
        language=document.language,
        original=document.url if is_web(document.url) else "",
        categories=(document.kind,),
    )


def _day(document: Document) -> date | None:
    """When it was published, where that is known to the day."""
    span = document.published
    return document.published_on if span and len(span.value) == 10 else None


def _said(found: News) -> Iterator[str]:
    document = found.document
    about = (
        document.get_kind_display().capitalize(),
        document.source.name if document.source else "",
        span_words(document.published),
    )
    yield " · ".join(filter(None, about))
    if found.is_corrected:
        why = found.corrected
        yield _("Corrected: %(why)s") % {"why": why} if why else _("Corrected.")
