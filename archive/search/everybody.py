"""All reports that a viewer may see: what most searches are among.

The question is put into SQL once; only the day and the keys are new each time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet

from archive.models import Document
from archive.models.authorship import Author as Viewer
from archive.reading import shelves
from archive.reading.prepared import by_viewer, given, given_all
from archive.reading.shelves import Narrowed
from archive.search import lookup
from archive.search.lookup import Sql

# Reports of one page are loaded so many at once.
_FEW = 24


@dataclass(frozen=True, slots=True)
class Everything:
    """Reports narrowed by nothing."""

    viewer: Viewer
    on: date

    def narrow(self, object_id: str) -> Sql:
        sees_all = bool(getattr(self.viewer, "is_staff", False))
        return _narrow(connection.vendor, self.on, object_id, sees_all=sees_all)

    def load(self, wanted: Collection[int]) -> dict[int, Document]:
        """With source and text. One query."""
        if len(wanted) <= _FEW:
            keys = list(wanted)
            rows = _few(self.viewer).ask(on=self.on, keys=keys) if keys else []
            return {each.pk: each for each in rows}
        return with_texts(_all(self.viewer, self.on)).in_bulk(list(wanted))


def with_texts(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.select_related("source", "current_revision")


def _all(viewer: Viewer, on: date) -> QuerySet[Document]:
    return shelves.reports(Narrowed(), viewer=viewer, on=on)


@by_viewer
def _few(viewer: Viewer) -> QuerySet[Document]:
    shown = _all(viewer, given("on", date))
    return with_texts(shown.filter(pk__in=given_all("keys", upto=_FEW)).order_by())


@lru_cache(maxsize=16)
def _narrow(_vendor: str, on: date, object_id: str, *, sees_all: bool) -> Sql:
    rows = _all(User(is_staff=True) if sees_all else None, on)
    return lookup.narrowing(rows, object_id=object_id)
