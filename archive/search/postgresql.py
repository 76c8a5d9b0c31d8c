# ruff: noqa: S608  tokens are letters and digits; every value is a parameter
"""The index as PostgreSQL is asked: lexemes, and phrases in the tokens themselves.

A GIN index finds no newest first: it gives all there are. So the newest texts are
asked for first, by the stretches of keys they stand in, and older ones only when
these do not fill the page. Positions are not used: there PostgreSQL keeps 256 of a
word and forgets the rest.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise

from archive.search import keys, words
from archive.search.expressions import Atom, Step, Wanted
from archive.search.keys import Range
from archive.search.lookup import Floors, Sql

HAS_WINDOWS = True
TEXT = "c"
OBJECT = "c.object_id"
# What is folded as it is printed has one lexeme for both.
_LAYERS = {"title": "t", "exact": "xe", "folded": "fe", "stem": "s"}


def step(step: Step, span: Range, floors: Floors, narrow: Sql, *, limit: int) -> Sql:
    lexemes, further = _held(step)
    where = _all_of([*further, narrow])
    return _newest_first(step.tier, lexemes, span, floors, where, limit=limit)


def read(
    step: Step,
    by: Wanted,
    span: Range,
    floors: Floors,
    narrow: Sql,
    *,
    limit: int,
) -> Sql:
    held = holds(step)
    if by.groups:
        where = _all_of([held, narrow])
        return _newest_first(step.tier, _lexemes(by), span, floors, where, limit=limit)
    return Sql(
        f"SELECT {int(step.tier)} AS tier, c.key FROM archive_searchtext AS c "
        f"WHERE c.key >= %s AND c.key < %s AND {held.text} AND {narrow.text} "
        f"ORDER BY c.key DESC LIMIT {int(limit)}",
        (span.low, span.high, *held.params, *narrow.params),
    )


def _held(step: Step) -> tuple[str, list[Sql]]:
    """What the lexemes of a text must be, and what they do not say."""
    lexemes = _lexemes(step.wanted)
    further = _phrases(step.wanted)
    for earlier in step.earlier:
        if _has_phrases(earlier):
            whole = _whole(earlier)
            further.append(Sql(f"NOT ({whole.text})", whole.params))
        else:
            lexemes += f" & !({_lexemes(earlier)})"
    return lexemes, further


def holds(step: Step) -> Sql:
    """The same of one text; put so that no index is asked."""
    lexemes, further = _held(step)
    own = Sql("coalesce(c.lexemes @@ %s::tsquery, FALSE)", (lexemes,))
    return _all_of([own, *further])


def _all_of(each: Iterable[Sql]) -> Sql:
    each = list(each)
    return Sql(
        " AND ".join(one.text for one in each),
        tuple(param for one in each for param in one.params),
    )


def _newest_first(
    tier: int, lexemes: str, span: Range, floors: Floors, where: Sql, *, limit: int
) -> Sql:
    each = [
        _window(tier, f"({lexemes}) & ({_within(window)})", window, where, limit=limit)
        for window in _windows(span, floors)
    ]
    text = " UNION ALL ".join(f"SELECT * FROM ({one.text}) AS w" for one in each)
    return Sql(
        f"{text} LIMIT {int(limit)}",
        tuple(param for one in each for param in one.params),
    )


def _windows(span: Range, floors: Floors) -> Iterator[Range]:
    """The newest first, then more and more at once."""
    left = span
    for floor in sorted(floors.windows, reverse=True):
        if window := left.above(floor):
            yield window
        left = left.below(floor)
    if left:
        yield left


def _window(tier: int, lexemes: str, span: Range, where: Sql, *, limit: int) -> Sql:
    # The sums keep the planner from reading all keys in their order instead, and a
    # query that it cannot see from taking what is rare for frequent, and reading all.
    return Sql(
        f"SELECT {int(tier)} AS tier, c.key FROM archive_searchtext AS c "
        "WHERE c.lexemes @@ (SELECT %s::tsquery) "
        "AND c.key + 0 >= %s AND c.key + 0 < %s "
        f"AND {where.text} ORDER BY c.key + 0 DESC LIMIT {int(limit)}",
        (lexemes, span.low, span.high, *where.params),
    )


def count(wanted: Wanted, span: Range, *, at_most: int) -> Sql:
    further = _all_of([Sql("TRUE"), *_phrases(wanted)])
    return Sql(
        "SELECT count(*) AS n FROM (SELECT 1 FROM archive_searchtext AS c "
        "WHERE c.lexemes @@ (SELECT %s::tsquery) "
        "AND c.key + 0 >= %s AND c.key + 0 < %s "
        f"AND {further.text} LIMIT {int(at_most)}) AS o",
        (
            f"({_lexemes(wanted)}) & ({_within(span)})",
            span.low,
            span.high,
            *further.params,
        ),
    )


def _within(span: Range) -> str:
    return " | ".join(f"'b{level}.{number}'" for level, number in keys.stretches(span))


def _lexemes(wanted: Wanted) -> str:
    """As a tsquery reads it. Of phrases all words; what phrases exclude is left."""
    groups = " & ".join(f"({_any(group)})" for group in wanted.groups)
    unwanted = [atom for atom in wanted.unwanted if len(atom.tokens) == 1]
    return groups + (f" & !({_any(unwanted)})" if unwanted else "")


def _any(atoms: Iterable[Atom]) -> str:
    return " | ".join(f"({_atom(atom)})" for atom in atoms)


def _atom(atom: Atom) -> str:
    *rest, last = atom.tokens
    found = [_either_layer(atom.column, token) for token in rest]
    found.append(_either_layer(atom.column, last, ":*" if atom.is_prefix else ""))
    found += _pairs(atom)
    return " & ".join(found)


def _pairs(atom: Atom) -> Iterator[str]:
    """Two words side by side, hashed as the trigger does."""
    whole = atom.tokens[:-1] if atom.is_prefix else atom.tokens
    folded = [words.folded(token) for token in whole]
    for pair in pairwise(folded if atom.column == "exact" else whole):
        hashed = hashlib.md5(" ".join(pair).encode(), usedforsecurity=False)
        yield f"'g{hashed.hexdigest()[:4]}'"


def _either_layer(column: str, token: str, star: str = "") -> str:
    ways = [f"'{layer}{token}'{star}" for layer in _LAYERS[column]]
    return f"({' | '.join(ways)})"


def _has_phrases(wanted: Wanted) -> bool:
    atoms = [atom for group in (*wanted.groups, wanted.unwanted) for atom in group]
    return any(len(atom.tokens) > 1 for atom in atoms)


def _phrases(wanted: Wanted) -> list[Sql]:
    """What the lexemes do not say: of groups with a phrase, and of those left out."""
    found = [
        _either(group)
        for group in wanted.groups
        if any(len(atom.tokens) > 1 for atom in group)
    ]
    unwanted = tuple(atom for atom in wanted.unwanted if len(atom.tokens) > 1)
    if unwanted:
        each = _either(unwanted)
        found.append(Sql(f"NOT {each.text}", each.params))
    return found


def _whole(wanted: Wanted) -> Sql:
    own = Sql("c.lexemes @@ %s::tsquery", (_lexemes(wanted),))
    return _all_of([own, *_phrases(wanted)])


def _either(atoms: Iterable[Atom]) -> Sql:
    each = [_stands(atom) for atom in atoms]
    return Sql(
        f"({' OR '.join(one.text for one in each)})",
        tuple(param for one in each for param in one.params),
    )


def _stands(atom: Atom) -> Sql:
    if len(atom.tokens) == 1:
        return Sql("c.lexemes @@ %s::tsquery", (_atom(atom),))
    looked_for = f" {' '.join(atom.tokens)}" + ("" if atom.is_prefix else " ")
    return Sql(f"strpos(c.{atom.column}, %s) > 0", (looked_for,))
