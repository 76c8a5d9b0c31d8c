"""What is sealed: each kind of record, the columns that count, their digest."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from archive.models import Batch, Capture, ChainShape, Judgement, Purge, Revision

# Of the other records every column counts; of these what may change later does not:
# whether an act was undone or a judgement revoked, and what machines add to a text.
_COLUMNS: Mapping[type[models.Model], tuple[str, ...]] = {
    Revision: (
        "id",
        "document_id",
        "number",
        "kind",
        "text",
        "sha256",
        "created_at",
    ),
    Batch: ("id", "verb", "summary", "document_id", "made_by_id", "made_at"),
    Judgement: ("id", "entity_id", "kept_id", "verdict", "made_by_id", "made_at"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One table of records, and the column that says when each was written.

    moment: empty where the time is somebody's word and not our clock's.
    """

    model: type[models.Model]
    fields: tuple[str, ...]
    moment: str

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def may_go(self) -> bool:
        """A judgement that was revoked goes with its entry; its history stays."""
        return self.model is Judgement

    def rows(
        self, fields: Sequence[str], **of: object
    ) -> "models.QuerySet[models.Model, tuple[object, ...]]":
        return self.model._base_manager.filter(**of).order_by("pk").values_list(*fields)


@cache
def kinds() -> Mapping[str, Kind]:
    """By name. Whoever keeps a history is among them, without being asked."""
    own: tuple[type[models.Model], ...] = (Capture, Revision, Batch, Judgement, Purge)
    kept = [
        model for model in apps.get_models() if issubclass(model, HistoricalChanges)
    ]
    found = [_kind(model) for model in (*own, *kept)]
    return {kind.name: kind for kind in found}


def _kind(model: type[models.Model]) -> Kind:
    columns = tuple(field.attname for field in model._meta.concrete_fields)
    moments = {"history_date", "made_at"} & set(columns)
    return Kind(
        model,
        _COLUMNS.get(model, columns),
        "" if model is Judgement else next(iter(moments), ""),
    )


def digest(fields: Iterable[str], values: Iterable[object]) -> str:
    """SHA-256 of a record: its columns by name, as JSON that any database gives."""
    said = _JSON.encode(dict(zip(fields, values, strict=True)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case bytes() | memoryview():
            return bytes(value).hex()
    return str(value)


_JSON = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
)


def is_kept_by_the_day(moment: object) -> bool:
    """What a visitor sent: its clock time is not written down on purpose."""
    return isinstance(moment, datetime) and moment.astimezone(UTC).time() == _MIDNIGHT


_MIDNIGHT = datetime.min.time()


class Shapes:
    """The shapes there are, read once; one is added when the columns are new."""

    def __init__(self) -> None:
        self._known = {row.pk: row for row in ChainShape.objects.all()}

    def of(self, kind: Kind) -> list[ChainShape]:
        return [row for row in self if row.record_type == kind.name]

    def today(self, kind: Kind) -> ChainShape:
        for row in self.of(kind):
            if tuple(row.fields) == kind.fields:
                return row
        made = ChainShape.objects.create(
            record_type=kind.name, fields=list(kind.fields)
        )
        self._known[made.pk] = made
        return made

    def __iter__(self) -> Iterator[ChainShape]:
        return iter(self._known.values())

    def __getitem__(self, pk: int) -> ChainShape:
        return self._known[pk]
