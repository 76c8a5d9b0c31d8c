"""An archive of any size, made on the spot: the same seed, the same rows.

Fills the database it is given with rows as the machines and the people of the
archive write them, histories too, but many at a time. Never for a real archive.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Min
from simple_history.utils import bulk_create_with_history

from archive import curation, names, resolution
from archive.ingest import likenesses
from archive.models import (
    Batch,
    Claim,
    Document,
    Entity,
    Evidence,
    LostPassage,
    Mention,
    Name,
    Pair,
    Participant,
    Passage,
    Revision,
    Segment,
    Source,
)
from archive.models.revision import sha256_of
from bench import inventing
from bench.inventing import Named, Report

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHUNK = 2000
FINDS, OPEN_FINDS, MARKS, FACTS = 20, 50, 60, 20
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of what; `open` documents have 50 finds each that wait."""

    documents: int
    open: int
    names: int
    pairs: int
    claims: int

    @classmethod
    def of(cls, share: float) -> "Size":
        """Of a large archive: 10,000 reports with 200,000 finds."""
        whole = (10_000, 1_000, 50_000, 5_000, 5_000)
        return cls(*(max(int(number * share), 50) for number in whole))


@dataclass(frozen=True, slots=True)
class Grown:
    """What the measurements ask for by name."""

    staff: User
    famous: Entity  # named in every second report
    busy: Document  # 60 marks and 20 facts
    source: Source


def grow(size: Size, *, seed: int) -> Grown:
    """Some 40 seconds for a tenth of a large archive."""
    staff = User.objects.create_superuser("bench", password=None)
    sources = Source.objects.bulk_create(
        Source(slug=f"source-{n}", name=f"Paper {n}") for n in range(20)
    )
    entities = _entities(size, seed)
    texts = list(_texts(size, entities, seed))
    documents = _documents(texts, size, sources, staff)
    _mentions(texts, documents, entities, size, staff)
    _claims(entities, size)
    _facts_of(documents[-1], entities[0])
    _lost(documents[-60:-10])
    return Grown(staff, entities[0], documents[-1], sources[0])


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    every = iter(rows)
    while some := list(islice(every, CHUNK)):
        yield some


def _kept(rows: Iterable[Row], model: type[Row]) -> list[Row]:
    """In the database, each with a first state in its history."""
    return [
        row for some in _chunks(rows) for row in bulk_create_with_history(some, model)
    ]


def _entities(size: Size, seed: int) -> list[Entity]:
    """Four names for three entries; some entries are misspelt others."""
    known = inventing.cast(size.names * 3 // 4 - size.pairs, seed=seed)
    twins = [
        Named(len(known) + n, each.kind, inventing.misspelt(each.label))
        for n, each in enumerate(known[: size.pairs])
    ]
    entities = named([*known, *twins])
    aliases = [
        (entity, inventing.misspelt(inventing.misspelt(entity.label)))
        for entity in entities[: size.names // 4]
    ]
    _spelt(_name(*each, Name.Kind.AS_PRINTED) for each in aliases)
    Pair.objects.bulk_create(
        Pair(left=left, right=right, score=0.99 - n * 1e-5, why="alike")
        for n, (left, right) in enumerate(
            zip(entities, entities[len(known) :], strict=False)
        )
    )
    return entities


def named(known: Iterable[Named]) -> list[Entity]:
    """An entry for each, under its label."""
    entities = _kept(map(_entity, known), Entity)
    _spelt(_name(each, each.label, Name.Kind.PREFERRED) for each in entities)
    return entities


def _spelt(rows: Iterable[Name]) -> None:
    for some in _chunks(rows):
        resolution.index(bulk_create_with_history(some, Name))


def _entity(named: Named) -> Entity:
    return Entity(
        kind=named.kind,
        slug=f"entry-{named.number}",
        label=named.label,
        sort_key=curation.sort_key(named.label, kind=named.kind),
    )


def _name(entity: Entity, text: str, kind: str) -> Name:
    return Name(entity=entity, text=text, kind=kind, key=names.key(text)[:200])


def _texts(size: Size, entities: Sequence[Entity], seed: int) -> Iterator[Report]:
    """The open ones first; the last is the busy one. Entry 0 is in every second."""
    every = [Named(n, each.kind, each.label) for n, each in enumerate(entities)]
    for number in range(size.documents):
        step = number * 7 % (len(every) - 8)
        few = every[step : step + 8]
        known = [every[0], *few] if number % 2 else few
        finds = OPEN_FINDS if number < size.open else FINDS
        is_last = number == size.documents - 1
        yield inventing.report(
            [*known, *every[:7]] if is_last else [*known, *every[1:7]],
            seed=seed + number,
            finds=MARKS if is_last else finds,
        )


def _documents(
    texts: Sequence[Report], size: Size, sources: Sequence[Source], staff: User
) -> list[Document]:
    documents = _kept(
        (
            _document(report, number, size, sources, staff)
            for number, report in enumerate(texts)
        ),
        Document,
    )
    revisions = [
        Revision(
            document=document,
            number=1,
            text=report.text,
            sha256=sha256_of(report.text),
            created_at=NOW,
            extracted_at=NOW,
        )
        for document, report in zip(documents, texts, strict=True)
    ]
    for some in _chunks(revisions):
        Revision.objects.bulk_create(some)
    _kept(map(_body, revisions), Segment)
    for document, revision in zip(documents, revisions, strict=True):
        document.current_revision = revision
    Document.objects.bulk_update(documents, ["current_revision"], batch_size=500)
    for document in documents[:: max(len(documents) // 200, 1)]:
        if document.current_revision:
            likenesses.remember(document, document.current_revision)
    return documents


def _document(
    report: Report, number: int, size: Size, sources: Sequence[Source], staff: User
) -> Document:
    """As many wait for triage, for the publish check and for their names."""
    is_new, is_draft = number < size.open, number < size.open * 2
    return Document(
        slug=f"report-{number}",
        title=report.title,
        source=sources[number % len(sources)],
        published_on=date(2011, 1, 1) + timedelta(days=number % 3000),
        triaged_at=None if is_new else NOW,
        triaged_by=None if is_new else staff,
        visibility=Document.Visibility.DRAFT
        if is_draft
        else Document.Visibility.PUBLIC,
    )


def _body(revision: Revision) -> Segment:
    return Segment(
        revision=revision, start=0, end=len(revision.text), kind=Segment.Kind.BODY
    )


def _mentions(
    texts: Sequence[Report],
    documents: Sequence[Document],
    entities: Sequence[Entity],
    size: Size,
    staff: User,
) -> None:
    """Suggested in the open documents, where every third is known; else accepted."""
    acts = _acts(staff, documents[size.open :])
    for number, (report, document) in enumerate(zip(texts, documents, strict=True)):
        revision = document.current_revision
        if revision is None:
            continue
        rows = []
        for place in report.places:
            passage = Passage(
                revision=revision,
                start=place.start,
                end=place.end,
                quote=revision.quote(place.start, place.end),
            )
            entity = entities[place.named.number] if place.named else None
            rows.append(
                _open(passage, place, entity)
                if number < size.open
                else _accepted(passage, place, entity, staff)
            )
        Passage.objects.bulk_create([row.passage for row in rows])
        act = acts.get(document.pk)
        decided = {"batch": act, "position": 1} if act else {}
        bulk_create_with_history(rows, Mention, custom_historical_attrs=decided)


def _acts(staff: User, documents: Sequence[Document]) -> dict[int, Batch]:
    """Who decided: for each document the act of two documents' decisions."""
    acts = Batch.objects.bulk_create(
        Batch(verb=Batch.Verb.ACCEPT, summary=d.title, document=d, made_by=staff)
        for d in documents[::2]
    )
    return {document.pk: acts[n // 2] for n, document in enumerate(documents)}


def _open(passage: Passage, place: inventing.Place, entity: Entity | None) -> Mention:
    is_known = entity is not None and entity.pk % 3 == 0
    return Mention(
        passage=passage,
        kind=place.kind,
        value=place.value,
        entity=entity if is_known else None,
        group=passage.quote,
        extractor="rules/1",
        score=0.8,
    )


def _accepted(
    passage: Passage, place: inventing.Place, entity: Entity | None, staff: User
) -> Mention:
    return Mention(
        passage=passage,
        kind=place.kind,
        value=place.value,
        entity=entity,
        status=Mention.Status.ACCEPTED,
        extractor="rules/1",
        decided_by=staff,
        decided_at=NOW,
    )


def _claims(entities: Sequence[Entity], size: Size) -> None:
    """As many suggested as confirmed, each proved in one document."""
    first = Passage.objects.order_by().values_list("revision").annotate(Min("pk"))
    passages = [passage for _revision, passage in first]
    claims = _kept((_claim(n) for n in range(size.claims * 2)), Claim)
    proofs = [passages[n % len(passages)] for n in range(len(claims))]
    _prove(claims, proofs, entities)
    confirmed = [claim.pk for claim in claims[: size.claims]]
    for begin in range(0, len(confirmed), CHUNK):
        some = Claim.objects.filter(pk__in=confirmed[begin : begin + CHUNK])
        some.update(status=Claim.Status.CONFIRMED)


def _prove(
    claims: Sequence[Claim], passages: Sequence[int], entities: Sequence[Entity]
) -> None:
    _kept(
        (
            Evidence(claim=claim, passage_id=passage)
            for claim, passage in zip(claims, passages, strict=True)
        ),
        Evidence,
    )
    _kept(
        (
            Participant(claim=claim, entity=entities[n % len(entities)], role="victim")
            for n, claim in enumerate(claims)
        ),
        Participant,
    )


def _claim(number: int) -> Claim:
    kinds = Claim.Kind.values
    return Claim(
        slug=f"fact-{number}",
        kind=kinds[number % len(kinds)],
        sentence=f"Police detained worker number {number} of the strike.",
        known_from=date(2011, 6, 22),
        extractor="rules/1",
        score=0.7,
    )


def _facts_of(document: Document, entity: Entity) -> None:
    claims = _kept((_claim(10_000_000 + n) for n in range(FACTS)), Claim)
    found = Passage.objects.filter(revision=document.current_revision_id)
    passages = list(found.values_list("pk", flat=True)[:FACTS])
    _prove(claims, passages, [entity])
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(
        status=Claim.Status.CONFIRMED
    )


def _lost(documents: Iterable[Document]) -> None:
    """A correction of each, in which its first decided words are not found."""
    for document in documents:
        old = document.current_revision
        if old is None:
            continue
        text = f"Corrected. {old.text[1:]}"
        new = Revision.objects.create(
            document=document,
            number=2,
            kind=Revision.Kind.CORRECTION,
            text=text,
            sha256=sha256_of(text),
            created_at=NOW,
            extracted_at=NOW,
        )
        document.current_revision = new
        document.save()
        passage = old.passages.order_by("start").first()
        if passage:
            LostPassage.objects.create(passage=passage, revision=new)
