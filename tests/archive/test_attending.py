from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from archive import attending, tasks
from archive.models import Revision
from tests import make

pytestmark = pytest.mark.django_db
LONG_AGO = make.NOW - timedelta(days=1)


@pytest.fixture
def task(settings, tmp_path):
    """A task that a worker is at."""
    settings.VAR_DIR = tmp_path
    make.document("Police arrested Ana Testova in Ankara on 3 May 2021.")
    tasks.enqueue_unread()
    found = DBTaskResult.objects.get()
    found.status, found.started_at, found.worker_ids = "RUNNING", make.NOW, ["w1"]
    found.save()
    return found


def status(task):
    task.refresh_from_db()
    return task.status


def died(folder, worker_id):
    """A worker that has left its file and nobody who holds it."""
    (folder / "workers").mkdir(exist_ok=True)
    (folder / "workers" / worker_id).touch()


def test_a_task_whose_worker_lives_is_left_to_it(task):
    with attending.present("w1"):
        assert attending.put_back(at=make.NOW + timedelta(days=9)) == (0, 0)

    assert status(task) == "RUNNING"


def test_a_task_whose_worker_died_is_begun_again_by_the_same_row(task, tmp_path):
    died(tmp_path, "w1")

    assert attending.put_back(at=make.NOW) == (1, 0)
    assert status(task) == "READY"
    assert DBTaskResult.objects.count() == 1


def test_seeing_to_it_twice_changes_nothing_more(task, tmp_path):
    died(tmp_path, "w1")
    attending.put_back(at=make.NOW)

    assert attending.put_back(at=make.NOW) == (0, 0)


def test_a_task_that_was_cut_off_twice_has_failed_and_says_so(task, tmp_path):
    died(tmp_path, "w2")
    task.worker_ids = ["w1", "w2"]
    task.save()

    assert attending.put_back(at=make.NOW) == (0, 1)
    assert status(task) == "FAILED"
    assert "died" in task.traceback


def test_a_worker_elsewhere_is_given_an_hour(task):
    soon, late = timedelta(minutes=59), timedelta(minutes=61)

    assert attending.put_back(at=make.NOW + soon) == (0, 0)
    assert attending.put_back(at=make.NOW + late) == (1, 0)


def test_a_worker_whose_name_is_a_path_reaches_no_other_file(task, tmp_path):
    (tmp_path / "secret_key").touch()
    (tmp_path / "workers").mkdir()

    assert attending.is_alive("../secret_key") is None


def test_files_of_the_dead_are_removed_once_nothing_needs_them(task, tmp_path):
    died(tmp_path, "w1")

    attending.put_back(at=make.NOW)

    assert list((tmp_path / "workers").iterdir()) == []


def test_the_desk_names_what_the_worker_gave_up(task, admin_user):
    DBTaskResult.objects.update(status="FAILED", finished_at=make.NOW)
    Revision.objects.update(extracted_at=make.NOW)
    client = Client()
    client.force_login(admin_user)

    page = client.get(reverse("desk:tasks"), follow=True).content.decode()

    assert "Given up by the worker" in page
    assert (
        reverse("admin:django_tasks_database_dbtaskresult_change", args=[task.pk])
        in page
    )
