"""No room on the disk: what was saved stays, the rest is a 503 and a short while.

The disk is a small tmpfs; where this user may mount none, it is not tested.
"""

import pytest

from tests.faults.disks import SIZES, clear, fill, rows, saved
from tests.places import BACK_WITHIN_S, IS_FULL, Place
from tests.serving import Answer, counted, unclean

pytestmark = [
    pytest.mark.slow(120),
    pytest.mark.only_on("sqlite"),
    pytest.mark.trust,
]


def test_a_full_disk_loses_nothing_that_was_answered_saved(disk, served, trust_figure):
    place = Place(disk, "site", vendor="sqlite")
    site = served(place)
    answers: list[Answer] = []
    slowest = 0.0
    for size in SIZES if IS_FULL else SIZES[::10]:
        fill(disk, but_for=size)
        for _ in range(4):
            answers.append(site.report_address())
            answers += [site.get(path) for path in ("/", "/reports/", "/readyz")]
        clear(disk)
        before = len(answers)
        slowest = max(slowest, site.seconds_until_well(tell=answers))
        assert len(answers) > before
    site.stop()

    assert unclean(answers) == []
    assert rows(place) == saved(answers)
    assert "as it should be" in place.run("verify")
    posts = [each for each in answers if each.path.startswith("POST")]
    assert any(each.status == 503 for each in posts), "the disk was never full"
    trust_figure(
        f"disk full at {len(SIZES) if IS_FULL else 2} sizes",
        f"{counted(answers)}; {saved(answers)} saved and kept; well after {slowest:.1f} s",
        f"only 200 or 503; ≤ {BACK_WITHIN_S} s",
        ok=slowest <= BACK_WITHIN_S,
    )


def test_a_backup_for_which_there_is_no_room_leaves_nothing(disk, tmp_path):
    place = Place(tmp_path, "site", vendor="sqlite")
    fill(disk, but_for=50_000)

    said = place.refusal("backup", str(disk / "a.backup"))

    assert "No space left on device" in said
    assert "nothing is left of it" in said
    assert [each.name for each in disk.iterdir()] == ["ballast"]


def test_a_restore_for_which_there_is_no_room_leaves_nothing(disk, tmp_path):
    place = Place(tmp_path, "site", vendor="sqlite")
    place.run("backup", str(tmp_path / "a.backup"))
    fill(disk, but_for=200_000)
    empty = Place(disk, "empty", vendor="sqlite", bare=True)

    said = empty.refusal("restore", str(tmp_path / "a.backup"))

    assert "Nothing was written" in said
    assert [each for each in empty.folder.rglob("*") if each.is_file()] == []
