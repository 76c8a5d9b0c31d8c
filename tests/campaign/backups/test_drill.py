"""The drill: a backup while people write, put back on either database.

What a person would do after a fire, with real processes and nothing of the test run
in between.
"""

from pathlib import Path

import pytest
from django.db import connection

from tests.places import CURATE, IS_FULL, Place, reports

pytestmark = [pytest.mark.slow(45), pytest.mark.django_db, pytest.mark.trust]
FILES = 400 if IS_FULL else 16
VENDORS = ["sqlite"] if connection.vendor == "sqlite" else ["postgresql", "sqlite"]


def test_a_backup_made_while_people_write_is_of_one_moment_and_goes_on(
    tmp_path, trust_figure
):
    folder = reports(tmp_path / "reports", FILES)
    site = Place(tmp_path, "site")
    ingesting = site.start("ingest", str(folder))
    curating = site.start(
        "shell", "-v0", "-c", CURATE.replace("WANTED", str(FILES - 3))
    )
    files: list[Path] = []
    while not files or (ingesting.poll() is None and len(files) < 3):
        files.append(tmp_path / f"{len(files)}.backup")
        site.run("backup", str(files[-1]))
    assert ingesting.communicate()[0].count("\n") >= FILES - 3
    assert "Traceback" not in curating.communicate()[1]
    site.run("backup", str(tmp_path / "last.backup"))
    state, everything = site.state(), exported(site, tmp_path / "site.json")

    for vendor in VENDORS:
        early = Place(tmp_path, f"early_{vendor}", vendor=vendor, bare=True)
        assert "as it should be" in early.run("restore", str(files[0]))
        early.run("ingest", str(folder))
        assert documents(early.state()) == documents(state)

        late = Place(tmp_path, f"late_{vendor}", vendor=vendor, bare=True)
        assert "as it should be" in late.run("restore", str(tmp_path / "last.backup"))
        assert late.state() == state
        assert exported(late, tmp_path / f"{vendor}.json") == everything

        if IS_FULL:
            again = tmp_path / f"{vendor}.backup"
            late.run("backup", str(again))
            third = Place(tmp_path, f"third_{vendor}", bare=True)
            third.run("restore", str(again))
            assert third.state() == state
    trust_figure(
        f"backup under writes, restored on {' and '.join(VENDORS)}",
        f"{len(files)} made meanwhile; state and export equal",
        "equal",
    )


def documents(state: str) -> list[str]:
    """What an ingest makes; what people decided has gone on meanwhile."""
    nouns = ("('document'", "('capture'", "('segment'", "('band'", "('file'")
    return [line for line in state.splitlines() if line.startswith(nouns)]


def exported(place: Place, file: Path) -> bytes:
    place.run("export_archive", "--everything", str(file))
    return file.read_bytes()
