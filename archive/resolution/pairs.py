"""Two entities that may be one: the open questions, worked out from names."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from archive import names
from archive.models import Entity, Judgement, NameBlock, Pair
from archive.resolution.blocks import Block, any_of, for_pairs, heaviest, sizes_of

# Of all that share a block, as many as share the most are compared in full.
_COMPARED = 300


def look_for_pairs(entity: Entity) -> None:
    """Keep the open questions about an entity and all that lead to it.

    A pair is two entities that stand for themselves, of one kind, with names
    alike enough to ask, and no judgement between any of theirs. Called when
    names or judgements changed. Some eight queries.
    """
    root, *merged = _cluster(entity)
    mine = {root, *merged}
    wanted = _alike(root, mine, entity.kind)
    for other in _judged(mine):
        wanted.pop(other, None)
    _keep(root, mine, wanted)


def open_pairs() -> QuerySet[Pair]:
    """The questions nobody has answered, the likeliest first.

    Look_for_pairs keeps no other; the judgements are asked all the same.
    """
    between = Judgement.objects.live().filter(
        Q(entity=OuterRef("left"), kept=OuterRef("right"))
        | Q(entity=OuterRef("right"), kept=OuterRef("left"))
    )
    return (
        Pair.objects.filter(~Exists(between))
        .select_related("left", "right")
        .order_by("-score", "id")
    )


def _cluster(entity: Entity) -> list[int]:
    """The keys of all that are one with it; first that of the one that stands."""
    own = Entity.objects.filter(pk=entity.pk).values(key=Coalesce("root", "pk"))
    found = Entity.objects.filter(Q(pk__in=own) | Q(root__in=own))
    rows = found.order_by(F("root").asc(nulls_first=True), "pk")
    return list(rows.values_list("pk", flat=True))


def _alike(root: int, mine: set[int], kind: str) -> dict[int, tuple[float, str]]:
    """By entity: the score of the likeliest two names, and these. Three queries."""
    blocks = NameBlock.objects.filter(name__entity__in=mine)
    own: dict[str, set[str]] = defaultdict(set)
    for block, text in blocks.values_list("block", "name__text"):
        if for_pairs(block):
            own[block].add(text)
    sizes = sizes_of((kind, block) for block in own)
    found: dict[int, tuple[float, str]] = {}
    for text, other, shared in _others(mine, sizes):
        for mine_text in {each for block in shared for each in own[block]}:
            compared = names.compare(mine_text, text, kind=names.Kind(kind))
            if compared.suggest:
                # the same from either side
                both = [mine_text, text] if root < other else [text, mine_text]
                asked = (compared.score, " / ".join(both)[:200])
                found[other] = max(found.get(other, asked), asked)
    return found


def _others(
    mine: set[int], sizes: Mapping[Block, int]
) -> list[tuple[str, int, list[str]]]:
    """Names of others that share most: text, entity, shared blocks. One query."""
    if not sizes:
        return []
    rows = (
        NameBlock.objects.filter(any_of(sizes))
        .exclude(name__entity__in=mine)
        .values_list(
            "kind",
            "block",
            "name",
            "name__text",
            Coalesce("name__entity__root", "name__entity"),
        )
    )
    weights: dict[int, float] = defaultdict(float)
    shared: dict[int, list[str]] = defaultdict(list)
    whose: dict[int, tuple[str, int]] = {}
    for kind, block, name, text, root in rows:
        weights[name] += 1 / sizes[kind, block]
        shared[name].append(block)
        whose[name] = (text, root)
    chosen = heaviest(weights, _COMPARED)
    return [(*whose[name], shared[name]) for name in chosen]


def _judged(mine: set[int]) -> set[int]:
    """The entities about which something was said with one of these. One query."""
    rows = (
        Judgement.objects.live()
        .filter(Q(entity__in=mine) | Q(kept__in=mine))
        .values_list(Coalesce("entity__root", "entity"), Coalesce("kept__root", "kept"))
    )
    return {root for pair in rows for root in pair}


def _keep(root: int, mine: set[int], wanted: Mapping[int, tuple[float, str]]) -> None:
    fresh = {
        (min(root, other), max(root, other), *found) for other, found in wanted.items()
    }
    known = Pair.objects.filter(Q(left__in=mine) | Q(right__in=mine))
    rows = {(p.left_id, p.right_id, p.score, p.why): p.pk for p in known}
    Pair.objects.filter(
        pk__in=[pk for row, pk in rows.items() if row not in fresh]
    ).delete()
    fresh -= rows.keys()
    Pair.objects.bulk_create(
        (
            Pair(left_id=left, right_id=right, score=score, why=why)
            for left, right, score, why in sorted(fresh)
        ),
        # somebody else may have asked the same meanwhile
        ignore_conflicts=True,
    )
