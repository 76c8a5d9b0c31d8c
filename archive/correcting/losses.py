"""Words a correction changed: placed again by a person, or given up."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from archive import claims, dates
from archive.correcting.hanging import dates_of, hang
from archive.correcting.texts import Reason, move_letters
from archive.models import (
    Batch,
    Claim,
    Document,
    Evidence,
    LostPassage,
    Passage,
    recording,
)
from archive.models.authorship import Author, account, save_as


def place(
    lost: LostPassage,
    start: int,
    end: int,
    *,
    by: Author,
    at: datetime,
    date: str = "",
) -> Passage:
    """Say where lost words stand now: what hung on them hangs there again.

    A date means what is read there; date: its value, when a person says so.
    Raises ValueError outside the text, where no words are, where a letter would
    overlap another, where only a person can say what a date means, and when it
    was decided meanwhile.
    """
    with transaction.atomic():
        _refuse_decided(lost)
        passage = Passage.objects.at(lost.revision, start, end)
        if not passage.quote.strip():
            raise ValueError("There are no words in that part of the text.")
        _refuse_overlap(lost, passage)
        value = _value(date, lost)
        read = dates_of(lost.passage, passage)
        if not value and any(not each.now for each in read):
            raise ValueError(
                f"“{read[0].words}” is not read as a date: say which it means."
            )
        said = [f"“{lost.passage.quote[:100]}”"]
        said += [f"{each.before} → {value or each.now}" for each in read]
        with _act(Batch.Verb.REANCHOR, lost, ", ".join(said), by=by):
            places = {lost.passage_id: passage}
            hang(places, by=by, given=value)
            note = lost.revision.note or lost.passage.quote[:100]
            move_letters(places, Reason(by, at, note))
            _decide(lost, LostPassage.Status.PLACED, by=by, at=at, placed_at=passage)
    return passage


def give_up(lost: LostPassage, *, by: Author, at: datetime) -> None:
    """Say that the words are gone: what hung on them stays with the old text.

    A confirmed fact that nothing else proves is disputed with it.
    """
    with transaction.atomic():
        _refuse_decided(lost)
        said = f"“{lost.passage.quote[:100]}”"
        with _act(Batch.Verb.WITHDRAW, lost, f"{said}, gone from the text", by=by):
            _decide(lost, LostPassage.Status.GONE, by=by, at=at)
            reason = f"The words that proved it are gone from the text: {said}"
            claims.dispute_unproven(only_proven_by(lost), reason=reason, by=by)


def only_proven_by(lost: LostPassage) -> QuerySet[Claim]:
    """Confirmed facts that rest on these words, and on none in a text of today."""
    supports = Evidence.objects.filter(
        claim=OuterRef("pk"), stance=Evidence.Stance.SUPPORTS
    )
    return Claim.objects.confirmed().filter(
        Exists(supports.filter(passage=lost.passage_id)), ~Exists(supports.live())
    )


def _value(typed: str, lost: LostPassage) -> str:
    """Raises ValueError with a sentence for what is no date."""
    if not typed.strip():
        return ""
    return dates.parse(typed, language=lost.revision.document.language).value


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


def _act(
    verb: str, lost: LostPassage, summary: str, *, by: Author
) -> AbstractContextManager[object]:
    return recording(verb, by=by, summary=summary, document=lost.revision.document)


def _decide(
    lost: LostPassage,
    status: str,
    *,
    by: Author,
    at: datetime,
    placed_at: Passage | None = None,
) -> None:
    lost.status = status
    lost.placed_at = placed_at
    lost.decided_by = account(by)
    lost.decided_at = at
    save_as(lost, by)
