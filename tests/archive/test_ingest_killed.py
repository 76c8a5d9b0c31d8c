"""Power cuts in the middle of a long ingest, on a database of its own."""

import os
import random
import time

import pytest

from tests.places import IS_FULL, Place, reports

pytestmark = [pytest.mark.slow(28), pytest.mark.django_db]
FILES = int(os.environ.get("KILLED_FILES", "120"))
KILLS = 100 if IS_FULL else 2


def test_an_ingest_that_is_killed_and_run_again_ends_as_one_that_was_not(tmp_path):
    folder = reports(tmp_path / "reports", FILES)
    whole = Place(tmp_path, "whole")
    cut = Place(tmp_path, "cut")
    begun = time.monotonic()
    whole.run("ingest", str(folder))
    took = time.monotonic() - begun

    chance = random.Random(7)  # noqa: S311
    for _ in range(KILLS):
        cut.kill_within(took * chance.uniform(0.2, 0.9), "ingest", str(folder))
    cut.run("ingest", str(folder))

    state = whole.state()
    assert state.count("'document'") >= FILES - 3
    assert cut.state() == state
    assert "as it should be" in cut.run("verify")
