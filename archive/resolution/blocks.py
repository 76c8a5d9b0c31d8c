"""Blocks as they are stored: how many names have each, which share most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from django.db.models import Count, Q

from archive import names
from archive.models import Entity, NameBlock

Block = tuple[str, str]  # of what kind, and the block

# A block that so many names have tells none of them from another.
_CROWD = 2000
# Before a single word of a person's name, by which a lone surname is looked up.
# No pair is asked for because of one: brothers share it.
_WORD = "|"
_LONGEST = 40


def kept_for(text: str, kind: str) -> frozenset[str]:
    """All blocks by which a spelling is to be found."""
    return names.blocks(text, names.Kind(kind)) | _single_words(text, kind)


def asked_by(text: str, kind: str) -> frozenset[str]:
    """The blocks by which a printed name is looked up."""
    alone = _single_words(text, kind)
    own = names.blocks(text, names.Kind(kind))
    return own | alone if len(alone) == 1 else own


def for_pairs(block: str) -> bool:
    return not block.startswith(_WORD)


def _single_words(text: str, kind: str) -> frozenset[str]:
    if kind != Entity.Kind.PERSON or len(text) > _LONGEST * 5:
        return frozenset()
    return frozenset(
        f"{_WORD}{word}"[:_LONGEST]
        for word in names.fold(text).split()
        if len(word) > 1
    )


def sizes_of(blocks: Iterable[Block]) -> dict[Block, int]:
    """How many names have each block, without those too many have. One query."""
    wanted = set(blocks)
    if not wanted:
        return {}
    counted = (
        NameBlock.objects.filter(any_of(wanted))
        .order_by()
        .values_list("kind", "block")
        .annotate(size=Count("name"))
    )
    return {(kind, b): size for kind, b, size in counted if size <= _CROWD}


def any_of(blocks: Iterable[Block]) -> Q:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, block in sorted(blocks):
        by_kind[kind].append(block)
    found = Q(pk__in=[])
    for kind, own in by_kind.items():
        found |= Q(kind=kind, block__in=own)
    return found


def heaviest(weights: Mapping[int, float], at_most: int) -> list[int]:
    return nsmallest(at_most, weights, key=lambda pk: (-weights[pk], pk))
