"""Power cuts in the middle of a long ingest, on a database of its own."""

import time

import pytest

from tests.faults.killing import Loaded, ends_of_killed
from tests.places import IS_FULL, Place, reports

pytestmark = [pytest.mark.slow(28), pytest.mark.django_db, pytest.mark.trust]
FILES = 60
KILLS = 100 if IS_FULL else 2


def test_an_ingest_that_is_killed_and_run_again_ends_as_one_that_was_not(
    tmp_path, trust_figure
):
    command = ("ingest", str(reports(tmp_path / "reports", FILES)))
    whole = Place(tmp_path, "whole")
    with Loaded(whole, "ingest") as loaded:
        begun = time.monotonic()
        loaded.run(*command)
        took = time.monotonic() - begun

    ends = ends_of_killed(
        lambda: Place(tmp_path, "cut"), *command, took=took, kills=KILLS
    )

    end = whole.end()
    assert end.count("'document'") >= FILES - 3
    assert set(ends) == {end}
    told = f"{KILLS} met it, on {len(ends)} sites; all end alike"
    trust_figure(f"kill -9 × {KILLS}, ingest", told, "alike")
