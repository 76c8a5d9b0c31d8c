"""Where one is signed in: listed, ended, and of no use to who copies the table."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.accounts import browsers, sessions
from config.accounts.models import Session
from tests.config.accounts.conftest import (
    WORDS,
    code_in,
    grown_old,
    is_signed_in,
    sign_in,
)

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
NEW = "marble orchard winter fifty"
END = "/admin/account/sign-out/"


def now() -> datetime:
    return timezone.now()  # noqa: TID251 (the server's clock is ours)


def age(client: Client, **fields: timedelta) -> None:
    key = sessions.digest(client.cookies["sessionid"].value)
    found = Session.objects.filter(session_key=key)
    found.update(**{name: now() - back for name, back in fields.items()})


def test_my_account_lists_where_i_am_signed_in(client, nadia):
    sign_in(client, **{"User-Agent": FIREFOX})
    sign_in(Client(), **{"User-Agent": "curl/8"})

    page = client.get("/admin/account/").text

    assert "Firefox, Android" in page
    assert page.count("(this one)") == 1
    assert page.count("Sign out there") == 1


def test_what_has_ended_is_not_listed(signed_in, elsewhere):
    age(elsewhere, last_used=timedelta(hours=3))

    assert "Sign out there" not in signed_in.get("/admin/account/").text


def test_others_are_not_listed(signed_in, django_user_model):
    django_user_model.objects.create_superuser("emre", password=WORDS)
    sign_in(Client(), "emre")

    assert "Sign out there" not in signed_in.get("/admin/account/").text


def test_one_is_ended(signed_in, elsewhere):
    key = sessions.digest(elsewhere.cookies["sessionid"].value)

    signed_in.post("/admin/account/sign-out/", {"which": key})

    assert not is_signed_in(elsewhere)
    assert is_signed_in(signed_in)


def test_all_others_are_ended(signed_in, elsewhere):
    signed_in.post("/admin/account/sign-out/", {"which": "others"})

    assert not is_signed_in(elsewhere)
    assert is_signed_in(signed_in)


@pytest.mark.parametrize("which", ["others", "one"])
def test_who_has_not_shown_lately_who_it_is_ends_none(signed_in, elsewhere, which):
    grown_old(signed_in)
    key = sessions.digest(elsewhere.cookies["sessionid"].value)
    sent = {"which": key if which == "one" else which}

    asked = signed_in.post(END, sent)
    assert asked["Location"] == "/admin/account/again/?next=%2Fadmin%2Faccount%2F"
    assert is_signed_in(elsewhere)
    back = signed_in.post(asked["Location"], {"password": WORDS})
    assert back["Location"] == "/admin/account/"
    signed_in.post(END, sent)

    assert not is_signed_in(elsewhere)


def test_where_there_is_an_app_a_password_ends_none(client, with_app, elsewhere):
    elsewhere.force_login(with_app)
    sign_in(client)
    client.post("/admin/login/code/", {"code": code_in()})

    asked = client.post(END, {"which": "others"})

    assert asked["Location"].startswith("/admin/account/again/code/")
    assert is_signed_in(elsewhere)


def test_the_eleventh_browser_ends_the_one_used_least_lately(nadia):
    browsers = [Client() for _ in range(sessions.MOST + 1)]
    for number, browser in enumerate(browsers[:-1]):
        sign_in(browser)
        age(browser, last_used=timedelta(minutes=number + 1))

    sign_in(browsers[-1])

    ended = [number for number, each in enumerate(browsers) if not is_signed_in(each)]
    assert ended == [sessions.MOST - 1]


def test_nobody_ends_a_session_of_another(signed_in, django_user_model):
    django_user_model.objects.create_superuser("emre", password=WORDS)
    other = Client()
    sign_in(other, "emre")
    key = sessions.digest(other.cookies["sessionid"].value)

    signed_in.post("/admin/account/sign-out/", {"which": key})

    assert is_signed_in(other)


def test_a_new_password_ends_all_others(signed_in, elsewhere, nadia):
    data = {"oldpassword": WORDS, "password1": NEW, "password2": NEW}
    answer = signed_in.post("/admin/password_change/", data)

    assert answer["Location"] == "/admin/account/"
    assert is_signed_in(signed_in)
    assert not is_signed_in(elsewhere)
    assert Session.objects.filter(account=nadia).count() == 1
    assert sign_in(Client(), words=NEW)["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "not your password"),
        (WORDS, "short", "short", "12 characters"),
        (WORDS, NEW, NEW + "x", "same password"),
    ],
)
def test_a_new_password_that_cannot_be_is_refused(signed_in, old, new, again, said):
    data = {"oldpassword": old, "password1": new, "password2": again}
    page = signed_in.post("/admin/password_change/", data)

    assert said in page.text
    assert NEW not in page.text


@pytest.mark.parametrize(
    ("field", "back"),
    [("last_used", sessions.UNUSED), ("since", sessions.LONGEST)],
)
def test_a_session_ends_of_itself(signed_in, field, back):
    age(signed_in, **{field: back - timedelta(minutes=5)})
    assert is_signed_in(signed_in)

    age(signed_in, **{field: back + timedelta(minutes=5)})
    assert not is_signed_in(signed_in)


def test_work_does_not_make_the_twelve_hours_longer(signed_in):
    before = Session.objects.get(account__isnull=False).since
    session = signed_in.session
    session["x"] = 1
    session.save()

    assert Session.objects.get(account__isnull=False).since == before


def test_that_it_is_used_is_written_once_a_minute(signed_in):
    age(signed_in, last_used=timedelta(minutes=5))
    is_signed_in(signed_in)
    with CaptureQueriesContext(connection) as queries:
        is_signed_in(signed_in)

    written = [each["sql"] for each in queries if each["sql"].startswith("UPDATE")]
    assert written == []
    last_used = Session.objects.get(account__isnull=False).last_used
    assert now() - last_used < timedelta(minutes=1)


def test_nobody_signs_in_with_a_copy_of_the_table(signed_in):
    thief = Client()
    thief.cookies["sessionid"] = Session.objects.get(account__isnull=False).session_key

    assert not is_signed_in(thief)


def test_of_a_browser_neither_address_nor_version_is_kept(client, nadia):
    sign_in(client, **{"User-Agent": FIREFOX, "X-Forwarded-For": "203.0.113.77"})

    (row,) = Session.objects.all()
    kept = f"{row.__dict__} {row.get_decoded()}"
    assert "140.0" not in kept
    assert "Gecko" not in kept
    assert "203.0" not in kept


def test_what_has_ended_is_forgotten_when_somebody_signs_in(signed_in, nadia):
    age(signed_in, last_used=timedelta(days=3))

    sign_in(Client())

    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (FIREFOX, "Firefox, Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/142 Safari/537 Edg/142",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/142 Safari/537", "Chrome, Linux"),
        ("Mozilla/5.0 (Macintosh) Version/18 Safari/605", "Safari, Mac"),
        ("", "A browser"),
        ("<script>" * 5000, "A browser"),
    ],
)
def test_a_browser_in_two_words(told, words):
    assert browsers.in_words(told) == words
