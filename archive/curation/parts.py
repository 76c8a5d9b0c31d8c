"""Documents that stand inside others: letters and statements in a report."""

from collections.abc import Mapping
from datetime import datetime

from archive import dates, search
from archive.curation.documents import keep_text, mark_segment
from archive.models import Batch, Document, Passage, Revision, Segment, recording
from archive.models.authorship import Author, account, save_as
from archive.models.dated import columns
from archive.models.revision import sha256_of
from archive.models.slugs import free_slug


def cut_out(
    document: Document,
    start: int,
    end: int,
    *,
    by: Author,
    at: datetime,
    kind: str = Document.Kind.LETTER,
    title: str = "",
    author: str = "",
    addressee: str = "",
    published: dates.DateSpan | None = None,
    published_words: str = "",
) -> Document:
    """Make a stretch of a report's text a document of its own, inside it.

    The report keeps its words; there the stretch is marked as a letter, or as
    a quote of what somebody stated. Raises ValueError outside the text, on
    blank words, inside another part, and where it would overlap a document
    that was cut out before.
    """
    revision = _refuse(document, start, end)
    with recording(
        Batch.Verb.CUT_OUT, by=by, summary=document.title, document=document
    ):
        _refuse_overlap(document, start, end)
        passage = Passage.objects.at(revision, start, end)
        what = _segment_kind(kind)
        inner = Document(
            slug=free_slug(Document, f"{document.slug[:85]}-{kind}", otherwise="part"),
            title=title
            or f"{Document.Kind(kind).label.capitalize()} printed in "
            f"“{document.title}”"[:300],
            kind=kind,
            source=document.source,
            author=author,
            addressee=addressee,
            language=document.language,
            part_of=document,
            part_of_passage=passage,
            visibility=document.visibility,
            embargo_until=document.embargo_until,
            **_published(published, published_words),
        )
        save_as(inner, by)
        _text(inner, passage.quote, what, by=by, at=at)
        mark_segment(revision, start, end, what, by=by, at=at)
    return inner


def put_back(inner: Document, *, by: Author) -> None:
    """Say that a part is no document of its own. Its row stays, withdrawn.

    Raises ValueError for a document that is no part of another.
    """
    if inner.part_of is None:
        raise ValueError("This is no part of another document.")
    with recording(Batch.Verb.EDIT, by=by, summary=inner.title, document=inner.part_of):
        keep_text(inner)
        inner.visibility = Document.Visibility.WITHDRAWN
        inner.part_of = inner.part_of_passage = None
        save_as(inner, by)
        search.index_documents([inner.pk])


def _refuse(document: Document, start: int, end: int) -> Revision:
    revision = document.current_revision
    if document.part_of_id is not None:
        raise ValueError("This is part of a report itself: cut it out there.")
    if revision is None or not 0 <= start < end <= len(revision.text):
        raise ValueError("That is no part of this text.")
    if not revision.text[start:end].strip():
        raise ValueError("There are no words in that part of the text.")
    return revision


def _refuse_overlap(document: Document, start: int, end: int) -> None:
    # two curators at once: the second sees what the first has cut out
    now = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if now.current_revision_id != document.current_revision_id:
        raise ValueError("This text has been corrected meanwhile. Look again.")
    inside = document.parts.filter(
        part_of_passage__revision=document.current_revision,
        part_of_passage__start__lt=end,
        part_of_passage__end__gt=start,
    ).first()
    if inside is not None:
        raise ValueError(f"“{inside.title}” is cut out there already.")


def _segment_kind(kind: str) -> str:
    is_letter = kind in {Document.Kind.LETTER, Document.Kind.REPLY}
    return Segment.Kind.LETTER if is_letter else Segment.Kind.QUOTE


def _published(span: dates.DateSpan | None, words: str) -> Mapping[str, object]:
    if span is None:
        return {"published_words": words}
    return {
        "published_on": span.start,
        "published_until": span.end,
        **columns(span, "published"),
        "published_words": words,
    }


def _text(inner: Document, text: str, kind: str, *, by: Author, at: datetime) -> None:
    revision = Revision.objects.create(
        document=inner,
        number=1,
        text=text,
        sha256=sha256_of(text),
        created_at=at,
        made_by=account(by),
    )
    save_as(Segment(revision=revision, start=0, end=len(text), kind=kind), by)
    inner.current_revision = revision
    save_as(inner, by)
