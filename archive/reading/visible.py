"""What a viewer may see of mentions, proofs and entities on a day.

All of it follows from Document.visible_to(): an entity is shown where a
document that is shown names it, or proves a claim about it. What only
contradicts a claim proves nothing.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.models import Claim, Document, Entity, Evidence, Mention
from archive.models.authorship import Author as Viewer
from archive.models.entity import EntityQuerySet

SHOWN = (Claim.Status.CONFIRMED, Claim.Status.DISPUTED)


def mentions(viewer: Viewer, *, on: date) -> QuerySet[Mention]:
    """Accepted mentions of entities, in every revision."""
    shown = Document.objects.visible_to(viewer, on=on)
    return Mention.objects.accepted().filter(
        entity__isnull=False, passage__revision__document__in=shown
    )


def evidence(viewer: Viewer, *, on: date) -> QuerySet[Evidence]:
    """Passages for and against the claims that one of them supports."""
    shown = Evidence.objects.filter(
        claim__status__in=SHOWN,
        passage__revision__document__in=Document.objects.visible_to(viewer, on=on),
    )
    proof = shown.filter(claim=OuterRef("claim"), stance=Evidence.Stance.SUPPORTS)
    return shown.filter(Exists(proof))


def entities(viewer: Viewer, *, on: date) -> EntityQuerySet:
    about = Q(claim__participants__entity=OuterRef("pk")) | Q(
        claim__place=OuterRef("pk")
    )
    return Entity.objects.filter(
        Exists(mentions(viewer, on=on).filter(entity=OuterRef("pk")))
        | Exists(evidence(viewer, on=on).filter(about))
    )
