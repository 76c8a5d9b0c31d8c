"""Pages of a long list by the last row seen: as fast on page 1000 as on 1."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar, cast

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

Value = str | int | date | None
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Key:
    """A column to sort by. read: its value out of a cursor, or ValueError.

    is_apart: of a first key with an index: rows without a value are asked for by
    themselves, for no index goes past a value and on to those that have none.
    """

    path: str
    read: Callable[[str], Value]
    descending: bool = False
    is_apart: bool = False

    @property
    def may_lack(self) -> bool:
        return self.read is day

    @property
    def onwards(self) -> str:
        """How what comes later compares."""
        return "lt" if self.descending else "gt"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """older: the cursor of the next page, empty on the last one.

    is_first: from the top, also when the cursor was none of ours.
    """

    rows: Sequence[Row]
    older: str = ""
    is_first: bool = True


def number(text: str) -> int:
    # 18 digits fit the databases' integers; more cannot be a row of ours.
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise ValueError("not a number")
    return int(text)


def day(text: str) -> date | None:
    """Empty is the unknown day, which sorts last."""
    return date.fromisoformat(text) if text else None


def words(text: str) -> str:
    if "\x00" in text:
        raise ValueError("not text")
    return text


NEWEST = (
    Key("published_on", day, descending=True, is_apart=True),
    Key("id", number, descending=True),
)
LATEST = (Key("id", number, descending=True),)
ALPHABET = (Key("sort_key", words), Key("id", number))


def page(
    rows: "QuerySet[Row]", keys: Sequence[Key], *, after: str, size: int
) -> Page[Row]:
    """One query; one more where the rows that lack a first key begin."""
    found = _beginning(rows, keys, _read(after, keys), size=size)
    return replace(found, older=found.older and cursor_of(found.rows[-1], keys))


def page_after_row(
    rows: "QuerySet[Row]", keys: Sequence[Key], *, last: Row | None, size: int
) -> Page[Row]:
    """As page(), where what is sorted by may be a name that nobody is to read: the
    cursor is the key of the last row, or none, which the caller has found among
    these rows. One query.
    """
    values = [_value(last, key) for key in keys] if last else []
    found = _beginning(rows, keys, values, size=size)
    return replace(found, older=found.older and str(found.rows[-1].pk))


def _beginning(
    rows: "QuerySet[Row]", keys: Sequence[Key], values: Sequence[Value], *, size: int
) -> Page[Row]:
    """Behind the row with these values. older: not the cursor, but that there is
    more.
    """
    found: list[Row] = []
    for part in _parts(rows, keys, values):
        found += part[: size + 1 - len(found)]
        if len(found) > size:
            break
    more = "more" if len(found) > size else ""
    return Page(found[:size], more, is_first=not values)


def _parts(
    rows: "QuerySet[Row]", keys: Sequence[Key], values: Sequence[Value]
) -> "Iterator[QuerySet[Row]]":
    """Rows beyond one, in their order: all, or those with a value of the first key
    and then those without, since an index serves each but not both.
    """
    first, *others = keys
    if not first.is_apart:
        beyond = rows.filter(_beyond(keys, values)) if values else rows
        yield beyond.order_by(*map(_order, keys))
        return
    if not values or values[0] is not None:
        known = rows.filter((f"{first.path}__isnull", False))
        if values:
            # where an index can begin
            known = known.filter((f"{first.path}__{first.onwards}e", values[0]))
            known = known.filter(_beyond(keys, values))
        # none lacks a value: as an index has them
        by = F(first.path).desc() if first.descending else F(first.path).asc()
        yield known.order_by(by, *map(_order, others))
    unknown = rows.filter((f"{first.path}__isnull", True))
    if values and values[0] is None:
        unknown = unknown.filter(_beyond(others, values[1:]))
    yield unknown.order_by(*map(_order, others))


def _order(key: Key) -> OrderBy:
    column = F(key.path)
    if not key.descending:
        return column.asc()
    return column.desc(nulls_last=True) if key.may_lack else column.desc()


def _read(cursor: str, keys: Sequence[Key]) -> list[Value]:
    """The values of a cursor, or none when it is empty or not one of ours."""
    # From the right: the first value may be words with any character in them.
    parts = cursor.rsplit("_", len(keys) - 1)
    try:
        return [key.read(part) for key, part in zip(keys, parts, strict=True)]
    except ValueError:
        return []


def cursor_of(row: Model, keys: Sequence[Key]) -> str:
    """Of the page after this row."""
    return "_".join(_written(_value(row, key)) for key in keys)


def _value(row: Model, key: Key) -> Value:
    found: Any = row
    for name in key.path.split("__"):
        found = getattr(found, name)
    return cast("Value", found)


def _written(value: Value) -> str:
    return "" if value is None else str(value)


def _beyond(keys: Sequence[Key], values: Sequence[Value]) -> Q:
    """Rows that come after the one with these values."""
    beyond, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        if value is None:
            same &= Q((f"{key.path}__isnull", True))
            continue
        further = Q((f"{key.path}__{key.onwards}", value))
        if key.descending and key.may_lack:
            further |= Q((f"{key.path}__isnull", True))
        beyond |= same & further
        same &= Q((key.path, value))
    return beyond
