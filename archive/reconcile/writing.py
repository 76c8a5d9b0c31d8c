"""Suggestions written, as far as they differ from those that are there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from simple_history.utils import bulk_update_with_history

from archive.extraction import Find
from archive.models import Entity, Mention, Passage, Revision, states
from archive.reconcile.planning import CORE, Plan


def entities_of(finds: Iterable[Find]) -> dict[str, Entity]:
    """Candidates by the label a find carries: the gazetteer's slug. One query."""
    slugs = {found.canonical for found in finds if found.kind.value in CORE}
    found = Entity.objects.filter(slug__in=slugs).order_by()
    return {entity.slug: entity for entity in found}


def write(
    revision: Revision, plan: Plan, *, entities: Mapping[str, Entity], at: datetime
) -> None:
    """entities: by the label that finds carry."""
    _create(revision, plan.new, entities, at)
    for mention in plan.superseded:
        mention.status = Mention.Status.SUPERSEDED
    changed = [m for m, found in plan.kept if _take_on(m, _columns(found, entities))]
    _rewrite([*plan.superseded, *changed], at)
    Revision.objects.filter(pk=revision.pk).update(extracted_at=at)


def _create(
    revision: Revision,
    finds: Sequence[Find],
    entities: Mapping[str, Entity],
    at: datetime,
) -> None:
    if not finds:
        return
    places = Passage.objects.at_all(
        revision, ((each.start, each.end) for each in finds)
    )
    states.create_with_history(
        [
            Mention(passage=places[each.start, each.end], **_columns(each, entities))
            for each in finds
        ],
        at=at,
    )


def _take_on(mention: Mention, columns: Mapping[str, object]) -> bool:
    """Whether a suggestion became another by what was found now."""
    changed = False
    for name, value in columns.items():
        if getattr(mention, name) != value:
            setattr(mention, name, value)
            changed = True
    return changed


def _rewrite(mentions: Sequence[Mention], at: datetime) -> None:
    # locked since they were read: nobody has decided meanwhile
    if mentions:
        bulk_update_with_history(
            mentions,
            Mention,
            ["entity", "status", "value", "group", "extractor", "score"],
            default_date=at,
        )


def _columns(found: Find, entities: Mapping[str, Entity]) -> dict[str, object]:
    entity = entities.get(found.canonical)
    return {
        "kind": found.kind.value,
        "entity_id": entity.pk if entity else None,
        "status": Mention.Status.SUGGESTED,
        "value": found.value,
        "group": found.canonical[:200],
        "extractor": found.source,
        "score": found.score,
    }
