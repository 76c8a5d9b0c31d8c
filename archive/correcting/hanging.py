"""What people hung on passages: decisions and proofs, and hanging them elsewhere."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.correcting.dating import Dated, Redated, redate
from archive.models import Claim, Evidence, Mention, Passage, Revision
from archive.models.authorship import Author, delete_as
from archive.models.batch import create_recorded

_Row = TypeVar("_Row", Mention, Evidence)

# Decided, or marked by hand: what a machine only suggests is found anew.
_BY_PERSON = Mention.objects.filter(Q(decided_at__isnull=False) | Q(extractor=""))


def held(revision: Revision) -> list[Passage]:
    """The passages a person has decided about, that prove, or hold a letter.

    Locked with what was found there: who decides in this moment waits, and is
    told that the text is another.
    """
    list(
        Mention.objects.in_revision(revision)
        .order_by("pk")
        .select_for_update(of=("self",))
        .values_list("pk", flat=True)
    )
    proofs = Evidence.objects.filter(passage=OuterRef("pk"))
    return _with(Passage.objects.filter(revision=revision), _BY_PERSON, proofs)


def missed(passages: Collection[Passage]) -> list[Passage]:
    """Those whose loss a person must hear of. One query.

    A rejection of words that are gone has nothing left to say.
    """
    decided = _BY_PERSON.exclude(status=Mention.Status.REJECTED)
    proofs = Evidence.objects.filter(passage=OuterRef("pk")).exclude(
        claim__status=Claim.Status.REJECTED
    )
    return _with(
        Passage.objects.filter(pk__in=[p.pk for p in passages]), decided, proofs
    )


def hang(
    places: Mapping[int, Passage], *, by: Author, given: str = ""
) -> list[Redated]:
    """What hangs on the old passages, by key, is said of the new ones too.

    What a machine has suggested there meanwhile gives way to the decision. A date
    means what its words read there, or the value given by a person; returns those
    that mean another day than before.
    """
    mentions = _new_mentions(places, by=by)
    redated = _redate(mentions, places, given)
    create_recorded(mentions, by=by)
    create_recorded(_new_proofs(places), by=by)
    return redated


def dates_of(
    passage: Passage, there: Passage, texts: Mapping[int, Dated] | None = None
) -> list[Redated]:
    """The date a person decided at a passage, if it may mean another day there.

    texts: by key of the revision, where they are read already.
    """
    rows = _BY_PERSON.filter(passage=passage, kind=Mention.Kind.DATE)
    return list(redate(rows, {passage.pk: there}, texts).values())


def _redate(
    mentions: Sequence[Mention], places: Mapping[int, Passage], given: str
) -> list[Redated]:
    """Nothing is asked where no date is among them."""
    rows = {
        row.carried_from_id or 0: row
        for row in mentions
        if row.kind == Mention.Kind.DATE and row.value
    }
    if not rows:
        return []
    redated = redate(Mention.objects.filter(pk__in=rows), places)
    if given:
        return [_take_on(row, given, redated.get(pk)) for pk, row in rows.items()]
    for pk, each in redated.items():
        rows[pk].value = each.now or rows[pk].value
    return list(redated.values())


def _take_on(row: Mention, given: str, read: Redated | None) -> Redated:
    before, row.value = row.value, given
    if read is None or read.now != given:
        row.extractor = ""  # a person's own
    return Redated(row.passage.quote, before, given)


def _with(
    passages: QuerySet[Passage],
    mentions: QuerySet[Mention],
    proofs: QuerySet[Evidence],
) -> list[Passage]:
    on_it = mentions.filter(passage=OuterRef("pk"))
    found = passages.filter(
        Q(part__isnull=False) | Exists(on_it) | Exists(_by_person(proofs))
    )
    return list(found.order_by("start", "end"))


def _by_person(proofs: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Without those of claims that a machine only suggests: it will again."""
    return proofs.exclude(claim__in=Claim.objects.only_suggested())


def _new_mentions(places: Mapping[int, Passage], *, by: Author) -> list[Mention]:
    there = {
        (mention.passage_id, mention.kind): mention
        for mention in Mention.objects.filter(passage__in=places.values())
    }
    rows = []
    for row in _copies(_BY_PERSON.filter(passage__in=places), places):
        known = there.get((row.passage_id, row.kind))
        if known is not None and not _gives_way(known):
            continue
        if known is not None:
            delete_as(known, by)
        rows.append(row)
    return rows


def _gives_way(mention: Mention) -> bool:
    is_untouched = mention.decided_at is None and mention.set_aside_at is None
    return bool(mention.extractor) and is_untouched


def _new_proofs(places: Mapping[int, Passage]) -> list[Evidence]:
    there = Evidence.objects.filter(passage__in=places.values())
    taken = set(there.values_list("passage", "claim"))
    proofs = _by_person(Evidence.objects.filter(passage__in=places))
    rows = _copies(proofs, places)
    return [row for row in rows if (row.passage_id, row.claim_id) not in taken]


def _copies(rows: Iterable[_Row], places: Mapping[int, Passage]) -> Sequence[_Row]:
    copies = []
    for row in rows:
        values = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key
        }
        values |= {"passage_id": places[row.passage_id].pk, "carried_from_id": row.pk}
        copies.append(type(row)(**values))
    return copies
