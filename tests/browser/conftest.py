"""A site with the demonstration in it and a curator at the desk, for a browser."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import make

DESK = {"width": 1280, "height": 720}


@pytest.fixture
def demo(emptied) -> None:
    """The demonstration, seen by the server's thread and gone afterwards."""
    make.demo()


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
