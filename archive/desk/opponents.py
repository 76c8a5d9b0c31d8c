"""Whom an entry may be compared with: found by a part of a name, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from archive import resolution
from archive.desk import shell
from archive.models import Entity
from archive.models.entity import EntityQuerySet

SHOWN = 12
LENGTH = 200  # of a label


@dataclass(frozen=True, slots=True)
class Found:
    """exactly: the one whose address or number was given. refused: why not."""

    exactly: Entity | None = None
    refused: str = ""
    rows: Sequence[Entity] = ()
    is_more: bool = False


def find(entity: Entity, words: str) -> Found:
    """Those of the same kind that stand for themselves. Four queries at most."""
    exact = _exactly(words)
    if exact is not None:
        why = refusal(entity, exact) or _led_on(exact)
        return Found(refused=why) if why else Found(exactly=exact)
    # the name itself among those that have it in theirs
    named = Q(label__icontains=words) | Q(names__text__icontains=words)
    inside = _others(entity).filter(named).distinct().by_label()[: SHOWN + 1]
    rows = {each.pk: each for each in inside}
    if len(rows) <= SHOWN:
        rows |= {each.pk: each for each in _alike(entity, words)}
    if not rows:
        return Found(refused=_nobody(entity, words))
    return Found(rows=[*rows.values()][:SHOWN], is_more=len(rows) > SHOWN)


def refusal(entity: Entity, other: Entity) -> str:
    """Why the two are not compared; empty when they are."""
    if entity.pk == other.pk:
        return _("“%(entry)s” is that entry itself.") % {"entry": entity}
    if entity.kind != other.kind:
        return _("“%(entry)s”: %(kind)s. “%(other)s”: %(another)s. Of two kinds.") % {
            "entry": entity,
            "kind": entity.get_kind_display(),
            "other": other,
            "another": other.get_kind_display(),
        }
    return ""


def _led_on(other: Entity) -> str:
    if other.root is None:
        return ""
    return _(
        "“%(entry)s” was joined with “%(root)s” (%(slug)s): compare with that, "
        "or take it back under “Judged before”."
    ) % {"entry": other, "root": other.root, "slug": other.root.slug}


def _exactly(words: str) -> Entity | None:
    """By the last part of its address, or by its number."""
    number = shell.number(words)
    which = Q(slug=words) if number is None else Q(slug=words) | Q(pk=number)
    return Entity.objects.select_related("root").filter(which).first()


def _others(entity: Entity) -> EntityQuerySet:
    others = Entity.objects.of_kind(entity.kind).filter(root=None)
    return others.exclude(pk__in=[entity.pk, entity.root_id_or_own])


def _alike(entity: Entity, words: str) -> list[Entity]:
    asked = (words, entity.kind)
    found = resolution.candidates([asked], document=None)[asked]
    known = {entity.pk, entity.root_id_or_own}
    return [
        each.entity
        for each in found
        if each.entity.pk not in known
        and each.entity.root_id is None
        and each.entity.kind == entity.kind
    ]


def _nobody(entity: Entity, words: str) -> str:
    """That nobody is called so, or only something of another kind."""
    other = Entity.objects.called(words).exclude(kind=entity.kind).first()
    if other is not None:
        return refusal(entity, other)
    if Entity.objects.called(words).filter(pk=entity.pk).exists():
        return refusal(entity, entity)
    return _("No other entry of this kind is called like “%(words)s”.") % {
        "words": words
    }
