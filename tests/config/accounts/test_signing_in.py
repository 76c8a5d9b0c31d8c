"""Name, password, code: who comes in, who does not, and what each is told."""

import os
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config.accounts.urls import urlpatterns
from tests.config.accounts.conftest import (
    WORDS,
    code_in,
    is_signed_in,
    sign_in,
)

CODE = "/admin/login/code/"


def test_name_and_password_open_the_admin(client, nadia):
    answer = sign_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_who_asked_for_a_page_is_led_there(client, nadia):
    asked = client.get("/admin/desk/")

    answer = client.post(
        asked["Location"],
        {"username": "nadia", "password": WORDS, "next": "/admin/desk/"},
    )

    assert answer["Location"] == "/admin/desk/"


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example/", "/reports/", "/admin/../x"]
)
def test_nobody_is_led_elsewhere(client, nadia, there):
    data = {"username": "nadia", "password": WORDS, "next": there}
    answer = client.post("/admin/login/", data)

    assert answer["Location"].startswith("/admin/")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("nadia", "wrong"),
        ("nobody", WORDS),
        ("locked", WORDS),
        ("guest", WORDS),
    ],
)
def test_every_refusal_reads_the_same(client, nadia, name, password):
    User.objects.create_superuser("locked", password=WORDS, is_active=False)
    User.objects.create_user("guest", password=WORDS)

    page = sign_in(client, name, password)

    assert page.status_code == 200
    assert "do not go together" in page.content.decode()
    assert not is_signed_in(client)


def test_the_password_is_never_sent_back(client, nadia):
    assert "not-it-at-all" not in sign_in(client, words="not-it-at-all").text


def test_a_password_alone_is_not_enough_where_there_is_an_app(client, with_app):
    answer = sign_in(client)

    assert answer["Location"] == CODE
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_the_code_of_the_app_is_the_second_step(client, with_app):
    sign_in(client)
    answer = client.post(CODE, {"code": code_in()})

    assert answer["Location"] == "/admin/"
    assert is_signed_in(client)


def test_a_code_is_taken_once(client, with_app):
    code = code_in()
    sign_in(client)
    client.post(CODE, {"code": code})
    other = Client()
    sign_in(other)

    page = other.post(CODE, {"code": code})

    assert "used already" in page.content.decode()
    assert not is_signed_in(other)


def test_a_code_is_taken_once_though_each_process_has_a_memory_of_its_own(
    client, with_app
):
    code = code_in()
    sign_in(client)
    client.post(CODE, {"code": code})
    cache.clear()  # what another process, or one that was restarted, knows of it
    other = Client()
    sign_in(other)

    other.post(CODE, {"code": code})

    assert not is_signed_in(other)


@pytest.mark.parametrize("seconds", [-3600, -90, 90, 3600])
def test_a_code_of_another_time_is_refused(client, with_app, seconds):
    sign_in(client)
    client.post(CODE, {"code": code_in(seconds)})

    assert not is_signed_in(client)


@pytest.mark.parametrize("code", ["", "000000x", "١٢٣٤٥٦", "0" * 5000, "\x00"])
def test_what_is_no_code_is_refused_in_words(client, with_app, code):
    sign_in(client)
    page = client.post(CODE, {"code": code})

    assert page.status_code == 200
    assert 'class="errorlist"' in page.content.decode()


def test_a_recovery_code_is_taken_once(client, with_app):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    sign_in(client)
    client.post(CODE, {"code": codes[0]})
    assert is_signed_in(client)
    other = Client()
    sign_in(other)

    other.post(CODE, {"code": codes[0]})

    assert not is_signed_in(other)


def test_the_session_before_is_not_the_session_after(client, with_app):
    sign_in(client)
    before = client.cookies["sessionid"].value
    client.post(CODE, {"code": code_in()})

    assert client.cookies["sessionid"].value != before


def test_signing_out_needs_a_form(signed_in):
    assert signed_in.get("/admin/logout/").status_code == 405
    assert is_signed_in(signed_in)

    signed_in.post("/admin/logout/")

    assert not is_signed_in(signed_in)


def test_who_is_no_longer_staff_is_signed_out_and_not_led_in_circles(signed_in, nadia):
    User.objects.update(is_staff=False)

    page = signed_in.get("/admin/", follow=True)

    assert page.redirect_chain[-1][0].startswith("/admin/login/")
    assert page.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_set_password",
        "mfa_download_recovery_codes",
    ],
)
def test_what_nobody_needs_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_every_page_of_accounts_is_under_the_admin_path():
    filled = {"pk": 1, "uidb36": "1", "key": "x"}
    addresses = {
        reverse(each.name, kwargs={name: filled[name] for name in names(each)})
        for each in urlpatterns
    }

    assert len(addresses) > 10
    assert [each for each in addresses if not each.startswith("/admin/")] == []


def names(pattern) -> list[str]:
    """Of what stands in an address."""
    return list(pattern.pattern.regex.groupindex)


def test_nothing_of_accounts_is_seen_or_set_outside_the_admin(signed_in):
    answer = signed_in.get("/")

    assert not answer.cookies
    assert not hasattr(answer.wsgi_request, "session")


@pytest.mark.slow(3)
def test_over_https_browsers_hold_the_cookies_to_it():
    program = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.KNOWN_COOKIE_NAME)"
    )
    told = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", program],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SITE_URL": "https://archive.example.org",
            "SECRET_KEY": "k",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    names = told.stdout.split()
    assert len(names) == 3
    assert all(name.startswith("__Secure-") for name in names)
