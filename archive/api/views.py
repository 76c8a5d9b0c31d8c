"""The archive's part of the API: read what is asked, call, answer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Query, Router

from archive import reading
from archive.api import asked, finding, pages, shapes, writing
from archive.api.pages import Page, number_in_path, slug_in_path
from archive.reading import everything, keyset, protecting, visible
from archive.reading.marked import marked

router = Router(tags=["archive"])
LIST: Mapping[Any, Any] = {404: shapes.Problem, 422: shapes.Refusal}
ONE = LIST


def today() -> date:
    return timezone.localdate()


@router.get("/documents", response={200: Page[shapes.Document], **LIST})
def documents(request: HttpRequest, by: Query[asked.Documents]) -> object:
    """Reports, letters and statements without their texts, the newest first."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    rows = asked.documents(by, viewer=viewer, on=on)
    found = pages.keyed(rows, keyset.NEWEST, asked=by)
    read = everything.references(found.rows, viewer=viewer, on=on, site=site)
    return pages.page(request, by, map(writing.document, read), found.older)


@router.get("/documents/{slug:slug}", response={200: shapes.DocumentWithText, **ONE})
def document(
    request: HttpRequest,
    slug: str = slug_in_path("a-report"),
) -> object:
    """One of them with its text of today, and what is named and proven in it."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    opened = reading.opened(slug, viewer=viewer, on=on, show_boilerplate=True)
    if opened is None:
        raise Http404
    found = marked(opened, viewer=viewer, on=on, site=site)
    return writing.document_with_text(found)


@router.get("/entities", response={200: Page[shapes.Entity], **LIST})
def entities(request: HttpRequest, by: Query[asked.Entities]) -> object:
    """People, organisations and places, what was entered last first."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    screen = protecting.screen_for(viewer)
    rows = asked.entities(by, viewer=viewer, on=on, screen=screen)
    found = pages.keyed(rows, keyset.LATEST, asked=by)
    read = everything.entries_read(found.rows, viewer=viewer, on=on, site=site)
    return pages.page(request, by, map(writing.entity, read), found.older)


@router.get(
    "/entities/{slug:slug}",
    response={200: shapes.Entity, 301: shapes.Moved, **ONE},
)
def entity(request: HttpRequest, slug: str = slug_in_path("a-town")) -> object:
    """One of them; 301 to the one it was found to be the same as."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    found = visible.led_to(slug, viewer=viewer, on=on)
    if found is None:
        raise Http404
    if found.slug != slug:
        return _moved(found.slug, f"{request.path.rstrip('/')[: -len(slug)]}")
    read = everything.entries_read([found], viewer=viewer, on=on, site=site)
    return writing.entity(next(read))


def _moved(slug: str, folder: str) -> JsonResponse:
    url = f"{settings.SITE_URL}{folder}{slug}"
    detail = "This is the same as another entry, and found there."
    told = shapes.Moved(detail=detail, id=slug, url=url)
    return JsonResponse(told.model_dump(), status=301, headers={"Location": url})


@router.get("/mentions", response={200: Page[shapes.Mention], **LIST})
def mentions(request: HttpRequest, by: Query[asked.Mentions]) -> object:
    """Who and what is named where, what was entered last first."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    rows = asked.mentions(by, viewer=viewer, on=on)
    found = pages.keyed(rows, keyset.LATEST, asked=by)
    read = everything.names_read(found.rows, viewer=viewer, site=site)
    return pages.page(request, by, map(writing.mention, read), found.older)


@router.get("/mentions/{int:number}", response={200: shapes.Mention, **ONE})
def mention(request: HttpRequest, number: int = number_in_path()) -> object:
    """One place where somebody or something is named."""
    viewer, site = request.user, settings.SITE_URL
    rows = list(everything.all_names(viewer, on=today()).filter(pk=number))
    read = everything.names_read(rows, viewer=viewer, site=site)
    return _only(map(writing.mention, read))


@router.get("/claims", response={200: Page[shapes.Claim], **LIST})
def claims(request: HttpRequest, by: Query[asked.Claims]) -> object:
    """What is proven or disputed, with the words that prove it, the last first."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    rows = asked.claims(by, viewer=viewer, on=on)
    found = pages.keyed(rows, keyset.LATEST, asked=by)
    read = everything.facts_read(found.rows, viewer=viewer, on=on, site=site)
    return pages.page(request, by, map(writing.claim, read), found.older)


@router.get("/claims/{int:number}", response={200: shapes.Claim, **ONE})
def claim(request: HttpRequest, number: int = number_in_path()) -> object:
    """One sentence with its proof."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    rows = list(everything.all_facts(viewer, on=on).filter(pk=number))
    read = everything.facts_read(rows, viewer=viewer, on=on, site=site)
    return _only(map(writing.claim, read))


@router.get("/search", response={200: shapes.Found, **LIST})
def search(request: HttpRequest, by: Query[asked.Search]) -> object:
    """Reports, entities or claims with these words in any spelling."""
    viewer, on = request.user, today()
    found = finding.found(by, viewer=viewer, on=on)
    counted = finding.facets(by, viewer=viewer, on=on)
    return finding.page(request, by, found, counted)


def _only(found: Iterator[object]) -> object:
    one = next(found, None)
    if one is None:
        raise Http404
    return one
