"""No room where PostgreSQL keeps its data: what was saved stays, the rest is a 503.

Its data, and then its log too, lie on a small tmpfs; where this user may mount none,
it is not tested.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import CalledProcessError

import psycopg
import pytest

from tests.faults.disks import SIZES, clear, fill, mounted, rows, saved
from tests.faults.server import Server
from tests.places import BACK_WITHIN_S, IS_FULL, Place
from tests.serving import Answer, Site, counted, unclean

pytestmark = [
    pytest.mark.slow(60),
    pytest.mark.only_on("postgresql"),
    pytest.mark.trust,
]
# so many rows fill any page that has room yet
MOST = 150


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    with mounted() as folder:
        yield folder


@pytest.fixture(scope="module")
def server(disk) -> Iterator[Server]:
    found = Server(disk)
    found.sql("CREATE DATABASE demarche")
    # as on a server: what was said to be saved is on the disk
    found.sql("ALTER DATABASE demarche SET synchronous_commit = on")
    yield found
    found.end()


@pytest.fixture(scope="module")
def place(server, tmp_path_factory) -> Place:
    return Place(tmp_path_factory.mktemp("full"), "site", url=server.url)


@pytest.fixture
def site(place, served) -> Site:
    found: Site = served(place)
    return found


def written_until_refused(site: Site) -> list[Answer]:
    answers: list[Answer] = []
    while len(answers) < MOST and not any(each.status == 503 for each in answers):
        answers += [site.report_address(), site.get("/reports/"), site.get("/readyz")]
    return answers


def test_no_room_for_data_loses_nothing_that_was_answered_saved(
    disk, place, site, trust_figure
):
    answers: list[Answer] = []
    slowest, before = 0.0, rows(place)
    for size in SIZES if IS_FULL else SIZES[:1]:
        fill(disk, but_for=size)
        answers += written_until_refused(site)
        clear(disk)
        slowest = max(slowest, site.seconds_until_well(tell=answers))

    assert unclean(answers) == []
    assert any(each.status == 503 for each in answers), "the disk was never full"
    assert rows(place) == before + saved(answers)
    assert "as it should be" in place.run("verify")
    trust_figure(
        f"disk of PostgreSQL full at {len(SIZES) if IS_FULL else 1} sizes",
        f"{counted(answers)}; well after {slowest:.1f} s",
        f"only 200 or 503; ≤ {BACK_WITHIN_S} s",
        ok=slowest <= BACK_WITHIN_S,
    )


def test_no_room_for_the_log_stops_postgresql_and_loses_nothing(
    disk, server, place, site, trust_figure
):
    before = rows(place)
    answers = [site.report_address() for _ in range(3)]
    fill(disk, but_for=0)
    for _ in range(60):  # the log begins files until there is no room for one
        with suppress(psycopg.OperationalError):
            server.sql("SELECT pg_logical_emit_message(false, 'a', 'b')")
            server.sql("SELECT pg_switch_wal()")
        answers += [site.report_address(), site.get("/readyz")]
        if answers[-1].status == 503:
            break
    while_down = [site.get(path) for path in ("/reports/", "/embassies/", "/readyz")]
    clear(disk)
    # as its operator does: it may have stopped, or be up again by itself
    with suppress(CalledProcessError):
        server.ctl("-m", "immediate", "stop")
    server.start()
    well = site.seconds_until_well(tell=answers)

    assert any(each.status == 503 for each in while_down), "PostgreSQL never stopped"
    assert unclean([*answers, *while_down]) == []
    assert rows(place) == before + saved(answers)
    assert "as it should be" in place.run("verify")
    trust_figure(
        "disk of PostgreSQL's log full",
        f"{counted([*answers, *while_down])}; well after {well:.1f} s",
        f"only 200 or 503; ≤ {BACK_WITHIN_S} s",
        ok=well <= BACK_WITHIN_S,
    )
