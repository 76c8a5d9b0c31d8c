"""A worker dies at a task: it is done once more, or seen to have failed."""

import time

import pytest

from tests.places import Place

pytestmark = [pytest.mark.slow(45), pytest.mark.django_db, pytest.mark.trust]
ROWS = """
from django_tasks_db.models import DBTaskResult
print(*(f"{r.task_name}:{r.status}:{len(r.worker_ids)}" for r in DBTaskResult.objects.all()))
"""


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path, "worked")


def enqueue(place: Place, name: str, *given: object) -> None:
    place.shell(f"from tests.faults.slowly import {name} as t; t.enqueue(*{given!r})")


def begun(file, times=1):
    until = time.monotonic() + 60
    while not file.exists() or file.read_text().count("begun") < times:
        assert time.monotonic() < until, "nobody began"
        time.sleep(0.05)


def killed(process):
    process.kill()
    process.communicate()


def test_a_task_cut_off_is_done_once_more_by_the_next_worker(
    place, tmp_path, trust_figure
):
    noted = tmp_path / "noted"
    enqueue(place, "slowly", str(noted))
    worker = place.start("worker")
    begun(noted)
    killed(worker)

    place.run("worker", "--batch")

    assert noted.read_text().split() == ["begun", "begun", "done"]
    assert place.shell(ROWS).split() == ["slowly:SUCCESSFUL:2"]
    trust_figure("worker killed mid-task", "done once, in one row", "done once")


def test_a_worker_that_lives_takes_over_what_another_left(
    place, tmp_path, trust_figure
):
    noted = tmp_path / "noted"
    enqueue(place, "slowly", str(noted), 60)
    first = place.start("worker")
    begun(noted)
    second = place.start("worker")
    try:
        while len(list((place.folder / "workers").iterdir())) < 2:
            assert second.poll() is None
            time.sleep(0.1)
        killed(first)
        at = time.monotonic()
        begun(noted, times=2)
        took = time.monotonic() - at
    finally:
        killed(second)
    trust_figure("its task is taken over", f"{took:.0f} s", "≤ 60 s", ok=took <= 60)


def test_a_task_that_kills_twice_has_failed_and_others_go_on(
    place, tmp_path, trust_figure
):
    noted, other = tmp_path / "noted", tmp_path / "other"
    enqueue(place, "deadly", str(noted))
    enqueue(place, "slowly", str(other))
    for times in (1, 2):
        worker = place.start("worker")
        begun(noted, times)
        worker.communicate(timeout=60)

    place.run("worker", "--batch")

    assert noted.read_text().split() == ["begun", "begun"]
    assert "done" in other.read_text()
    rows = place.shell(ROWS).split()
    assert min(rows) == "deadly:FAILED:2"
    trust_figure(
        "a task that kills its worker", "tried twice, then FAILED", "once more"
    )
