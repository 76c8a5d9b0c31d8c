"""Words a correction changed: placed again by a person, or given up."""

from datetime import datetime

from django.db import transaction

from archive.correcting.hanging import hang
from archive.correcting.texts import Reason, move_letters
from archive.models import Batch, Document, LostPassage, Passage, recording
from archive.models.authorship import Author, account, save_as


def place(
    lost: LostPassage, start: int, end: int, *, by: Author, at: datetime
) -> Passage:
    """Say where lost words stand now: what hung on them hangs there again.

    Raises ValueError outside the text, where no words are, where a letter would
    overlap another, and when it was decided meanwhile.
    """
    with transaction.atomic():
        _refuse_decided(lost)
        passage = Passage.objects.at(lost.revision, start, end)
        if not passage.quote.strip():
            raise ValueError("There are no words in that part of the text.")
        _refuse_overlap(lost, passage)
        _decide(lost, LostPassage.Status.PLACED, by=by, at=at, placed_at=passage)
    return passage


def give_up(lost: LostPassage, *, by: Author, at: datetime) -> None:
    """Say that the words are gone: what hung on them stays with the old text."""
    with transaction.atomic():
        _refuse_decided(lost)
        _decide(lost, LostPassage.Status.GONE, by=by, at=at)


def _refuse_decided(lost: LostPassage) -> None:
    """Of two curators at once the second waits, and is told."""
    today = LostPassage.objects.select_for_update(of=("self",)).get(pk=lost.pk)
    if today.status != LostPassage.Status.WAITING:
        who = f" by {today.decided_by}" if today.decided_by else ""
        raise ValueError(f"Decided meanwhile{who}: {today.get_status_display()}.")
    if today.revision_id != lost.revision_id:
        raise ValueError("The text has been corrected again meanwhile. Look again.")


def _refuse_overlap(lost: LostPassage, passage: Passage) -> None:
    if not Document.objects.filter(part_of_passage=lost.passage_id).exists():
        return
    there = Document.objects.filter(
        part_of_passage__revision=passage.revision_id,
        part_of_passage__start__lt=passage.end,
        part_of_passage__end__gt=passage.start,
    ).first()
    if there is not None:
        raise ValueError(f"“{there.title}” stands there already.")


def _decide(
    lost: LostPassage,
    status: str,
    *,
    by: Author,
    at: datetime,
    placed_at: Passage | None = None,
) -> None:
    document = lost.revision.document
    quote = lost.passage.quote[:100]
    with recording(
        Batch.Verb.REANCHOR,
        by=by,
        summary=f"{LostPassage.Status(status).label}: “{quote}”",
        document=document,
    ):
        if placed_at is not None:
            places = {lost.passage_id: placed_at}
            hang(places, by=by)
            move_letters(places, Reason(by, at, lost.revision.note or quote))
        lost.status = status
        lost.placed_at = placed_at
        lost.decided_by = account(by)
        lost.decided_at = at
        save_as(lost, by)
