"""What the archive knows of two entries, read for both at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from archive.models import (
    Claim,
    Document,
    Entity,
    Judgement,
    Mention,
    Name,
    Participant,
)
from archive.models.document import is_current
from archive.reading.dossier import in_sentences

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# Read of each entry: the newest passages; facts; documents that name both, and
# of these so many are looked at sentence by sentence.
PASSAGES, CLAIMS, DOCUMENTS, SEARCHED = 5, 100, 10, 3

Keys = frozenset[int]


class _PrintedAt(TypedDict):
    printed_at: int | None


class _Windowed(TypedDict):
    window: str
    window_start: int


if TYPE_CHECKING:
    Spelt = WithAnnotations[Name, _PrintedAt]
    Named = WithAnnotations[Mention, _Windowed]
else:
    Spelt = Named = Any


@dataclass(frozen=True, slots=True)
class Half:
    """One of two entries with all that lead to it; the newest of all first.

    days: the first and the last on which a document names it. times: how often.
    """

    entity: Entity
    members: Keys
    rows: Sequence[Entity]
    names: Sequence[Spelt]
    claims: Sequence[Claim]
    passages: Sequence[Named]
    days: Sequence[date]
    times: int


@dataclass(frozen=True, slots=True)
class Both:
    """Two entries. documents: those that name both, the newest first.

    places: where the newest of these name either, by document. said: where
    either, or what leads to it, was said to be different. printed: mentions by
    their keys, to which spellings point.
    """

    left: Half
    right: Half
    documents: Sequence[Document]
    places: Sequence[Sequence[Named]]
    said: Sequence[Judgement]
    printed: dict[int, Named]


def known(entity: int, other: int) -> Both:
    """Of two entries, by their keys; drafts and what was merged count too.

    Eight queries, whatever there is. Raises KeyError when one is not there.
    """
    rows = _rows(entity, other)
    left, right = _members(rows, entity), _members(rows, other)
    by_key = {row.pk: row for row in rows}
    names = _names(left, right)
    documents = list(_documents(left, right))
    mentions = _mentions(left, right, names, documents[:SEARCHED])
    claims = list(_claims(left, right))
    days = _days(left | right)

    def half(of: int, members: Keys, spelt: Sequence[Spelt]) -> Half:
        own = [days[pk] for pk in members if pk in days]
        found = {day for _times, *both in own for day in both if day}
        return Half(
            entity=by_key[of],
            members=members,
            rows=[row for row in rows if row.pk in members],
            names=spelt,
            claims=[claim for claim in claims if _is_about(claim, members)],
            passages=[m for m in mentions if m.entity_id in members][:PASSAGES],
            days=sorted({min(found), max(found)}) if found else (),
            times=sum(times for times, *_both in own),
        )

    return Both(
        left=half(entity, left, [name for name in names if name.entity_id in left]),
        right=half(other, right, [name for name in names if name.entity_id in right]),
        documents=documents,
        places=_places(mentions, documents[:SEARCHED]),
        said=list(_said(left | right)),
        printed={mention.pk: mention for mention in mentions},
    )


def _rows(entity: int, other: int) -> list[Entity]:
    """All that are one with either, as they are joined now."""
    roots = Entity.objects.filter(pk__in=[entity, other]).values(
        key=Coalesce("root", "pk")
    )
    found = Entity.objects.filter(Q(pk__in=roots) | Q(root__in=roots))
    return list(found.order_by(F("root").asc(nulls_first=True), "pk"))


def _members(rows: Iterable[Entity], entity: int) -> Keys:
    roots = {row.pk: row.root_id_or_own for row in rows}
    return frozenset(pk for pk in roots if roots[pk] == roots[entity])


def _names(left: Keys, right: Keys) -> list[Spelt]:
    """Each with the newest mention of its own side that is printed so."""
    found = _spelt(left)
    if right != left:
        found = found.union(_spelt(right), all=True)
    return sorted(found, key=lambda name: (name.kind, name.text, name.pk))


def _spelt(mine: Keys) -> "QuerySet[Spelt]":
    newest = (
        _live(mine)
        .filter(passage__quote=OuterRef("text"))
        .order_by("-passage__revision_id", "passage__start")
        .values("pk")[:1]
    )
    return (
        Name.objects.filter(entity__in=mine)
        .annotate(printed_at=Subquery(newest))
        .order_by()
    )


def _live(mine: Keys) -> QuerySet[Mention]:
    """Accepted in texts of today."""
    named = Mention.objects.accepted().filter(entity__in=mine)
    return named.filter(is_current("passage__revision"))


def _documents(left: Keys, right: Keys) -> QuerySet[Document]:
    """Those that name both."""
    return (
        Document.objects.filter(current_revision__in=_naming(left))
        .filter(current_revision__in=_naming(right))
        .select_related("source")
        .newest_first()[:DOCUMENTS]
    )


def _naming(mine: Keys) -> "QuerySet[Mention, Any]":
    # not by EXISTS: asked for each document in turn, it takes half a minute for
    # somebody whom thousands of documents name
    named = Mention.objects.accepted().filter(entity__in=mine).order_by()
    return named.values("passage__revision")


def _mentions(
    left: Keys, right: Keys, names: Iterable[Spelt], shared: Iterable[Document]
) -> list[Named]:
    """The newest of each, those that print a name, and those in shared texts."""
    texts = [document.current_revision_id for document in shared]
    wanted = Mention.objects.filter(
        pk__in=[name.printed_at for name in names if name.printed_at]
    )
    parts = [
        Mention.objects.filter(
            pk__in=_newest_first(_live(mine)).values("pk")[:PASSAGES]
        )
        for mine in (left, right)
    ]
    parts.append(
        Mention.objects.accepted().filter(
            entity__in=left | right, passage__revision__in=texts
        )
    )
    keys = (
        wanted.order_by()
        .values("pk")
        .union(*(part.order_by().values("pk") for part in parts))
    )
    return list(_newest_first(in_sentences(Mention.objects.filter(pk__in=keys))))


def _newest_first(mentions: "QuerySet[Any]") -> "QuerySet[Any]":
    return mentions.order_by(
        F("passage__revision__document__published_on").desc(nulls_last=True),
        "-passage__revision__document",
        "passage__start",
    )


def _places(
    mentions: Iterable[Named], documents: Iterable[Document]
) -> list[list[Named]]:
    by_text: dict[int | None, list[Named]] = {
        document.current_revision_id: [] for document in documents
    }
    for mention in mentions:
        by_text.get(mention.passage.revision_id, []).append(mention)
    return list(by_text.values())


def _claims(left: Keys, right: Keys) -> QuerySet[Claim]:
    newest = F("happened_from").desc(nulls_last=True), F("id").desc()
    about = Q()
    for mine in (left, right):
        here = Claim.objects.filter(place__in=mine).order_by().values("pk")
        parts = Participant.objects.filter(entity__in=mine).order_by()
        found = Claim.objects.filter(pk__in=here.union(parts.values("claim"))).exclude(
            status=Claim.Status.REJECTED
        )
        about |= Q(pk__in=found.order_by(*newest).values("pk")[:CLAIMS])
    return (
        Claim.objects.filter(about)
        .select_related("place__root")
        .prefetch_related("participants")
        .order_by(*newest)
    )


def _is_about(claim: Claim, mine: Collection[int]) -> bool:
    parts = {part.entity_id for part in claim.participants.all()}
    return claim.place_id in mine or not parts.isdisjoint(mine)


def _days(either: Keys) -> dict[int | None, tuple[int, date | None, date | None]]:
    """By entity how often it is named, and when first and last."""
    rows = (
        Mention.objects.accepted()
        .filter(entity__in=either)
        .order_by()
        .values_list("entity")
        .annotate(
            Count("pk"),
            Min("passage__revision__document__published_on"),
            Max("passage__revision__document__published_on"),
        )
    )
    return {pk: (times, first, last) for pk, times, first, last in rows}


def _said(either: Keys) -> QuerySet[Judgement]:
    return (
        Judgement.objects.live()
        .filter(verdict=Judgement.Verdict.DIFFERENT)
        .filter(Q(entity__in=either) | Q(kept__in=either))
        .select_related("entity", "kept", "made_by")
    )
