"""FollowTheMoney, one object a line: what Aleph and OpenSanctions tools read.

Beside its schema and properties each carries `url` and `revision_sha256`, which
those tools keep as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import pycountry

from archive.dates import DateSpan, Precision
from archive.exports import Json, as_one, to_json
from archive.models import Entity, Participant
from archive.reading.reference import Reference
from archive.reading.reuse import Entry, Fact, Named

MEDIA_TYPE = "application/json+ftm"
# A place is an address of one line there.
SCHEMAS = {
    Entity.Kind.PERSON: "Person",
    Entity.Kind.ORG: "Organization",
    Entity.Kind.PLACE: "Address",
}
_ORGANISES = {Participant.Role.ORGANISER}
Values = Iterable[str | None]


def documents(rows: Iterable[Reference]) -> Iterator[str]:
    return map(_document, rows)


def entities(rows: Iterable[Entry]) -> Iterator[str]:
    return map(_entity, rows)


def events(rows: Iterable[Fact]) -> Iterator[str]:
    return map(_event, rows)


def mentions(rows: Iterable[Named]) -> Iterator[str]:
    """Of names; dates and the like are none there."""
    return (_mention(row) for row in rows if row.who)


def _document(row: Reference) -> str:
    properties: Mapping[str, Values] = {
        "title": [row.title],
        "fileName": [f"{row.slug}.txt"],
        "author": [row.creator.name if row.creator else None],
        "publisher": [row.source],
        "publishedAt": [as_one(row.published)],
        "language": [_language(row.language)],
        "sourceUrl": [row.original or row.address],
    }
    key = f"document-{row.slug}"
    return _object(key, "Article", properties, row.address, row.sha256)


def _entity(row: Entry) -> str:
    kind = Entity.Kind(row.who.kind)
    others = [name for name in row.names if name != row.who.label]
    properties: dict[str, Values] = {
        "name": [row.who.label],
        "alias": others,
        "summary": [row.description],
        "wikidataId": [row.wikidata],
        "sourceUrl": [row.who.url],
        "proof": [f"document-{row.first.document}" if row.first else None],
    }
    if kind == Entity.Kind.PLACE:
        properties["full"] = [row.who.label]
        properties["latitude"] = [_number(row.latitude)]
        properties["longitude"] = [_number(row.longitude)]
    hashed = row.first.sha256 if row.first else ""
    return _object(
        f"entity-{row.who.slug}", SCHEMAS[kind], properties, row.who.url, hashed
    )


@lru_cache(maxsize=64)
def _language(code: str) -> str | None:
    """In three letters, as it asks for."""
    first = code.partition("-")[0].lower()
    table = {2: "alpha_2", 3: "alpha_3"}.get(len(first))
    found = pycountry.languages.get(**{table: first}) if table else None
    return found.alpha_3 if found and found.alpha_3 != "und" else None


def _number(value: object) -> str | None:
    return None if value is None else str(value)


def _event(row: Fact) -> str:
    first = row.proofs[0].where
    known = [part for part in row.parts if part.who and _may_be_part(part.who.kind)]
    organisers = [part for part in known if part.role in _ORGANISES]
    properties: dict[str, Values] = {
        "name": [row.sentence],
        "notes": [row.attributed_to],
        "keywords": [row.kind, row.modality, row.status],
        "location": [row.place.label if row.place else None],
        "addressEntity": [_key(row.place.slug) if row.place else None],
        "involved": [_key(p.who.slug) for p in known if p.who and p not in organisers],
        "organizer": [_key(part.who.slug) for part in organisers if part.who],
        "sourceUrl": [each.where.url for each in row.proofs if each.is_for],
        "proof": [f"document-{each.where.document}" for each in row.proofs],
        **_times(row.happened),
    }
    return _object(f"event-{row.key}", "Event", properties, first.url, first.sha256)


def _may_be_part(kind: str) -> bool:
    return kind != Entity.Kind.PLACE


def _mention(row: Named) -> str:
    where, who = row.where, row.who
    schema = SCHEMAS[Entity.Kind(who.kind)] if who else None
    # nobody but people and organisations may be meant there
    resolved = who if who and _may_be_part(who.kind) else None
    properties: Mapping[str, Values] = {
        "document": [f"document-{where.document}"],
        "resolved": [_key(resolved.slug) if resolved else None],
        "name": [where.quote],
        "detectedSchema": [schema],
    }
    return _object(f"mention-{row.key}", "Mention", properties, where.url, where.sha256)


def _key(slug: str) -> str:
    return f"entity-{slug}"


def _times(span: DateSpan | None) -> dict[str, Values]:
    """A day, month or year is one; of an interval its two ends."""
    if span is None:
        return {}
    first, _, last = span.value.partition("/")
    if span.precision in {Precision.INTERVAL, Precision.OPEN}:
        return {"startDate": [first], "endDate": [last.strip(".")]}
    return {"date": [first]}


def _object(
    key: str,
    schema: str,
    properties: Mapping[str, Values],
    url: str,
    revision_sha256: str,
) -> str:
    kept: dict[str, Sequence[str]] = {
        name: list(dict.fromkeys(value for value in values if value))
        for name, values in properties.items()
    }
    made: dict[str, Json] = {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
        "url": url,
        "revision_sha256": revision_sha256,
    }
    return to_json(made) + "\n"
