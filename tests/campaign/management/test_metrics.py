"""What is watched: right numbers, and nothing of a person."""

import io
import os
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from archive import tasks
from archive.models import Document
from campaign.management import measuring
from campaign.models import LetterCount
from tests import make, make_campaign

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
LINE = re.compile(r'^demarche_[a-z_]+(\{[a-z]+="[a-z]+"\})? [0-9.e+-]+$')


def numbers(tmp_path, *, at=NOW, backups=None) -> dict[str, float]:
    words = measuring.text(measuring.measure(at=at, folder=tmp_path, backups=backups))
    rows = [line.split() for line in words.splitlines() if not line.startswith("#")]
    return {name.removeprefix("demarche_"): float(value) for name, value in rows}


def test_every_line_is_of_the_text_format(tmp_path):
    make.document()
    words = measuring.text(measuring.measure(at=NOW, folder=tmp_path, backups=tmp_path))
    lines = [line for line in words.splitlines() if not line.startswith("#")]

    assert len(lines) >= 15
    assert [line for line in lines if not LINE.match(line)] == []
    assert words.count("# HELP") == words.count("# TYPE")


def test_documents_are_counted_by_who_may_see_them(tmp_path):
    make.document(visibility=Document.Visibility.PUBLIC)
    make.document(slug="second", visibility=Document.Visibility.DRAFT)

    found = numbers(tmp_path)

    assert found['documents{visibility="public"}'] == 1
    assert found['documents{visibility="draft"}'] == 1
    assert found['documents{visibility="withdrawn"}'] == 0


def test_a_task_that_waits_is_seen_with_how_long(tmp_path):
    tasks.extract.enqueue(1)
    DBTaskResult.objects.update(enqueued_at=NOW - timedelta(minutes=5))

    found = numbers(tmp_path)

    assert found['tasks{status="ready"}'] == 1
    assert found['tasks{status="failed"}'] == 0
    assert found["task_waiting_seconds"] == 300


def test_a_task_that_runs_for_long_is_seen(tmp_path):
    tasks.extract.enqueue(1)
    DBTaskResult.objects.update(status="RUNNING", started_at=NOW - timedelta(hours=1))

    found = numbers(tmp_path)

    assert found['tasks{status="running"}'] == 1
    assert found["task_running_seconds"] == 3600
    assert found["task_waiting_seconds"] == 0


def test_letters_are_counted_when_their_day_is_over(tmp_path):
    campaign = make_campaign.campaign()
    for day, count in ((NOW.date(), 3), (NOW.date() - timedelta(days=1), 4)):
        LetterCount.objects.create(
            day=day, campaign=campaign, format="pdf", count=count
        )

    assert numbers(tmp_path)["letters"] == 4
    assert numbers(tmp_path, at=NOW + timedelta(days=1))["letters"] == 7


def test_the_age_of_the_newest_backup_is_told(tmp_path):
    for name, hours in (("old", 50), ("new", 2)):
        file = tmp_path / f"{name}.backup"
        file.write_bytes(b"12345")
        made = NOW.timestamp() - hours * 3600
        os.utime(file, (made, made))
    (tmp_path / ".next.backup.part").touch()

    found = numbers(tmp_path, backups=tmp_path)

    assert found["backups"] == 2
    assert found["backup_age_seconds"] == 2 * 3600
    assert found["backup_bytes"] == 5


def test_no_backup_has_no_age(tmp_path):
    found = numbers(tmp_path, backups=tmp_path)

    assert found["backups"] == 0
    assert "backup_age_seconds" not in found


def test_nothing_named_by_a_person_is_in_it(tmp_path):
    make.document(title="Secret Nadia", slug="secret-nadia")
    make_campaign.campaign(slug="secret-campaign")

    words = measuring.text(measuring.measure(at=NOW, folder=tmp_path))

    assert "secret" not in words.lower()
    assert "nadia" not in words.lower()


def test_it_asks_as_often_however_much_there_is(tmp_path):
    make.document()
    with CaptureQueriesContext(connection) as of_one:
        numbers(tmp_path)
    for number in range(5):
        make.document(slug=f"more-{number}")
    with CaptureQueriesContext(connection) as of_six:
        numbers(tmp_path)

    assert len(of_six) == len(of_one) <= 12


def test_the_command_prints_it(settings):
    out = io.StringIO()
    call_command("metrics", stdout=out)

    assert out.getvalue().startswith("# HELP demarche_")


def test_the_command_replaces_a_file_that_others_may_read(tmp_path):
    file = tmp_path / "demarche.prom"
    file.write_text("old")

    call_command("metrics", file=file)

    assert "demarche_documents" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("metrics", file=tmp_path / "nowhere" / "demarche.prom")


def test_without_tables_it_says_so(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)

    with pytest.raises(CommandError, match="Run migrate first"):
        call_command("metrics")
