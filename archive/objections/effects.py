"""What nobody reads any more once a name is kept back: said before it is done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from archive import resolution
from archive.models import Capture, Claim, Document, Entity, Mention
from archive.reading import visible


@dataclass(frozen=True, slots=True)
class Effects:
    """Counted on what the public may read today.

    names: all spellings; address: of the page that goes, or ""; alike: entries that
    may be the same person and stay as they are.
    """

    names: tuple[str, ...]
    address: str
    reports: int
    facts: int
    alike: tuple[str, ...]


def effects(entity: Entity, *, on: date) -> Effects:
    """Of an entry and all that are one with it. Seven queries."""
    root = entity.root or entity
    cluster = visible.one_with(root)
    texts = visible.mentions_today(None, on=on).filter(entity__in=cluster)
    told = visible.cited(None, on=on).filter(
        Q(claim__participants__entity__in=cluster) | Q(claim__place__in=cluster),
        claim=OuterRef("pk"),
    )
    reports = Document.objects.filter(
        current_revision__in=texts.order_by().values("passage__revision")
    )
    spelt = {
        name
        for each in cluster.prefetch_related("names")
        for name in (each.label, *(row.text for row in each.names.all()))
    }
    return Effects(
        names=tuple(sorted(spelt)),
        address=root.get_absolute_url() if _has_page(root, on=on) else "",
        reports=reports.count(),
        facts=Claim.objects.filter(Exists(told)).count(),
        alike=_alike(root),
    )


def naming(entity: Entity) -> tuple[int, int]:
    """Reports in which a curator has found somebody, drafts too, and their files."""
    found = Mention.objects.accepted().filter(entity__in=visible.one_with(entity))
    named = found.order_by().values("passage__revision__document")
    files = Capture.objects.filter(document__in=named)
    return Document.objects.filter(pk__in=named).count(), files.count()


def _has_page(root: Entity, *, on: date) -> bool:
    return visible.entities(None, on=on).filter(pk=root.pk).exists()


def _alike(root: Entity) -> tuple[str, ...]:
    pairs = resolution.open_pairs().filter(Q(left=root.pk) | Q(right=root.pk))
    rows = pairs.select_related("left", "right")[:10]
    return tuple(
        str(each.right if each.left_id == root.pk else each.left) for each in rows
    )
