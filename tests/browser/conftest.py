"""A site with the demonstration in it, for tests that drive a browser."""

import pytest

from tests import make


@pytest.fixture
def demo(emptied) -> None:
    """The demonstration, seen by the server's thread and gone afterwards."""
    make.demo()
