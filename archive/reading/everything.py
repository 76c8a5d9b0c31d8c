"""All that the public may read, a few hundred rows at a time, by key.

Each number of rows costs the same few queries and is read under the rules of
that moment: what is taken back in between is not given any more.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, Min, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from archive.models import Claim, Document, Entity, Evidence, Mention, Name, Passage
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, visible
from archive.reading.reference import Reference, creators, reference
from archive.reading.reuse import (
    Entry,
    Fact,
    Named,
    Part,
    Proven,
    Shelf,
    Who,
    shelf,
)
from archive.reading.screen import People

AT_ONCE = 200
_Row = TypeVar("_Row", bound=Model)
_SUPPORTS = Evidence.Stance.SUPPORTS


def reports(*, viewer: Viewer, on: date, site: str) -> Iterator[Reference]:
    """Three queries for each two hundred; seven while somebody is protected."""
    for chunk in _chunks(all_reports(viewer, on=on)):
        yield from references(chunk, viewer=viewer, on=on, site=site)


def all_reports(viewer: Viewer, *, on: date) -> QuerySet[Document]:
    """Those that have a text, to be read as references()."""
    shown = Document.objects.visible_to(viewer, on=on)
    rows = shown.filter(current_revision__isnull=False).select_related(
        "source", "part_of", "current_revision"
    )
    return rows.defer("current_revision__text")


def references(
    chunk: Sequence[Document], *, viewer: Viewer, on: date, site: str
) -> Iterator[Reference]:
    """Two queries; six while somebody is protected."""
    here = shelf({each.pk for each in chunk}, viewer=viewer, site=site)
    read = [here.screen.document(each) for each in chunk]
    written_by = creators(read, viewer=viewer, on=on)
    for document in read:
        if (revision := document.current_revision) is None:
            continue
        revision.document = document
        yield reference(
            document,
            revision,
            written_by.get(document.pk),
            site=site,
            is_whole=here.is_whole(document),
        )


def names(*, viewer: Viewer, on: date, site: str) -> Iterator[Named]:
    """Two queries for each two hundred; six while somebody is protected.

    Names that lead to no page are left out, with everything around them.
    """
    for chunk in _chunks(all_names(viewer, on=on)):
        yield from names_read(chunk, viewer=viewer, site=site)


def all_names(viewer: Viewer, *, on: date) -> QuerySet[Mention]:
    """What was accepted in texts of today, to be read as names_read()."""
    shown = Document.objects.visible_to(viewer, on=on)
    today = shown.filter(current_revision=OuterRef("passage__revision"))
    return (
        Mention.objects.accepted()
        .filter(Exists(today))
        .select_related("passage__revision__document", "entity__root")
        .defer("passage__revision__text")
    )


def names_read(
    chunk: Sequence[Mention], *, viewer: Viewer, site: str
) -> Iterator[Named]:
    """Without those that lead to no page. One query; five while somebody is
    protected.
    """
    here = _shelf_of([each.passage for each in chunk], viewer=viewer, site=site)
    yield from (found for each in chunk if (found := named(each, here)))


def named(mention: Mention, here: Shelf) -> Named | None:
    """None for a name without a page."""
    who = here.who(mention.entity)
    if mention.entity and who is None:
        return None
    kind = who.kind if who else mention.kind
    return Named(mention.pk, kind, mention.value, who, here.where(mention.passage))


def facts(*, viewer: Viewer, on: date, site: str) -> Iterator[Fact]:
    """Six queries for each two hundred; ten while somebody is protected."""
    for chunk in _chunks(all_facts(viewer, on=on)):
        yield from facts_read(chunk, viewer=viewer, on=on, site=site)


def all_facts(viewer: Viewer, *, on: date) -> QuerySet[Claim]:
    """What something public proves, to be read as facts_read()."""
    shown = visible.claims(viewer, on=on).select_related("place__root")
    return shown.prefetch_related("participants__entity__root")


def facts_read(
    chunk: Sequence[Claim], *, viewer: Viewer, on: date, site: str
) -> Iterator[Fact]:
    """Three queries at most; seven while somebody is protected."""
    shown = visible.evidence(viewer, on=on)
    proof = shown.filter(stance=_SUPPORTS)
    proofs = _proofs(chunk, shown)
    newer = [each.superseded_by_id for each in chunk if each.superseded_by_id]
    known = set(proof.filter(claim__in=newer).values_list("claim", flat=True))
    passages = [each.passage for found in proofs.values() for each in found]
    here = _shelf_of(passages, viewer=viewer, site=site)
    for claim in chunk:
        # what was taken back since the claims were read proves nothing
        if found := proofs.get(claim.pk):
            yield _fact(claim, found, here, known=known, on=on)


def _proofs(
    claims: Collection[Claim], shown: QuerySet[Evidence]
) -> dict[int, list[Evidence]]:
    """By claim, those for it first. One query."""
    found: dict[int, list[Evidence]] = {}
    for each in (
        shown.filter(claim__in=[claim.pk for claim in claims])
        .select_related("passage__revision__document")
        .defer("passage__revision__text")
        .order_by("-stance", "id")
    ):
        found.setdefault(each.claim_id, []).append(each)
    return found


def proven(evidence: Evidence, here: Shelf) -> Proven:
    where = here.where(evidence.passage)
    return Proven(evidence.claim_id, evidence.stance, where)


def _fact(
    claim: Claim,
    proofs: Collection[Evidence],
    here: Shelf,
    *,
    known: Collection[int],
    on: date,
) -> Fact:
    documents = [each.passage.revision.document for each in proofs]
    people = here.screen.of(
        *(each.pk for each in documents), *(each.part_of_id for each in documents)
    )
    read = here.screen.row(claim, people)
    is_over = claim.superseded_on is not None and claim.superseded_on <= on
    newer = claim.superseded_by_id
    return Fact(
        key=claim.pk,
        kind=claim.kind,
        sentence=read.sentence,
        happened=claim.happened,
        happened_words=read.happened_words,
        place=here.who(claim.place),
        modality=claim.modality,
        attributed_to=read.attributed_to,
        status=claim.status,
        disputed_reason=read.disputed_reason,
        known_from=claim.known_from,
        superseded_by=newer if is_over and newer in known else None,
        superseded_on=claim.superseded_on if is_over else None,
        parts=tuple(_parts(claim, here, people)),
        proofs=tuple(proven(each, here) for each in proofs),
    )


def _parts(claim: Claim, here: Shelf, people: People) -> Iterator[Part]:
    """Without those who are neither protected nor have a page."""
    for each in claim.participants.all():
        who = here.who(each.entity)
        if each.entity is None:
            yield Part(each.role, here.screen.words(each.words, people), None)
        elif who is not None:
            yield Part(each.role, who.label, who)
        elif here.screen.hides(each.entity):
            yield Part(each.role, here.screen.shown(each.entity), None)


def entries(*, viewer: Viewer, on: date, site: str) -> Iterator[Entry]:
    """Seven queries for each two hundred; eleven while somebody is protected."""
    after = 0
    while True:
        screen = protecting.screen_for(viewer)
        rows = visible.entities(viewer, on=on, screen=screen)
        chunk = list(rows.filter(pk__gt=after).order_by("pk")[:AT_ONCE])
        if not chunk:
            return
        after = chunk[-1].pk
        yield from entries_read(chunk, viewer=viewer, on=on, site=site)


def entries_read(
    chunk: Sequence[Entity], *, viewer: Viewer, on: date, site: str
) -> Iterator[Entry]:
    """Of entities that stand for themselves. Six queries; nine while somebody is
    protected.
    """
    spelt = _spellings(chunk, viewer=viewer, on=on)
    first = _first_places(chunk, viewer=viewer, on=on)
    here = _shelf_of(first.values(), viewer=viewer, site=site)
    for entity in chunk:
        if who := here.who(entity):
            names = spelt.get(entity.pk, ())
            yield _entry(entity, who, names, first.get(entity.pk), here)


def _entry(
    entity: Entity,
    who: Who,
    names: Collection[str],
    first: Passage | None,
    here: Shelf,
) -> Entry:
    return Entry(
        who=who,
        description=here.screen.row(entity).description,
        names=tuple(dict.fromkeys(here.screen.own(text) for text in names)),
        wikidata=entity.wikidata,
        latitude=entity.latitude,
        longitude=entity.longitude,
        first=here.where(first) if first else None,
    )


def _spellings(
    entities: Collection[Entity], *, viewer: Viewer, on: date
) -> dict[int, list[str]]:
    """By entity; as printed only where that may be read. One query."""
    keys = [each.pk for each in entities]
    printed = visible.mentions(viewer, on=on).filter(
        entity=OuterRef("entity"), passage__quote=OuterRef("text")
    )
    merged = visible.shown_alone(viewer, on=on).filter(root__in=keys)
    found = Name.objects.filter(
        Q(entity__in=keys) | Q(entity__in=merged.values("pk")),
        ~Q(kind=Name.Kind.AS_PRINTED) | Exists(printed),
    )
    told: dict[int, list[str]] = {}
    ordered = found.annotate(one=Coalesce("entity__root", "entity")).order_by("pk")
    for key, text in ordered.values_list("one", "text"):
        told.setdefault(key, []).append(text)
    return told


def _first_places(
    entities: Collection[Entity], *, viewer: Viewer, on: date
) -> dict[int, Passage]:
    """By entity, where it is named first, or else proven. Four queries."""
    keys = {each.pk for each in entities}
    first = _first_of(visible.mentions_today(viewer, on=on), "entity", keys)
    proofs = visible.evidence(viewer, on=on).filter(stance=_SUPPORTS)
    for path in ("claim__participants__entity", "claim__place"):
        first |= _first_of(proofs, path, keys - set(first))
    places = (
        Passage.objects.select_related("revision__document")
        .defer("revision__text")
        .in_bulk(set(first.values()))
    )
    return {key: places[at] for key, at in first.items()}


def _first_of(rows: QuerySet[Any], path: str, keys: Collection[int]) -> dict[int, int]:
    """By entity, the first passage of rows about it or what leads to it."""
    found = rows.annotate(one=Coalesce(f"{path}__root", path)).filter(one__in=keys)
    counted = found.order_by().values("one").annotate(first=Min("passage"))
    return dict(counted.values_list("one", "first"))


def _shelf_of(passages: Collection[Passage], *, viewer: Viewer, site: str) -> Shelf:
    documents = {each.revision.document_id for each in passages}
    return shelf(documents, viewer=viewer, site=site)


def _chunks(rows: "QuerySet[_Row]") -> Iterator[list[_Row]]:
    after = 0
    while chunk := list(rows.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        yield chunk
        after = chunk[-1].pk
