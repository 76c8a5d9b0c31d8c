# ruff: noqa: S608  tokens are letters and digits; every value is a parameter
"""The index as SQLite is asked: FTS5, which finds the newest first."""

from archive.search.expressions import Atom, Step, Wanted
from archive.search.keys import Range
from archive.search.lookup import Floors, Sql

HAS_WINDOWS = False
OBJECT = "((c.rowid >> 6) & 1073741823)"


def step(
    step: Step,
    span: Range,
    floors: Floors,  # noqa: ARG001  it finds the newest first anyway
    narrow: Sql,
    *,
    limit: int,
) -> Sql:
    found = match(step.wanted)
    for earlier in step.earlier:
        found = f"({found} NOT {match(earlier)})"
    return Sql(
        f"SELECT {int(step.tier)} AS tier, c.rowid AS key FROM archive_searchindex AS c "
        "WHERE c.archive_searchindex MATCH %s AND c.rowid >= %s AND c.rowid < %s "
        f"AND {narrow.text} ORDER BY c.rowid DESC LIMIT {int(limit)}",
        (found, span.low, span.high, *narrow.params),
    )


def count(wanted: Wanted, span: Range, *, at_most: int) -> Sql:
    return Sql(
        "SELECT count(*) AS n FROM (SELECT 1 FROM archive_searchindex AS c "
        "WHERE c.archive_searchindex MATCH %s AND c.rowid >= %s AND c.rowid < %s "
        f"LIMIT {int(at_most)})",
        (match(wanted), span.low, span.high),
    )


def match(wanted: Wanted) -> str:
    """As FTS5 reads it; tokens hold letters and digits only, and are quoted."""
    groups = " AND ".join(f"({_any(group)})" for group in wanted.groups)
    if not wanted.unwanted:
        return f"({groups})"
    return f"(({groups}) NOT ({_any(wanted.unwanted)}))"


def _any(atoms: tuple[Atom, ...]) -> str:
    return " OR ".join(map(_atom, atoms))


def _atom(atom: Atom) -> str:
    star = " *" if atom.is_prefix else ""
    return f'{atom.column} : "{" ".join(atom.tokens)}"{star}'
