"""A new text of a document, with all that the old one held."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from archive import ingest, passages, search, tasks
from archive.correcting.dating import Redated
from archive.correcting.hanging import hang, held, missed
from archive.models import (
    Batch,
    Document,
    LostPassage,
    Passage,
    Revision,
    Segment,
    recording,
)
from archive.models.authorship import Author, account, save_as
from archive.models.batch import create_recorded


class CannotCorrect(ValueError):
    """Why a text is not taken as a correction, in words for the curator."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The new text, and how many passages with something on them came along.

    redated: dates of the same words that mean another day beside the new ones.
    """

    revision: Revision
    carried: int
    lost: int
    redated: tuple[Redated, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Who makes a text, when, and why."""

    by: Author
    at: datetime
    note: str
    kind: str = Revision.Kind.CORRECTION


def correct(
    document: Document,
    text: str,
    *,
    by: Author,
    at: datetime,
    note: str,
    kind: str = Revision.Kind.CORRECTION,
) -> Corrected:
    """Make a text the current one of a document. The one before stays for ever.

    Carries decisions, proofs and inner letters, and what is lost since an
    earlier correction where its words are back; queues extraction. Raises
    CannotCorrect for an empty or unchanged text, without a reason, and for a
    part of a report. About forty queries, however much hangs on the text, and
    some for each letter and each passage that waits.
    """
    text = _checked(document, text, note)
    with recording(
        Batch.Verb.CORRECT,
        by=by,
        summary=f"{document.title}: {note}",
        document=document,
    ):
        corrected = _renewed(document, text, Reason(by, at, note, kind))
    # what it is much like is a machine's work, and no part of the act
    ingest.remember(document, corrected.revision)
    return corrected


def move_letters(places: Mapping[int, Passage], reason: Reason) -> int:
    """The letters at the old passages, by key, stand at the new ones.

    A letter whose words have changed there has a new text of its own. Returns
    how many passages were lost in it.
    """
    lost = 0
    for letter in Document.objects.filter(part_of_passage__in=places):
        place = places[letter.part_of_passage_id or 0]
        letter.part_of_passage = place
        save_as(letter, reason.by)
        current = letter.current_revision
        if current is not None and current.text != place.quote:
            lost += _renewed(letter, place.quote, reason).lost
    return lost


def _checked(document: Document, text: str, note: str) -> str:
    if document.part_of_id is not None:
        raise CannotCorrect("This is printed inside a report: correct it there.")
    try:
        text = passages.normalise(text)
        ingest.refuse_size(len(text.encode()))
    except ValueError as error:
        raise CannotCorrect(str(error)) from error
    if not text.strip():
        raise CannotCorrect("A document cannot be corrected to no text at all.")
    if not note.strip():
        raise CannotCorrect("Say in a few words what was corrected.")
    current = document.current_revision
    if current is not None and current.text == text:
        raise CannotCorrect("That is the text as it stands: nothing is changed.")
    return text


def _renewed(document: Document, text: str, reason: Reason) -> Corrected:
    old = _locked(document)
    revision = _new_revision(document, old, text, reason)
    _segments(old, revision, by=reason.by)
    there = held(old)
    brought = _bring(there, old, revision, reason)
    lost = brought.missing
    create_recorded(
        [LostPassage(passage=p, revision=revision) for p in lost], by=reason.by
    )
    still = _bring_lost(old, revision, reason)
    if document.part_of_id is None:
        search.index_documents([document.pk])
        tasks.extract.enqueue(revision.pk)
    waiting = len(lost) + brought.lost_inside + still
    carried = len(there) - len(lost)
    return Corrected(revision, carried, waiting, brought.redated)


def _locked(document: Document) -> Revision:
    """The text to be corrected; a second curator waits, and sees the first's.

    The document is as it is now, whatever was done to it since it was read.
    """
    # no_key: decisions under way name the document, and must not wait for us
    row = Document.objects.select_for_update(no_key=True, of=("self",))
    found = row.get(pk=document.pk)
    if found.current_revision_id != document.current_revision_id:
        raise CannotCorrect("Somebody has corrected this text meanwhile. Look again.")
    if found.current_revision is None:
        raise CannotCorrect("There is no text to correct.")
    document.refresh_from_db()
    return found.current_revision


def _new_revision(
    document: Document, old: Revision, text: str, reason: Reason
) -> Revision:
    """Its pages and what its markup set aside are where those words are now."""
    sides = [passages.Anchor(s, e, old.quote(s, e)) for s, e in old.aside]
    carried = passages.carry_all_bounds(sides, old=old.text, new=text)
    return ingest.add_revision(
        document,
        text,
        made_at=reason.at,
        kind=reason.kind,
        made_by=account(reason.by),
        note=reason.note,
        page_starts=passages.carry_points(old.page_starts, old=old.text, new=text),
        aside=[span for span in carried if span is not None],
        save=lambda row: save_as(row, reason.by),
    )


def _segments(old: Revision, new: Revision, *, by: Author) -> None:
    """By the rules of the source; what a person marked comes along if it can.

    A letter inside a report is one part, of the kind it was.
    """
    marked = list(old.segments.exclude(decided_at=None))
    spans = passages.carry_all_bounds(
        [passages.Anchor(p.start, p.end, old.quote(p.start, p.end)) for p in marked],
        old=old.text,
        new=new.text,
    )
    by_hand = [
        Segment(
            revision=new,
            start=span[0],
            end=span[1],
            kind=part.kind,
            language=part.language,
            decided_at=part.decided_at,
        )
        for part, span in zip(marked, spans, strict=True)
        if span is not None
    ]
    if old.document.part_of_id is not None:
        first = old.segments.order_by("start").first()
        kind = first.kind if first else Segment.Kind.LETTER
        whole = Segment(revision=new, start=0, end=len(new.text), kind=kind)
        create_recorded([whole], by=by)
        return
    create_recorded(by_hand, by=by)
    rules = ingest.profile_of(old.document.source)
    create_recorded(
        [
            Segment(
                revision=new,
                start=p.start,
                end=p.end,
                kind=p.kind.value,
                language=p.language,
            )
            for p in ingest.parts(new, rules)
        ],
        by=by,
    )


@dataclass(frozen=True, slots=True)
class _Brought:
    """By key of the old passage the new one; and those that a person must place.

    lost_inside: how many more, in the letters that were corrected with it.
    """

    places: Mapping[int, Passage]
    missing: Collection[Passage]
    lost_inside: int
    redated: tuple[Redated, ...]


def _bring(
    there: Collection[Passage], old: Revision, new: Revision, reason: Reason
) -> _Brought:
    """What hangs on passages of one text hangs on the same words of another."""
    anchors = [passages.Anchor(p.start, p.end, p.quote) for p in there]
    carried = passages.carry_all(anchors, old=old.text, new=new.text)
    spans = {
        passage.pk: (place.start, place.end)
        for passage, place in zip(there, carried, strict=True)
        if place is not None
    }
    places = _placed(new, spans)
    redated = tuple(each for each in hang(places, by=reason.by) if each.now)
    rest = [passage for passage in there if passage.pk not in places]
    letters = _placed(new, dict(_bounds_of_letters(rest, old, new)))
    lost_inside = move_letters({**places, **letters}, reason)
    missing = missed(rest) if rest else ()
    return _Brought({**letters, **places}, missing, lost_inside, redated)


def _placed(
    revision: Revision, spans: Mapping[int, tuple[int, int]]
) -> dict[int, Passage]:
    """By key of the old passage the new one, made where it is missing."""
    there = Passage.objects.at_all(revision, spans.values())
    return {pk: there[span] for pk, span in spans.items()}


def _bounds_of_letters(
    rest: Collection[Passage], old: Revision, new: Revision
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where letters stand whose words were corrected inside."""
    holding = Document.objects.filter(part_of_passage__in=rest)
    keys = set(holding.values_list("part_of_passage", flat=True)) if rest else ()
    printed = [passage for passage in rest if passage.pk in keys]
    anchors = [passages.Anchor(p.start, p.end, p.quote) for p in printed]
    bounds = passages.carry_all_bounds(anchors, old=old.text, new=new.text)
    for passage, span in zip(printed, bounds, strict=True):
        if span is not None:
            yield passage.pk, span


def _bring_lost(old: Revision, new: Revision, reason: Reason) -> int:
    """What a correction before this one has lost: back, or waiting in the new text.

    Returns how many still wait.
    """
    waiting = LostPassage.objects.filter(
        revision=old, status=LostPassage.Status.WAITING
    ).select_related("passage__revision")
    still = 0
    for source, losses in groupby(
        waiting.order_by("passage__revision_id", "pk"),
        lambda loss: loss.passage.revision,
    ):
        rows = list(losses)
        brought = _bring([loss.passage for loss in rows], source, new, reason)
        gone = {passage.pk for passage in brought.missing}
        still += len(gone) + brought.lost_inside
        for loss in rows:
            loss.revision = new
            if loss.passage_id not in gone:
                _found_again(loss, brought.places.get(loss.passage_id), reason)
            save_as(loss, reason.by)
    return still


def _found_again(loss: LostPassage, place: Passage | None, reason: Reason) -> None:
    """Nothing is left to be placed when nothing hangs on the words any more."""
    status = LostPassage.Status
    loss.status = status.GONE if place is None else status.PLACED
    loss.placed_at = place
    loss.decided_by = account(reason.by)
    loss.decided_at = reason.at
