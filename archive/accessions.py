"""Files handed in together, and what becomes of each; read in the worker only.

The only writer of deliveries. Their bytes wait in a folder of their own, which
no page serves, and are deleted once each file has been read.
"""

import secrets
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import PurePath

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from archive import fetching, ingest, integrity, readers, tasks
from archive.models import Accession, AccessionFile, Capture, Document
from archive.models.authorship import Author, account

FOLDER = "accessions"
# A file that no row names may belong to a delivery that is being written.
ORPHAN_AGE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Handed:
    """One file, or the address of a page to fetch when there is no content."""

    name: str
    content: File | None = None
    media_type: str = ""


def deliver(
    files: Iterable[Handed], described: ingest.Described, *, by: Author, at: datetime
) -> Accession:
    """Keep the files and queue the reading of each: all of them, or nothing.

    What is too large is refused here, and not kept.
    """
    with transaction.atomic():
        accession = Accession.objects.create(
            source=described.source,
            kind=described.kind,
            language=described.language,
            made_by=account(by),
            made_at=at,
        )
        rows = AccessionFile.objects.bulk_create(
            [_row(accession, each) for each in files]
        )
        for row in rows:
            if row.status == AccessionFile.Status.WAITING:
                read_file.enqueue(row.pk)
    return accession


def _row(accession: Accession, handed: Handed) -> AccessionFile:
    row = AccessionFile(
        accession=accession,
        file_name=_name(handed),
        media_type=handed.media_type[:100],
    )
    if handed.content is None:
        return row
    try:
        ingest.refuse_size(handed.content.size)
    except ingest.Refused as reason:
        row.status, row.reason = AccessionFile.Status.REFUSED, str(reason)
        return row
    # nothing of the name that was sent is in the path
    row.content.save(secrets.token_hex(16), handed.content, save=False)
    return row


def _name(handed: Handed) -> str:
    if handed.content is None:
        return handed.name[:255]
    return PurePath(handed.name.replace("\\", "/")).name.replace("\x00", "")[-255:]


@task()
def read_file(file_id: int) -> None:
    """Read one file of a delivery, in the worker."""
    receive(file_id, reader=_reader(), at=timezone.now())  # noqa: TID251 (a door)
    integrity.seal(at=timezone.now(), wait=False)  # noqa: TID251 (a door)


@cache
def _reader() -> readers.Guarded:
    """Kept as long as the worker lives: its process is begun once, not per file."""
    return readers.Guarded()


def receive(file_id: int, *, reader: ingest.Reader, at: datetime) -> None:
    """Store what is in a file, and say on its row what became of it.

    Again for a file that has been read: nothing happens. After a worker was
    killed half-way: what it had stored is found again, nothing is doubled.
    """
    row = AccessionFile.objects.select_related("accession__source").get(pk=file_id)
    if row.status != AccessionFile.Status.WAITING:
        return
    try:
        received = _received(row, at=at)
        described = _described(row.accession)
        outcomes: list[_Outcome] = []
        for taken in ingest.take_in(received, described, reader=reader):
            # the same page twice in one file is known the second time
            told = {each.document_id for each in outcomes}
            outcomes.append(_outcome(taken, row, told))
    except (ingest.Refused, fetching.NotFetched) as reason:
        outcomes = [_Outcome(AccessionFile.Status.REFUSED, reason=str(reason))]
    _settle(row, outcomes)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one thing in a file; name: which, when there are several."""

    status: str
    reason: str = ""
    document_id: int | None = None
    name: str = ""


def _received(row: AccessionFile, *, at: datetime) -> ingest.Received:
    if not row.content:
        page = fetching.fetch(row.file_name, allowed=settings.INGEST_URLS)
        return ingest.Received(
            content=page.content,
            received_at=at,
            media_type=page.media_type,
            url=page.url,
            final_url=page.final_url if page.final_url != page.url else "",
        )
    try:
        with row.content.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise ingest.Refused("The file is no longer here: hand it in again.") from error
    return ingest.Received(
        content=content,
        received_at=row.accession.made_at,
        file_name=row.file_name,
        media_type=row.media_type,
    )


def _described(accession: Accession) -> ingest.Described:
    return ingest.Described(
        source=accession.source, kind=accession.kind, language=accession.language
    )


def _outcome(
    taken: ingest.Taken, row: AccessionFile, told: Container[int | None]
) -> _Outcome:
    if taken.document is None:
        status = AccessionFile.Status.REFUSED
    elif taken.is_new or (
        taken.document.pk not in told and _is_own(taken.document.pk, row)
    ):
        status = AccessionFile.Status.STORED
    else:
        status = AccessionFile.Status.KNOWN
    return _Outcome(
        status,
        reason=taken.reason if status == AccessionFile.Status.REFUSED else "",
        document_id=taken.document.pk if taken.document else None,
        name=taken.name,
    )


def _is_own(document_id: int, row: AccessionFile) -> bool:
    """Whether a worker that was killed stored it out of this very file.

    It came to be after the file was handed in, under its name, and no other
    file is said to have brought it.
    """
    captured = Capture.objects.filter(
        document=document_id, file_name=PurePath(row.file_name).name[:255]
    )
    made = Document.history.filter(
        id=document_id, history_type="+", history_date__gte=row.accession.made_at
    )
    brought = AccessionFile.objects.filter(
        document=document_id, status=AccessionFile.Status.STORED
    )
    return captured.exists() and made.exists() and not brought.exists()


def _settle(row: AccessionFile, outcomes: Sequence[_Outcome]) -> None:
    """Write what became of a file, then delete its bytes."""
    outcomes = outcomes or [
        _Outcome(AccessionFile.Status.REFUSED, reason="There is no text in this file.")
    ]
    path, storage = row.content.name, row.content.storage
    with transaction.atomic():
        first, *further = _rows(row, outcomes)
        waiting = AccessionFile.objects.select_for_update().filter(
            pk=row.pk, status=AccessionFile.Status.WAITING
        )
        if not waiting.exists():
            return
        waiting.update(
            file_name=first.file_name,
            status=first.status,
            reason=first.reason,
            document_id=first.document_id,
            content="",
        )
        AccessionFile.objects.bulk_create(further)
    if path:
        storage.delete(path)


def _rows(row: AccessionFile, outcomes: Sequence[_Outcome]) -> Iterator[AccessionFile]:
    for each in outcomes:
        yield AccessionFile(
            accession_id=row.accession_id,
            file_name=f"{row.file_name} {each.name}".strip()[:255],
            media_type=row.media_type,
            status=each.status,
            reason=each.reason[:500],
            document_id=each.document_id,
        )


def enqueue_waiting() -> int:
    """Queue the files that a worker that was stopped has left; how many.

    What waits in the queue already is not queued again.
    """
    waiting = AccessionFile.objects.filter(status=AccessionFile.Status.WAITING)
    left = sorted(
        set(waiting.values_list("pk", flat=True)) - tasks.seen_to(read_file.module_path)
    )
    for file_id in left:
        read_file.enqueue(file_id)
    return len(left)


def sweep(*, at: datetime) -> int:
    """Delete bytes that no row names any more; how many files."""
    storage = AccessionFile._meta.get_field("content").storage
    if not storage.exists(FOLDER):
        return 0
    kept = set(
        AccessionFile.objects.exclude(content="").values_list("content", flat=True)
    )
    names = (f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1])
    orphans = [
        name for name in names if name not in kept and _is_old(storage, name, at)
    ]
    for name in orphans:
        storage.delete(name)
    return len(orphans)


def _is_old(storage: Storage, name: str, at: datetime) -> bool:
    return storage.get_modified_time(name) < at - ORPHAN_AGE
