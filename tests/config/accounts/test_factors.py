"""Second factors: demanded, added, removed, and asked for before either."""

import re
import runpy

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client, override_settings

from config.accounts import factors
from tests.config.accounts.conftest import (
    SECRET,
    WORDS,
    code_in,
    grown_old,
    is_signed_in,
    sign_in,
)

ADD = "/admin/account/app/add/"
REMOVE = "/admin/account/app/remove/"
AGAIN = "/admin/account/again/"
demanded = override_settings(ADMIN_REQUIRE_MFA=True)


def show_again(client: Client, *, then: str) -> None:
    client.post(AGAIN, {"password": WORDS, "next": then})


def secret_on(page) -> str:
    return re.search(r'account-secret">(\w+)<', page.text)[1]


def add_app(client: Client):
    """As somebody does it by hand; the code is the one of the secret shown."""
    show_again(client, then=ADD)
    secret = secret_on(client.get(ADD))
    return client.post(ADD, {"code": code_in(secret=secret)}, follow=True)


@demanded
@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/desk/",
        "/admin/archive/document/",
        "/admin/auth/user/add/",
        "/admin/password_change/",
        "/admin/jsi18n/",
    ],
)
def test_without_a_factor_nothing_opens_but_where_one_is_added(signed_in, path):
    assert signed_in.get(path)["Location"] == "/admin/account/"
    assert signed_in.post(path)["Location"] == "/admin/account/"


@demanded
def test_the_demand_is_said_in_words(signed_in):
    page = signed_in.get("/admin/account/").text

    assert "The desk and the admin open once there is one." in page


@demanded
def test_with_a_factor_everything_opens(client, with_app):
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    assert client.get("/admin/").status_code == 200


@demanded
def test_recovery_codes_alone_are_no_second_factor(client, with_app):
    Authenticator.objects.filter(type="totp").delete()
    sign_in(client)

    assert client.get("/admin/")["Location"] == "/admin/account/"


@demanded
def test_an_app_is_added_by_hand_and_recovery_codes_are_shown_once(signed_in):
    page = add_app(signed_in)

    codes = re.findall(r"<li><code>(\d{10})</code>", page.text)
    assert len(set(codes)) == 10
    assert signed_in.get("/admin/").status_code == 200
    assert codes[0] not in signed_in.get("/admin/account/codes/").text


def test_a_wrong_code_adds_no_app(signed_in, nadia):
    show_again(signed_in, then=ADD)
    signed_in.get(ADD)

    page = signed_in.post(ADD, {"code": "000000"})

    assert 'class="errorlist"' in page.text
    assert not factors.has_one(nadia)


def test_who_has_just_typed_the_password_adds_the_first_without_typing_it_anew(
    signed_in, nadia
):
    secret = secret_on(signed_in.get(ADD))
    signed_in.post(ADD, {"code": code_in(secret=secret)})

    assert factors.has_one(nadia)


def test_to_add_one_asks_for_the_password_again(signed_in):
    grown_old(signed_in)

    assert signed_in.get(ADD)["Location"].startswith(AGAIN)


def test_to_add_another_asks_for_the_one_there_is_however_fresh_the_sign_in(
    client, with_app
):
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    asked = client.get("/admin/account/passkeys/add/")["Location"]
    assert asked.startswith("/admin/account/again/code/")


def test_of_a_form_that_came_too_late_no_address_and_no_browser_is_kept(
    client, with_app
):
    told = {"User-Agent": "Elinks/9", "X-Forwarded-For": "203.0.113.77"}
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    client.post(REMOVE, {"typed": "not kept"}, headers=told)

    kept = str(dict(client.session))
    for each in ("203.0.113.77", "127.0.0.1", "Elinks", "not kept", "HTTP_"):
        assert each not in kept


def test_to_add_one_somewhere_ends_what_is_signed_in_elsewhere(
    signed_in, elsewhere, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        add_app(signed_in)

    assert is_signed_in(signed_in)
    assert not is_signed_in(elsewhere)


def test_a_password_alone_removes_no_factor(client, with_app):
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    show_again(client, then=REMOVE)

    assert client.post(REMOVE)["Location"].startswith("/admin/account/again/code/")
    assert factors.has_one(with_app)


def test_a_factor_is_removed_after_a_code(client, with_app):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    client.post("/admin/account/again/code/", {"code": codes[0], "next": REMOVE})
    client.post(REMOVE)

    assert not Authenticator.objects.exists()


def test_recovery_codes_are_made_anew_after_asking(client, with_app):
    held = Authenticator.objects.get(type="recovery_codes")
    before = held.wrap().get_unused_codes()
    sign_in(client)
    client.post("/admin/login/code/", {"code": before[0]})
    new = "/admin/account/codes/new/"
    assert client.get(new)["Location"].startswith("/admin/account/again/code/")

    client.post("/admin/account/again/code/", {"code": before[1], "next": new})
    client.post(new)

    after = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(before) & set(after)


def test_the_picture_needs_no_style_and_no_address(signed_in):
    show_again(signed_in, then=ADD)
    page = signed_in.get(ADD).text
    (svg,) = re.findall(r"<svg class=\"account-qr\".*?</svg>", page, re.DOTALL)

    assert "style" not in svg
    assert "data:" not in page
    assert "href" not in svg


def test_secrets_are_of_no_use_without_the_key(with_app, settings):
    (row,) = Authenticator.objects.filter(type="totp")
    assert SECRET not in str(row.data)

    settings.SECRET_KEY = "another"  # noqa: S105

    assert factors.opened(row.data["secret"]) == ""
    assert factors.found_by_code(with_app, code_in()) is None


def test_a_key_that_was_changed_with_care_still_opens_them(with_app, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"  # noqa: S105

    assert factors.found_by_code(with_app, code_in()) is not None


def test_the_environment_names_earlier_keys(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "third")
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", "second,first")

    told = runpy.run_path(str(settings.BASE_DIR / "config/settings.py"))

    assert told["SECRET_KEY"] == "third"  # noqa: S105
    assert told["SECRET_KEY_FALLBACKS"] == ["second", "first"]


def test_what_a_site_has_no_factor_for_reads_as_none(nadia):
    assert factors.found_by_code(nadia, "123456") is None
    assert factors.found_by_code(nadia, "") is None
