"""What a viewer may see of mentions, proofs and entities on a day.

All of it follows from Document.visible_to(): an entity is shown where a
document that is shown names it, or proves a claim about it. What only
contradicts a claim proves nothing. An entity stands for all that were merged
into it. Whose name is not shown has no page and stands in no list.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import Claim, Document, Entity, Evidence, Mention
from archive.models.authorship import Author as Viewer
from archive.models.entity import EntityQuerySet
from archive.reading import protecting
from archive.reading.protecting import Screen

SHOWN = (Claim.Status.CONFIRMED, Claim.Status.DISPUTED)


def mentions(viewer: Viewer, *, on: date) -> QuerySet[Mention]:
    """Accepted mentions of entities, in every revision."""
    shown = Document.objects.visible_to(viewer, on=on)
    return Mention.objects.accepted().filter(
        entity__isnull=False, passage__revision__document__in=shown
    )


def evidence(viewer: Viewer, *, on: date, is_live: bool = True) -> QuerySet[Evidence]:
    """Passages for and against the claims that one of them supports.

    Of texts as they stand today; otherwise of every revision.
    """
    shown = Evidence.objects.filter(
        claim__status__in=SHOWN,
        passage__revision__document__in=Document.objects.visible_to(viewer, on=on),
    )
    shown = shown.live() if is_live else shown
    proof = shown.filter(claim=OuterRef("claim"), stance=Evidence.Stance.SUPPORTS)
    return shown.filter(Exists(proof))


def entities(
    viewer: Viewer, *, on: date, screen: Screen | None = None
) -> EntityQuerySet:
    """Those that stand for themselves, shown where anything that is one with
    them is, unless the name of one of these is protected, or stands in the
    slug. One query more without a screen.
    """
    merged = shown_alone(viewer, on=on).filter(root=OuterRef("pk"))
    alone = shown_alone(viewer, on=on).filter(pk=OuterRef("pk"))
    found = Entity.objects.filter(Exists(alone) | Exists(merged), root=None)
    screen = protecting.screen_for(viewer) if screen is None else screen
    if not screen:
        return found
    protected = Entity.objects.exclude(protection=Entity.Protection.PUBLIC)
    unprotected = found.filter(
        ~Exists(protected.filter(root=OuterRef("pk"))),
        protection=Entity.Protection.PUBLIC,
    )
    return screen.with_pages(unprotected)


def led_to(
    slug: str, *, viewer: Viewer, on: date, screen: Screen | None = None
) -> Entity | None:
    """The entity with this slug, or the one it leads to. Two queries.

    A slug that could not be seen before a merge leads nowhere after it.
    """
    stands = Entity.objects.filter(slug=slug).values(key=Coalesce("root", "pk"))
    was_seen = shown_alone(viewer, on=on).filter(slug=slug)
    return (
        entities(viewer, on=on, screen=screen)
        .filter(Q(slug=slug) | Exists(was_seen), pk__in=stands)
        .first()
    )


def shown_alone(viewer: Viewer, *, on: date) -> EntityQuerySet:
    """Those with something of their own to show, merged or not."""
    about = Q(claim__participants__entity=OuterRef("pk")) | Q(
        claim__place=OuterRef("pk")
    )
    return Entity.objects.filter(
        Exists(mentions(viewer, on=on).filter(entity=OuterRef("pk")))
        | Exists(evidence(viewer, on=on).filter(about))
    )


def one_with(entity: Entity) -> EntityQuerySet:
    """An entity that stands for itself, and all that lead to it."""
    return Entity.objects.filter(Q(pk=entity.pk) | Q(root=entity.pk)).order_by()
