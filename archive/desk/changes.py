"""What an act wrote, row by row and field by field, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import Batch, Revision, Segment
from archive.models.batch import histories, written

# What a page bears; the rest of a larger act is a page on.
SHOWN = 30
LONGEST = 300
# Worked out from the other columns, or of no meaning to a reader.
UNSAID = frozenset({"id", "key", "sort_key", "group", "carried_from"})


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a row; empty = nothing stood there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row. since: by whom it was changed later, if it was.

    words: what tells which row it was.
    """

    noun: str
    what: str
    words: str
    fields: Sequence[Field]
    is_changed_since: bool
    since: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows of an act in the order they were written, from the first on this page.

    first: counts from 1. total: on all pages.
    """

    rows: Sequence[Change]
    first: int
    total: int

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def further(self) -> int | None:
        """Where the next page begins."""
        return self.last + 1 if self.last < self.total else None

    @property
    def in_the_way(self) -> Change | None:
        """The first row that is no longer as the act left it."""
        return next((row for row in self.rows if row.is_changed_since), None)


@dataclass(frozen=True, slots=True)
class _States:
    """The states of one row; None = there was no row."""

    model: type[models.Model]
    before: Any
    after: Any
    today: Any


def of_batch(batch: Batch, *, first: int = 1) -> Changes:
    """One query, one for each kind of row written and each kind it names."""
    wrote = written(batch)
    first = first if 0 < first <= len(wrote) else 1
    states = list(_states(wrote[first - 1 : first - 1 + SHOWN]))
    words = _Words(states)
    rows = [_change(each, words) for each in states]
    return Changes(rows, first, len(wrote))


def _states(written: Iterable[tuple[str, int, int]]) -> Iterator[_States]:
    wanted: dict[str, list[int]] = defaultdict(list)
    written = list(written)
    for name, pk, _first in written:
        wanted[name].append(pk)
    known = {name: _of_rows(name, pks) for name, pks in wanted.items()}
    for name, pk, first in written:
        yield _of_row(known[name][pk], first)


def _of_rows(name: str, pks: Sequence[int]) -> Mapping[int, list[Any]]:
    state: Any
    rows: dict[int, list[Any]] = defaultdict(list)
    history = histories()[name]._default_manager
    states = history.filter(id__in=pks).select_related("history_user")
    tables = _tables(history.model).values()
    for state in states.order_by("history_id").prefetch_related(*tables):
        rows[state.id].append(state)
    return rows


def _of_row(states: Sequence[Any], first: int) -> _States:
    batch_id = next(s.batch_id for s in states if s.history_id == first)
    before = [s for s in states if s.history_id < first]
    after = [s for s in states if s.batch_id == batch_id]
    return _States(
        states[0].instance_type,
        before=_unless_deleted(before[-1] if before else None),
        after=_unless_deleted(after[-1]),
        today=states[-1],
    )


def _unless_deleted(state: Any) -> Any:
    return None if state is None or state.history_type == "-" else state


def _values(state: Any) -> dict[str, object]:
    state = _unless_deleted(state)
    if state is None:
        return {}
    return {
        field.attname: getattr(state, field.attname) for field in state.tracked_fields
    } | {
        field.name: frozenset(
            getattr(link, f"{field.m2m_reverse_field_name()}_id")
            for link in getattr(state, kept_as).all()
        )
        for field, kept_as in _tables(type(state)).items()
    }


def _tables(states: type[models.Model]) -> dict[Any, str]:
    """Tables of links whose states are kept, and where a state has its own."""
    kept = {
        each.related_model: each.get_accessor_name()
        for each in states._meta.related_objects
    }
    fields: Sequence[Any] = getattr(states, "_history_m2m_fields", ())
    return {field: kept[getattr(states, field.name).model] or "" for field in fields}


def _change(states: _States, words: "_Words") -> Change:
    before, after = _values(states.before), _values(states.after)
    if not before:
        what = _("made")
    else:
        what = _("changed") if after else _("removed")
    fields = list(_fields(states.model, before, after, words))
    is_since = _values(states.today) != after
    who = states.today.history_user
    return Change(
        noun=str(states.model._meta.verbose_name),
        what=what,
        words=_said(states.model, after or before, words),
        fields=fields,
        is_changed_since=is_since,
        since=str(who) if is_since and who else "",
    )


def _fields(
    model: type[models.Model],
    before: Mapping[str, object],
    after: Mapping[str, object],
    words: "_Words",
) -> Iterator[Field]:
    if model is Segment:
        yield Field(_("words"), words.quote(before), words.quote(after))
    for field in model._meta.concrete_fields:
        old, new = before.get(field.attname), after.get(field.attname)
        if field.name in UNSAID or (
            model is Segment and field.name not in {"kind", "language"}
        ):
            continue
        if old == new and not _names_the_row(field):
            continue
        said = words.of(field, old), words.of(field, new)
        if any(said):
            yield Field(str(field.verbose_name), *said)
    for table in model._meta.many_to_many:
        linked, links = before.get(table.name), after.get(table.name)
        if linked != links and (linked or links):
            said = words.all(table, linked), words.all(table, links)
            yield Field(str(table.verbose_name), *said)


def _names_the_row(field: models.Field) -> bool:
    """What tells which row it was, shown although it stayed the same."""
    return field.name in {"passage", "label", "title", "text", "sentence", "surface"}


def _said(model: type[models.Model], values: Mapping[str, Any], words: "_Words") -> str:
    """Which row it was, in a line; empty for a row that has no words."""
    if model is Segment:
        return words.quote(values)
    naming = [each for each in model._meta.concrete_fields if _names_the_row(each)]
    return next((words.of(each, values.get(each.attname)) for each in naming), "")


class _Words:
    """Values as a reader sees them. One query for each kind of row named."""

    def __init__(self, states: Iterable[_States]) -> None:
        wanted: dict[type[models.Model], set[object]] = defaultdict(set)
        for each in states:
            for values in (_values(each.before), _values(each.after)):
                for field in _links(each.model):
                    wanted[field.related_model].add(values.get(field.attname))
                for table in each.model._meta.many_to_many:
                    wanted[table.related_model].update(_keys(values.get(table.name)))
        rows = {
            model: list(_rows(model, pks - {None}))
            for model, pks in wanted.items()
            if pks - {None}
        }
        self._named = {
            model: {row.pk: str(row) for row in found} for model, found in rows.items()
        }
        self._texts = {
            row.pk: row.text
            for row in rows.get(Revision, [])
            if isinstance(row, Revision)
        }

    def quote(self, part: Mapping[str, Any]) -> str:
        """The words of a part of a text; empty where there was none."""
        text = self._texts.get(part.get("revision_id", 0), "")
        return _cut(text[part.get("start", 0) : part.get("end", 0)])

    def all(self, table: models.ManyToManyField, keys: object) -> str:
        """What stands in a table of links, in the order it was entered."""
        named = self._named.get(table.related_model, {})
        return "; ".join(_cut(named.get(key, f"#{key}")) for key in _keys(keys))

    def of(self, field: models.Field, value: object) -> str:
        if value is None or value == "":
            return ""
        if isinstance(field, models.ForeignKey):
            return self._named.get(field.related_model, {}).get(value, f"#{value}")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, datetime):
            return date_format(value, "j F Y, H:i")
        return _cut(str(value))


def _keys(value: object) -> list[int]:
    return sorted(value) if isinstance(value, frozenset) else []


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _links(model: type[models.Model]) -> list[models.ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name not in UNSAID
    ]


def _rows(model: type[models.Model], pks: set[object]) -> Iterable[models.Model]:
    rows = model._default_manager.filter(pk__in=pks)
    return rows.select_related("document") if model is Revision else rows
