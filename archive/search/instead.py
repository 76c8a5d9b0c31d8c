"""Other words for those typed: what else somebody is called, what is spelled alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from archive import names
from archive.models.authorship import Author as Viewer
from archive.reading import visible
from archive.reading.screen import Screen
from archive.search import called, expressions, words
from archive.search.expressions import Beside, Step
from archive.search.index import SHORTEST_SIMILAR
from archive.search.query import Query
from archive.search.touching import Names

# Of more words than these none was meant otherwise.
_MOST_WORDS = 12
# Groups of a query that are looked up as one name, and other names of one.
_LONGEST_NAME, _SPELLINGS = 5, 12
_SIMILAR = 6
# From this length on two letters may be wrong.
_LONG = 8


@dataclass(frozen=True, slots=True)
class Other:
    """What stands beside some groups of a query, and how that is said."""

    beside: Beside
    typed: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Others:
    aliases: tuple[Other, ...] = ()
    similar: tuple[Other, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.aliases or self.similar)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, on what day, and which names are kept from them."""

    viewer: Viewer
    on: date
    screen: Screen
    known: Names


def others(query: Query, asker: Asker, *, aliases: bool, similar: bool) -> Others:
    """One query, and one more when a name was typed that the archive knows."""
    if len(query.wanted) > _MOST_WORDS:
        return Others()
    spans = list(_names_typed(query, asker.known)) if aliases else []
    typed = dict(_words_typed(query)) if similar else {}
    if not spans and not typed:
        return Others()
    by_key, near = _read(spans, typed.values())
    return Others(
        tuple(_aliases(query, spans, by_key, asker)) if by_key else (),
        tuple(_similar(typed, near, asker.known)),
    )


def beside(query: Query, others: Others) -> tuple[Step, ...]:
    """The last tiers of a query, those of other names and of similar words."""
    return expressions.of_others(
        query,
        [each.beside for each in others.aliases],
        [each.beside for each in others.similar],
    )


Span = tuple[int, int, tuple[str, ...]]  # first group, how many, keys


def _names_typed(query: Query, known: Names) -> Iterator[Span]:
    """Runs of groups that may be a name, the longest first.

    Not one that is hidden, nor one that holds it: an answer would confirm it.
    """
    plain = [
        " ".join(group[0].words)
        if len(group) == 1
        and not (group[0].is_prefix or group[0].in_title)
        and not any(map(known.touch, group[0].words))
        else ""
        for group in query.wanted
    ]
    for size in range(min(_LONGEST_NAME, len(plain)), 0, -1):
        for first in range(len(plain) - size + 1):
            run = plain[first : first + size]
            if all(run):
                yield first, size, _keys(" ".join(run))


def _keys(text: str) -> tuple[str, ...]:
    plain = names.key(text)[:200]
    # a script without spaces is typed without any
    joined = names.key(text.replace(" ", ""))[:200] if words.is_unspaced(text) else ""
    return tuple(dict.fromkeys(filter(None, (plain, joined))))


def _words_typed(query: Query) -> Iterator[tuple[int, str]]:
    for at, group in enumerate(query.wanted):
        (first, *more) = group
        if more or first.is_prefix or first.in_title or len(first.words) > 1:
            continue
        fold = words.folded(first.words[0])
        if len(fold) >= SHORTEST_SIMILAR and fold.isalpha():
            yield at, fold


def _read(
    spans: Sequence[Span], typed: Iterable[str]
) -> tuple[Mapping[str, set[int]], Sequence[str]]:
    """By key the entities so called; words that begin or end alike. One query."""
    keys = {key for _first, _size, own in spans for key in own}
    by_key: dict[str, set[int]] = defaultdict(set)
    alike = []
    for said, of in called.by_keys_and_near(keys, [(f, _wrong(f)) for f in typed]):
        if of:
            by_key[said].add(of)
        else:
            alike.append(said)
    return by_key, alike


def _wrong(fold: str) -> int:
    """How many letters of a word may be wrong."""
    return 2 if len(fold) >= _LONG else 1


def _similar(
    typed: Mapping[int, str], near: Sequence[str], known: Names
) -> Iterator[Other]:
    for at, fold in typed.items():
        alike = process.extract_iter(
            fold,
            near,
            scorer=DamerauLevenshtein.distance,
            score_cutoff=_wrong(fold),
        )
        found = sorted((int(far), word) for word, far, _at in alike if word != fold)
        kept = [word for _distance, word in found if not known.touch(word)][:_SIMILAR]
        if kept:
            others = tuple((word,) for word in kept)
            yield Other(Beside(at, 1, others), fold)


def _aliases(
    query: Query,
    spans: Sequence[Span],
    by_key: Mapping[str, set[int]],
    asker: Asker,
) -> Iterator[Other]:
    """Of each stretch of the query that names somebody, the longest first."""
    clusters = {of for found in by_key.values() for of in found}
    spelt = _spelt(clusters - set(asker.screen.people), asker)
    told = {of: {names.key(each)[:200] for each in own} for of, own in spelt.items()}
    taken: set[int] = set()
    for first, size, keys in spans:
        groups = set(range(first, first + size))
        # a spelling that is not told leads to nobody
        whom = sorted({of for of, own in told.items() if not own.isdisjoint(keys)})
        if not whom or groups & taken:
            continue
        typed = [word for n in sorted(groups) for word in query.wanted[n][0].words]
        others = list(_other_ways(typed, [each for of in whom for each in spelt[of]]))
        if others:
            taken |= groups
            beside = Beside(first, size, tuple(others[:_SPELLINGS]))
            yield Other(beside, " ".join(typed), spelt[whom[0]][0])


def _spelt(clusters: Iterable[int], asker: Asker) -> Mapping[int, list[str]]:
    """All spellings of these, the label first; of whom the viewer may see."""
    shown = visible.entities(asker.viewer, on=asker.on, screen=asker.screen)
    seen = shown.filter(pk__in=list(clusters)).values("pk")
    rows = (
        visible.names(asker.viewer, on=asker.on)
        .filter(Q(entity__in=seen) | Q(entity__root__in=seen))
        .annotate(
            of=Coalesce("entity__root", "entity"),
            called=Coalesce("entity__root__label", F("entity__label")),
        )
        .order_by("pk")
    )
    found: dict[int, list[str]] = {}
    for of, label, text in rows.values_list("of", "called", "text"):
        found.setdefault(of, [label]).append(text)
    screen = asker.screen
    return {
        of: [each for each in dict.fromkeys(own) if not screen.names_in(each)]
        or [screen.own(own[0])]
        for of, own in found.items()
    }


def _other_ways(
    typed: Sequence[str], spelt: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Spellings as folded words, without those that the typed words find anyway."""
    own = tuple(map(words.folded, typed))
    seen = {own}
    for text in spelt:
        other = tuple(map(words.folded, words.tokens(text)))
        # initials alone are nobody
        if other and other not in seen and max(map(len, other)) > 1:
            seen.add(other)
            yield other
