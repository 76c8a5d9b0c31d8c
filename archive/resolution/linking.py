"""Finds of one text given the label of the entity that they are sure to mean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.extraction import Find, says_who
from archive.models import Entity
from archive.resolution.candidates import Surface, certain

_NAMED = frozenset(Entity.Kind.values)


def linked(finds: Sequence[Find]) -> list[Find]:
    """The finds, those whose name is certain with the label of its entity.

    With it go the finds that the run took for the same. A label that is sure to
    mean two is left as it is. What says only of what kind is linked to the one
    of its bearers that the text names in full. Two queries; three at most.
    """
    named = [each for each in finds if each.kind.value in _NAMED]
    curated = _curated({each.canonical for each in named})
    unsaid = [each for each in named if each.canonical not in curated]
    sure = _slugs(unsaid, certain(_surface(each) for each in unsaid))
    here = curated | set(sure.values())
    unsaid = [each for each in unsaid if _label(each) not in sure]
    vague = [each for each in unsaid if not says_who(each.surface, each.kind)]
    if vague and here:
        bound = certain((_surface(each) for each in vague), present=here)
        sure |= _slugs(vague, bound)
    return [
        replace(each, canonical=sure.get(_label(each), each.canonical))
        for each in finds
    ]


def _surface(find: Find) -> Surface:
    return find.surface, find.kind.value


def _label(find: Find) -> tuple[str, str]:
    return find.canonical, find.kind.value


def _slugs(
    finds: Sequence[Find], sure: Mapping[Surface, str]
) -> dict[tuple[str, str], str]:
    """What a label is sure to mean; nothing for one that would mean two."""
    slugs: dict[tuple[str, str], set[str]] = {}
    for each in finds:
        if slug := sure.get(_surface(each)):
            slugs.setdefault(_label(each), set()).add(slug)
    return {label: only for label, (only, *more) in slugs.items() if not more}


def _curated(labels: set[str]) -> set[str]:
    found = Entity.objects.filter(slug__in=labels).order_by()
    return set(found.values_list("slug", flat=True))
