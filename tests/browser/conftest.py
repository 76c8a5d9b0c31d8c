"""A site with the demonstration in it and a curator at the desk, for a browser."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client

from tests import make

DESK = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def kept() -> Iterator[sqlite3.Connection]:
    """Where the database with the demonstration in it is kept once it was made."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as memory:
        yield memory


@pytest.fixture
def demo(emptied, kept) -> None:
    """The demonstration, seen by the server's thread and gone afterwards.

    Made once for all tests; to copy it takes a hundredth of the time.
    """
    connection.ensure_connection()
    if kept.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        kept.backup(connection.connection)
        ContentType.objects.clear_cache()  # they have the numbers they had then
        return
    with transaction.atomic():
        make.demo()
    if connection.vendor == "sqlite":
        connection.connection.backup(kept)


@pytest.fixture
def curator(emptied) -> User:
    return User.objects.create_superuser("nadia")


@pytest.fixture
def desk(browser_page, curator, live_server):
    """Opens a page of the desk as a curator who has signed in.

    In `faults` are what it says on the console and the answers that fail.
    """
    client = Client()
    client.force_login(curator)
    cookie = client.cookies["sessionid"].value

    def open_page(path, **options):
        page = browser_page("/admin/login/", **{"viewport": DESK} | options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": f"{live_server.url}/admin/"}]
        )
        page.faults = []
        page.on("console", lambda line: page.faults.append(f"{line.text} {page.url}"))
        page.on(
            "response",
            lambda answer: (
                page.faults.append(answer.url) if answer.status >= 400 else None
            ),
        )
        page.goto(path)
        return page

    return open_page
