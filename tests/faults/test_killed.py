"""kill -9 in the middle: begun again, it ends as if nothing had been.

Ingest has a file of its own (tests/archive/test_ingest_killed.py).
"""

import random
import time

import pytest

from tests.places import CURATE, IS_FULL, Place, reports

pytestmark = [pytest.mark.slow(100), pytest.mark.django_db, pytest.mark.trust]
KILLS = 100 if IS_FULL else 2
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


def killed_often(place, took, *command, kills=KILLS) -> int:
    """How many of the kills met the command at work."""
    chance = random.Random(11)  # noqa: S311
    return sum(
        place.kill_within(took * chance.uniform(0.3, 0.95), *command)
        for _ in range(kills)
    )


def timed(place, *command) -> float:
    begun = time.monotonic()
    place.run(*command)
    return time.monotonic() - begun


def test_curation_that_is_killed_leaves_whole_batches(tmp_path, trust_figure):
    folder = reports(tmp_path / "reports", 12)
    whole, cut = Place(tmp_path, "curated"), Place(tmp_path, "torn")
    for each in (whole, cut):
        each.run("ingest", str(folder))
    command = ("shell", "-v0", "-c", CURATE.replace("WANTED", "9"))

    took = timed(whole, *command)
    met = killed_often(cut, took, *command)
    cut.run(*command)

    assert cut.state() == whole.state()
    assert "as it should be" in cut.run("verify")
    trust_figure(f"kill -9 × {KILLS}, curation", f"{met} met it; state equal", "equal")


def test_a_migration_that_is_killed_is_taken_up_again(tmp_path, trust_figure):
    whole = Place(tmp_path, "migrated", bare=True)
    torn = Place(tmp_path, "halfway", bare=True)

    kills = KILLS if IS_FULL else 1
    took = timed(whole, "migrate", "-v0")
    met = killed_often(torn, took, "migrate", "-v0", kills=kills)
    torn.run("migrate", "-v0")

    assert torn.shell(SHAPE) == whole.shell(SHAPE)
    assert "as it should be" in torn.run("verify")
    trust_figure(f"kill -9 × {kills}, migration", f"{met} met it; shape equal", "equal")


def test_a_backup_that_is_killed_is_none_and_the_next_is_whole(tmp_path, trust_figure):
    place = Place(tmp_path, "kept")
    place.run("ingest", str(reports(tmp_path / "reports", 12)))
    file, state = tmp_path / "a.backup", place.state()

    took = timed(place, "backup", str(tmp_path / "first.backup"))
    met = 0
    for _ in range(KILLS):
        met += killed_once(place, took, "backup", str(file))
        if file.exists():  # it was done before it was killed
            place.run("restore", "--check", str(file))
            file.unlink()
    place.run("backup", str(file))

    other = Place(tmp_path, "after", bare=True)
    other.run("restore", str(file))
    assert other.state() == place.state() == state
    assert sorted(each.name for each in tmp_path.glob("*.backup*")) == [
        "a.backup",
        "first.backup",
    ]
    trust_figure(f"kill -9 × {KILLS}, backup", f"{met} met it; restored equal", "equal")


def killed_once(place, took, *command) -> bool:
    return bool(place.kill_within(took * random.uniform(0.3, 0.98), *command))  # noqa: S311
