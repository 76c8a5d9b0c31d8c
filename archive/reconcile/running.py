"""A run over one text: read, planned, written in one transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from django.db import IntegrityError, transaction

from archive import claims
from archive.models import Document, Entity, Revision
from archive.reading.prepared import Prepared, given
from archive.reconcile.finding import Read, read
from archive.reconcile.planning import Counts, planned
from archive.reconcile.writing import entities_of, write

# A person who marks the very words of a new suggestion in that moment, or another
# worker on the text, is in the way of it once; then what they wrote is seen.
_ATTEMPTS = 3


def run(
    revision: Revision,
    *,
    pipelines: Mapping[str, str],
    at: datetime,
    is_rehearsal: bool = False,
) -> Counts:
    """Extract from a revision and reconcile; a rehearsal writes nothing.

    A letter inside a report is read in the report: nothing is done for it.
    Some twenty queries, however much is found; on SQLite each INSERT takes 50
    rows.
    """
    if revision.document.part_of_id is not None:
        return Counts()
    found = read(revision, pipelines)
    if is_rehearsal:
        proposed = _suggest(
            revision, found, entities_of(found.finds), at=at, is_rehearsal=True
        )
        return replace(planned(revision, found.finds).counts, facts=proposed)
    for _attempt in range(_ATTEMPTS - 1):
        try:
            return _reconcile(revision, found, at=at)
        except IntegrityError:
            continue
    return _reconcile(revision, found, at=at)


def _reconcile(revision: Revision, found: Read, *, at: datetime) -> Counts:
    """Plan and write; what is planned on is locked until it is written.

    A text that was corrected while it was read is left as it was.
    """
    with transaction.atomic():
        if _current().ask(document=revision.document_id) != [revision.pk]:
            return Counts()
        plan = planned(revision, found.finds, is_locked=True)
        entities = entities_of(found.finds)
        write(revision, plan, entities=entities, at=at)
        return replace(plan.counts, facts=_suggest(revision, found, entities, at=at))


@cache
def _current() -> Prepared[int | None]:
    """The text of a document, which is locked with it."""
    row = Document.objects.filter(pk=given("document", int)).order_by()
    locked = row.select_for_update(no_key=True)
    return Prepared(locked.values_list("current_revision", flat=True))


def _suggest(
    revision: Revision,
    found: Read,
    entities: Mapping[str, Entity],
    *,
    at: datetime,
    is_rehearsal: bool = False,
) -> int:
    """How many claims the text proposes that no decision stands against."""
    done = claims.suggest(
        revision,
        found.proposals,
        entities=entities,
        at=at,
        is_rehearsal=is_rehearsal,
    )
    return done.new + done.kept
