"""Whom somebody appears with: others named in the same reports, the oftenest first."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models.functions import Coalesce

from archive.models import Entity, Mention, Passage

# So many places of the one, and of the others around them, are looked at.
AHEAD = 100
_ROWS = 2_000
LIMIT = 12

# By revision, in order, where it is named.
Places = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Companion:
    """reports: how many name both. nearest: where it stands nearest to the one."""

    entity: Entity
    reports: int
    nearest: Passage


class Near(NamedTuple):
    """How many reports, and the mention that stands nearest, not yet read."""

    entity: int
    reports: int
    mention: int


class _Row(NamedTuple):
    entity: int
    mention: int
    revision: int
    start: int


def places(mentions: Iterable[Mention]) -> Places:
    """Of mentions loaded with their passages."""
    found: dict[int, list[int]] = {}
    for each in mentions:
        found.setdefault(each.passage.revision_id, []).append(each.passage.start)
    return {revision: sorted(starts) for revision, starts in found.items()}


def near(here: Places, members: Collection[int]) -> list[Near]:
    """In texts that may be seen. One query, none when there is no text."""
    if not here:
        return []
    rows = (
        Mention.objects.accepted()
        .filter(passage__revision__in=list(here), entity__isnull=False)
        .exclude(entity__in=members)
        .order_by()
        .values_list(
            Coalesce("entity__root", "entity"),
            "pk",
            "passage__revision",
            "passage__start",
        )
    )
    return ranked((_Row(*row) for row in rows[:_ROWS]), here)


def ranked(rows: Iterable[_Row], here: Places) -> list[Near]:
    """By the number of reports, then by how near they stand, then as they came."""
    reports: dict[int, set[int]] = {}
    nearest: dict[int, tuple[int, int]] = {}
    for row in rows:
        reports.setdefault(row.entity, set()).add(row.revision)
        found = (_distance(row.start, here[row.revision]), row.mention)
        nearest[row.entity] = min(found, nearest.get(row.entity, found))
    order = sorted(reports, key=lambda each: (-len(reports[each]), nearest[each]))
    return [Near(each, len(reports[each]), nearest[each][1]) for each in order[:LIMIT]]


def _distance(start: int, others: Sequence[int]) -> int:
    """In code points to the nearest of others, which are in order."""
    at = bisect_left(others, start)
    return min(abs(start - each) for each in others[max(0, at - 1) : at + 1])


def companions(found: Iterable[Near], read: Mapping[int, Mention]) -> list[Companion]:
    """read: mentions by key, with passage and entity; who is not in it is left out."""
    return [
        Companion(mention.entity.root or mention.entity, each.reports, mention.passage)
        for each in found
        if (mention := read.get(each.mention)) and mention.entity
    ]
