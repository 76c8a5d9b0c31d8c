"""The archive's public pages: read the address, ask, answer. No logic here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive import reading, search
from archive.exports import text
from archive.models import Document, Entity, Passage
from archive.reading import keyset, log, protecting, sections, shelves, visible
from archive.templatetags.wording import span_words

SIZE = 40
SHELF_OF_NAMES = 200
SHELVES: dict[str, str] = {
    Entity.Kind.PERSON: "people",
    Entity.Kind.ORG: "organisations",
    Entity.Kind.PLACE: "places",
}
P = ParamSpec("P")


def page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """GET and HEAD only, the same for everybody, fresh within a minute."""
    return require_safe(cache_control(public=True, max_age=60)(view))


def today() -> date:
    return timezone.localdate()


@page
def reports(request: HttpRequest) -> HttpResponse:
    viewer, on = request.user, today()
    screen = protecting.screen_for(viewer)
    asked = shelves.narrowed(request.GET.dict(), viewer=viewer, on=on, screen=screen)
    listed = _newest(request, shelves.reports(asked, viewer=viewer, on=on))
    sources = shelves.sources(viewer, on=on, screen=screen)
    query = _query(request, asked)
    return render(
        request,
        "archive/reports.html",
        {
            "page": shelves.documents_read(listed, viewer=viewer, screen=screen),
            "asked": asked.read(screen),
            "kinds": Document.Kind.choices,
            "sources": screen.rows(sources),
            "languages": shelves.languages(viewer, on=on),
            "query": query,
            "first": f"?{query}",
        },
    )


@page
def report(request: HttpRequest, slug: str) -> HttpResponse:
    opened = _opened(request, slug, whole=_asks_for_original(request))
    versions = reading.versions(opened)
    return render(
        request,
        "archive/report.html",
        {
            **_marked(request, opened),
            "versions": versions,
            "also": reading.also_in(versions, opened),
            "story": reading.story(opened, viewer=request.user, on=today()),
            "today": today(),
        },
    )


@page
def report_text(request: HttpRequest, slug: str) -> HttpResponse:
    opened = _opened(request, slug, whole=_asks_for_original(request))
    words = text.write(opened, site=settings.SITE_URL)
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@page
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    opened = _opened(request, slug, number=number, whole=True)
    versions = reading.versions(opened)
    also = reading.also_in(versions, opened)
    found = {**_marked(request, opened), "versions": versions, "also": also}
    return render(request, "archive/revision.html", found)


@page
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = reading.changes(slug, number, viewer=request.user, on=today())
    if found is None:
        raise Http404
    return render(request, "archive/changes.html", {"changes": found})


@page
def entities(request: HttpRequest, kind: str) -> HttpResponse:
    viewer, on = request.user, today()
    screen = protecting.screen_for(viewer)
    rows = visible.entities(viewer, on=on, screen=screen).of_kind(kind)
    after = request.GET.get("after", "")
    last = visible.listed(after, kind=kind, viewer=viewer, on=on, screen=screen)
    names = keyset.page_after_row(rows, keyset.ALPHABET, last=last, size=SHELF_OF_NAMES)
    shown = replace(names, rows=screen.rows(names.rows))
    return render(request, f"archive/{SHELVES[kind]}.html", {"page": shown})


@page
def entity(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    viewer, on = request.user, today()
    screen = protecting.screen_for(viewer)
    found = visible.led_to(slug, viewer=viewer, on=on, screen=screen)
    if found is None:
        raise Http404
    if (found.kind, found.slug) != (kind, slug):
        return redirect(found, permanent=True)
    after = request.GET.get("after", "")
    dossier = reading.dossier(found, viewer=viewer, on=on, after=after, screen=screen)
    citations = [_citation(passage) for passage in dossier.cited]
    context = {
        "dossier": dossier,
        "citations": citations,
        "sections": sections.beside(dossier, viewer=viewer, on=on, screen=screen),
        "today": on,
    }
    return render(request, "archive/entity.html", context)


@page
def sources(request: HttpRequest) -> HttpResponse:
    screen = protecting.screen_for(request.user)
    listed = shelves.sources(request.user, on=today(), screen=screen)
    return render(request, "archive/sources.html", {"sources": screen.rows(listed)})


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, on = request.user, today()
    screen = protecting.screen_for(viewer)
    listed = shelves.sources(viewer, on=on, screen=screen)
    found = get_object_or_404(listed, slug=slug)
    reports = shelves.reports(shelves.Narrowed(source=found), viewer=viewer, on=on)
    newest = _newest(request, reports)
    return render(
        request,
        "archive/source.html",
        {
            "source": screen.row(found),
            "page": shelves.documents_read(newest, viewer=viewer, screen=screen),
        },
    )


@page
def corrections(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("after", "")
    found = log.log(request.user, on=today(), after=after)
    return render(request, "pages/corrections.html", {"log": found})


@page
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html")


@page
def privacy(request: HttpRequest) -> HttpResponse:
    contact = {"contact": settings.OBJECTION_CONTACT}
    return render(request, "pages/privacy.html", contact)


@page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


def _newest(request: HttpRequest, listed: QuerySet[Document]) -> keyset.Page[Document]:
    after = request.GET.get("after", "")
    return keyset.page(listed, keyset.NEWEST, after=after, size=SIZE)


def _asks_for_original(request: HttpRequest) -> bool:
    return request.GET.get("show") == "original"


def _opened(
    request: HttpRequest, slug: str, *, whole: bool, number: int | None = None
) -> reading.Opened:
    opened = reading.opened(
        slug, viewer=request.user, on=today(), number=number, show_boilerplate=whole
    )
    if opened is None:
        raise Http404
    return opened


def _marked(request: HttpRequest, opened: reading.Opened) -> dict[str, object]:
    """With the words of a search that led here marked in what is read."""
    query = search.parse(request.GET.get("q", ""))
    if not query:
        return {"opened": opened}

    def find(text: str, language: str) -> list[tuple[int, int]]:
        return search.hits_in(text, query, language=language)

    hits = reading.hits(opened.reading, find, language=opened.language)
    marked = replace(opened, reading=hits.reading)
    return {"opened": marked, "looked_for": query.typed, "hits": hits}


def _citation(passage: Passage) -> dict[str, str | int]:
    """The words of _citations.html."""
    document = passage.revision.document
    return {
        "url": passage.get_absolute_url(),
        "title": document.title,
        "source": document.source.name if document.source else "",
        "date": span_words(document.published),
        "page": passage.revision.page_at(passage.start),
        "quote": passage.quote,
        "lang": document.language,
    }


def _query(request: HttpRequest, understood: shelves.Narrowed) -> str:
    """What was asked and understood: for the link to the next page.

    What means nothing here is not repeated: it may be a name.
    """
    asked = QueryDict(mutable=True)
    for name in shelves.ASKED:
        if request.GET.get(name) and name not in understood.ignored:
            asked[name] = request.GET[name]
    return asked.urlencode()
