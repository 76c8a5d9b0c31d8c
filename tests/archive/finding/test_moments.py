"""The word for what the database is: another after anything is written."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive import finding, search
from archive.finding.moments import _Watch
from archive.models import Document, Source
from tests import make


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "some.sqlite3"
    with sqlite3.connect(made) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE said (words)")
    writer.close()
    return made


def write(file, *, ends=True):
    writer = sqlite3.connect(file)
    writer.execute("INSERT INTO said VALUES ('strike')")
    if ends:
        writer.commit()
    else:
        writer.rollback()
    writer.close()


def test_a_file_that_nobody_wrote_to_has_the_same_word(file):
    watch = _Watch()
    assert watch.moment(file) == watch.moment(file) != ""


def test_whoever_writes_it_is_another_word(file):
    watch = _Watch()
    seen = [watch.moment(file)]
    for _ in range(3):
        write(file)
        seen.append(watch.moment(file))
    assert len(set(seen)) == 4


def test_what_was_taken_back_changes_nothing(file):
    watch = _Watch()
    before = watch.moment(file)
    write(file, ends=False)
    assert watch.moment(file) == before


def test_a_file_put_in_the_place_of_another_is_another_word(file, tmp_path):
    watch = _Watch()
    before = watch.moment(file)
    other = tmp_path / "other.sqlite3"
    sqlite3.connect(other).close()
    other.replace(file)
    assert watch.moment(file) not in {before, ""}


def test_a_file_that_is_not_there_has_none(tmp_path):
    assert _Watch().moment(tmp_path / "none" / "at all") == ""


def test_threads_see_the_same_word(file):
    watch = _Watch()
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(watch.moment, [file] * 40))) == 1


@pytest.mark.django_db
def test_within_a_transaction_there_is_none():
    assert finding.moment() == ""


@pytest.mark.slow
@pytest.mark.usefixtures("emptied")
def test_each_commit_is_another_word_where_there_is_one():
    if connection.vendor == "sqlite":
        assert finding.moment() == ""  # tests keep it in memory
        return
    before = finding.moment()
    assert before == finding.moment() != ""
    make.source()
    after = finding.moment()
    with transaction.atomic():
        make.document("Strike.", slug="strike")
        assert finding.moment() == ""
    assert len({before, after, finding.moment()}) == 3


@pytest.mark.slow
@pytest.mark.usefixtures("emptied")
def test_a_page_is_as_new_as_the_archive_though_it_was_asked_for_before(client):
    def page():
        with CaptureQueriesContext(connection) as asked:
            shown = client.get("/search/?q=strike").content.decode()
        return shown, len(asked)

    is_sqlite = connection.vendor == "sqlite"
    document = make.document(
        "A strike began.", slug="a-strike", title="Began", source=make.source()
    )
    search.index_documents([document.pk])
    assert "/reports/a-strike/" in page()[0]
    # PostgreSQL counts what is committed in its other databases, too
    again = [page() for _ in range(20)]
    assert all("/reports/a-strike/" in shown for shown, _queries in again)
    assert 1 in {queries for _shown, queries in again} or is_sqlite
    Source.objects.update(name="The Other Paper")
    assert "The Other Paper" in page()[0]
    Document.objects.update(visibility=Document.Visibility.WITHDRAWN)
    assert "/reports/a-strike/" not in page()[0]


@pytest.mark.slow
@pytest.mark.usefixtures("emptied")
def test_what_staff_may_see_is_kept_for_nobody(client, admin_client):
    draft = make.document("A strike began.", slug="a-draft", visibility="draft")
    search.index_documents([draft.pk])
    admin_client.get("/search/?q=strike")
    assert "a-draft" not in client.get("/search/?q=strike").content.decode()
