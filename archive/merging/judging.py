"""Whether two entries are one: said by people, undone exactly.

A merge re-points nothing: every mention, name and claim stays with the entity
it was given to, and `root` says whose page it is shown on. Roots are worked
out anew from the live judgements.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from archive import resolution
from archive.models import Batch, Entity, Judgement, recording
from archive.models.authorship import Author, account, save_as

SAME, DIFFERENT, UNSURE = Judgement.Verdict.values
# Any number of our own: what judges takes this lock of PostgreSQL.
_LOCK = 7_164_920_115


class Blocked(ValueError):
    """Why two entries cannot be joined or parted, in words for the curator."""

    def __init__(self, message: str, judgement: Judgement | None = None) -> None:
        super().__init__(message)
        self.judgement = judgement


def same(
    entity: Entity, kept: Entity, *, by: Author, at: datetime, reason: str = ""
) -> Judgement:
    """Join two entries: the page of `kept` stays, the other leads there.

    Raises Blocked for two kinds, for what is one entry already, and when
    somebody has said that two of those it would bring together are different.
    """
    return _judge(SAME, entity, kept, by=by, at=at, reason=reason)


def different(
    entity: Entity, other: Entity, *, by: Author, at: datetime, reason: str = ""
) -> Judgement:
    """Keep two entries apart from now on. Raises Blocked while they are joined."""
    return _judge(DIFFERENT, entity, other, by=by, at=at, reason=reason)


def unsure(
    entity: Entity, other: Entity, *, by: Author, at: datetime, reason: str = ""
) -> Judgement:
    """Nobody can tell yet: the question is set aside, and nothing is joined.

    Raises Blocked where it has been answered.
    """
    return _judge(UNSURE, entity, other, by=by, at=at, reason=reason)


def revoke(judgement: Judgement, *, by: Author, at: datetime) -> None:
    """Take a judgement back, in whatever order; the rest stand as they were.

    Raises Blocked when that has been done.
    """
    with recording(Batch.Verb.EDIT, by=by, summary=f"revoked: {judgement}"):
        _one_at_a_time()
        judgement.refresh_from_db()
        if judgement.revoked_at is not None:
            raise Blocked("That has been taken back already.", judgement)
        revoke_row(judgement, by=by, at=at)
        settle([judgement.entity_id, judgement.kept_id])


def revoke_row(judgement: Judgement, *, by: Author, at: datetime) -> None:
    """Revoked, and no root changed yet: settle() follows."""
    judgement.revoked_by = account(by)
    judgement.revoked_at = at
    save_as(judgement, by)


def settle(entities: Iterable[int]) -> None:
    """Work out the roots of these entities, and of all joined with them.

    The live judgements are replayed in the order in which they were made, and
    the open pairs of the entities are looked for anew. Raises Blocked where two
    that are different would be joined. One query for each step away from the
    entities given, three, and what the pairs take.
    """
    entities = set(entities)
    if not entities:
        return
    _one_at_a_time()
    joined = _joined_with(entities)
    roots = replayed(joined)
    _refuse_crossed(roots)
    rows = Entity.objects.in_bulk(joined)
    for pk, entity in rows.items():
        root = None if roots[pk] == pk else roots[pk]
        if entity.root_id != root:
            Entity.objects.filter(pk=pk).update(root=root)
    for pk in sorted(set(roots.values()) & rows.keys()):
        resolution.look_for_pairs(rows[pk])


def replayed(entities: set[int]) -> dict[int, int]:
    """For each of these the entity that stands for it; itself when joined to none.

    Complete only with all that judgements join to them.
    """
    roots = {pk: pk for pk in entities}
    together = {pk: {pk} for pk in entities}
    for edge in _live(SAME, entities).order_by("id"):
        loser, winner = roots[edge.entity_id], roots[edge.kept_id]
        if loser == winner:
            continue
        together[winner] |= together.pop(loser)
        for pk in together[winner]:
            roots[pk] = winner
    return roots


def members(entity: Entity) -> list[int]:
    """The keys of all that are one with an entity; first that of the one that
    stands for them. One query, which sees what was said since it was read.
    """
    own = Entity.objects.filter(pk=entity.pk).values(key=Coalesce("root", "pk"))
    found = Entity.objects.filter(Q(pk__in=own) | Q(root__in=own))
    rows = found.order_by(F("root").asc(nulls_first=True), "pk")
    return list(rows.values_list("pk", flat=True))


def _judge(
    verdict: str,
    entity: Entity,
    kept: Entity,
    *,
    by: Author,
    at: datetime,
    reason: str,
) -> Judgement:
    _refuse_pair(entity, kept)
    with recording(verdict, by=by, summary=f"{entity.label} / {kept.label}"):
        _one_at_a_time()
        _settle_between(entity, kept, verdict, by=by, at=at)
        _refuse_joined(entity, kept)
        made = Judgement(
            entity=entity,
            kept=kept,
            verdict=verdict,
            reason=reason[:300],
            made_by=account(by),
            made_at=at,
        )
        save_as(made, by)
        settle([entity.pk, kept.pk])
    return made


def _one_at_a_time() -> None:
    """Of two curators at once the second sees what the first has said.

    Until the end of the transaction; on SQLite only one writes anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _refuse_pair(entity: Entity, kept: Entity) -> None:
    if entity.pk == kept.pk:
        raise Blocked("That is one entry, not two.")
    if entity.kind != kept.kind:
        raise Blocked(
            f"{entity.label} is {entity.get_kind_display()}, "
            f"{kept.label} is {kept.get_kind_display()}."
        )


def _settle_between(
    entity: Entity, kept: Entity, verdict: str, *, by: Author, at: datetime
) -> None:
    """What was said of the two before: said again, unsure, or in the way."""
    live = Judgement.objects.live().between(entity.pk, kept.pk)
    for earlier in live.select_related("entity", "kept", "made_by"):
        if earlier.verdict == UNSURE:
            revoke_row(earlier, by=by, at=at)
        elif earlier.verdict != verdict:
            raise Blocked(_in_the_way(earlier), earlier)
        else:
            raise Blocked(f"{_said(earlier)} That stands.", earlier)


def _refuse_joined(entity: Entity, kept: Entity) -> None:
    """One entry already, by what was said of others between the two."""
    through = _joined_with({entity.pk})
    if kept.pk not in through:
        return
    between = _live(SAME, through).select_related("entity", "kept", "made_by")
    touching = Q(entity=kept.pk) | Q(kept=kept.pk)
    link = between.filter(touching).first()
    why = f" {_said(link)}" if link else ""
    raise Blocked(f"{entity.label} and {kept.label} are one entry.{why}", link)


def _joined_with(entities: set[int]) -> set[int]:
    """The entities, and all that live judgements join to them."""
    found, edge = set(entities), set(entities)
    while edge:
        pairs = _live(SAME, edge).values_list("entity_id", "kept_id")
        edge = {pk for pair in pairs for pk in pair} - found
        found |= edge
    return found


def _live(verdict: str, entities: set[int]) -> QuerySet[Judgement]:
    return Judgement.objects.live().filter(
        Q(entity__in=entities) | Q(kept__in=entities), verdict=verdict
    )


def _refuse_crossed(roots: dict[int, int]) -> None:
    said = _live(DIFFERENT, set(roots)).select_related("entity", "kept", "made_by")
    for apart in said:
        one, other = roots.get(apart.entity_id), roots.get(apart.kept_id)
        if one is not None and one == other:
            raise Blocked(_in_the_way(apart), apart)


def _in_the_way(judgement: Judgement) -> str:
    return f"{_said(judgement)} Take that back first."


def _said(judgement: Judgement) -> str:
    who = f" by {judgement.made_by}" if judgement.made_by else ""
    return (
        f"{judgement.entity.label} and {judgement.kept.label} were said to be "
        f"{judgement.get_verdict_display()}{who} on {judgement.made_at:%d %B %Y}."
    )
