"""The whole index worked out again, and whether it is what it should be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from archive.models import Claim, Document, Entity, SearchText
from archive.search import index, keys, rooms
from archive.search.index import Entry

_CHUNK = 100
_KINDS: dict[str, tuple[type[Model], Callable[..., Iterable[Entry]]]] = {
    "report": (Document, index.entries_of_documents),
    "entity": (Entity, index.entries_of_entities),
    "claim": (Claim, index.entries_of_claims),
}


def _kinds() -> dict[str, tuple[type[Model], Callable[..., Iterable[Entry]]]]:
    others = {room.kind: (room.model, room.entries) for room in rooms.rooms()}
    return {**_KINDS, **others}


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How many rows of the archive were looked at, and rows of the index written."""

    seen: int = 0
    written: int = 0


def reindex(
    tell: Callable[[str, int, int], None] = lambda _kind, _done, _of: None,
) -> Reindexed:
    """Make the index what it should be. One transaction a hundred rows.

    Only what differs is written, so that it may be stopped and begun again. tell:
    the kind, how many were looked at, of how many.
    """
    seen = written = 0
    for kind, (model, entries) in _kinds().items():
        total = model._default_manager.count()
        done = 0
        for chunk in _chunks(model):
            with transaction.atomic():
                written += index.write(kind, chunk, entries(chunk))
            done += len(chunk)
            tell(kind, done, total)
        seen += done
        written += _forget(kind, model)
    return Reindexed(seen, written)


def _chunks(model: type[Model]) -> Iterator[list[int]]:
    last = 0
    every = model._default_manager.order_by("pk").values_list("pk", flat=True)
    while chunk := list(every.filter(pk__gt=last)[:_CHUNK]):
        yield chunk
        last = chunk[-1]


def _forget(kind: str, model: type[Model]) -> int:
    """Rows of what is not there any more."""
    there = model._default_manager.values("pk")
    rows = SearchText.objects.filter(kind=keys.code(kind)).exclude(object_id__in=there)
    return rows.delete()[0]


def out_of_step() -> Iterator[str]:
    """Where the index is not what it should be, a sentence each. Writes nothing."""
    for kind, (model, entries) in _kinds().items():
        for chunk in _chunks(model):
            yield from _differing(kind, chunk, entries)
        there = model._default_manager.values("pk")
        lost = SearchText.objects.filter(kind=keys.code(kind))
        for pk in lost.exclude(object_id__in=there).values_list("object_id", flat=True):
            yield f"{kind} {pk}: it is found, and is not there any more."


def _differing(
    kind: str, chunk: list[int], entries: Callable[..., Iterable[Entry]]
) -> Iterator[str]:
    wanted: dict[int, list[SearchText]] = {pk: [] for pk in chunk}
    for entry in entries(chunk):
        wanted[entry.object_id] = entry.rows()
    kept: dict[int, list[SearchText]] = {pk: [] for pk in chunk}
    rows = SearchText.objects.filter(kind=keys.code(kind), object_id__in=chunk)
    for row in rows.order_by("key"):
        kept[row.object_id].append(row)
    for pk in chunk:
        if index.differ(wanted[pk], kept[pk]):
            yield f"{kind} {pk}: it is not found as it reads now. Run reindex."
