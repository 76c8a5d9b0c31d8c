"""Lists of reports, narrowed as the reader asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db import connection
from django.db.models import CharField, Exists, Model, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from archive.models import Document, Entity, Mention, Source
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, visible
from archive.reading.keyset import Page, number
from archive.reading.screen import Screen

ASKED = ("source", "kind", "language", "year", "entity")
_SLUG = re.compile(r"[-\w]{1,120}", re.ASCII)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3}")
# From each language to the next in the alphabet: an index is asked for as many rows
# as there are languages, and not for all documents.
_LANGUAGES = """WITH RECURSIVE l(language) AS (
  SELECT min(language) FROM archive_document
  UNION ALL SELECT (
    SELECT min(d.language) FROM archive_document AS d WHERE d.language > l.language
  ) FROM l WHERE l.language IS NOT NULL)"""
_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was asked for and understood; ignored: the names of the rest."""

    source: Source | None = None
    kind: str = ""
    language: str = ""
    year: int | None = None
    entity: Entity | None = None
    ignored: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        return not any(getattr(self, name) for name in ASKED)

    def read(self, screen: Screen) -> "Narrowed":
        """As its viewer reads it."""
        return replace(
            self,
            source=self.source and screen.row(self.source),
            entity=self.entity and screen.row(self.entity),
        )


def narrowed(
    asked: Mapping[str, str], *, viewer: Viewer, on: date, screen: Screen
) -> Narrowed:
    """At most two queries. A value that means nothing here is ignored."""
    wanted = {name: asked.get(name, "").strip() for name in ASKED}
    made = Narrowed(
        source=_by_slug(sources(viewer, on=on, screen=screen), wanted["source"]),
        kind=wanted["kind"] if wanted["kind"] in Document.Kind.values else "",
        language=wanted["language"] if _LANGUAGE.fullmatch(wanted["language"]) else "",
        year=_year(wanted["year"]),
        entity=_entity(wanted["entity"], viewer=viewer, on=on, screen=screen),
    )
    return replace(
        made,
        ignored=tuple(
            name for name in ASKED if wanted[name] and not getattr(made, name)
        ),
    )


def reports(by: Narrowed, *, viewer: Viewer, on: date) -> QuerySet[Document]:
    """A letter inside a report is listed when letters are asked for."""
    found = Document.objects.visible_to(viewer, on=on).select_related("source")
    found = found.filter(kind=by.kind) if by.kind else found.whole()
    if by.source:
        found = found.filter(source=by.source)
    if by.language:
        found = found.filter(language=by.language)
    if by.year:
        found = found.filter(published_on__year=by.year)
    return found.filter(_names(by.entity)) if by.entity else found


def languages(viewer: Viewer, *, on: date) -> list[str]:
    """The languages there are reports in. One query."""
    here = RawSQL("l.language", (), output_field=CharField())
    shown = Document.objects.visible_to(viewer, on=on)
    # put so, and in this order, PostgreSQL reads the index and no table for it
    shown = shown.filter(language__gte=here, language__lte=here).order_by("language")
    one, params = shown.values("pk")[:1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_LANGUAGES} SELECT language FROM l WHERE ({one}) IS NOT NULL",  # noqa: S608
            params,
        )
        return [language for (language,) in cursor.fetchall()]


def sources(viewer: Viewer, *, on: date, screen: Screen) -> QuerySet[Source]:
    """Those with a report that may be seen, and no protected name in the slug."""
    own = OuterRef("pk")
    shown = Document.objects.visible_to(viewer, on=on)
    # put so, and in this order, an index is read; for Exists PostgreSQL joins all
    shown = shown.filter(source__gte=own, source__lte=own).order_by("source_id")
    one = Subquery(shown.values("pk")[:1])
    return screen.with_pages(Source.objects.alias(one=one).filter(one__isnull=False))


def documents_read(
    listed: Page[Document], *, viewer: Viewer, screen: Screen
) -> Page[Document]:
    """A page of reports as this viewer reads them."""
    rows = protecting.documents_read(listed.rows, viewer=viewer, screen=screen)
    return replace(listed, rows=rows)


def _names(entity: Entity) -> Exists:
    return Exists(
        Mention.objects.accepted().filter(
            entity__in=visible.one_with(entity),
            passage__revision=OuterRef("current_revision"),
        )
    )


def _entity(slug: str, *, viewer: Viewer, on: date, screen: Screen) -> Entity | None:
    found = _SLUG.fullmatch(slug)
    return visible.led_to(slug, viewer=viewer, on=on, screen=screen) if found else None


def _by_slug(rows: "QuerySet[_Row]", slug: str) -> _Row | None:
    return rows.filter(slug=slug).first() if _SLUG.fullmatch(slug) else None


def _year(text: str) -> int | None:
    try:
        year = number(text)
    except ValueError:
        return None
    return year if 1 <= year <= 9999 else None
