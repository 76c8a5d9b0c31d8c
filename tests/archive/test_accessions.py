from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult

from archive import accessions, attending, fetching, ingest, readers
from archive.models import Capture, Document
from tests import make

pytestmark = pytest.mark.django_db
TEXT = b"A strike\n\nPolice arrested Ana Testova in Ankara on 3 May 2021."
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(50)


@pytest.fixture(autouse=True)
def own_media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def deliver(*contents, names=(), **described):
    handed = [
        accessions.Handed(name, ContentFile(content), "text/plain")
        for content, name in zip(
            contents, names or [f"{n}.txt" for n in range(len(contents))], strict=True
        )
    ]
    return accessions.deliver(
        handed, ingest.Described(**described), by=None, at=make.NOW
    )


def work(accession):
    """What the worker does with all that waits."""
    with readers.Guarded() as reader:
        for row in accession.files.filter(status="waiting"):
            accessions.receive(row.pk, reader=reader, at=make.NOW)
    return list(accession.files.all())


def waiting_bytes():
    if not default_storage.exists(accessions.FOLDER):
        return []
    return default_storage.listdir(accessions.FOLDER)[1]


def test_each_file_is_read_in_the_worker_only():
    accession = deliver(TEXT, b"Another text.")

    assert not Document.objects.exists()
    assert len(waiting_bytes()) == DBTaskResult.objects.count() == 2
    assert {row.status for row in accession.files.all()} == {"waiting"}


def test_what_was_read_is_a_draft_with_its_file_name_and_the_bytes_are_gone():
    source = make.source()

    (row,) = work(
        deliver(TEXT, names=["a/b/../raid.txt"], source=source, kind="letter")
    )

    document = Document.objects.get()
    assert (row.status, row.document) == ("stored", document)
    assert (document.source, document.kind) == (source, "letter")
    assert (document.visibility, Capture.objects.get().file_name) == (
        "draft",
        "raid.txt",
    )
    assert Capture.objects.get().received_at == make.NOW
    assert waiting_bytes() == []


def test_a_known_file_leads_to_where_it_is():
    work(deliver(TEXT))

    (row,) = work(deliver(TEXT, names=["other.txt"]))

    assert (row.status, row.document) == ("known", Document.objects.get())


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"  \n", ""), (PICTURE, "image")]
)
def test_what_cannot_be_read_is_refused_with_a_reason(content, reason):
    (row,) = work(deliver(content))

    assert (row.status, row.document) == ("refused", None)
    assert reason in row.reason
    assert row.reason
    assert waiting_bytes() == []


def test_one_bad_file_keeps_no_other_out():
    rows = work(deliver(PICTURE, TEXT))

    assert [row.status for row in rows] == ["refused", "stored"]


def test_a_huge_file_is_refused_and_never_kept():
    accession = deliver(b"a" * (ingest.LIMIT_BYTES + 1))

    row = accession.files.get()
    assert (row.status, "reports up to 5 MB" in row.reason) == ("refused", True)
    assert (waiting_bytes(), DBTaskResult.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\a\\b.txt", "", "x" * 400])
def test_no_name_that_is_sent_becomes_a_path(name):
    row = deliver(TEXT, names=[name]).files.get()

    (stored,) = waiting_bytes()
    assert row.content.name == f"{accessions.FOLDER}/{stored}"
    assert len(stored) == 32
    assert "/" not in row.file_name
    assert "\\" not in row.file_name


def test_a_worker_killed_before_it_read_loses_nothing():
    accession = deliver(TEXT)
    DBTaskResult.objects.update(status="RUNNING")

    assert attending.put_back(at=make.NOW) == (1, 0)
    assert accessions.enqueue_waiting() == 0  # it waits already
    assert work(accession)[0].status == "stored"


def test_a_worker_killed_after_it_stored_doubles_nothing():
    accession = deliver(TEXT)
    ingest.ingest(
        ingest.Received(TEXT, make.NOW, "0.txt", "text/plain"), ingest.Described()
    )

    (row,) = work(accession)

    assert (row.status, row.document) == ("stored", Document.objects.get())


def test_reading_a_file_again_changes_nothing():
    accession = deliver(TEXT)
    (row,) = work(accession)

    with readers.Guarded() as reader:
        accessions.receive(row.pk, reader=reader, at=make.NOW)

    assert Document.objects.count() == accession.files.count() == 1


def test_bytes_that_are_gone_are_said_to_be():
    accession = deliver(TEXT)
    default_storage.delete(accession.files.get().content.name)

    (row,) = work(accession)

    assert (row.status, "hand it in again" in row.reason) == ("refused", True)


def test_two_equal_files_of_one_delivery_are_one_document():
    rows = work(deliver(TEXT, TEXT))

    assert [row.status for row in rows] == ["stored", "known"]
    assert Document.objects.count() == 1


def test_an_address_is_refused_where_fetching_is_off():
    accession = accessions.deliver(
        [accessions.Handed("https://example.org/a")],
        ingest.Described(),
        by=None,
        at=make.NOW,
    )

    assert settings.INGEST_URLS == []
    assert work(accession)[0].status == "refused"
    assert issubclass(fetching.NotFetched, ValueError)


def test_only_old_bytes_that_no_row_names_are_swept():
    accession = deliver(TEXT)
    default_storage.save(f"{accessions.FOLDER}/orphan", ContentFile(b"x"))
    made_at = default_storage.get_modified_time(f"{accessions.FOLDER}/orphan")

    fresh = accessions.sweep(at=made_at + timedelta(hours=1))
    old = accessions.sweep(at=made_at + timedelta(days=2))

    assert (fresh, old) == (0, 1)
    assert waiting_bytes() == [accession.files.get().content.name.split("/")[1]]


def record(address, words):
    """One page of a web archive (ISO 28500)."""
    page = f"<html><body><p>{words}</p></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{address[-1] * 8}-0000-0000-0000-000000000000>\r\n"
        f"WARC-Date: 2021-05-04T10:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.mark.slow
def test_a_web_archive_has_a_row_for_each_page():
    archive = record("https://example.org/1", "Police raided the union office.")
    archive += record("https://example.org/2", "The court freed the three workers.")

    rows = work(deliver(archive, names=["site.warc"]))

    assert [(row.status, row.file_name) for row in rows] == [
        ("stored", "site.warc https://example.org/1"),
        ("stored", "site.warc https://example.org/2"),
    ]
    assert Document.objects.count() == 2


def web_archive_row():
    pages = b"".join(
        record(f"https://e.example/{n}", f"Police came to house {n}.") for n in (1, 2)
    )
    return deliver(pages, names=["pages.warc"])


@pytest.mark.slow
def test_pages_a_killed_worker_had_stored_are_stored_and_not_known():
    accession = web_archive_row()
    row = accession.files.get()
    received = accessions._received(row, at=make.NOW)
    with readers.Guarded() as reader:
        next(ingest.take_in(received, ingest.Described(), reader=reader))

    rows = work(accession)

    assert [row.status for row in rows] == ["stored", "stored"]


@pytest.mark.slow
def test_the_same_web_archive_handed_in_twice_is_known_the_second_time():
    work(web_archive_row())

    assert {row.status for row in work(web_archive_row())} == {"known"}


@pytest.mark.slow
def test_one_page_twice_in_a_web_archive_is_known_the_second_time():
    page = record("https://e.example/1", "Page one")

    rows = work(deliver(page + page, names=["pages.warc"]))

    assert [row.status for row in rows] == ["stored", "known"]
