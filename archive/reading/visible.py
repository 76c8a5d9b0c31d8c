"""What a viewer may see of mentions, proofs and entities on a day.

All of it follows from Document.visible_to(): an entity is shown where a
document that is shown names it, or proves a claim about it. What only
contradicts a claim proves nothing. An entity stands for all that were merged
into it. Whose name is not shown has no page and stands in no list.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Replace

from archive.models import Claim, Document, Entity, Evidence, Mention, Name
from archive.models.authorship import Author as Viewer
from archive.models.entity import EntityQuerySet
from archive.reading import keyset, protecting
from archive.reading.screen import Screen

SHOWN = (Claim.Status.CONFIRMED, Claim.Status.DISPUTED)
_SUPPORTS = Evidence.Stance.SUPPORTS


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


def mentions_today(viewer: Viewer, *, on: date) -> QuerySet[Mention]:
    """Accepted mentions of entities, in texts of today."""
    return Mention.objects.accepted().filter(
        _is_read(viewer, on=on), entity__isnull=False
    )


def cited(viewer: Viewer, *, on: date) -> QuerySet[Evidence]:
    """Passages of texts of today for and against a claim, proven or not."""
    shown = Evidence.objects.filter(_is_read(viewer, on=on), claim__status__in=SHOWN)
    return shown.order_by()


def claims(viewer: Viewer, *, on: date) -> QuerySet[Claim]:
    """Those that a text of today supports."""
    proof = cited(viewer, on=on).filter(claim=OuterRef("pk"), stance=_SUPPORTS)
    # asked here as well: to look at the proofs of drafts takes longest
    return Claim.objects.filter(Exists(proof), status__in=SHOWN)


def _is_read(viewer: Viewer, *, on: date) -> Exists:
    """That a passage is in the text of a document that may be seen.

    One question for each passage: to list all documents takes longer than to
    find a few proofs.
    """
    shown = Document.objects.visible_to(viewer, on=on)
    return Exists(shown.filter(current_revision=OuterRef("passage__revision")))


def _about(entities: QuerySet[Entity]) -> Q:
    """That the claim of a proof tells of one of these."""
    return Q(claim__participants__entity__in=entities) | Q(claim__place__in=entities)


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
    return _with_pages(found, screen)


def _with_pages(found: EntityQuerySet, screen: Screen) -> EntityQuerySet:
    return screen.with_pages(unprotected(found))


def unprotected(found: EntityQuerySet) -> EntityQuerySet:
    """Those whose own name, and that of whoever is one with them, is not kept back."""
    protected = Entity.objects.exclude(protection=Entity.Protection.PUBLIC)
    return found.filter(
        ~Exists(protected.filter(root=OuterRef("pk"))),
        protection=Entity.Protection.PUBLIC,
    )


def led_to(
    slug: str, *, viewer: Viewer, on: date, screen: Screen | None = None
) -> Entity | None:
    """The entity with this slug, or the one it leads to.

    Two queries; one more when only a claim shows it, one without a screen, one
    when that hides anybody. A slug that could not be seen before a merge leads
    nowhere after it.
    """
    # One small question after another: PostgreSQL takes longer to plan all of it
    # as one than to answer it.
    asked = Entity.objects.filter(slug=slug).select_related("root").first()
    if asked is None or not _is_shown(asked, viewer=viewer, on=on):
        return None
    found = asked.root or asked
    screen = protecting.screen_for(viewer) if screen is None else screen
    return found if _has_page(found, screen) else None


def listed(
    number: str, *, kind: str, viewer: Viewer, on: date, screen: Screen
) -> Entity | None:
    """One of entities() by its key as an address has it, or None. As led_to()."""
    try:
        key = keyset.number(number)
    except ValueError:
        return None
    asked = Entity.objects.of_kind(kind).filter(pk=key, root=None).first()
    if asked is None or not _is_shown(asked, viewer=viewer, on=on):
        return None
    return asked if _has_page(asked, screen) else None


def _has_page(entity: Entity, screen: Screen) -> bool:
    one = Entity.objects.filter(pk=entity.pk)
    return not screen or _with_pages(one, screen).exists()


def _is_shown(entity: Entity, *, viewer: Viewer, on: date) -> bool:
    """Whether it, or what leads to it, has something to show."""
    here = one_with(entity)
    shown = Document.objects.visible_to(viewer, on=on)
    named = Mention.objects.accepted().filter(
        Exists(shown.filter(pk=OuterRef("passage__revision__document"))),
        entity__in=here,
    )
    if named.order_by().exists():
        return True
    return cited(viewer, on=on).filter(_about(here), stance=_SUPPORTS).exists()


def shown_alone(viewer: Viewer, *, on: date) -> EntityQuerySet:
    """Those with something of their own to show, merged or not."""
    about = Q(claim__participants__entity=OuterRef("pk")) | Q(
        claim__place=OuterRef("pk")
    )
    return Entity.objects.filter(
        Exists(mentions(viewer, on=on).filter(entity=OuterRef("pk")))
        | Exists(evidence(viewer, on=on).filter(about))
    )


def names(viewer: Viewer, *, on: date) -> QuerySet[Name]:
    """Spellings that may be told: known from print only, where that may be read;
    of what leads to another, where it has something of its own to show.
    """
    if getattr(viewer, "is_staff", False):
        return Name.objects.all()
    in_one_line = Replace(
        "passage__quote", Value("\n"), Value(" "), output_field=TextField()
    )
    printed = (
        mentions(viewer, on=on)
        .filter(entity=OuterRef("entity"))
        .annotate(printed=in_one_line)
        .filter(printed=OuterRef("text"))
    )
    alone = shown_alone(viewer, on=on).filter(pk=OuterRef("entity"))
    return Name.objects.filter(
        Q(entity__root=None) | Exists(alone),
        ~Q(kind=Name.Kind.AS_PRINTED) | Exists(printed),
    )


def one_with(entity: Entity) -> EntityQuerySet:
    """An entity that stands for itself, and all that lead to it."""
    return Entity.objects.filter(Q(pk=entity.pk) | Q(root=entity.pk)).order_by()
