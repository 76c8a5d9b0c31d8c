"""What people decide about a document: its parts, its readiness, who sees it."""

from collections.abc import Iterable
from datetime import date, datetime

from archive import search, tasks
from archive.models import Batch, Document, Likeness, Revision, Segment, recording
from archive.models.authorship import Author, account, delete_as, save_as

# What the reading of a text depends on: dates are told from the day it came
# out, names by its language.
_READ_BY = ("language", "published_on", "published_until")


def triage(document: Document, *, by: Author, at: datetime) -> None:
    """Say that language, date and parts of a document are as they should be.

    What was corrected in the row is kept with it. The text is read again when
    its language, its date or its parts have changed since it was read.
    """
    with recording(Batch.Verb.TRIAGE, by=by, summary=document.title, document=document):
        keep_text(document)
        revision = _read_otherwise(document)
        document.triaged_by = account(by)
        document.triaged_at = at
        save_as(document, by)
        search.index_documents([document.pk])
        if revision is not None:
            tasks.extract.enqueue(revision.pk)


def describe(document: Document, *, by: Author) -> None:
    """Keep what was corrected in the row of a document; read anew if need be."""
    with recording(Batch.Verb.EDIT, by=by, summary=document.title, document=document):
        keep_text(document)
        revision = _read_otherwise(document)
        save_as(document, by)
        search.index_documents([document.pk])
        if revision is not None:
            tasks.extract.enqueue(revision.pk)


def keep_text(document: Document) -> None:
    """Before a row is saved: whoever corrected its text meanwhile has done so."""
    row = Document.objects.select_for_update(no_key=True).filter(pk=document.pk)
    document.current_revision_id = row.values_list(
        "current_revision", flat=True
    ).first()


def _read_otherwise(document: Document) -> Revision | None:
    """The text, if a run over it today would see other dates or other parts."""
    revision = document.current_revision
    # a letter inside a report is read there
    if revision is None or document.part_of_id is not None:
        return None
    stored = Document.objects.filter(pk=document.pk).values_list(*_READ_BY).first()
    if stored != tuple(getattr(document, name) for name in _READ_BY):
        return revision
    read_at = revision.extracted_at
    marked = revision.segments.filter(decided_at__isnull=False)
    is_newer = read_at is not None and marked.filter(decided_at__gt=read_at).exists()
    return revision if is_newer else None


def judge_likeness(
    likeness: Likeness, verdict: str, *, by: Author, at: datetime
) -> None:
    """Say of two documents that look alike whether they are the same text.

    Raises ValueError for anything else.
    """
    verbs = {
        Likeness.Verdict.SAME_TEXT: Batch.Verb.SAME,
        Likeness.Verdict.DIFFERENT: Batch.Verb.DIFFERENT,
    }
    if verdict not in verbs:
        raise ValueError("Two texts are the same, or they are different.")
    with recording(
        verbs[Likeness.Verdict(verdict)],
        by=by,
        summary=f"“{likeness.document}” / “{likeness.earlier}”",
        document=likeness.document,
    ):
        likeness.verdict = verdict
        likeness.decided_by = account(by)
        likeness.decided_at = at
        save_as(likeness, by)


def mark_segment(
    revision: Revision,
    start: int,
    end: int,
    kind: str,
    *,
    by: Author,
    at: datetime,
    language: str | None = None,
) -> None:
    """Say what a stretch of the text is; the parts it lies on give way.

    language: "" is that of the document; None is what the parts there are in,
    if they are in one. No text is cut and no offset moves. Raises ValueError
    outside the text, for a kind that is not one, and when the text has been
    corrected meanwhile.
    """
    if not 0 <= start < end <= len(revision.text):
        raise ValueError("That is no part of this text.")
    if kind not in Segment.Kind.values:
        raise ValueError("A part is a title, the report, a letter, a quote or aside.")
    document = revision.document
    with recording(
        Batch.Verb.SEGMENT, by=by, summary=document.title, document=document
    ):
        _refuse_outdated(revision)
        laid = Segment.objects.filter(
            revision=revision, start__lt=end, end__gt=start
        ).order_by("start")
        tongues = {part.language for part in laid}
        if language is None:
            language = tongues.pop() if len(tongues) == 1 else ""
        kept = [
            Segment(
                revision=revision,
                start=low,
                end=high,
                kind=part.kind,
                language=part.language,
                decided_at=part.decided_at,
            )
            for part in laid
            for low, high in _outside(part.start, part.end, start, end)
        ]
        for part in laid:
            delete_as(part, by)
        said = Segment(
            revision=revision,
            start=start,
            end=end,
            kind=kind,
            language=language,
            decided_at=at,
        )
        for part in [*kept, said]:
            save_as(part, by)
        search.index_documents([document.pk])


def _refuse_outdated(revision: Revision) -> None:
    """Of two curators at once the second sees what the first has marked."""
    Revision.objects.select_for_update(no_key=True, of=("self",)).get(pk=revision.pk)
    if not Document.objects.filter(current_revision=revision).exists():
        raise ValueError("This text has been corrected meanwhile. Look again.")


def _outside(low: int, high: int, start: int, end: int) -> Iterable[tuple[int, int]]:
    """What is left of low–high when start–end is taken out."""
    if low < start:
        yield low, min(high, start)
    if end < high:
        yield max(low, end), high


def publish(
    documents: Iterable[Document], *, by: Author, embargo_until: date | None = None
) -> int:
    """Make documents public, with the letters printed in them.

    Before the day of an embargo nobody but staff sees them.
    """
    return _show(
        documents, Document.Visibility.PUBLIC, by, Batch.Verb.PUBLISH, embargo_until
    )


def withdraw(documents: Iterable[Document], *, by: Author) -> int:
    """Take documents, and the letters printed in them, from public view."""
    return _show(documents, Document.Visibility.WITHDRAWN, by, Batch.Verb.WITHDRAW)


def _show(
    documents: Iterable[Document],
    visibility: str,
    by: Author,
    verb: str,
    embargo_until: date | None = None,
) -> int:
    documents = list(documents)
    titles = ", ".join(f"“{document.title}”" for document in documents[:3])
    only = documents[0] if len(documents) == 1 else None
    with recording(verb, by=by, summary=titles, document=only):
        for document in documents:
            keep_text(document)
            for each in (document, *document.parts.all()):
                each.visibility = visibility
                each.embargo_until = embargo_until or each.embargo_until
                save_as(each, by)
    return len(documents)
