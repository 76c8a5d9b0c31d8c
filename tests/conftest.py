"""What tests stand on: no network, a fixed day, golden files, a browser."""

import gc
import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from campaign.views import limiting
from config.accounts import slowing
from tests import make, tables

IN_CI = os.environ.get("CI") == "true"
LOOPBACK = ("127.", "::1", "localhost")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

hypothesis.settings.register_profile("laptop", deadline=None)
hypothesis.settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True
)
hypothesis.settings.load_profile("ci" if IN_CI else "laptop")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


def meets_a_database(item: pytest.Item) -> bool:
    """By what it asks for: every fixture with rows in it stands on one of these."""
    asked = {"django_db_setup", "live_server"} & set(getattr(item, "fixturenames", ()))
    marks = ("django_db", "only_on")
    return bool(asked) or any(map(item.get_closest_marker, marks))


def pytest_collection_modifyitems(config: pytest.Config, items: list) -> None:
    """Say what meets a database; leave out SQL of the other; begin with the longest.

    What meets none is the same on both, so bin/test runs it once. A test that asks
    for rows in a way unseen here fails: see `db`.
    """
    for item in filter(meets_a_database, items):
        item.add_marker("database")
        if "django_db_setup" in item.fixturenames:
            # pytest-django makes one for whom it knows to ask, not for a file's rows
            item.add_marker("django_db")
    elsewhere = [
        item
        for item in items
        if (mark := item.get_closest_marker("only_on"))
        and mark.args[0] != connection.vendor
    ]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
    longest: dict[Path, int] = {}
    for item in items:
        longest[item.path] = max(longest.get(item.path, 0), _seconds(item))
    items.sort(key=lambda item: -longest[item.path])  # as shuffled, where equal


def _seconds(item: pytest.Item) -> int:
    """What its file is marked with: slow(90); else nothing."""
    return max((sum(mark.args) for mark in item.iter_markers("slow")), default=0)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request, tmp_path_factory, django_db_modify_db_settings
) -> None:
    """A browser's server has connections of its own, so a file on SQLite.

    In memory its threads share one with the test: a page that is still being
    asked for when the test ends would lock the tables that are to be emptied.
    """
    if connection.vendor == "sqlite" and any(
        item.get_closest_marker("browser") for item in request.session.items
    ):
        file = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture
def db(request, db) -> None:
    """Rows; for a test that was counted among those that meet a database."""
    assert meets_a_database(request.node), "ask for db, or say pytest.mark.django_db"


@pytest.fixture(scope="session")
def kept_tables(pytestconfig, django_db_modify_db_settings) -> Iterator[Path | None]:
    """Where migrated tables are kept; those that are, loaded. On SQLite."""
    in_memory = (
        connection.vendor == "sqlite" and not connection.settings_dict["TEST"]["NAME"]
    )
    if not in_memory or not hasattr(pytestconfig, "cache"):
        yield None
        return
    kept = tables.place(pytestconfig.cache.mkdir("tables"))
    loaded = tables.load(kept)
    yield kept
    if loaded:
        loaded.close()


@pytest.fixture(scope="session")
def django_db_setup(kept_tables, django_db_setup, django_db_blocker) -> None:
    """The test database: pytest-django's, in a second instead of five."""
    if kept_tables and not kept_tables.exists():
        with django_db_blocker.unblock():
            tables.keep(kept_tables)


@pytest.fixture(scope="module", autouse=True)
def no_dead_rows(django_db_blocker) -> None:
    """Every file begins with tables as small as they look: see tables.sweep().

    Of the first there is no database of the tests yet, and nothing to sweep.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql" and name.startswith("test_"):
        with django_db_blocker.unblock():
            tables.sweep()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A connection to anywhere but this machine is a test failure."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_other_hosts(address[0])
        return connect(self, address)

    def guarded_resolve(host, *args, **kwargs):
        _refuse_other_hosts(host)
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield


def _refuse_other_hosts(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name and not str(name).startswith(LOOPBACK):
        raise AssertionError(f"a test tried to reach {name}: tests use no network")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory) -> Iterator[None]:
    """Files a test makes go to a folder of its own, never to var/."""
    folder = tmp_path_factory.mktemp("var")
    static, media = folder / "static", folder / "media"
    static.mkdir()  # whitenoise warns of a missing one, and warnings are errors
    with override_settings(VAR_DIR=folder, STATIC_ROOT=static, MEDIA_ROOT=media):
        yield


@pytest.fixture(scope="module")
def demo_rows(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demonstration, loaded once for a file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make.demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def transactional_db(transactional_db) -> Iterator[None]:
    """Rows that other connections see, gone afterwards.

    In spite of the triggers that keep captures, revisions and every history.
    """
    yield
    with connection.cursor() as cursor:
        refusals = _refusals(cursor)
        for lift, _restore in refusals:
            cursor.execute(lift)
        # what Django keeps of its models is made anew by transactional_db's own flush
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        for _lift, restore in refusals:
            cursor.execute(restore)


@pytest.fixture
def emptied(transactional_db) -> None:
    """What it gives, where a test says so."""


def _refusals(cursor) -> list[tuple[str, str]]:
    """For each trigger the SQL that lifts it and that puts it back."""
    if connection.vendor == "sqlite":
        cursor.execute(
            "SELECT 'DROP TRIGGER ' || name, sql FROM sqlite_master "
            "WHERE type = 'trigger' AND sql LIKE '%RAISE%'"
        )
    else:
        cursor.execute(
            "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, "
            "tgname), format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, "
            "tgname) FROM pg_trigger WHERE NOT tgisinternal"
        )
    return list(cursor.fetchall())


@pytest.fixture(autouse=True)
def nobody_has_reported() -> None:
    """What one test reported is not counted in the next."""
    for limiter in (limiting.REPORTS, limiting.OF_ONE_OFFICE, slowing.NETWORKS):
        limiter.forget()


@pytest.fixture
def today() -> date:
    """The day on which tests take place: both seed reports are out."""
    return date(2011, 8, 20)


@pytest.fixture
def in_full() -> bool:
    """Whether `make trust` runs: as much of everything as the design asks for."""
    return os.environ.get("DEMARCHE_TRUST") == "full"


@pytest.fixture
def trust_figure(request) -> Callable[..., None]:
    """A row of the table that bin/trust prints; not ok = the test fails, too."""

    def figure(name: str, measured: object, goal: object, ok: bool = True) -> None:
        place = connection.vendor if meets_a_database(request.node) else ""
        row = [name, str(measured), str(goal), bool(ok), place]
        if path := os.environ.get("DEMARCHE_TRUST_FILE"):
            with Path(path).open("a") as file:  # one write a line: workers share it
                file.write(json.dumps(row) + "\n")
        assert ok, f"{name}: {measured}, and the goal is {goal}"

    return figure


@pytest.fixture
def golden(request) -> Callable[[str, str], None]:
    """Asserts that the text is what the named file beside the test says.

    `pytest --write-golden` writes the files; a reviewer reads the difference.
    """
    write = request.config.getoption("--write-golden")

    def compare(name: str, text: str) -> None:
        path: Path = request.path.parent / name
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"{path} is missing: run pytest --write-golden once"
        assert text == path.read_bytes().decode()

    return compare


def chromium_path() -> str | None:
    """The browser that bin/chromium finds, if any."""
    script = Path(__file__).parent.parent / "bin" / "chromium"
    found = subprocess.run(  # noqa: S603 (our own script, no argument)
        [script], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One Chromium for all browser tests; it can reach this machine only."""
    path = chromium_path()
    if path is None:
        message = "no Chrome or Chromium found: install one or set CHROME_PATH"
        (pytest.fail if IN_CI else pytest.skip)(message)

    from playwright.sync_api import Locator, Page, sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # playwright's event loop runs in this thread; Django would refuse the
        # database to it although every call here is synchronous
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(
            executable_path=path, args=list(CHROMIUM_ARGS)
        )
        for clicked in (Page, Locator):
            patch.setattr(clicked, "click", _to_the_end(clicked.click))
        yield chromium
        chromium.close()


def _to_the_end(click: Callable[..., None]) -> Callable[..., None]:
    """A click that is over when the page it leads to is there, not only begun."""

    def whole(clicked, *args, **kwargs) -> None:
        click(clicked, *args, **kwargs)
        getattr(clicked, "page", clicked).wait_for_load_state()

    return whole


@pytest.fixture
def browser_page(browser, live_server) -> Iterator[Callable[..., object]]:
    """Opens a path of the site in a browser context of its own.

    Further options are playwright's: java_script_enabled=False,
    color_scheme="dark", forced_colors="active", viewport={...}.
    """
    contexts = []

    def open_page(path: str = "/", **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def axe() -> Callable[[object], list[str]]:
    """What axe finds wrong on a page (WCAG 2.2 A and AA), or nothing."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}}

    def faults(page) -> list[str]:
        violations = Axe().run(page, options=options).response["violations"]
        return [
            f"{violation['id']}: {node['html']}"
            for violation in violations
            for node in violation["nodes"]
        ]

    return faults
