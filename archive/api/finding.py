"""What a search found, for other programs."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.http import HttpRequest

from archive import search
from archive.api import shapes, writing
from archive.api.asked import Search
from archive.api.pages import NoSuchPage, address_of
from archive.models import Document, Entity
from archive.models.authorship import Author as Viewer
from archive.search import Hit, Results

_FOLDERS = {"report": "documents", "entity": "entities", "claim": "claims"}
_SEARCH = "search"


def found(by: Search, *, viewer: Viewer, on: date) -> Results:
    """Raises NoSuchPage."""
    results = search.search(
        by.q,
        viewer=viewer,
        on=on,
        kind=by.kind,
        after=by.cursor,
        size=by.limit,
        aliases=by.aliases,
        similar=by.similar,
    )
    if by.cursor and results.is_first:
        raise NoSuchPage
    return results


def facets(by: Search, *, viewer: Viewer, on: date) -> shapes.Facets | None:
    """Six queries, where they are asked for."""
    if not by.facets or by.kind != "report":
        return None
    return writing.facets(search.facets(by.q, viewer=viewer, on=on))


def page(
    request: HttpRequest, by: Search, results: Results, counted: shapes.Facets | None
) -> shapes.Found:
    """One query for entities, none for the others."""
    folder = request.path.rstrip("/").removesuffix(_SEARCH)
    entries = _entries(results.hits)
    return shapes.Found(
        items=[
            _hit(each, entries, settings.SITE_URL + folder) for each in results.hits
        ],
        next=address_of(request, by, results.next),
        next_cursor=results.next or None,
        understood=list(search.describe(results.query)),
        ignored=list(results.narrowed.ignored),
        is_bounded=results.bounded,
        aliases=writing.beside(results.aliases),
        similar=writing.beside(results.similar),
        facets=counted,
    )


def _entries(hits: Iterable[Hit]) -> Mapping[int, Entity]:
    """By key of what was found, what stands for it: only that has a page."""
    keys = [each.object_id for each in hits if isinstance(each.object, Entity)]
    if not keys:
        return {}
    rows = Entity.objects.select_related("root").in_bulk(keys)
    return {key: row.root or row for key, row in rows.items()}


def _hit(hit: Hit, entries: Mapping[int, Entity], api: str) -> shapes.Hit:
    row = entries.get(hit.object_id, hit.object) if hit.kind == "entity" else hit.object
    key, page = str(row.pk), ""
    if isinstance(row, Document | Entity):
        key, page = row.slug, settings.SITE_URL + row.get_absolute_url()
    return shapes.Hit(
        kind=hit.kind,
        id=key,
        url=page,
        api_url=f"{api}{_FOLDERS[hit.kind]}/{key}",
        tier=hit.tier.name.lower(),
        why=hit.why,
        title=writing.pieces(hit.title),
        snippet=writing.pieces(hit.snippet),
    )
