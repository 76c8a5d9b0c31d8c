"""Marking the boilerplate of a source again, when its rules have changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from archive import cleaning, integrity, search, tasks
from archive.ingest import likenesses, storing, tongues
from archive.ingest.drafting import profile_of
from archive.models import Document, Revision, Source
from archive.models.authorship import delete_as


@dataclass(frozen=True, slots=True)
class Marked:
    """How many documents of a source were looked at, and marked otherwise."""

    documents: int
    changed: int


@task()
def mark_source(source_id: int) -> dict[str, int]:
    """Mark all texts of a source by its present rules, in the worker."""
    source = Source.objects.filter(pk=source_id).first()
    counts = mark_again(source) if source else Marked(0, 0)
    integrity.seal(at=timezone.now(), wait=False)  # noqa: TID251 (a door)
    return {"documents": counts.documents, "changed": counts.changed}


def mark_one(document: Document) -> bool:
    """Mark the parts of one text anew, its language being another."""
    if document.part_of_id is not None or document.current_revision_id is None:
        return False
    return _mark(document.current_revision_id, document.source)


def mark_again(source: Source) -> Marked:
    """Mark the parts of all texts of a source by its present rules.

    No text is cut and no offset moves; what a person marked stays. Texts that
    changed are read anew. One transaction a text.
    """
    current = Revision.objects.filter(
        document__source=source, document__current_revision=F("pk")
    ).filter(document__part_of=None)
    keys = list(current.order_by("pk").values_list("pk", flat=True))
    changed = sum(_mark(pk, source) for pk in keys)
    return Marked(len(keys), changed)


def parts(revision: Revision, profile: cleaning.Profile) -> list[cleaning.Segment]:
    """What the rules say of a text, as it would be marked; one query."""
    aside = [(start, end) for start, end in revision.aside]
    found = tongues.told(
        revision.text,
        cleaning.clean(revision.text, profile=profile, aside=aside).segments,
        language=revision.document.language,
    )
    by_hand = [
        (part.start, part.end)
        for part in revision.segments.all()
        if part.decided_at is not None
    ]
    return [
        replace(part, start=start, end=end)
        for part in found
        for start, end in outside((part.start, part.end), by_hand)
    ]


def outside(
    span: tuple[int, int], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """What is left of a span when others are taken out of it."""
    left = [span]
    for start, end in taken:
        left = [
            piece
            for low, high in left
            for piece in ((low, min(high, start)), (max(low, end), high))
            if piece[0] < piece[1]
        ]
    return left


@transaction.atomic
def _mark(pk: int, source: Source | None) -> bool:
    revision = (
        Revision.objects.select_for_update(of=("self",))
        .select_related("document")
        .get(pk=pk)
    )
    by_rule = [part for part in revision.segments.all() if part.decided_at is None]
    wanted = parts(revision, profile_of(source))
    if {(p.start, p.end, p.kind, p.language) for p in by_rule} == {
        (p.start, p.end, p.kind.value, p.language) for p in wanted
    }:
        return False
    for part in by_rule:
        delete_as(part, None)
    storing.add_segments(revision, wanted)
    likenesses.remember(revision.document, revision)
    search.index_documents([revision.document_id])
    Revision.objects.filter(pk=pk).update(extracted_at=None)
    tasks.extract.enqueue(pk)
    return True
