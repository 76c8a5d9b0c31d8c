import pytest
from django_tasks_db.models import DBTaskResult

from archive import tasks
from archive.models import Mention, Revision
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "Police arrested Ana Testova in Ankara on 3 May 2021."


def test_the_worker_reads_a_report_and_says_what_it_did():
    revision = make.document(TEXT).current_revision

    counts = tasks.extract.call(revision.pk)

    assert counts["new"] == Mention.objects.count() > 0
    assert not Revision.objects.unread().exists()


def test_what_a_stopped_worker_left_is_queued_again():
    make.document(TEXT)

    assert tasks.enqueue_unread() == 1


def test_what_was_read_is_not_queued_again():
    make.document(TEXT)
    Revision.objects.update(extracted_at=make.NOW)

    assert tasks.enqueue_unread() == 0


def test_asking_twice_queues_once():
    make.document(TEXT)
    make.document("Another text.")

    assert [tasks.enqueue_unread(), tasks.enqueue_unread()] == [2, 0]
    assert DBTaskResult.objects.count() == 2


def test_what_is_being_read_is_not_queued_beside():
    make.document(TEXT)
    tasks.enqueue_unread()
    DBTaskResult.objects.update(status="RUNNING")

    assert tasks.enqueue_unread() == 0


def test_what_killed_its_worker_twice_is_not_queued_again():
    make.document(TEXT)
    tasks.enqueue_unread()
    DBTaskResult.objects.update(status="FAILED", exception_class_path=tasks.CUT_OFF)

    assert tasks.enqueue_unread() == 0
