"""Another process holds the file: who reads reads on, who writes hears 503."""

import sqlite3
import time

import pytest

from tests.places import BACK_WITHIN_S, Place
from tests.serving import counted, unclean

pytestmark = [pytest.mark.slow(30), pytest.mark.only_on("sqlite"), pytest.mark.trust]
WAIT = 2
HELD = 6


def test_a_file_that_is_locked_is_read_and_a_form_is_told_to_come_back(
    tmp_path, served, trust_figure
):
    place = Place(tmp_path, "site", vendor="sqlite")
    site = served(place, REQUEST_SECONDS=str(WAIT))
    holder = sqlite3.connect(place.folder / "db.sqlite3", isolation_level=None)
    with site.asked_meanwhile(threads=4) as answers:
        time.sleep(1)
        holder.execute("BEGIN EXCLUSIVE")
        time.sleep(HELD)
        holder.execute("ROLLBACK")
        well = site.seconds_until_well()
    holder.close()

    assert unclean(answers) == []
    posts = [each for each in answers if each.path.startswith("POST")]
    pages = [each for each in answers if each.path.startswith("GET")]
    assert {each.status for each in pages} == {200}, "somebody who reads had to wait"
    assert any(each.status == 503 for each in posts), "the file was never locked"
    trust_figure(
        f"SQLite locked {HELD} s",
        f"pages {counted(pages)}; forms {counted(posts)}; well after {well:.1f} s",
        f"pages 200, forms 200 or 503; ≤ {BACK_WITHIN_S} s",
        ok=well <= BACK_WITHIN_S,
    )
