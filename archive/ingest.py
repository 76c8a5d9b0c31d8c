"""Bytes in; a document with its capture, revision and segments out.

The only writer of stored bytes and text. One transaction a document: all of
it is there, or nothing. The same bytes twice are stored once.
"""

import hashlib
import mimetypes
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from archive import cleaning, dates, tasks
from archive.models import Capture, Document, Passage, Revision, Segment, Source
from archive.models.document import columns, sha256_of

# A report is a few kilobytes; a book is two megabytes. Above this a person
# has picked the wrong file, and reading it would only fill the memory.
LIMIT_BYTES = 5 * 1024 * 1024
# How often a slug that somebody else has just taken is chosen anew.
_RETRIES = 4


class Refused(ValueError):
    """Why nothing was stored, in words for the person who sent it."""


class AlreadyKnown(Refused):
    """These very bytes are in the archive."""

    def __init__(self, document: Document) -> None:
        super().__init__(f"Already in the archive as “{document.title}”.")
        self.document = document


@dataclass(frozen=True, slots=True)
class Described:
    """What the person who brings a document says of it. Empty = not said."""

    title: str = ""
    slug: str = ""
    source: Source | None = None
    kind: str = Document.Kind.REPORT
    author: str = ""
    language: str = "en"
    published: dates.DateSpan | None = None
    published_words: str = ""
    url: str = ""
    visibility: str = Document.Visibility.DRAFT


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes as they came, and where from."""

    content: bytes
    received_at: datetime
    file_name: str = ""
    media_type: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document read and marked, not yet stored."""

    title: str
    author: str
    text: str
    segments: Sequence[cleaning.Segment]
    letters: Sequence[cleaning.InnerLetter] = field(default=())


def ingest(received: Received, described: Described) -> Document:
    """Store a document with its capture, text, segments and inner letters.

    Raises AlreadyKnown for bytes that are here, Refused for what cannot be
    read. Queues extraction. About a dozen queries.
    """
    sha256 = hashlib.sha256(received.content).hexdigest()
    _refuse_known(sha256)
    draft = read(received.content, language=described.language)
    for _retry in range(_RETRIES):
        try:
            return _put_in(draft, received, described, sha256)
        except IntegrityError:
            # Somebody was quicker: with these bytes, or with this slug.
            _refuse_known(sha256)
    return _put_in(draft, received, described, sha256)


def _refuse_known(sha256: str) -> None:
    known = Capture.objects.filter(sha256=sha256).select_related("document").first()
    if known is not None:
        raise AlreadyKnown(known.document)


def _put_in(
    draft: Draft, received: Received, described: Described, sha256: str
) -> Document:
    with transaction.atomic():
        document = _document(draft, described)
        _capture(document, received, sha256)
        revision = _revision(document, draft.text, received.received_at)
        _segments(revision, draft.segments)
        for letter in draft.letters:
            _inner_letter(document, revision, letter, received.received_at)
        transaction.on_commit(lambda: tasks.extract.enqueue(revision.pk))
    return document


def read(content: bytes, *, language: str = "") -> Draft:
    """Bytes into text with its parts marked. Raises Refused."""
    refuse_size(len(content))
    try:
        text = cleaning.decode(content, language=language)
        cleaned = cleaning.clean(text)
    except ValueError as error:
        raise Refused(str(error)) from error
    return Draft(
        title=cleaned.title,
        author=cleaned.byline,
        text=text,
        segments=cleaned.segments,
        letters=cleaning.find_letters(text, cleaned.segments),
    )


def refuse_size(size_bytes: int) -> None:
    """Asked before a file is read, so that a huge one never fills the memory."""
    if size_bytes > LIMIT_BYTES:
        size, limit = size_bytes / 1024**2, LIMIT_BYTES / 1024**2
        raise Refused(
            f"The file is {size:.0f} MB; reports up to {limit:.0f} MB are taken."
        )


def free_slug(wanted: str) -> str:
    """The wanted slug, or with the lowest free number behind it."""
    stem = slugify(wanted)[:100] or "report"
    taken = set(
        Document.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


def _document(draft: Draft, described: Described) -> Document:
    # a text that opens with an endless line has no title to print
    opening = " ".join(draft.text[:400].split())[:100]
    title = (described.title or draft.title or opening)[:300]
    return Document.objects.create(
        slug=free_slug(described.slug or title),
        title=title,
        kind=described.kind,
        source=described.source,
        author=(described.author or draft.author)[:300],
        language=described.language,
        url=described.url,
        visibility=described.visibility,
        **published_columns(described.published, described.published_words),
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


def _capture(document: Document, received: Received, sha256: str) -> Capture:
    guessed, _encoding = mimetypes.guess_type(received.file_name)
    capture = Capture(
        document=document,
        sha256=sha256,
        size_bytes=len(received.content),
        media_type=received.media_type or guessed or "text/plain",
        file_name=PurePath(received.file_name).name[:255],
        url=received.url,
        received_at=received.received_at,
    )
    _store(capture, received.content)
    capture.save()
    return capture


def _store(capture: Capture, content: bytes) -> None:
    field_file = capture.content
    path = field_file.field.generate_filename(capture, "")
    if not _holds(field_file.storage, path, capture.sha256):
        path = _write(field_file.storage, path, content)
    capture.content.name = path


def _holds(storage: Storage, path: str, sha256: str) -> bool:
    """Whether the file is whole: a run that was killed may have left half."""
    if not storage.exists(path):
        return False
    with storage.open(path) as file:
        return hashlib.sha256(file.read()).hexdigest() == sha256


def _write(storage: Storage, path: str, content: bytes) -> str:
    """All of the file or none of it; where the storage put it."""
    if not isinstance(storage, FileSystemStorage):
        storage.delete(path)
        return storage.save(path, ContentFile(content))
    part = storage.save(f"{path}.{secrets.token_hex(4)}.part", ContentFile(content))
    _move(Path(storage.path(part)), Path(storage.path(path)))
    return path


def _move(part: Path, to: Path) -> None:
    # On the disk before it has its name, and the name before the row says so.
    _sync(part)
    part.replace(to)
    _sync(to.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _revision(document: Document, text: str, made_at: datetime) -> Revision:
    revision = Revision.objects.create(
        document=document,
        number=document.revisions.count() + 1,
        text=text,
        sha256=sha256_of(text),
        created_at=made_at,
    )
    document.current_revision = revision
    document.save(update_fields=["current_revision"])
    return revision


def _segments(revision: Revision, segments: Sequence[cleaning.Segment]) -> None:
    Segment.objects.bulk_create(
        Segment(
            revision=revision,
            start=segment.start,
            end=segment.end,
            kind=segment.kind.value,
        )
        for segment in segments
    )


def _inner_letter(
    report: Document,
    revision: Revision,
    letter: cleaning.InnerLetter,
    made_at: datetime,
) -> Document:
    """A letter printed in a report, as a document that names its passage."""
    passage = Passage.objects.at(revision, letter.start, letter.end)
    found = dates.find(
        letter.written, published_on=report.published_on, language=report.language
    )
    inner = Document.objects.create(
        slug=free_slug(f"{report.slug}-letter"),
        title=letter.title[:300] or f"Letter printed in “{report.title}”"[:300],
        kind=Document.Kind.LETTER,
        source=report.source,
        author=letter.sender[:300],
        addressee=letter.addressee[:300],
        language=report.language,
        part_of=report,
        part_of_passage=passage,
        visibility=report.visibility,
        **published_columns(found[0].span if found else None, letter.written),
    )
    text_revision = _revision(inner, passage.quote, made_at)
    _segments(
        text_revision,
        [cleaning.Segment(0, len(passage.quote), cleaning.SegmentKind.LETTER)],
    )
    return inner
