"""What the archive knows of two entries, read for both at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.merging import ranked
from archive.models import (
    Claim,
    Document,
    Entity,
    Judgement,
    Mention,
    Name,
    Participant,
)
from archive.reading.dossier import in_sentences

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# Read of each entry: facts; documents that name both, and of these so many are
# looked at sentence by sentence.
CLAIMS, DOCUMENTS, SEARCHED = 100, 10, 3

_NEWEST = F("happened_from").desc(nulls_last=True), F("id").desc()

Keys = frozenset[int]


class _Windowed(TypedDict):
    window: str
    window_start: int


if TYPE_CHECKING:
    Named = WithAnnotations[Mention, _Windowed]
else:
    Named = Any


@dataclass(frozen=True, slots=True)
class Half:
    """One of two entries with all that lead to it; the newest of all first.

    printed: where it is printed so, by spelling. days: the first and the last on
    which a document names it. times: how often.
    """

    entity: Entity
    members: Keys
    rows: Sequence[Entity]
    names: Sequence[Name]
    printed: Mapping[str, Named]
    claims: Sequence[Claim]
    passages: Sequence[Named]
    days: Sequence[date]
    times: int


@dataclass(frozen=True, slots=True)
class Both:
    """Two entries. documents: those that name both, the newest first.

    places: where the newest of these name either, by document. said: where
    either, or what leads to it, was said to be different.
    """

    left: Half
    right: Half
    documents: Sequence[Document]
    places: Sequence[Sequence[Named]]
    said: Sequence[Judgement]


def known(entity: int, other: int) -> Both:
    """Of two entries, by their keys; drafts and what was merged count too.

    At most eight queries, whatever there is. Raises KeyError when one is not there.
    """
    rows = _rows(entity, other)
    left, right = _members(rows, entity), _members(rows, other)
    by_key = {row.pk: row for row in rows}
    names = _names(left | right)
    chosen = ranked.chosen(left, right, texts={name.text for name in names})
    documents = _documents(*chosen)
    mentions = _mentions(left | right, chosen, documents[:SEARCHED])
    claims = list(_claims(left, right))
    by_mention = {mention.pk: mention for mention in mentions}

    def half(of: int, members: Keys, mine: ranked.Chosen) -> Half:
        return Half(
            entity=by_key[of],
            members=members,
            rows=[row for row in rows if row.pk in members],
            names=[name for name in names if name.entity_id in members],
            printed={
                words: by_mention[pk]
                for words, pk in mine.printed.items()
                if pk in by_mention
            },
            claims=[claim for claim in claims if _is_about(claim, members)],
            passages=[by_mention[pk] for pk in mine.newest if pk in by_mention],
            days=mine.days,
            times=mine.times,
        )

    return Both(
        left=half(entity, left, chosen[0]),
        right=half(other, right, chosen[1]),
        documents=documents,
        places=_places(mentions, documents[:SEARCHED]),
        said=list(_said(left | right)),
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


def _names(either: Keys) -> list[Name]:
    found = Name.objects.filter(entity__in=either).order_by()
    return sorted(found, key=lambda name: (name.kind, name.text, name.pk))


def _documents(one: ranked.Chosen, other: ranked.Chosen) -> list[Document]:
    """The newest that name both."""
    # Their keys are known: to look them up anew in the mentions of somebody whom
    # thousands of texts name takes longer than all the rest of a page.
    found = Document.objects.filter(pk__in=ranked.shared(one, other, upto=DOCUMENTS))
    return list(found.select_related("source").newest_first())


def _mentions(
    either: Keys, chosen: Iterable[ranked.Chosen], shared: Iterable[Document]
) -> list[Named]:
    """Those chosen, and those in shared texts."""
    texts = [document.current_revision_id for document in shared]
    keys = {pk for each in chosen for pk in (*each.newest, *each.printed.values())}
    wanted = Mention.objects.filter(pk__in=keys).order_by().values("pk")
    there = Mention.objects.accepted().filter(
        entity__in=either, passage__revision__in=texts
    )
    both = wanted.union(there.order_by().values("pk"))
    return list(_newest_first(in_sentences(Mention.objects.filter(pk__in=both))))


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
    # The keys in one list: told "in this or in that", PostgreSQL reads every claim.
    about = _newest_keys(left).union(_newest_keys(right))
    return (
        Claim.objects.filter(pk__in=about)
        .select_related("place__root")
        .prefetch_related("participants")
        .order_by(*_NEWEST)
    )


def _newest_keys(mine: Keys) -> "QuerySet[Claim, Any]":
    here = Claim.objects.filter(place__in=mine).order_by().values("pk")
    parts = Participant.objects.filter(entity__in=mine).order_by()
    found = Claim.objects.filter(pk__in=here.union(parts.values("claim"))).exclude(
        status=Claim.Status.REJECTED
    )
    newest = found.order_by(*_NEWEST).values("pk")[:CLAIMS]
    return Claim.objects.filter(pk__in=newest).order_by().values("pk")


def _is_about(claim: Claim, mine: Collection[int]) -> bool:
    parts = {part.entity_id for part in claim.participants.all()}
    return claim.place_id in mine or not parts.isdisjoint(mine)


def _said(either: Keys) -> QuerySet[Judgement]:
    return (
        Judgement.objects.live()
        .filter(verdict=Judgement.Verdict.DIFFERENT)
        .filter(Q(entity__in=either) | Q(kept__in=either))
        .select_related("entity", "kept", "made_by")
    )
