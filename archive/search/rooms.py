"""What other rooms let be found: named in SEARCH_ROOMS, as the desk takes stages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from archive.models.authorship import Author as Viewer
from archive.reading.screen import Screen

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from archive.search.index import Entry


@dataclass(frozen=True, slots=True)
class Read:
    """A row as its viewer reads it: a copy for show, its title and its words.

    While nobody is protected, title and text are those that are indexed, in that
    language.
    """

    row: Model
    title: str
    text: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Room:
    """One kind of thing of another room.

    kind: of keys.KINDS. entries: what is indexed of these ids. rows: what a viewer
    may see on a day. read: by id as the viewer of a screen reads it. note: in a
    word what stands beside it in a list. parts: rows that are a part of it, and the
    column which says of what.
    """

    kind: str
    label: "StrOrPromise"
    model: type[Model]
    entries: Callable[[Sequence[int]], "Iterable[Entry]"]
    rows: Callable[[Viewer, date], "QuerySet[Any]"]
    read: Callable[[Mapping[int, Any], Screen], Mapping[int, Read]]
    note: "Callable[[Any], StrOrPromise]"
    parts: Mapping[type[Model], str] = field(default_factory=dict)

    def id_of(self, row: Model) -> int | None:
        """Of what a row is, or is a part; None when of nothing here."""
        if isinstance(row, self.model):
            return int(row.pk)
        for model, column in self.parts.items():
            if isinstance(row, model):
                found: int | None = getattr(row, column)
                return found
        return None


def rooms() -> tuple[Room, ...]:
    return _named(tuple(settings.SEARCH_ROOMS))


@lru_cache(maxsize=4)
def _named(paths: tuple[str, ...]) -> tuple[Room, ...]:
    return tuple(import_string(path) for path in paths)


def of(kind: str) -> Room | None:
    return next((each for each in rooms() if each.kind == kind), None)


def touched(rows: Iterable[Model]) -> Iterator[tuple[Room, set[int]]]:
    """By room, the ids of what these rows are or are a part of."""
    found = list(rows)
    for room in rooms():
        ids = {pk for row in found if (pk := room.id_of(row)) is not None}
        if ids:
            yield room, ids
