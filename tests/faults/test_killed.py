"""kill -9 in the middle: begun again, it ends as if nothing had been.

Ingest has a file of its own (tests/archive/test_ingest_killed.py).
"""

import random
import time

import pytest

from tests.faults.killing import Loaded, ends_of_killed
from tests.places import CURATE, IS_FULL, Place, reports

pytestmark = [pytest.mark.slow(100), pytest.mark.django_db, pytest.mark.trust]
KILLS = 100 if IS_FULL else 2
# Dies where a migration's tables are made and its record is not written yet.
DIES = """
import os
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
write = MigrationRecorder.record_applied
def dies(self, app, name):
    if app == "accounts":
        os.kill(os.getpid(), 9)
    write(self, app, name)
MigrationRecorder.record_applied = dies
call_command("migrate", verbosity=0)
"""
# Tables, columns, constraints and triggers, in the words of either database.
SHAPE = """
from django.db import connection as c
cursor = c.cursor()
cursor.execute(
    "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master"
    if c.vendor == "sqlite" else
    "SELECT table_name || '.' || column_name || ' ' || data_type || is_nullable "
    "FROM information_schema.columns WHERE table_schema = 'public' "
    "UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' "
    "UNION ALL SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger "
    "WHERE NOT tgisinternal "
    "UNION ALL SELECT conrelid::regclass || ' ' || conname FROM pg_constraint")
print(*sorted(row[0] for row in cursor.fetchall()), sep="\\n")
"""


def timed(place, *command) -> float:
    with Loaded(place, command[0]) as loaded:
        begun = time.monotonic()
        loaded.run(*command)
        return time.monotonic() - begun


def told(ends) -> str:
    return f"{KILLS} met it, on {len(ends)} sites; all end alike"


def test_curation_that_is_killed_leaves_whole_batches(tmp_path, trust_figure):
    begun = Place(tmp_path, "begun")
    begun.run("ingest", str(reports(tmp_path / "reports", 12)))
    whole = Place(tmp_path, "curated", like=begun)
    # all is read before the first is decided: else who is known already when a
    # report is read depends on where it was killed
    command = ("shell", "-v0", "-c", CURATE.replace("WANTED", "0"))

    ends = ends_of_killed(
        lambda: Place(tmp_path, "torn", like=begun),
        *command,
        took=timed(whole, *command),
        kills=KILLS,
    )

    assert set(ends) == {whole.end()}
    trust_figure(f"kill -9 × {KILLS}, curation", told(ends), "alike")


def test_a_migration_that_is_killed_is_taken_up_again(tmp_path, trust_figure):
    whole = Place(tmp_path, "migrated", bare=True)
    shapes: list[str] = []

    class Torn(Place):
        def end(self) -> str:
            shapes.append(self.shell(SHAPE))
            return super().end()

    ends = ends_of_killed(
        lambda: Torn(tmp_path, "halfway", bare=True),
        "migrate",
        "-v0",
        took=timed(whole, "migrate", "-v0"),
        kills=KILLS,
    )

    assert set(shapes) == {whole.shell(SHAPE)}
    assert set(ends) == {whole.end()}
    trust_figure(f"kill -9 × {KILLS}, migration", told(ends), "alike")


def test_a_migration_is_there_with_its_record_or_not_at_all(tmp_path):
    place = Place(tmp_path, "unrecorded", bare=True)
    dying = place.start("shell", "-v0", "--no-imports", "-c", DIES)
    dying.communicate()
    assert dying.returncode == -9

    place.run("migrate", "-v0")

    assert "as it should be" in place.run("verify")


def test_a_backup_that_is_killed_is_none_and_the_next_is_whole(tmp_path, trust_figure):
    place = Place(tmp_path, "kept")
    place.run("ingest", str(reports(tmp_path / "reports", 12)))
    file, state = tmp_path / "a.backup", place.state()
    took = timed(place, "backup", str(tmp_path / "first.backup"))
    chance, met = random.Random(11), 0  # noqa: S311

    with Loaded(place, "backup") as loaded:
        while met < KILLS:
            met += loaded.kill_within(took * chance.random() ** 2, "backup", str(file))
            if file.exists():  # it was done before it was killed
                place.run("restore", "--check", str(file))
                file.unlink()
        loaded.run("backup", str(file))

    other = Place(tmp_path, "after", bare=True)
    other.run("restore", str(file))
    assert other.state() == place.state() == state
    assert sorted(each.name for each in tmp_path.glob("*.backup*")) == [
        "a.backup",
        "first.backup",
    ]
    trust_figure(f"kill -9 × {KILLS}, backup", f"{met} met it; restored alike", "alike")
