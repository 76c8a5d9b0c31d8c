import hashlib
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from archive import curation, dates, ingest
from archive.ingest import captures
from archive.models import Capture, Document, Revision
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEEDS = settings.BASE_DIR / "data" / "seeds"
LONDON = SEEDS / "2011-06-london-embassy-protest.txt"
IN_MEMORY = "django.core.files.storage.InMemoryStorage"
BERLIN = SEEDS / "2011-berlin-embassy-picket.txt"


def received(content, name="report.txt"):
    return ingest.Received(content=content, received_at=make.NOW, file_name=name)


def put_in(path: Path, published="2011-06-22"):
    return ingest.ingest(
        received(path.read_bytes(), path.name),
        ingest.Described(published=dates.parse(published)),
    )


def stored(capture):
    with capture.content.open() as content:
        return content.read()


def everything():
    return [model.objects.count() for model in (Document, Capture, Revision)]


@pytest.mark.parametrize(
    ("path", "sha256"),
    [
        (LONDON, "ce4ae7cdc88f4aca61c8e4d001decbdf58b6cec654d74866e2c41c6cc9226786"),
        (BERLIN, "674f436933a41a6360a106195b6bb3197306f1db808fe3136287ef0ae5ba064b"),
    ],
)
def test_the_bytes_are_kept_as_received(path, sha256):
    capture = put_in(path).captures.get()

    assert capture.sha256 == sha256
    assert stored(capture) == path.read_bytes()


def test_a_report_arrives_with_its_parts_marked_and_nothing_cut():
    document = put_in(LONDON)
    revision = document.current_revision
    parts = {
        (each.kind, revision.quote(each.start, each.end)[:24])
        for each in revision.segments.all()
    }

    assert document.title == "Kazakhstan: London embassy protest"
    assert revision.text == LONDON.read_text()
    assert ("boilerplate", "Special financial appeal") in parts
    assert ("boilerplate", "Liked this article? We n") in parts
    assert ("boilerplate", "Be the first to comment\n") in parts
    assert ("boilerplate", "June 2011") in parts


def test_the_letter_inside_a_report_is_a_document_of_its_own():
    report = put_in(LONDON)

    letter = report.parts.get()

    assert letter.kind == Document.Kind.LETTER
    assert letter.author == "The Socialist Party of England and Wales"
    assert "Ambassador" in letter.addressee
    assert letter.published_on == date(2011, 6, 16)
    assert letter.part_of_passage.quote == letter.current_revision.text
    assert letter.current_revision.text.startswith("To the Ambassador")


def test_a_month_stays_a_month():
    document = put_in(LONDON, published="2011-06")

    assert document.published.value == "2011-06"


def test_the_same_bytes_twice_are_stored_once():
    first = put_in(LONDON)
    before = everything()

    with pytest.raises(ingest.AlreadyKnown) as known:
        put_in(LONDON)

    assert known.value.document == first
    assert "Kazakhstan: London embassy protest" in str(known.value)
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text|picture|image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "damaged|ZIP|zip"),
        (b"word\x00word", "not text|binary"),
        (b"a" * (50 * 1024 * 1024), "50 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(content, sentence):
    with pytest.raises(ingest.Refused, match=sentence):
        ingest.ingest(received(content), ingest.Described())

    assert everything() == [0, 0, 0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_other_encodings_are_read(encoding):
    text = "Жаңаөзен" if encoding != "cp1251" else "Нефтяники бастуют"
    text += " и Соколова. Это сообщение о забастовке рабочих.\n" * 20

    document = ingest.ingest(received(text.encode(encoding)), ingest.Described())

    assert document.revisions.get().text.split() == text.split()


def test_two_reports_with_one_title_have_two_slugs():
    first = ingest.ingest(received(b"A strike\n\nOne."), ingest.Described())
    second = ingest.ingest(received(b"A strike\n\nTwo."), ingest.Described())

    assert (first.slug, second.slug) == ("a-strike", "a-strike-2")


def test_markup_in_a_text_is_kept_as_text():
    document = ingest.ingest(
        received(b"<script>alert(1)</script>\n\nA report."), ingest.Described()
    )

    assert "<script>" in document.revisions.get().text


def test_extraction_is_queued_with_the_report_and_not_after_it():
    document = put_in(BERLIN)

    queued = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    assert [task["args"] for task in queued] == [[document.current_revision_id]]


@rules(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_stored_whole_or_refused_with_a_sentence(content):
    before = everything()
    reason = ""
    try:
        document = ingest.ingest(received(content), ingest.Described())
    except ingest.Refused as refused:
        reason = str(refused)

    if reason:
        assert everything() == before
    else:
        assert stored(document.captures.get()) == content
        assert document.revisions.get().text


def test_half_a_file_left_by_a_killed_run_is_written_anew():
    content = b"A strike\n\nIt began in the morning."
    document = ingest.ingest(received(content), ingest.Described())
    path = Path(document.captures.get().content.path)
    whole = b"A strike\n\nIt began in the evening."
    sha256 = hashlib.sha256(whole).hexdigest()
    half = path.parent.parent / sha256[:2] / sha256
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(whole[:5])

    capture = ingest.ingest(received(whole), ingest.Described()).captures.get()

    assert stored(capture) == whole
    assert [each.name for each in half.parent.glob(f"{sha256}*")] == [sha256]


def test_bytes_that_were_left_whole_are_not_written_again():
    content = b"A strike\n\nIt ended."
    sha256 = hashlib.sha256(content).hexdigest()
    left = Path(settings.MEDIA_ROOT) / "captures" / sha256[:2] / sha256
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(content)
    written_at = left.stat().st_ino

    capture = ingest.ingest(received(content), ingest.Described()).captures.get()

    assert Path(capture.content.path) == left
    assert left.stat().st_ino == written_at


def test_a_storage_without_folders_keeps_the_bytes_too():
    storages = {**settings.STORAGES, "default": {"BACKEND": IN_MEMORY}}
    with override_settings(STORAGES=storages):
        capture = ingest.ingest(received(b"A report."), ingest.Described()).captures

        assert stored(capture.get()) == b"A report."


@contextmanager
def meanwhile(statement, act):
    """Does the act once, just before the first statement that begins so."""
    waiting = [act]

    def step_in(execute, sql, params, many, context):
        if waiting and sql.startswith(statement):
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(step_in):
        yield
    assert not waiting


def test_who_brings_the_same_bytes_a_moment_later_is_told_so():
    came = received(b"A strike\n\nOne.")
    rival = []

    def be_quicker():
        rival.append(ingest.ingest(came, ingest.Described()))

    with (
        meanwhile("SAVEPOINT", be_quicker),
        pytest.raises(ingest.AlreadyKnown) as known,
    ):
        ingest.ingest(came, ingest.Described())

    assert [known.value.document] == rival
    assert everything() == [1, 1, 1]


def test_a_slug_taken_a_moment_before_is_chosen_anew():
    def be_quicker():
        make.document(slug="a-strike")

    with meanwhile('INSERT INTO "archive_document"', be_quicker):
        document = ingest.ingest(received(b"A strike\n\nOne."), ingest.Described())

    assert Document.objects.get() == document


def test_a_report_that_opens_with_an_endless_line_has_a_title():
    document = ingest.ingest(received(b"a" * 5000 + b"\n\nB."), ingest.Described())

    assert document.title == "a" * 100


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Seoul, 10 January 2014\n\nSome thirty came.", "Some thirty came."),
        ("10 January 2014", "10 January 2014"),
        (
            "crane drivers went home, " * 9,
            "crane drivers went home, " * 3 + "crane drivers went …",
        ),
    ],
)
def test_a_text_without_a_title_is_called_by_its_first_words(text, title):
    document = ingest.ingest(received(text.encode()), ingest.Described())

    assert document.title == title


def test_bytes_that_could_not_be_written_leave_nothing_behind(settings, monkeypatch):
    settings.MEDIA_ROOT = settings.MEDIA_ROOT / "full"

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(captures, "_sync", full)

    with pytest.raises(OSError, match="No space"):
        ingest.ingest(ingest.Received(b"A strike began.", make.NOW), ingest.Described())

    assert [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()] == []


def test_of_bytes_that_were_withdrawn_it_says_so():
    received = ingest.Received(b"A strike began.", make.NOW)
    curation.withdraw([ingest.ingest(received, ingest.Described())], by=None)

    with pytest.raises(ingest.AlreadyKnown, match="is withdrawn"):
        ingest.ingest(received, ingest.Described())
