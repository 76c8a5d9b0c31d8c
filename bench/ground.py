"""Where the archive is measured: import it before any module of the project.

Sets Django up for a throw-away database of the engine that DATABASE_URL names,
and a throw-away folder. Neither the site's database nor its files are touched.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

FOLDER = tempfile.TemporaryDirectory()
# Of a large archive: 10,000 reports, 200,000 finds, 50,000 names.
SHARE = float(sys.argv[1]) if len(sys.argv) > 1 else 0.05

os.environ["VAR_DIR"] = FOLDER.name
os.environ["SECRET_KEY"] = "bench"  # noqa: S105 (signs nothing that lasts)
# the desk's pages are measured, not the page that asks for a second factor
os.environ["ADMIN_REQUIRE_MFA"] = "false"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 (it needs the lines above)

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


@contextmanager
def database() -> Iterator[None]:
    """Empty, and gone afterwards."""
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if connection.vendor == "sqlite":
        test["NAME"] = str(Path(FOLDER.name) / "bench.sqlite3")
    call_command("collectstatic", interactive=False, verbosity=0)
    before = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(str(before), verbosity=0)


def anew() -> None:
    """Every page is worked out at each visit, as after an edit; for this process."""
    settings.MIDDLEWARE.remove("config.kept.pages")


def environment(url: str) -> dict[str, str]:
    """For a process that works on this database."""
    return dict(os.environ) | {"DATABASE_URL": url}


def analysed() -> None:
    """As the database's own housekeeping leaves it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass(slots=True)
class Taken:
    """What one page or act took: queries, and milliseconds of each round."""

    name: str
    queries: int = 0
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def time(self, act: Callable[[], object]) -> None:
        began, worked = perf_counter(), process_time()
        act()
        self.wall.append((perf_counter() - began) * 1000)
        self.cpu.append((process_time() - worked) * 1000)

    def count(self, act: Callable[[], object]) -> None:
        with CaptureQueriesContext(connection) as queries:
            act()
        self.queries = max(self.queries, len(queries))


def yardstick() -> float:
    """Milliseconds of a fixed piece of work: what this machine is worth just now."""

    def once() -> float:
        began = process_time()
        words = [str(number * 7919 % 10_007) for number in range(20_000)]
        sorted({word: len(word) for word in words}, key=lambda word: word[::-1])
        return (process_time() - began) * 1000

    return median(once() for _ in range(9))


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def say_all(rows: list[Taken], *, beside: Taken) -> None:
    """A line each; ratio: how many times what it stands beside takes."""
    say(f"{'':26}{'queries':>8}{'median ms':>11}{'cpu ms':>8}{'ratio':>7}")
    one = median(beside.wall)
    for row in rows:
        middle, worked = median(row.wall), median(row.cpu)
        figures = f"{middle:11.1f}{worked:8.1f}{middle / one:7.1f}"
        say(f"{row.name:26}{row.queries:8}{figures}")
