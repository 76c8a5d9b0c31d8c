"""People, organisations and places by their names, however they are typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest
from itertools import islice

from anyascii import anyascii
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from archive import names
from archive.models import Entity, Name
from archive.models.authorship import Author as Viewer
from archive.names.readings import readings
from archive.reading import visible
from archive.reading.prepared import by_viewer, given, given_all
from archive.reading.screen import Screen
from archive.reading.shelves import Narrowed
from archive.resolution.blocks import asked_by
from archive.search import (
    called,
    collecting,
    expressions,
    instead,
    keys,
    scoping,
    words,
)
from archive.search.found import EntityHit, Tier
from archive.search.instead import Asker
from archive.search.query import Query, parse
from archive.search.scoping import Cursor

OFFERED = 10
_NEAR, _LOOKED_AT, _FULLY, _NAMES = 80, 200, 60, 2
# Entities asked for at once.
MOST = 400
_LONGEST = 200
_FLOOR = 0.45
# A word or two of a longer name; the same with a letter wrong.
_PART, _NEAR_PART = 0.75, 0.6
_ALIKE = 50  # letters in a hundred
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class Spelt:
    """A spelling as it is read, what of it is compared, and the key of that."""

    text: str
    bare: str
    key: str


def entities(
    query: str | Query,
    *,
    viewer: Viewer,
    on: date,
    kind: str = "",
    size: int = OFFERED,
    asker: Asker | None = None,
) -> tuple[EntityHit, ...]:
    """Whom a viewer may see by that name, the likeliest first.

    By any spelling, in any script, by a part of a name, by initials, with a letter
    or two wrong. kind: one of Entity.Kind; empty for all. Eight queries at most.
    """
    query = parse(query) if isinstance(query, str) else query
    wanted = (term for group in query.wanted for term in group)
    typed = " ".join(word for term in wanted for word in term.words)[:_LONGEST]
    asked = query.typed[:_LONGEST]
    if not typed:
        return ()
    asker = asker or scoping.asking(viewer, on)
    kinds = [kind] if kind in Entity.Kind.values else Entity.Kind.values
    roots = _by_name(asked, typed, kinds) | _by_words(query, asker)
    found = {
        pk: each for pk, each in offered(roots, asker).items() if each.kind in kinds
    }
    spelt = _spelt(found, asker)
    scored = sorted(_scored(asked, typed, found, spelt), key=lambda each: each[0])
    return tuple(
        _hit(found[pk], -rank[0], _told(asked, spelt[pk], text), asker)
        for rank, pk, text in scored[:size]
    )


def _told(asked: str, spelt: Sequence[Spelt], best: str) -> str:
    """Which spelling is shown: the nearest letter by letter, so one in the script of
    the question where there is one, and of equals the label.
    """
    typed = asked.lower()
    near = [fuzz.token_set_ratio(typed, each.bare.lower()) for each in spelt]
    return spelt[near.index(max(near))].text if max(near) >= _ALIKE else best


def _hit(entity: Entity, score: float, text: str, asker: Asker) -> EntityHit:
    shown = asker.screen.row(entity)
    why = "" if text == shown.label else _("as %(name)s") % {"name": text}
    return EntityHit(shown, score, text, why)


def _by_name(asked: str, typed: str, kinds: Iterable[str]) -> set[int]:
    """Those with the same key, and those that share most blocks. One query."""
    said = [*readings(asked), typed]
    equal = {names.key(each)[:200] for each in said} - {""}
    blocks = {kind: asked_by(asked, kind) for kind in kinds}
    by_block: dict[str, set[int]] = defaultdict(set)
    for block, root in called.by_blocks(equal, blocks):
        by_block[block].add(root)
    found = by_block.pop("", set())
    weights: dict[int, float] = defaultdict(float)
    for having in by_block.values():
        for root in having:
            weights[root] += 1 / len(having)
    return found | set(nlargest(_NEAR, weights, key=lambda pk: (weights[pk], -pk)))


def _by_words(query: Query, asker: Asker) -> set[int]:
    """Those with the words in their names, or words spelled alike. Four
    queries, one more where very many have.

    Initials stand in few spellings: they are left to the comparison.
    """
    whole = tuple(g for g in query.wanted if any(len("".join(t.words)) > 1 for t in g))
    query = replace(query, wanted=whole or query.wanted)
    similar = instead.others(query, asker, aliases=False, similar=True)
    more = instead.beside(query, similar)
    scope = scoping.scope_of(
        query, "entity", Entity.objects.all(), Narrowed(), Cursor()
    )
    widest = expressions.Step(Tier.FORM, expressions.all_of(query))
    places = collecting.collect((widest, *more), scope, Cursor(), limit=_LOOKED_AT)
    if len(places) == _LOOKED_AT:
        # too many: then the best reasons first
        steps = (*expressions.of_words(query), *more)
        places = collecting.collect(steps, scope, Cursor(), limit=_LOOKED_AT)
    found = {keys.object_of(place.key) for place in places}
    roots = Entity.objects.filter(pk__in=found).order_by()
    return set(roots.values_list(Coalesce("root", "pk"), flat=True))


def _spelt(found: Mapping[int, Entity], asker: Asker) -> Mapping[int, list[Spelt]]:
    """All told spellings of all that are one with these, as they are read. One
    query.
    """
    spelt: dict[int, list[Spelt]] = {
        pk: [_read(each.label, asker)] for pk, each in found.items()
    }
    for few in batched(found, MOST):
        for of, text in _names(asker.viewer).ask(on=asker.on, keys=list(few)):
            spelt[of].append(_read(text, asker))
    return spelt


def offered(wanted: Iterable[int], asker: Asker) -> dict[int, Entity]:
    """Those of these that stand for themselves and have a page. One query."""
    rows = [
        each
        for few in batched(wanted, MOST)
        for each in _offered(asker.viewer).ask(on=asker.on, keys=list(few))
    ]
    return {each.pk: each for each in rows if not asker.screen.in_slug(each.slug)}


@by_viewer
def _offered(viewer: Viewer) -> QuerySet[Entity]:
    found = visible.entities(viewer, on=given("on", date), screen=Screen())
    if not getattr(viewer, "is_staff", False):
        found = visible.unprotected(found)
    return found.filter(pk__in=given_all("keys", upto=MOST)).order_by()


@by_viewer
def _names(viewer: Viewer) -> "QuerySet[Name, tuple[int, str]]":
    keys = given_all("keys", upto=MOST)
    return (
        visible.names(viewer, on=given("on", date))
        .filter(Q(entity__in=keys) | Q(entity__root__in=keys))
        .annotate(of=Coalesce("entity__root", "entity"))
        .order_by("pk")
        .values_list("of", "text")
    )


def batched(found: Iterable[int], size: int) -> Iterator[tuple[int, ...]]:
    each = iter(found)
    while few := tuple(islice(each, size)):
        yield few


def _read(text: str, asker: Asker) -> Spelt:
    """As it is read, and what is compared: nothing of what stands for a name."""
    screen = asker.screen
    read = screen.projected(text, screen.about(()), cleared=[(0, len(text))])
    ends = [0, *(mask.end for mask in read.masks)]
    begins = [*(mask.start for mask in read.masks), len(text)]
    bare = " ".join(text[low:high] for low, high in zip(ends, begins, strict=True))
    return Spelt(read.text, bare, names.key(bare))


Rank = tuple[float, float, str, int]


def _scored(
    asked: str,
    typed: str,
    found: Mapping[int, Entity],
    spelt: Mapping[int, Sequence[Spelt]],
) -> Iterator[tuple[Rank, int, str]]:
    """Rank, entity, and its spelling that is most alike; without the unlike."""
    # as it was written: of a script without spaces each letter is a word of its own
    keys_asked = {names.key(each) for each in (typed, asked)}
    looks = {
        pk: sorted(
            {
                (max(_look(key, each.key) for key in keys_asked), each.text, each.bare)
                for each in own
            },
            reverse=True,
        )
        for pk, own in spelt.items()
    }
    likely = nlargest(_FULLY, looks, key=lambda pk: (looks[pk][0], -pk))
    folded = [_ways(each) for each in words.tokens(asked)]
    for pk in likely:
        kind = names.Kind(found[pk].kind)
        label = spelt[pk][0].text
        best, _is_label, look, text = max(
            (_score(asked, bare, kind, folded), text == label, look, text)
            for look, text, bare in looks[pk][:_NAMES]
        )
        if best >= _FLOOR:
            yield (-best, -look, found[pk].sort_key, pk), pk, text


def _look(key: str, other: str) -> float:
    """Cheaply how alike two keys are, as wholes or as parts of each other; 0 to 1."""
    whole = fuzz.token_sort_ratio(key, other)
    return max(whole, 0.9 * fuzz.token_set_ratio(key, other)) / 100


def _score(
    asked: str, text: str, kind: names.Kind, folded: Sequence[tuple[str, ...]]
) -> float:
    whole = max(names.score(each, text, kind=kind) for each in readings(asked))
    return max(whole, _part(folded, text))


def _part(folded: Sequence[tuple[str, ...]], text: str) -> float:
    """As a part of a name: each word typed is one of its words, or nearly."""
    own = [way for each in words.tokens(text) for way in _ways(each)]
    each = [max((_near(f, o) for f in ways for o in own), default=0) for ways in folded]
    if not each or not min(each):
        return 0.0
    return _PART if min(each) == 1 else _NEAR_PART


def _ways(token: str) -> tuple[str, ...]:
    """As it may be heard, and as it is written: of C. the initial is a c."""
    return tuple(dict.fromkeys((*words.folds(token), anyascii(token).lower())))


def _near(typed: str, word: str) -> float:
    """1 for the same word, and less for its beginning, an initial, or a slip."""
    if typed == word:
        return 1.0
    if len(typed) >= _SHORTEST_PART and word.startswith(typed):
        return 0.8
    if 1 in {len(typed), len(word)}:
        return 0.5 if typed[:1] == word[:1] else 0.0
    most = 0 if len(typed) < 4 else 1 if len(typed) < 8 else 2
    distance = DamerauLevenshtein.distance(typed, word, score_cutoff=most)
    return 0.7 if distance <= most else 0.0
