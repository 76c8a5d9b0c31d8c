"""Queries put into SQL once a process, and asked again with other values.

To build a nested query and write it as SQL takes many times what the database takes
to answer it. Only the words of the question are kept, never an answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Generic, Self, TypeVar, cast

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from archive.models.authorship import Author as Viewer

_WRITING = Lock()

Row = TypeVar("Row")
Kind = TypeVar("Kind")
Value = str | int | date
Values = Mapping[str, Value | list[int]]
Written = tuple[str, tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes: its name, and which of how many it is."""

    name: str
    at: int = 0
    many: int = 0


class _Given(Expression):
    """A value that is not known yet; several, in brackets, for `in`."""

    def __init__(self, name: str, several: int = 0) -> None:
        super().__init__()
        self._name, self._several = name, several

    def as_sql(
        self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper
    ) -> Written:
        if not self._several:
            return cast("Written", ("%s", (_Place(self._name),)))
        many = self._several
        places = tuple(_Place(self._name, at, many) for at in range(many))
        return cast("Written", (f"({', '.join(['%s'] * len(places))})", places))


def given(name: str, _kind: type[Kind]) -> Kind:
    """In the place of a value of this kind, in the filter of a prepared query."""
    return cast("Kind", _Given(name))


def given_all(name: str, *, upto: int) -> list[int]:
    """In the place of keys: at least one, and not more than so many."""
    return cast("list[int]", _Given(name, upto))


@dataclass(frozen=True, slots=True)
class _Sql:
    """A query as the compiler of one kind of database has written it."""

    words: str
    values: tuple[object, ...]
    shape: Mapping[str, object]

    @classmethod
    def of(cls, compiler: SQLCompiler) -> Self:
        words, values = compiler.as_sql()
        shape = {name: getattr(compiler, name) for name in _Compiler.SHAPE}
        return cls(words, tuple(values), shape)


class _Compiler(SQLCompiler):
    """Has its query written already."""

    # what as_sql() leaves behind for those who read the rows
    SHAPE = (
        "select",
        "col_count",
        "has_extra_select",
        "klass_info",
        "annotation_col_map",
    )
    sql: _Sql
    given: Values

    def as_sql(self, *_args: bool, **_options: bool) -> Written:
        vars(self).update(self.sql.shape)
        bound = tuple(self._bound(value) for value in self.sql.values)
        return cast("Written", (self.sql.words, bound))

    def _bound(self, value: object) -> object:
        if not isinstance(value, _Place):
            return value
        found = self.given[value.name]
        if value.many:
            return _one_of(cast("list[int]", found), value)
        if isinstance(found, date):
            return self.connection.ops.adapt_datefield_value(found)
        return found


def _one_of(several: list[int], place: _Place) -> int:
    """The last fills all places that are left: `in` does not mind."""
    if not 0 < len(several) <= place.many:
        raise ValueError(f"{place.name}: from 1 to {place.many}, not {len(several)}.")
    return several[min(place.at, len(several) - 1)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """In the place of a query, as far as the reader of its rows asks."""

    query: Query
    sql: _Sql
    given: Values
    values_select: tuple[str, ...] = ()

    def get_compiler(self, using: str, **_options: object) -> SQLCompiler:
        compiler = _Compiler(self.query, connections[using], using)
        compiler.sql, compiler.given = self.sql, self.given
        return compiler


class Prepared(Generic[Row]):
    """A query with given() values in it. Rows are read as QuerySet reads them."""

    def __init__(self, rows: QuerySet[Model, Row]) -> None:
        self._rows = rows
        self._sql: dict[str, _Sql] = {}

    def ask(self, **values: Value | list[int]) -> list[Row]:
        """One query, asked now: two that ask share nothing but the SQL."""
        sql = self._written(self._rows.db)
        rows = self._rows.all()
        rows.query = cast("Query", _Asked(self._rows.query, sql, values))
        return list(rows)

    def _written(self, using: str) -> _Sql:
        vendor = connections[using].vendor
        if vendor not in self._sql:
            # the compiler changes a query while it writes it down
            with _WRITING:
                compiler = self._rows.query.get_compiler(using)
                self._sql[vendor] = _Sql.of(compiler)
        return self._sql[vendor]


def by_viewer(
    build: Callable[[Viewer], QuerySet[Model, Row]],
) -> Callable[[Viewer], Prepared[Row]]:
    """One for those who see everything, and one for everybody else."""
    made: dict[bool, Prepared[Row]] = {}

    def prepared(viewer: Viewer) -> Prepared[Row]:
        sees_all = bool(getattr(viewer, "is_staff", False))
        if sees_all not in made:
            made[sees_all] = Prepared(build(viewer))
        return made[sees_all]

    return prepared
