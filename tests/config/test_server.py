"""What gunicorn is told."""

import runpy
import shutil
import sys
import threading
from pathlib import Path

import pytest

from archive.names import atlas

SERVER = Path(__file__).parents[2] / "config" / "server.py"
NAMES = ("HOST", "PORT", "TRUSTED_PROXIES", "WEB_CONCURRENCY")


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What config/server.py says beside this .env and in this environment."""
    (tmp_path / "config").mkdir()
    copy = shutil.copy(SERVER, tmp_path / "config")

    def run(dotenv, **environment):
        (tmp_path / ".env").write_text(dotenv)
        for name in NAMES:
            monkeypatch.setenv(name, "")  # so that it is put back in the end
            monkeypatch.delenv(name)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(copy)

    return run


def test_the_server_reads_the_file_of_settings(told):
    found = told("HOST=0.0.0.0\nTRUSTED_PROXIES=10.0.0.1\nWEB_CONCURRENCY=3\n")

    assert found["bind"] == ["0.0.0.0:8000"]
    assert found["forwarded_allow_ips"] == "10.0.0.1"
    assert found["workers"] == 3


def test_the_environment_wins_over_the_file(told):
    assert told("HOST=0.0.0.0\n", HOST="10.0.0.2")["bind"] == ["10.0.0.2:8000"]


def test_a_process_has_read_the_names_of_places_and_takes_short_turns(
    told, monkeypatch
):
    turns: list[float] = []
    monkeypatch.setattr(sys, "setswitchinterval", turns.append)
    atlas._tables.cache_clear()
    before = set(threading.enumerate())

    told("")["post_worker_init"](None)
    for thread in set(threading.enumerate()) - before:
        thread.join(30)

    assert atlas._tables.cache_info().currsize == 1
    assert turns == [0.001]
