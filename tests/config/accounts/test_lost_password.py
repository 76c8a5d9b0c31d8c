"""A link by mail for who has lost a password: the only mail there is."""

import re
import time

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from tests.config.accounts.conftest import WORDS, is_signed_in, sign_in

ASK = "/admin/password_reset/"
NEW = "marble orchard winter fifty"


@pytest.fixture
def can_mail(settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example.org"
    settings.SITE_URL = "https://archive.example.org"


@pytest.fixture
def nadia(nadia):
    nadia.email = "nadia@union.example"
    nadia.save()
    return nadia


def asked(client: Client, address: str, *, mails: int = 0):
    """The answer; mail is sent beside it."""
    answer = client.post(ASK, {"email": address})
    for _ in range(100):
        if len(mail.outbox) >= mails:
            break
        time.sleep(0.05)
    return answer


def link(client: Client) -> str:
    asked(client, "nadia@union.example", mails=1)
    return re.search(r"https://archive.example.org(/\S+)", mail.outbox[-1].body)[1]


def choose(client: Client, path: str, words: str = NEW):
    form = client.get(path, follow=True)
    return client.post(
        form.request["PATH_INFO"], {"password1": words, "password2": words}
    )


@pytest.mark.parametrize("path", [ASK, f"{ASK}sent/", f"{ASK}1-x/", f"{ASK}done/"])
def test_where_no_mail_server_is_named_there_is_no_such_page(client, nadia, path):
    assert client.get(path).status_code == 404
    assert ASK not in client.get("/admin/login/").text


@pytest.mark.usefixtures("can_mail")
def test_a_link_is_offered_sent_and_sets_a_password(client, nadia):
    assert ASK in client.get("/admin/login/").text

    choose(client, link(client))

    assert [each.to for each in mail.outbox] == [["nadia@union.example"]]
    sign_in(client, words=NEW)
    assert is_signed_in(client)


@pytest.mark.usefixtures("can_mail")
def test_an_account_made_without_a_password_gets_its_first_by_the_link(client, nadia):
    nadia.set_unusable_password()
    nadia.save()

    choose(client, link(client))

    sign_in(client, words=NEW)
    assert is_signed_in(client)


@pytest.mark.usefixtures("can_mail")
def test_the_link_leads_to_our_own_address_whatever_we_were_called(client, nadia):
    data = {"email": "nadia@union.example"}
    client.post(ASK, data, headers={"host": "localhost"})
    asked(client, "nobody@union.example", mails=1)

    assert "//localhost" not in mail.outbox[0].body


@pytest.mark.usefixtures("can_mail")
def test_a_link_is_good_once(client, nadia):
    path = link(client)
    choose(client, path)

    page = Client().get(path, follow=True)

    assert "was used already" in page.text


@pytest.mark.usefixtures("can_mail")
@pytest.mark.parametrize("key", ["x", "abc-" + "0" * 32, "%00", "é"])
def test_a_link_that_was_made_up_is_refused(client, nadia, key):
    assert "was used already" in client.get(f"{ASK}{nadia.pk}-{key}/").text


@pytest.mark.usefixtures("can_mail")
def test_the_answer_tells_nobody_who_has_an_account(client, nadia):
    User.objects.create_user("guest", email="guest@union.example", password=WORDS)
    known = asked(client, "nadia@union.example", mails=1)
    for address in ("nobody@union.example", "guest@union.example"):
        other = asked(client, address)
        assert (other.status_code, other["Location"]) == (302, known["Location"])

    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("can_mail")
def test_a_new_password_signs_out_everywhere_and_skips_no_second_step(
    client, with_app, elsewhere
):
    other = Client()
    other.force_login(with_app)

    choose(client, link(client))

    assert not is_signed_in(other)
    assert sign_in(client, words=NEW)["Location"] == "/admin/login/code/"


@pytest.mark.usefixtures("can_mail")
def test_a_weak_one_is_refused_here_too(client, nadia):
    assert "12 characters" in choose(client, link(client), "short").text


@pytest.mark.usefixtures("can_mail")
def test_one_network_asks_for_so_many(client, db):
    pages = [asked(client, f"name{n}@union.example").status_code for n in range(25)]

    assert pages.count(302) == 20
