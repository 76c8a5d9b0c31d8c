"""One transaction a document: all of it is there, or nothing."""

import hashlib
import textwrap
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from simple_history.utils import bulk_create_with_history

from archive import cleaning, dates, readers, search, tasks
from archive.ingest import likenesses
from archive.ingest.captures import store
from archive.ingest.drafting import Described, Draft, Read, Received, Refused, draft
from archive.models import Capture, Document, Passage, Revision, Segment
from archive.models.dated import columns
from archive.models.revision import sha256_of
from archive.models.slugs import free_slug

# How often a slug that somebody else has just taken is chosen anew.
_RETRIES = 4
_LONGEST_PLACE = 40


class AlreadyKnown(Refused):
    """These very bytes are in the archive."""

    def __init__(self, document: Document) -> None:
        is_hidden = document.visibility == Document.Visibility.WITHDRAWN
        more = ", which is withdrawn: publish it again there" if is_hidden else ""
        super().__init__(f"Already in the archive as “{document.title}”{more}.")
        self.document = document


def ingest(
    received: Received, described: Described, *, read: Read = readers.read
) -> Document:
    """Store a document with its capture, text, segments and inner letters.

    read: what turns the bytes into text; a guarded reader where nobody has
    looked at them. Raises AlreadyKnown for bytes that are here, Refused for
    what cannot be read. Queues extraction. About twenty queries.
    """
    sha256 = hashlib.sha256(received.content).hexdigest()
    refuse_known(sha256)
    drafted = draft(received, described, read=read)
    for _retry in range(_RETRIES):
        try:
            return _put_in(drafted, received, described, sha256)
        except IntegrityError:
            # Somebody was quicker: with these bytes, or with this slug.
            refuse_known(sha256)
    return _put_in(drafted, received, described, sha256)


def refuse_known(sha256: str) -> None:
    known = Capture.objects.filter(sha256=sha256).select_related("document").first()
    if known is not None:
        raise AlreadyKnown(known.document)


@transaction.atomic
def _put_in(
    drafted: Draft, received: Received, described: Described, sha256: str
) -> Document:
    document = _document(drafted, described)
    _capture(document, drafted, received, sha256)
    revision = add_revision(
        document,
        drafted.text,
        made_at=received.received_at,
        page_starts=drafted.page_starts,
        aside=drafted.aside,
    )
    add_segments(revision, drafted.segments)
    for letter in drafted.letters:
        inner_letter(document, revision, letter, made_at=received.received_at)
    likenesses.remember(document, revision)
    search.index_new(document, drafted.segments)
    # in the same transaction: a document is never stored and forgotten
    tasks.extract.enqueue(revision.pk)
    return document


def _document(drafted: Draft, described: Described) -> Document:
    title = (drafted.title or _opening(drafted))[:300]
    return Document.objects.create(
        slug=free_slug(Document, described.slug or title, otherwise="report"),
        title=title,
        kind=drafted.kind,
        source=drafted.source,
        author=drafted.author[:300],
        addressee=drafted.addressee[:300],
        language=drafted.language,
        url=drafted.url,
        visibility=described.visibility,
        **published_columns(drafted.published, drafted.published_words),
    )


def _opening(drafted: Draft) -> str:
    """The first words of a text without a title, after a line of place and date."""
    first, _, rest = drafted.text[:600].strip().partition("\n")
    day = drafted.published_words
    is_dateline = day and day in first and len(first) < len(day) + _LONGEST_PLACE
    words = (is_dateline and rest.strip()) or f"{first} {rest}"
    # of an endless word its beginning
    return (
        textwrap.shorten(words, 100, placeholder=" …").lstrip(" …")
        or words[:100].strip()
    )


def published_columns(
    span: dates.DateSpan | None, words: str
) -> dict[str, date | str | None]:
    """The columns of Document that hold its publication date."""
    if span is None:
        return {"published_words": words}
    return {
        "published_on": span.start,
        "published_until": span.end,
        **columns(span, "published"),
        "published_words": words,
    }


def _capture(
    document: Document, drafted: Draft, received: Received, sha256: str
) -> Capture:
    capture = Capture(
        document=document,
        sha256=sha256,
        size_bytes=len(received.content),
        media_type=drafted.media_type,
        file_name=PurePath(received.file_name).name[:255],
        url=received.url[:500],
        final_url=received.final_url[:500],
        received_at=received.received_at,
    )
    store(capture, received.content)
    capture.save()
    return capture


def add_revision(
    document: Document,
    text: str,
    *,
    made_at: datetime,
    kind: str = Revision.Kind.IMPORT,
    made_by: User | None = None,
    note: str = "",
    page_starts: Sequence[int] = (),
    aside: Sequence[tuple[int, int]] = (),
    save: Callable[[Document], None] | None = None,
) -> Revision:
    """The next text of a document, which readers see from now on.

    save: how the document is saved when that is an act of a person.
    """
    revision = _next(
        document,
        text,
        kind=kind,
        created_at=made_at,
        made_by=made_by,
        note=note[:300],
        page_starts=list(page_starts),
        aside=[list(each) for each in aside],
    )
    document.current_revision = revision
    if save:
        save(document)
    else:
        document.save(update_fields=["current_revision"])
    return revision


def add_translation(
    document: Document, text: str, *, made_at: datetime, made_by: User | None, note: str
) -> Revision:
    """A text that stands beside the one that readers see, and never is that."""
    return _next(
        document,
        text,
        kind=Revision.Kind.TRANSLATION,
        created_at=made_at,
        made_by=made_by,
        note=note[:300],
    )


def _next(document: Document, text: str, **said: Any) -> Revision:
    return Revision.objects.create(
        document=document,
        number=document.revisions.count() + 1,
        text=text,
        sha256=sha256_of(text),
        **said,
    )


def add_segments(revision: Revision, segments: Sequence[cleaning.Segment]) -> None:
    rows = [
        Segment(
            revision=revision,
            start=segment.start,
            end=segment.end,
            kind=segment.kind.value,
            language=segment.language,
        )
        for segment in segments
    ]
    bulk_create_with_history(rows, Segment)


def inner_letter(
    report: Document,
    revision: Revision,
    letter: cleaning.InnerLetter,
    *,
    made_at: datetime,
) -> Document:
    """A letter or statement printed in a report, as a document of its own.

    It names the passage it stands in.
    """
    passage = Passage.objects.at(revision, letter.start, letter.end)
    language = _language_at(revision, letter.start) or report.language
    found = dates.find(
        letter.written, published_on=report.published_on, language=language
    )
    inner = Document.objects.create(
        slug=free_slug(Document, f"{report.slug[:85]}-{letter.kind}", otherwise="part"),
        title=letter.title[:300]
        or f"{letter.kind.capitalize()} printed in “{report.title}”"[:300],
        kind=letter.kind,
        source=report.source,
        author=letter.sender[:300],
        addressee=letter.addressee[:300],
        language=language,
        part_of=report,
        part_of_passage=passage,
        visibility=report.visibility,
        **published_columns(found[0].span if found else None, letter.written[:200]),
    )
    text_revision = add_revision(inner, passage.quote, made_at=made_at)
    whole = cleaning.Segment(0, len(passage.quote), cleaning.SegmentKind.LETTER)
    add_segments(text_revision, [whole])
    return inner


def _language_at(revision: Revision, offset: int) -> str:
    """What the part is said to be in; "" where that is what its report is in."""
    around = revision.segments.filter(start__lte=offset, end__gt=offset)
    return around.values_list("language", flat=True).first() or ""
