"""What is answered while the database or the disk cannot be used."""

import errno

import pytest
from django.db import InterfaceError, OperationalError

from config import api, databases

POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "demarche"}
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}


def answered(rf, error, path="/admin/"):
    """By the site when this was raised beside any view, as where sessions are saved."""
    try:
        raise error
    except type(error):
        return api.server_error(rf.get(path))


@pytest.mark.parametrize("path", ["/admin/", "/reports/", "/api/v1/documents"])
@pytest.mark.parametrize(
    "error",
    [
        OperationalError("the connection is closed"),
        InterfaceError("connection already closed"),
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
    ],
    ids=str,
)
def test_what_may_be_over_soon_is_a_503_wherever_it_is_met(rf, error, path):
    answer = answered(rf, error, path)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"


@pytest.mark.parametrize(
    "error", [ValueError("x"), OSError(errno.EACCES, "Permission denied")], ids=str
)
def test_a_fault_of_ours_is_still_a_500(rf, error):
    assert answered(rf, error).status_code == 500


def test_a_request_waits_so_long_and_no_longer():
    told = databases.told(POSTGRESQL, request_seconds=20)

    assert told["ENGINE"] == "config.postgresql"
    assert "statement_timeout=20s" in told["OPTIONS"]["options"]
    assert "lock_timeout=10s" in told["OPTIONS"]["options"]
    assert databases.told(SQLITE, request_seconds=5)["OPTIONS"]["timeout"] == 5


def test_a_command_waits_as_long_as_it_takes():
    told = databases.told(POSTGRESQL, request_seconds=0)

    assert told["ENGINE"] == POSTGRESQL["ENGINE"]
    assert "timeout=" not in told["OPTIONS"]["options"]


def test_what_the_operator_says_of_the_connection_is_kept():
    own = POSTGRESQL | {"OPTIONS": {"connect_timeout": 1, "sslmode": "require"}}

    options = databases.told(own, request_seconds=20)["OPTIONS"]

    assert options["connect_timeout"] == 1
    assert options["sslmode"] == "require"


def test_every_request_begins_with_a_connection_that_answers():
    for found in (POSTGRESQL, SQLITE):
        assert databases.told(found, request_seconds=20)["CONN_HEALTH_CHECKS"] is True
