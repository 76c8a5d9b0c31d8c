"""What is to stand in a text for a query to match it, level by level. Pure.

A level holds all that the level before it holds. Both databases are asked for the
same expressions, and `holds` says of one text what they must answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

from archive.search import forms, words
from archive.search.query import Query, Term

# Spellings of a phrase that are looked for at most.
_SPELLINGS = 8

TITLE, EXACT, FOLDED, STEM = "title", "exact", "folded", "stem"
COLUMNS = (TITLE, EXACT, FOLDED, STEM)
# Between the title and the text, and where something was left out: in no phrase.
BREAK = "¶"


@dataclass(frozen=True, slots=True)
class Atom:
    """Tokens one after the other in a column; is_prefix: the last may go on."""

    column: str
    tokens: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of each group one atom must stand there, and none of the unwanted."""

    groups: tuple[tuple[Atom, ...], ...]
    unwanted: tuple[Atom, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What one tier holds: all of `wanted`, without what `earlier` hold."""

    tier: int
    wanted: Wanted
    earlier: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Other words for what was typed: for the groups of a query, by number.

    groups: the first, and how many; others: folded words of each other spelling.
    """

    first: int
    size: int
    others: tuple[tuple[str, ...], ...]


def of_words(query: Query) -> tuple[Step, ...]:
    """Title, as printed, other spelling, other form: the tiers 1 to 4.

    Without those that would hold nothing that is not held before.
    """
    if not query.wanted:
        return ()
    levels = [_level(query, n) for n in (1, 2, 3, 4)]
    title, exact, spelling, form = levels
    found = [
        Step(1, title),
        Step(2, exact, (title,)),
        Step(3, spelling, (title, exact)),
        Step(4, form, (spelling,)),
    ]
    return tuple(
        step
        for number, step in enumerate(found)
        if all(step.wanted.groups) and step.wanted not in levels[:number]
    )


def of_others(
    query: Query, aliases: Sequence[Beside], similar: Sequence[Beside]
) -> tuple[Step, ...]:
    """Known under another name, spelled alike: the tiers 5 and 6."""
    if not query.wanted:
        return ()
    form = _level(query, 4)
    found: list[Step] = []
    earlier = [form]
    for tier, beside in ((5, aliases), (6, similar)):
        if beside:
            wanted = _beside(query, form, beside)
            found.append(Step(tier, wanted, tuple(earlier)))
            earlier.append(wanted)
    return tuple(found)


def all_of(query: Query) -> Wanted:
    """The widest of what is looked for by the words as typed."""
    return _level(query, 4)


def without_unwanted(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The same tiers with nothing left out: for who checks each text himself."""
    return tuple(Step(step.tier, Wanted(step.wanted.groups)) for step in steps)


def _level(query: Query, level: int) -> Wanted:
    groups = tuple(
        tuple(dict.fromkeys(atom for term in group for atom in _atoms(term, level)))
        for group in query.wanted
    )
    unwanted = tuple(
        dict.fromkeys(atom for term in query.unwanted for atom in _atoms(term, 3))
    )
    return Wanted(groups, unwanted)


def _atoms(term: Term, level: int) -> Iterable[Atom]:
    """The ways in which a term may stand there on a level."""
    if level == 1 or term.in_title:
        yield from _folded(term, TITLE)
        return
    yield Atom(EXACT, term.words, term.is_prefix)
    if level >= 3:
        yield from _folded(term, FOLDED)
    # who types a phrase means these forms
    if level >= 4 and not term.is_prefix and len(term.words) == 1:
        yield from _stemmed(term)


def _folded(term: Term, column: str) -> Iterable[Atom]:
    ways = product(*(words.folds(word) for word in term.words))
    # of all there are only these are ever made: forty words have 2**40 and more
    for spelling in islice(ways, _SPELLINGS):
        yield Atom(column, spelling, term.is_prefix)


def _stemmed(term: Term) -> Iterable[Atom]:
    return (Atom(STEM, (stem,)) for stem in forms.stems(term.words[0]))


def _beside(query: Query, form: Wanted, beside: Sequence[Beside]) -> Wanted:
    """Other words in place of some groups; each may still be as it was typed."""
    groups: list[tuple[Atom, ...]] = []
    at = 0
    by_first = {each.first: each for each in beside}
    while at < len(query.wanted):
        each = by_first.get(at)
        if each is None:
            groups.append(form.groups[at])
            at += 1
            continue
        others = [Atom(FOLDED, other) for other in each.others]
        own = form.groups[at] if each.size == 1 else _together(query, each)
        groups.append(tuple(dict.fromkeys((*own, *others))))
        at += each.size
    return Wanted(tuple(groups), form.unwanted)


def _together(query: Query, each: Beside) -> Iterable[Atom]:
    typed = query.wanted[each.first : each.first + each.size]
    term = Term(tuple(word for group in typed for word in group[0].words))
    return _folded(term, FOLDED)


@dataclass(frozen=True, slots=True)
class Layers:
    """The columns of one text: tokens with a space between, before and behind."""

    title: str
    exact: str
    folded: str
    stem: str

    def column(self, name: str) -> str:
        return {
            TITLE: self.title,
            EXACT: self.exact,
            FOLDED: self.folded,
            STEM: self.stem,
        }[name]


def holds(wanted: Wanted, layers: Layers) -> bool:
    """Whether a text is what is wanted: the rule both databases follow."""
    return all(
        any(_stands(atom, layers) for atom in group) for group in wanted.groups
    ) and not any(_stands(atom, layers) for atom in wanted.unwanted)


def looked_for(atom: Atom) -> str:
    """As it stands in a column."""
    return f" {' '.join(atom.tokens)}" + ("" if atom.is_prefix else " ")


def _stands(atom: Atom, layers: Layers) -> bool:
    return looked_for(atom) in layers.column(atom.column)


def tier_of(steps: Iterable[Step], layers: Layers) -> int:
    """The first tier that holds a text; 0 = none."""
    for step in steps:
        if holds(step.wanted, layers):
            return step.tier
    return 0
