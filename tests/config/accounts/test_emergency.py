"""Locked, signed out, closed: at once, by command and in the admin."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from config import closing
from config.accounts import factors, slowing
from tests.config.accounts.conftest import WORDS, code_in, is_signed_in, sign_in

USERS = "/admin/auth/user/"


def run(*words: str) -> str:
    said = io.StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


@pytest.fixture
def emre(db) -> User:
    return User.objects.create_superuser("emre", password=WORDS)


@pytest.fixture
def as_emre(emre) -> Client:
    client = Client()
    sign_in(client, "emre")
    return client


@pytest.fixture
def open_afterwards():
    yield
    closing.open_again()


def test_a_locked_account_is_signed_out_and_stays_out(signed_in, as_emre):
    assert "nadia is locked" in run("lock_account", "nadia")

    assert not is_signed_in(signed_in)
    sign_in(signed_in)
    assert not is_signed_in(signed_in)
    assert is_signed_in(as_emre)


def test_an_unlocked_account_signs_in_at_once(client, nadia):
    for _ in range(slowing.FREE):
        sign_in(Client(), words="wrong")
    run("lock_account", "nadia")

    run("unlock_account", "nadia")
    sign_in(client)

    assert is_signed_in(client)


def test_who_has_lost_every_factor_is_let_in_by_the_operator(client, with_app):
    run("unlock_account", "nadia", "--forget-factors")

    assert not factors.has_one(with_app)
    assert sign_in(client)["Location"] == "/admin/"


@pytest.mark.parametrize("command", ["lock_account", "unlock_account"])
def test_a_name_that_is_not_there_is_said(db, command):
    with pytest.raises(CommandError, match="No account is called 'nobody'"):
        run(command, "nobody")


def test_everybody_is_signed_out(signed_in, as_emre):
    assert run("sign_out_everybody") == "Browsers that were signed out: 2.\n"

    assert not is_signed_in(signed_in)
    assert not is_signed_in(as_emre)


def test_who_stands_between_password_and_code_begins_again(client, with_app):
    sign_in(client)
    run("sign_out_everybody")

    client.post("/admin/login/code/", {"code": code_in()})

    assert not is_signed_in(client)


@pytest.mark.parametrize(("action", "locked"), [("lock", True), ("sign_out", False)])
def test_an_operator_does_it_in_the_admin(signed_in, as_emre, nadia, action, locked):
    as_emre.post(USERS, {"action": action, "_selected_action": [nadia.pk]})

    nadia.refresh_from_db()
    assert not is_signed_in(signed_in)
    assert nadia.is_active is not locked


def test_nobody_locks_himself(as_emre, emre):
    page = as_emre.post(
        USERS, {"action": "lock", "_selected_action": [emre.pk]}, follow=True
    )

    assert "Your own account was left" in page.text
    assert is_signed_in(as_emre)


def test_who_may_only_look_at_accounts_locks_none(signed_in, nadia):
    looker = User.objects.create_user("ada", password=WORDS, is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_user"))
    client = Client()
    sign_in(client, "ada")

    client.post(USERS, {"action": "lock", "_selected_action": [nadia.pk]})

    assert is_signed_in(signed_in)


def test_who_may_change_accounts_makes_nobody_more_than_he_is(as_emre, emre):
    keeper = User.objects.create_user("ada", password=WORDS, is_staff=True)
    keeper.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_user", "change_user"])
    )
    client = Client()
    sign_in(client, "ada")

    own = client.get(f"{USERS}{keeper.pk}/change/").text
    client.post(USERS, {"action": "lock", "_selected_action": [emre.pk]})

    assert 'name="is_superuser"' not in own
    assert 'name="user_permissions"' not in own
    assert (
        client.post(f"{USERS}{emre.pk}/change/", {"username": "x"}).status_code == 403
    )
    assert client.get(f"{USERS}{emre.pk}/password/").status_code == 403
    assert is_signed_in(as_emre)


@override_settings(ADMIN_REQUIRE_MFA=True)
def test_to_change_an_account_asks_who_it_is(client, with_app, emre):
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    for path in (
        f"{USERS}add/",
        f"{USERS}{emre.pk}/change/",
        f"{USERS}{emre.pk}/password/",
        f"{USERS}{emre.pk}/delete/",
    ):
        answer = client.get(path)
        assert answer["Location"].startswith("/admin/account/again/")


@override_settings(ADMIN_REQUIRE_MFA=True)
def test_a_form_that_comes_too_late_is_not_kept(client, with_app, emre):
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    answer = client.post(f"{USERS}add/", {"username": "x", "password1": "not kept"})

    assert answer["Location"] == f"{USERS}add/"
    assert "not kept" not in str(dict(client.session))
    assert not User.objects.filter(username="x").exists()


@pytest.mark.usefixtures("open_afterwards")
def test_the_switch_closes_everything_at_once(client, signed_in):
    assert client.get("/robots.txt").status_code == 200

    run("kill_switch", "on")

    for path in ("/", "/robots.txt", "/admin/login/", "/admin/"):
        answer = signed_in.get(path)
        assert (answer.status_code, answer["Retry-After"]) == (503, "3600")
    assert client.get("/healthz").status_code == 200
    assert run("kill_switch", "off") == "The site is open.\n"
    assert client.get("/robots.txt").status_code == 200


@pytest.mark.usefixtures("open_afterwards")
def test_the_switch_can_leave_the_desk_open(signed_in):
    run("kill_switch", "on", "--public-only")

    assert signed_in.get("/").status_code == 503
    assert signed_in.get("/admin/").status_code == 200


@pytest.mark.usefixtures("open_afterwards")
def test_a_switch_that_cannot_be_read_is_on(client, settings):
    (Path(settings.VAR_DIR) / "closed").write_bytes(b"\xff\xfe")

    assert client.get("/robots.txt").status_code == 503


@override_settings(KILL_SWITCH=True)
def test_the_setting_is_stronger_than_the_command(client):
    assert "KILL_SWITCH is on" in run("kill_switch", "off")
    assert client.get("/robots.txt").status_code == 503
