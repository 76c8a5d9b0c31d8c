"""Whom a printed name may mean, best first, each with a reason."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from archive import names
from archive.extraction import FindKind, says_who
from archive.models import Document, Entity, Mention, Name, NameBlock
from archive.resolution.blocks import (
    Block,
    any_of,
    asked_by,
    for_pairs,
    heaviest,
    sizes_of,
)

Surface = tuple[str, str]  # what is printed, and of what kind

OFFERED = 5
# Of all that share a block, as many as share the most are looked at; of these
# the first, and those whose keys look most alike, are compared in full: a full
# comparison takes 0.2 ms, and a page has 40 names.
_LOOKED_AT, _FIRST, _LIKEST = 24, 1, 3
# Share of letters in common, 0 to 100, below which no two names are offered.
_UNLIKE = 45
_READ = 20_000  # rows at most, whatever is in the archive
# Below the threshold of a pair a person may still want to see it offered.
_FLOOR = 0.5
# What the order, not the score, gains: named in this document; a part of a name.
_IN_DOCUMENT, _PART = 0.15, 0.6
_NAMED = frozenset(Entity.Kind.values)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a name may mean; an entity that stands for itself. score: 0 to 1."""

    entity: Entity
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Spelt:
    """A spelling the archive knows and the key of the entity it leads to."""

    text: str
    kind: str
    key: str
    is_preferred: bool
    root: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate before its entity is fetched; rank is what it is sorted by."""

    root: int
    rank: float
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Present:
    """What a document names, as decided: by entity that stands for itself."""

    words: Mapping[int, Sequence[str]]
    entities: frozenset[int] = frozenset()


def candidates(
    surfaces: Iterable[Surface], *, document: Document | None
) -> Mapping[Surface, list[Candidate]]:
    """Whom each of these may mean, best first. Five queries, however many.

    Those the document names already come before others as much alike. Of a date
    or a charge nobody is offered.
    """
    surfaces = list(dict.fromkeys(surfaces))
    asked = [each for each in surfaces if each[1] in _NAMED]
    present = _present(document) if document is not None and asked else Present({})
    near = _near(asked, present)
    ranked = {each: _ranked(each, near[each], present) for each in asked}
    entities = Entity.objects.in_bulk(
        {r.root for found in ranked.values() for r in found}
    )
    return {
        each: [
            Candidate(entities[found.root], found.score, found.why)
            for found in ranked.get(each, ())
            if found.root in entities
        ]
        for each in surfaces
    }


def certain(
    surfaces: Iterable[Surface], *, present: Collection[str] = ()
) -> dict[Surface, str]:
    """The slug of the one entity each of these is sure to mean; most have none.

    Equal keys, one kind, two names for a person, one alphabet in a word, a name
    that says who, and nobody else with that key: what a machine may join, as a
    suggestion. present: slugs of entities the same document names for sure; what
    only says of what kind ("the High Commission") may mean one of these. One
    query.
    """
    asked = {each: names.key(each[0])[:200] for each in surfaces}
    known: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    keyed = Name.objects.filter(key__in=set(asked.values()) - {""}).order_by()
    rows = keyed.values_list(
        "key",
        "entity__kind",
        "text",
        Coalesce("entity__root__slug", "entity__slug"),
    )
    for key, kind, text, slug in rows if asked else ():
        known[key, kind].append((text, slug))
    meant = {
        (surface, kind): _meant(surface, kind, known.get((key, kind), ()), present)
        for (surface, kind), key in asked.items()
    }
    return {each: slug for each, slug in meant.items() if slug}


def _meant(
    surface: str,
    kind: str,
    bearers: Sequence[tuple[str, str]],
    present: Collection[str],
) -> str:
    """The slug, or nothing. bearers: spelling and slug of those with its key."""
    slugs = {slug for _text, slug in bearers}
    if not bearers or names.mixed_scripts(surface):
        return ""
    if not says_who(surface, FindKind(kind)):
        here = slugs.intersection(present)
        return here.pop() if len(here) == 1 else ""
    is_joined = any(_joins(surface, text, kind) for text, _slug in bearers)
    return slugs.pop() if len(slugs) == 1 and is_joined else ""


def _joins(a: str, b: str, kind: str) -> bool:
    return names.compare(a, b, kind=names.Kind(kind)).auto


def _near(asked: Sequence[Surface], present: Present) -> dict[Surface, list[Spelt]]:
    """Spellings to weigh: of its key, in its document, sharing most. Three queries."""
    sharing = _sharing({each: asked_by(*each) for each in asked})
    keys = {each: names.key(each[0])[:200] for each in asked}
    known = _spelt(
        Q(pk__in={pk for found in sharing.values() for pk in found})
        | Q(key__in=set(keys.values()) - {""})
        | Q(entity__in=present.entities)
    )
    by_word: dict[Block, set[int]] = defaultdict(set)
    by_key: dict[Block, list[int]] = defaultdict(list)
    for pk, name in known.items():
        by_key[name.kind, name.key].append(pk)
        if name.root in present.words:
            for word in name.key.split():
                by_word[name.kind, word].add(pk)
    near = {}
    for each in asked:
        key = keys[each]
        here = {pk for word in key.split() for pk in by_word[each[1], word]}
        shared = [known[pk] for pk in sharing[each] if pk in known]
        close = [known[pk] for pk in (*by_key[each[1], key], *sorted(here))]
        near[each] = list(dict.fromkeys([*close, *_likest(key, shared)]))
    return near


def _likest(key: str, shared: Sequence[Spelt]) -> list[Spelt]:
    """Those worth a full comparison. An acronym looks like nothing: it comes first."""
    looks = {name: fuzz.token_sort_ratio(key, name.key) for name in shared[_FIRST:]}
    rest = nlargest(_LIKEST, looks, key=lambda name: looks[name])
    return [*shared[:_FIRST], *(name for name in rest if looks[name] > _UNLIKE)]


def _sharing(blocks: Mapping[Surface, frozenset[str]]) -> dict[Surface, list[int]]:
    """For each surface the names that share most with it; rare blocks say more."""
    having = _having({(kind, b) for (_text, kind), own in blocks.items() for b in own})
    found = {}
    for (text, kind), own in blocks.items():
        weights: dict[int, float] = defaultdict(float)
        for block in own:
            names_there = having.get((kind, block), ())
            for name in names_there:
                weights[name] += 1 / len(names_there)
        found[text, kind] = heaviest(weights, _LOOKED_AT)
    return found


def _having(blocks: set[Block]) -> Mapping[Block, list[int]]:
    """The names that have each block, without the single words too many have.

    Counting all blocks first would take as long as reading them: two names
    make a block rare, one does not.
    """
    alone = {each for each in blocks if not for_pairs(each[1])}
    wanted = blocks - alone | sizes_of(alone).keys()
    having: dict[Block, list[int]] = defaultdict(list)
    if wanted:
        rows = NameBlock.objects.filter(any_of(wanted)).order_by()
        for kind, block, name in rows.values_list("kind", "block", "name")[:_READ]:
            having[kind, block].append(name)
    return having


def _spelt(which: Q) -> dict[int, Spelt]:
    rows = (
        Name.objects.filter(which)
        .order_by("pk")
        .values_list(
            "pk",
            "text",
            "entity__kind",
            "key",
            "kind",
            "entity",
            "entity__root",
        )
    )
    return {
        pk: Spelt(
            text,
            kind,
            key,
            is_preferred=spelling == Name.Kind.PREFERRED and root is None,
            root=root or entity,
        )
        for pk, text, kind, key, spelling, entity, root in rows
    }


def _present(document: Document) -> Present:
    """What its current text names, by people's decisions. One query."""
    rows = (
        Mention.objects.accepted()
        .filter(entity__isnull=False, passage__revision=document.current_revision_id)
        .order_by()
        .values_list("entity", Coalesce("entity__root", "entity"), "passage__quote")
        .distinct()
    )
    words: dict[int, list[str]] = defaultdict(list)
    entities = set()
    for entity, root, quote in rows:
        words[root].append(" ".join(quote.split()))
        entities.add(entity)
    return Present(words, frozenset(entities))


def _ranked(asked: Surface, near: Iterable[Spelt], present: Present) -> list[Ranked]:
    best: dict[int, Ranked] = {}
    for name in near:
        found = _weighed(asked, name, present)
        if found and found.rank > (best[name.root].rank if name.root in best else 0):
            best[name.root] = found
    return sorted(best.values(), key=lambda each: (-each.rank, each.root))[:OFFERED]


def _weighed(asked: Surface, name: Spelt, present: Present) -> Ranked | None:
    surface, kind = asked
    found = names.score(surface, name.text, kind=names.Kind(kind))
    is_part = _is_part(surface, name.text)
    if found < _FLOOR and not is_part:
        return None
    rank = max(found, _PART if is_part else 0)
    if name.root in present.words:
        rank += _IN_DOCUMENT
    return Ranked(name.root, rank, found, _why(surface, name, found, present))


def _is_part(short: str, long: str) -> bool:
    """A surname of somebody, a word or two of a longer name."""
    return set(names.fold(short).split()) < set(names.fold(long).split())


def _why(surface: str, name: Spelt, found: float, present: Present) -> str:
    if " ".join(surface.split()).casefold() == name.text.casefold():
        return _("same name") if name.is_preferred else _("known alias")
    if found == 1:
        return _("same name")
    if printed := present.words.get(name.root):
        return _("same document as %(name)s") % {"name": max(printed, key=len)}
    if _is_acronym(surface, name.text) or _is_acronym(name.text, surface):
        return _("acronym of %(name)s") % {"name": max(surface, name.text, key=len)}
    if _is_part(surface, name.text):
        return _("part of %(name)s") % {"name": name.text}
    return _("score %(score)s") % {"score": f"{found:.2f}".removeprefix("0")}


def _is_acronym(short: str, long: str) -> bool:
    """By the look of them: the score has compared the letters."""
    return short.isupper() and " " not in short.strip() and len(long.split()) > 1
