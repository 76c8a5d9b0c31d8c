"""Comma-separated values that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from archive.reading.reference import Reference, one_line
from archive.reading.reuse import Entry, Fact, Named

MEDIA_TYPE = "text/csv; charset=utf-8"
# Without it Excel reads the letters of an older code page.
MARK = "\ufeff"
# Of full width too: some spreadsheets fold them.
_FORMULA = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20'")
Cell = str | int | float | None

REPORTS = (
    "id", "url", "kind", "title", "author", "addressee", "source", "language",
    "published", "published_precision", "published_basis", "original_url",
    "copy_url", "printed_in", "rights", "revision", "revision_url",
    "revision_sha256",
)  # fmt: skip
ENTITIES = (
    "id", "url", "kind", "label", "description", "names", "wikidata", "latitude",
    "longitude", "first_passage", "revision_sha256",
)  # fmt: skip
CLAIMS = (
    "id", "url", "kind", "sentence", "happened", "happened_precision",
    "happened_basis", "happened_words", "place", "place_url", "participants",
    "modality", "attributed_to", "status", "disputed_reason", "known_from",
    "superseded_by", "superseded_on", "quote", "other_passages", "against",
    "revision_sha256",
)  # fmt: skip
MENTIONS = (
    "id", "url", "kind", "quote", "value", "entity", "entity_label", "entity_url",
    "report", "report_url", "revision", "revision_sha256", "start", "end",
)  # fmt: skip


def reports(rows: Iterable[Reference]) -> Iterator[str]:
    return _written(REPORTS, map(_report, rows))


def entities(rows: Iterable[Entry]) -> Iterator[str]:
    return _written(ENTITIES, map(_entity, rows))


def claims(rows: Iterable[Fact]) -> Iterator[str]:
    return _written(CLAIMS, map(_claim, rows))


def mentions(rows: Iterable[Named]) -> Iterator[str]:
    return _written(MENTIONS, map(_mention, rows))


def safe(cell: Cell) -> str:
    """In one line; an apostrophe stands before what might be a formula.

    Take one apostrophe at the beginning away, and the words are what they were.
    """
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    words = one_line(cell)
    first = next((letter for letter in words if letter.isprintable()), "")
    return f"'{words}" if first in _FORMULA and first else words


def _written(head: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Iterator[str]:
    yield MARK + _line(head)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([safe(cell) for cell in cells])
    return out.getvalue()


def _report(row: Reference) -> tuple[Cell, ...]:
    span, creator = row.published, row.creator
    return (
        row.slug,
        row.page,
        row.kind,
        row.title,
        creator.name if creator else "",
        row.addressee,
        row.source,
        row.language,
        span.value if span else "",
        span.precision.value if span else "",
        span.basis.value if span else "",
        row.original,
        row.copy_elsewhere,
        row.printed_in_page,
        row.rights,
        row.revision,
        row.address,
        row.sha256,
    )


def _entity(row: Entry) -> tuple[Cell, ...]:
    first = row.first
    return (
        row.who.slug,
        row.who.url,
        row.who.kind,
        row.who.label,
        row.description,
        " | ".join(row.names),
        row.wikidata,
        _degrees(row.latitude),
        _degrees(row.longitude),
        first.url if first else "",
        first.sha256 if first else "",
    )


def _degrees(value: object) -> float | None:
    """A number: its minus begins no formula."""
    return None if value is None else float(str(value))


def _claim(row: Fact) -> tuple[Cell, ...]:
    span, first = row.happened, row.proofs[0].where
    return (
        row.key,
        first.url,
        row.kind,
        row.sentence,
        span.value if span else "",
        span.precision.value if span else "",
        span.basis.value if span else "",
        row.happened_words,
        row.place.label if row.place else "",
        row.place.url if row.place else "",
        " | ".join(f"{part.role}: {part.words}" for part in row.parts),
        row.modality,
        row.attributed_to,
        row.status,
        row.disputed_reason,
        row.known_from.isoformat(),
        row.superseded_by,
        row.superseded_on.isoformat() if row.superseded_on else "",
        first.quote,
        " ".join(each.where.url for each in row.proofs[1:] if each.is_for),
        " ".join(each.where.url for each in row.proofs if not each.is_for),
        first.sha256,
    )


def _mention(row: Named) -> tuple[Cell, ...]:
    where, who = row.where, row.who
    return (
        row.key,
        where.url,
        row.kind,
        where.quote,
        row.value,
        who.slug if who else "",
        who.label if who else "",
        who.url if who else "",
        where.document,
        where.page,
        where.revision,
        where.sha256,
        where.start,
        where.end,
    )
