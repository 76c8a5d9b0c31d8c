import socket
from collections.abc import Callable, Iterator

import pytest

from tests.website import Site


@pytest.fixture
def site() -> Iterator[Callable[..., Site]]:
    """Opens a site that gives these answers, one a visit."""
    sites: list[Site] = []

    def open_site(*answers: bytes, **options) -> Site:
        sites.append(Site(*answers, **options))
        return sites[-1]

    yield open_site
    for opened in sites:
        opened.close()


class Canary:
    """A port of this machine at which nobody may knock."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.port = listener.getsockname()[1]

    def hits(self) -> int:
        self.listener.settimeout(0)
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return 0
        return 1


@pytest.fixture
def canary() -> Iterator[Canary]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Canary(listener)
