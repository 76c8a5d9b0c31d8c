"""What people accepted in a text: each find, and whom it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from archive.models import Entity, Mention, Name
from archive.reading import origins
from archive.reading.origins import Origins
from archive.reading.prepared import Prepared

_ENTITY = ("id", "kind", "slug", "label", "description", "root_id")
_MENTION = (
    "kind",
    "value",
    "passage__revision",
    "passage__start",
    "passage__end",
    "passage__quote",
    "is_as_printed",
)
_Key = str | int | None


@dataclass(frozen=True, slots=True)
class Find:
    """A mention at its place in the text that is read.

    entity: what stands for whoever it names, as far as a page shows it.
    is_as_printed: the words are a spelling the archive has from print only.
    """

    start: int
    end: int
    kind: str
    value: str
    quote: str
    entity: Entity | None
    is_as_printed: bool


def found_in(text: str, where: Origins) -> list[Find]:
    """In the order of print. One query."""
    asked = origins.values(where, length=len(text))
    people: dict[_Key, Entity] = {}
    return [_find(row, where, people) for row in _mentions(len(where)).ask(**asked)]


@cache
def _mentions(many: int) -> Prepared[tuple[_Key, ...]]:
    """A line each: of the mention, of the entity it names, and of its root."""
    as_printed = Name.objects.filter(
        entity=OuterRef("entity"),
        text=OuterRef("passage__quote"),
        kind=Name.Kind.AS_PRINTED,
    )
    rows: QuerySet[Mention, tuple[_Key, ...]] = (
        Mention.objects.accepted()
        .filter(origins.within(many))
        .annotate(is_as_printed=Exists(as_printed))
        .order_by("passage__start", "id")
        .values_list(*_MENTION, *_columns("entity"), *_columns("entity__root"))
    )
    return Prepared(rows)


def _columns(path: str) -> Iterator[str]:
    yield from (f"{path}__{name}" for name in _ENTITY)


def _find(row: tuple[_Key, ...], where: Origins, people: dict[_Key, Entity]) -> Find:
    kind, value, revision, start, end, quote, is_as_printed = row[: len(_MENTION)]
    own, root = row[len(_MENTION) : -len(_ENTITY)], row[-len(_ENTITY) :]
    shown = own if root[0] is None else root
    if shown[0] is not None and shown[0] not in people:
        people[shown[0]] = Entity.from_db(None, _ENTITY, shown)
    origin = where[int(revision or 0)]
    return Find(
        start=int(start or 0) - origin,
        end=int(end or 0) - origin,
        kind=str(kind),
        value=str(value),
        quote=str(quote),
        entity=people.get(shown[0]),
        is_as_printed=bool(is_as_printed),
    )
