"""Each threat of docs/security.md has tests that are there."""

import ast
import re
import socket

import pytest
from django.conf import settings
from django.test import Client

from archive import names
from tests import make_campaign

TABLE = (settings.BASE_DIR / "docs" / "security.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)))
MODULES = sorted(
    set(re.findall(r"`((?:archive|campaign|config|templates)/[\w/.]*)`", TABLE))
)
TYPED = {"to": "office", "town": "Leeds", "date": "2026-03-01", "as": "person"}


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_is_there(path, name):
    tree = ast.parse((settings.BASE_DIR / path).read_text())

    assert name in {
        each.name for each in tree.body if isinstance(each, ast.FunctionDef)
    }


@pytest.mark.parametrize("path", MODULES)
def test_a_control_that_is_named_is_there(path):
    assert (settings.BASE_DIR / path).exists()


def test_each_threat_has_a_control_and_a_test():
    rows = re.findall(
        r"^\| (.+) \| (.+) \| (.+) \|$", TABLE.split("## Hostile")[0], re.MULTILINE
    )

    assert len(rows) > 18
    assert [threat for threat, _, tests in rows if "::" not in tests] == ["threat"]


@pytest.fixture
def case(db):
    made = make_campaign.campaign(slug="free")
    make_campaign.recipient("office", campaign=made)
    make_campaign.model_letter(made)
    return made


def letter(name, kind="txt"):
    return Client().post(f"/campaigns/free/letter.{kind}", TYPED | {"name": name})


@pytest.mark.slow
def test_a_letter_is_written_without_opening_a_socket(case, monkeypatch):
    """In every format: nobody is mailed, asked or told."""
    opened = []

    def audited(self, address):
        opened.append(address)
        raise OSError

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, audited)
    for kind in ("txt", "html", "eml", "docx", "pdf"):
        assert letter("A. Sender", kind).status_code == 200, kind
    assert (
        Client().post("/campaigns/free/write/", TYPED | {"name": "A"}).status_code
        == 200
    )

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        assert opened == []
    assert not [each for each in opened if isinstance(each, tuple) and each[1] == 25]


class Proxy:
    """A cache as RFC 9111 lets one be: it keeps what it is not told to forget."""

    def __init__(self):
        self.kept = {}

    def ask(self, method, path, **options):
        if method == "GET" and path in self.kept:
            return self.kept[path]
        answer = getattr(Client(), method.lower())(path, **options)
        control = answer.headers.get("Cache-Control", "")
        if "no-store" not in control and "private" not in control:
            self.kept[path] = answer  # a POST too, as a careless one does
        return answer


@pytest.mark.slow
def test_two_senders_behind_a_cache_never_see_each_other(case):
    proxy, path = Proxy(), "/campaigns/free/write/"

    first = proxy.ask("POST", path, data=TYPED | {"name": "Qwz First"})
    second = proxy.ask("POST", path, data=TYPED | {"name": "Qwz Second"})
    wrong = proxy.ask("POST", path, data=TYPED | {"name": "Qwz Third", "date": "never"})
    form = proxy.ask("GET", path)

    assert "Qwz First" in first.content.decode()
    assert "Qwz First" not in second.content.decode()
    assert wrong.status_code == 422
    assert "Qwz" not in form.content.decode()
    assert not [each for each in proxy.kept.values() if b"Qwz" in each.content]


@pytest.mark.parametrize(
    ("real", "disguised"),
    [
        ("Anna Petrova", "Аnna Petrova"),
        ("Peter Cole", "Peter Соle"),
        ("Ali Omar", "Αli Omar"),
    ],
)
def test_a_name_in_disguise_is_never_joined_by_itself(real, disguised):
    person = names.Kind.PERSON

    assert names.compare(real, real, kind=person).auto
    assert not names.compare(real, disguised, kind=person).auto
