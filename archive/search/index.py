"""The index kept in step: called where a text changes, in the same transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db import connection
from django.db.models import Model, Prefetch

from archive.models import (
    Claim,
    Document,
    Entity,
    Name,
    Revision,
    SearchText,
    SearchWord,
    Segment,
)
from archive.search import keys, layers, rooms
from archive.search.expressions import BREAK
from archive.search.layers import Stretch
from archive.search.rooms import Room

_COLUMNS = ("kind", "object_id", "stretches", "title", "exact", "folded", "stem")
_CHUNK = 200
# Words that are written at once.
_WORDS = 1_000
# Of shorter words none is looked for that is spelled alike.
SHORTEST_SIMILAR = 4
SHOWN = (Claim.Status.CONFIRMED, Claim.Status.DISPUTED)


class Part(Protocol):
    """A stretch of a text and what it is: a Segment, or what will be one."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def kind(self) -> str: ...

    @property
    def language(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be found of one object. stretches: of its text; None for all."""

    kind: str
    object_id: int
    title: str
    text: str
    language: str = ""
    day: date | None = None
    stretches: tuple[Stretch, ...] | None = None

    def rows(self) -> list[SearchText]:
        places = self.stretches
        if places is None:
            places = (Stretch(0, len(self.text), self.language),)
        found = layers.tokens(self.text, places)
        written = json.dumps([[s.start, s.end, s.language] for s in places])
        return [
            SearchText(
                key=keys.key(self.kind, self.day, self.object_id, number),
                kind=keys.code(self.kind),
                object_id=self.object_id,
                stretches=written,
                title=part.title,
                exact=part.exact,
                folded=part.folded,
                stem=part.stem,
            )
            for number, part in enumerate(
                layers.parts(self.title, found, language=self.language)
            )
        ]


def put(
    kind: str,
    object_id: int,
    *,
    title: str,
    text: str = "",
    language: str = "",
    day: date | None = None,
) -> None:
    """Keep what is to be found of an object of another room. Some four queries.

    kind: one of keys.KINDS. Raises ValueError for another.
    """
    entry = Entry(kind, object_id, title, text, language, day)
    write(kind, [object_id], [entry])


def drop(kind: str, objects: Iterable[int]) -> None:
    """Nothing of these is found any more. Two queries."""
    write(kind, list(objects), [])


def index_documents(objects: Iterable[int]) -> None:
    """Keep reports found by their texts of today. Some five queries for all.

    What stands inside a report is found there, and what is gone nowhere.
    """
    for chunk in _chunks(objects):
        write("report", chunk, entries_of_documents(chunk))


def index_new(document: Document, parts: Iterable[Part]) -> None:
    """Keep a report found that has only now been put in, with its text and parts.

    As index_documents(), without reading again what is at hand. Three queries.
    """
    revision = document.current_revision
    if revision is None or document.part_of_id is not None:
        return
    rows = _entry(document, revision, sorted(parts, key=lambda each: each.start)).rows()
    SearchText.objects.bulk_create(rows)
    _remember_words(rows)


def index_entities(objects: Iterable[int]) -> None:
    """Keep people, organisations and places found by all their names."""
    for chunk in _chunks(objects):
        write("entity", chunk, entries_of_entities(chunk))


def index_claims(objects: Iterable[int]) -> None:
    """Keep what is confirmed or disputed found by its sentence."""
    for chunk in _chunks(objects):
        write("claim", chunk, entries_of_claims(chunk))


def index_kind(kind: str, objects: Iterable[int]) -> None:
    """Keep what another room lets be found; what is gone is found no more."""
    if room := rooms.of(kind):
        _index(room, objects)


def _index(room: Room, objects: Iterable[int]) -> None:
    for chunk in _chunks(objects):
        write(room.kind, chunk, room.entries(chunk))


# Of a row that is found, or a part of one: the column which says of what.
_POINTS: Mapping[type[Model], str] = {
    Document: "pk",
    Segment: "revision_id",
    Entity: "pk",
    Name: "entity_id",
    Claim: "pk",
}


def index_again(states: Iterable[Any]) -> None:
    """Whatever these rows of the histories are of, found as it reads now; Nones too.

    An undo brings rows of any kind back; what hangs on none of them is passed over.
    """
    rows = [state.instance for state in states if state]
    others = list(rooms.touched(rows))
    found: dict[type[Model], set[int]] = {model: set() for model in _POINTS}
    for row in rows:
        if type(row) in _POINTS:
            found[type(row)].add(getattr(row, _POINTS[type(row)]))
    if found[Segment]:
        of = Revision.objects.filter(pk__in=found[Segment]).order_by()
        found[Document] |= set(of.values_list("document", flat=True))
    index_documents(found[Document])
    index_entities(found[Entity] | found[Name])
    index_claims(found[Claim])
    for room, ids in others:
        _index(room, ids)


def entries_of_documents(objects: Sequence[int]) -> Iterator[Entry]:
    segments = Segment.objects.order_by("start")
    rows = (
        Document.objects.filter(pk__in=objects, part_of=None)
        .exclude(current_revision=None)
        .select_related("current_revision")
        .prefetch_related(Prefetch("current_revision__segments", segments))
    )
    for document in rows.order_by("pk"):
        revision = document.current_revision
        if revision is not None:
            yield _entry(document, revision, revision.segments.all())


def _entry(document: Document, revision: Revision, parts: Iterable[Part]) -> Entry:
    size, language = len(revision.text), document.language
    return Entry(
        "report",
        document.pk,
        document.title,
        revision.text,
        language,
        document.published_on,
        tuple(_stretches(size, parts, language=language)),
    )


def _stretches(
    size: int, segments: Iterable[Part], *, language: str
) -> Iterator[Stretch]:
    """All of a text but its boilerplate, each part with its language."""
    at = 0
    for each in segments:
        if at < each.start:
            yield Stretch(at, each.start, language)
        start, at = max(at, each.start), max(at, each.end)
        if each.kind != Segment.Kind.BOILERPLATE.value and start < at:
            yield Stretch(start, at, each.language or language)
    if at < size:
        yield Stretch(at, size, language)


def entries_of_entities(objects: Sequence[int]) -> Iterator[Entry]:
    rows = Entity.objects.filter(pk__in=objects).prefetch_related("names")
    for entity in rows.order_by("pk"):
        spelt = sorted({name.text for name in entity.names.all()} - {entity.label})
        said = "\n".join([*spelt, entity.description])
        yield Entry("entity", entity.pk, entity.label, said)


def entries_of_claims(objects: Sequence[int]) -> Iterator[Entry]:
    rows = Claim.objects.filter(pk__in=objects, status__in=SHOWN)
    for claim in rows.order_by("pk"):
        day = claim.happened_from or claim.known_from
        yield Entry("claim", claim.pk, "", claim.sentence, "en", day)


def write(kind: str, objects: Sequence[int], entries: Iterable[Entry]) -> int:
    """Make the rows of these objects what the entries say; how many were not."""
    wanted = {row.pk: row for entry in entries for row in entry.rows()}
    there = SearchText.objects.filter(kind=keys.code(kind), object_id__in=objects)
    kept = {row.pk: row for row in there}
    changed = [
        row for pk, row in wanted.items() if pk not in kept or _differ(row, kept[pk])
    ]
    gone = kept.keys() - wanted.keys()
    if gone:
        SearchText.objects.filter(pk__in=gone).delete()
    # somebody else may have written the same meanwhile
    SearchText.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["key"], update_fields=_COLUMNS
    )
    _remember_words(changed)
    return len(changed) + len(gone)


def _differ(one: SearchText, other: SearchText) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in _COLUMNS)


def differ(wanted: Sequence[SearchText], kept: Sequence[SearchText]) -> bool:
    """Whether these rows, by their keys, are not what they should be."""
    if [row.pk for row in wanted] != [row.pk for row in kept]:
        return True
    return any(_differ(*pair) for pair in zip(wanted, kept, strict=True))


def _remember_words(rows: Iterable[SearchText]) -> None:
    """The words of these rows, kept for ever: what nobody finds is never shown."""
    new = {
        word
        for row in rows
        for word in row.folded.split()
        if len(word) >= SHORTEST_SIMILAR and word.isalpha() and word != BREAK
    }
    if not new:
        return
    new -= set(SearchWord.objects.filter(word__in=new).values_list("word", flat=True))
    # in one order, so that two who write at once wait for each other
    ordered = sorted(new)
    for at in range(0, len(ordered), _WORDS):
        _keep_words(ordered[at : at + _WORDS])


def _keep_words(new: Sequence[str]) -> None:
    """Written plainly: as objects the words of a text take as long as its stems."""
    given = [(each, each[:3], each[-3:], len(each)) for each in new]
    places = ", ".join(["(%s, %s, %s, %s)"] * len(given))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_searchword (word, head, tail, length) "  # noqa: S608
            f"VALUES {places} ON CONFLICT DO NOTHING",
            [value for row in given for value in row],
        )


def _chunks(objects: Iterable[int]) -> Iterator[list[int]]:
    found = sorted(set(objects))
    for at in range(0, len(found), _CHUNK):
        yield found[at : at + _CHUNK]
