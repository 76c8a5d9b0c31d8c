"""Offices that may be one: of one state, of one kind, in one town."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from campaign.directory.serving import serves_host
from campaign.models import Recipient

_Kind = Recipient.Kind
# Of these a state has one in a town, by whatever name.
_HEADS = (
    _Kind.EMBASSY,
    _Kind.HIGH_COMMISSION,
    _Kind.NUNCIATURE,
    _Kind.DE_FACTO_EMBASSY,
)
# To several organisations of one town a state may send several.
_SEVERAL = (_Kind.PERMANENT_MISSION, *Recipient.STATELESS)
# Rows at most; the whole directory of Wikidata has some two hundred.
_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Double:
    """Two or more of which one may be enough, the oldest first."""

    offices: tuple[Recipient, ...]

    def __str__(self) -> str:
        return " = ".join(each.slug for each in self.offices)


def doubles(*, among: Collection[str] | None = None, most: int = 200) -> list[Double]:
    """Those that nobody has told apart by giving each a name of its own.

    among: slugs; only what has one of them. Two queries.
    """
    found: dict[tuple[object, ...], list[Recipient]] = {}
    rows = _alike().prefetch_related("accreditations")
    for each in rows.order_by("state", "stands_in", "pk")[:_LOOKED_AT]:
        found.setdefault(_key(each), []).append(each)
    groups = (Double(tuple(rows)) for rows in found.values() if len(rows) > 1)
    return [
        each
        for each in groups
        if among is None or any(row.slug in among for row in each.offices)
    ][:most]


def _key(office: Recipient) -> tuple[object, ...]:
    """An embassy in Rome to the Holy See is another than that to Italy."""
    kind = "" if office.kind in _HEADS else office.kind
    town = office.city.lower()
    accredited = [each.country for each in office.accreditations.all()]
    return office.state, office.stands_in, town, kind, serves_host(office, accredited)


def _alike() -> QuerySet[Recipient]:
    asked = (
        Recipient.objects.exclude(city="")
        .exclude(state="")
        .annotate(town=Lower("city"))
    )
    asked = asked.exclude(kind__in=_SEVERAL)
    others = asked.filter(
        state=OuterRef("state"), stands_in=OuterRef("stands_in"), town=OuterRef("town")
    ).exclude(pk=OuterRef("pk"))
    nameless = others.filter(Q(name="") | Q(name=OuterRef("name")))
    return asked.filter(_one_of(nameless) | Q(name="") & _one_of(others))


def _one_of(others: QuerySet[Recipient]) -> Q:
    heads = Q(Exists(others.filter(kind__in=_HEADS)))
    return Q(Exists(others.filter(kind=OuterRef("kind")))) | Q(kind__in=_HEADS) & heads
