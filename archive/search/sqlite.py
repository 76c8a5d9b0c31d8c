# ruff: noqa: S608  tokens are letters and digits; every value is a parameter
"""The index as SQLite is asked: FTS5, which finds the newest first."""

from archive.search.expressions import Atom, Step, Wanted, looked_for
from archive.search.keys import Range
from archive.search.lookup import Floors, Sql

HAS_WINDOWS = False
TEXT = "t"
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


def read(
    step: Step,
    by: Wanted,
    span: Range,
    floors: Floors,  # noqa: ARG001  it finds the newest first anyway
    narrow: Sql,
    *,
    limit: int,
) -> Sql:
    held = holds(step)
    if by.groups:
        # the newest first, as FTS5 gives them
        texts = Sql(
            "SELECT i.rowid AS rowid FROM archive_searchindex AS i "
            "CROSS JOIN archive_searchtext AS t ON t.key = i.rowid WHERE "
            "i.archive_searchindex MATCH %s AND i.rowid >= %s AND i.rowid < %s",
            (match(by), span.low, span.high),
        )
    else:
        texts = Sql(
            "SELECT t.key AS rowid FROM archive_searchtext AS t "
            "WHERE t.key >= %s AND t.key < %s",
            (span.low, span.high),
        )
    return Sql(
        f"SELECT {int(step.tier)} AS tier, c.rowid AS key FROM "
        f"({texts.text} AND {held.text}) AS c "
        f"WHERE {narrow.text} ORDER BY c.rowid DESC LIMIT {int(limit)}",
        (*texts.params, *held.params, *narrow.params),
    )


def count(wanted: Wanted, span: Range, *, at_most: int) -> Sql:
    return Sql(
        "SELECT count(*) AS n FROM (SELECT 1 FROM archive_searchindex AS c "
        "WHERE c.archive_searchindex MATCH %s AND c.rowid >= %s AND c.rowid < %s "
        f"LIMIT {int(at_most)})",
        (match(wanted), span.low, span.high),
    )


def holds(step: Step) -> Sql:
    """As expressions.holds() says it, of the columns of a text."""
    each = [_either(group) for group in step.wanted.groups]
    if step.wanted.unwanted:
        each.append(_without(_either(step.wanted.unwanted)))
    # what is unwanted is in no earlier tier, nor in this one
    each += [_without(holds(Step(1, Wanted(e.groups)))) for e in step.earlier]
    return Sql(
        " AND ".join(one.text for one in each),
        tuple(param for one in each for param in one.params),
    )


def _either(atoms: tuple[Atom, ...]) -> Sql:
    each = [f"instr(t.{atom.column}, %s) > 0" for atom in atoms]
    return Sql(f"({' OR '.join(each)})", tuple(map(looked_for, atoms)))


def _without(held: Sql) -> Sql:
    return Sql(f"NOT ({held.text})", held.params)


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
