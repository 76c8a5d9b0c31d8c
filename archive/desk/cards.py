"""A card of the mentions: each place in its sentence, and whom it may mean."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from archive import passages, resolution
from archive.desk.grouping import Group
from archive.models import Document, Entity, Mention
from archive.reading.dossier import Naming, in_sentences, naming

# A decision reaches what is visible, and no more places fit on a card.
PLACES = 40
OFFERED = 3
FOUND = 6
LISTED = 150
SPELLINGS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A find in its sentence. seen: its key and state, for the form."""

    mention: Mention
    context: passages.Context
    seen: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Whom a find may mean, why, and a sentence that names them already."""

    entity: Entity
    why: str
    example: Naming | None
    act: str  # the name of the key that chooses it, empty for none


@dataclass(frozen=True, slots=True)
class Card:
    """One decision. further: places of this name that do not fit on it."""

    group: Group
    shown: Place
    others: Sequence[Place]
    further: int
    offered: Sequence[Offered]
    found: Sequence[Offered]
    listed: Sequence[str]

    @property
    def says_who(self) -> bool:
        """Whether its names mean the same wherever they stand."""
        return not self.group.is_named or self.group.says_who

    @property
    def places(self) -> int:
        return 1 + len(self.others)


# Where the words around a find come from: a whole text, or a window of it.
Around = Callable[[Mention], passages.Context]


def newest_states(mentions: Iterable[int]) -> dict[int, int]:
    """The newest state in the history of each. One query."""
    states = Mention.history.filter(id__in=list(mentions)).order_by("history_id")
    return dict(states.values_list("id", "history_id"))


def card(
    group: Group,
    *,
    around: Around,
    document: Document | None,
    shown: int = 0,
    search: str = "",
) -> Card:
    """The card of a group. Eight queries, however much is on it.

    shown: the key of the find to show in full, else the first. search: words by
    which the curator looks for an entry.
    """
    mentions = sorted(group.mentions, key=lambda each: each.pk != shown)[:PLACES]
    states = newest_states(mention.pk for mention in mentions)
    first, *others = [
        Place(each, around(each), f"{each.pk}.{states.get(each.pk, '')}")
        for each in mentions
    ]
    offered = _offered(group, document)
    found = _searched(search, group.kind) if search else []
    named = examples([entity for entity, _why in [*offered, *found]])
    acts = ("first", "second", "third")
    return Card(
        group=group,
        shown=first,
        others=others,
        further=len(group.mentions) - len(mentions),
        offered=[
            Offered(entity, why, named.get(entity.pk), act)
            for (entity, why), act in zip(offered, acts, strict=False)
        ],
        found=[Offered(each, why, named.get(each.pk), "") for each, why in found],
        listed=_listed(group),
    )


def _offered(group: Group, document: Document | None) -> list[tuple[Entity, str]]:
    """The machine's own suggestion first, then by likeness; three at most."""
    if not group.is_named:
        return []
    surfaces = [(words, group.kind) for words, _n in group.spellings[:SPELLINGS]]
    likely = resolution.candidates(surfaces, document=document)
    return ranked(group, likely)[:OFFERED]


def ranked(
    group: Group, likely: Mapping[tuple[str, str], Sequence[resolution.Candidate]]
) -> list[tuple[Entity, str]]:
    """The candidates of all its spellings, the best of each entry."""
    every = [
        each
        for words, _n in group.spellings
        for each in likely.get((words, group.kind), ())
    ]
    best: dict[int, tuple[Entity, str]] = {}
    if group.entity is not None:
        own = [each for each in every if each.entity == group.entity]
        why = own[0].why if own else _("recognised by name")
        best[group.entity.pk] = group.entity, why
    for each in sorted(every, key=lambda each: -each.score):
        best.setdefault(each.entity.pk, (each.entity, each.why))
    return list(best.values())


def _searched(words: str, kind: str) -> list[tuple[Entity, str]]:
    """Entries called so, with these words in a name, or alike; of any named kind."""
    every = Entity.objects.filter(root=None)
    found = {each.pk: each for each in every.called(words).by_label()[:FOUND]}
    inside = Entity.objects.filter(
        Q(label__icontains=words) | Q(names__text__icontains=words), root=None
    )
    for each in inside.distinct().by_label()[:FOUND]:
        found.setdefault(each.pk, each)
    if kind in Entity.Kind.values and len(found) < FOUND:
        likely = resolution.candidates([(words, kind)], document=None)
        for candidate in likely[words, kind]:
            found.setdefault(candidate.entity.pk, candidate.entity)
    return [(entity, entity.get_kind_display()) for entity in found.values()][:FOUND]


def examples(entities: Iterable[Entity]) -> dict[int, Naming]:
    """For each a sentence that is known to name it. One query."""
    newest = (
        Mention.objects.accepted()
        .filter(entity=OuterRef("pk"))
        .order_by("-pk")
        .values("pk")[:1]
    )
    wanted = Entity.objects.filter(pk__in=[entity.pk for entity in entities])
    chosen = wanted.annotate(newest=Subquery(newest)).values("newest")
    mentions = in_sentences(Mention.objects.filter(pk__in=chosen))
    return {mention.entity_id or 0: naming(mention) for mention in mentions}


def _listed(group: Group) -> list[str]:
    """Names to choose from while typing; beyond them a name is typed in full."""
    if not group.is_named:
        return []
    entries = Entity.objects.of_kind(group.kind).filter(root=None).by_label()
    return list(entries.values_list("label", flat=True)[:LISTED])
