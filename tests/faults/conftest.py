"""Sites that may be harmed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults import disks
from tests.faults.server import Server
from tests.places import Place
from tests.serving import OFFICES, Site


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The static files as they are served, built once."""
    place = Place(tmp_path_factory.mktemp("built"), "built", vendor="sqlite", bare=True)
    place.run("collectstatic", "--noinput", "-v0")
    return place.folder / "static"


@pytest.fixture
def served(built) -> Iterator[Callable[..., Site]]:
    """Serves a place that has tables; a few offices are put in the first time."""
    sites = []

    def serve(place: Place, **env: str) -> Site:
        static = place.folder / "static"
        if not static.exists():
            place.shell(OFFICES)
            static.symlink_to(built)
        sites.append(Site(place, **env))
        return sites[-1]

    yield serve
    for each in sites:
        each.stop()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server()
    found.sql("CREATE DATABASE demarche")
    yield found
    found.end()


@pytest.fixture
def disk() -> Iterator[Path]:
    with disks.mounted() as folder:
        yield folder
