"""The database restarts, stalls, is locked, drops connections: visitors hear 503."""

import os
import signal
import time
from contextlib import suppress

import psycopg
import pytest

from tests.places import BACK_WITHIN_S, IS_FULL, Place
from tests.serving import Answer, Site, counted, slowest, unclean

pytestmark = [
    pytest.mark.slow(120),
    pytest.mark.only_on("postgresql"),
    pytest.mark.trust,
]
# how long a request may wait for the database, here; the site says 20
WAIT = 4
STALL = 10


@pytest.fixture(scope="module")
def place(server, tmp_path_factory):
    return Place(tmp_path_factory.mktemp("away"), "site", url=server.url)


@pytest.fixture
def site(place, served) -> Site:
    found: Site = served(place, REQUEST_SECONDS=str(WAIT))
    return found


def broken(site, name, trust_figure, harm) -> list[Answer]:
    """Ask all the while; what the visitors heard, and how soon all is well."""
    answers: list[Answer]
    with site.asked_meanwhile() as answers:
        time.sleep(1)
        harm()
        well = site.seconds_until_well()
        time.sleep(1)
    assert unclean(answers) == []
    # the health check, a new connection and the query may each have to wait
    assert slowest(answers) < 3 * WAIT + 8
    figure = (
        f"well after {well:.1f} s; {counted(answers)}; slowest {slowest(answers):.1f} s"
    )
    trust_figure(
        f"PostgreSQL {name}",
        figure,
        f"only 200 or 503; ≤ {BACK_WITHIN_S} s",
        ok=well <= BACK_WITHIN_S,
    )
    return answers


def test_a_restart_is_a_503_and_then_nothing(site, server, trust_figure):
    def restart():
        server.ctl("-m", "fast", "stop")
        time.sleep(3)
        server.start()

    answers = broken(site, "restarts", trust_figure, restart)

    assert any(each.status == 503 for each in answers)


def test_a_server_that_stalls_makes_nobody_wait_for_ever(site, server, trust_figure):
    def stall():
        stopped = server.processes()
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            time.sleep(STALL)
        finally:
            for pid in stopped:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    answers = broken(site, f"stalls {STALL} s", trust_figure, stall)

    assert any(each.status == 503 for each in answers)


def test_a_table_that_somebody_has_locked_is_not_waited_for_longer(
    site, server, trust_figure
):
    def lock():
        with psycopg.connect(
            host=str(server.home), user="postgres", dbname="demarche"
        ) as client:
            client.execute(
                "LOCK archive_document, campaign_recipient IN ACCESS EXCLUSIVE MODE"
            )
            time.sleep(STALL)
            client.rollback()

    answers = broken(site, f"locked {STALL} s", trust_figure, lock)

    assert any(each.status == 503 for each in answers)


def test_connections_that_are_cut_are_made_again(site, server, trust_figure):
    def cut():
        for _ in range(100 if IS_FULL else 10):
            server.sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = 'demarche'"
            )
            time.sleep(0.2)

    broken(site, "connections cut", trust_figure, cut)


def test_backends_that_are_killed_are_made_again(site, server, trust_figure):
    def kill():
        rows = server.sql("SELECT pid FROM pg_stat_activity WHERE datname = 'demarche'")
        for (pid,) in rows:
            with suppress(ProcessLookupError):
                os.kill(int(str(pid)), signal.SIGKILL)

    broken(site, "crashes (kill -9)", trust_figure, kill)
