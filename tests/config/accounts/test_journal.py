"""What the log says of accounts: what happened, and to which number; no name."""

import io
import json
import logging
import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from config import closing, roles
from config.accounts import passkeys, slowing
from config.accounts.journal import Event
from config.logs import Discreet, Structured
from tests.config.accounts.conftest import SECRET, WORDS, code_in, sign_in

CODE = "/admin/login/code/"
AGAIN = "/admin/account/again/"
USERS = "/admin/auth/user/"
PASSKEY = {"credential": json.dumps({"id": "zyx"})}
NEW = "marble orchard winter fifty"
# nothing of what is typed or sent here may be in a line
HIDDEN = ["nadia", "emre", "stranger", "zyx", NEW, WORDS, SECRET, "203.0.113", "Elinks"]
Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def noted(caplog) -> Lines:
    """The lines of accounts since it was last asked, as LOG_FORMAT=json has them."""
    caplog.set_level(logging.INFO, logger="config.accounts")

    def lines() -> list[dict[str, object]]:
        records = [each for each in caplog.records if each.name == "config.accounts"]
        plain = "\n".join(Discreet().format(each) for each in records)
        written = [Structured().format(each) for each in records]
        for each in HIDDEN:
            assert each.lower() not in (plain + str(written)).lower()
        caplog.clear()
        usual = ("time", "level", "logger")
        found = [json.loads(each) for each in written]
        return [{k: v for k, v in each.items() if k not in usual} for each in found]

    return lines


@pytest.fixture
def emre(db) -> User:
    return User.objects.create_superuser("emre", password=WORDS)


@pytest.fixture
def as_emre(emre, noted) -> Client:
    client = Client()
    sign_in(client, "emre")
    noted()
    return client


def test_a_sign_in_and_a_sign_out_are_one_line_each(client, nadia, noted):
    sign_in(client, **{"User-Agent": "Elinks/9", "X-Forwarded-For": "203.0.113.7"})
    client.post("/admin/logout/")

    assert noted() == [
        {"event": "signed in", "account": nadia.pk, "using": "password"},
        {"event": "signed out", "account": nadia.pk},
    ]


def test_a_sign_in_says_by_which_factors(client, with_app, noted):
    sign_in(client)
    client.post(CODE, {"code": code_in()})

    (line,) = noted()
    assert line["using"] == "password, totp"


def test_a_refused_sign_in_says_which_account_was_tried(client, nadia, noted):
    for name, words in (("nadia", "zyx"), ("stranger", WORDS), (WORDS, "zyx")):
        sign_in(client, name, words)

    line = {"event": "sign-in refused", "reason": "wrong"}
    assert noted() == [line | {"account": nadia.pk}, line, line]


def test_tries_that_are_not_looked_at_are_noted_too(nadia, noted):
    for _ in range(slowing.FREE + 1):
        sign_in(Client(), words="zyx")

    assert [each["reason"] for each in noted()] == ["wrong"] * slowing.FREE + ["slowed"]


def test_a_passkey_that_is_none_is_noted(client, nadia, noted):
    client.post("/admin/login/passkey/", PASSKEY)

    assert noted() == [
        {"event": "sign-in refused", "using": "passkey", "reason": "wrong"}
    ]


@pytest.mark.parametrize(
    ("sent", "using"), [({"code": "000000"}, "code"), (PASSKEY, "passkey")]
)
def test_a_second_step_that_is_refused(client, with_app, noted, sent, using):
    sign_in(client)

    client.post(CODE, sent)

    told = {"account": with_app.pk, "using": using, "reason": "wrong"}
    assert noted() == [{"event": "second step refused", **told}]


def test_whoever_is_asked_anew(signed_in, nadia, noted):
    noted()

    for words in ("zyx", WORDS):
        signed_in.post(AGAIN, {"password": words})

    told = {"account": nadia.pk, "using": "password"}
    assert noted() == [
        {"event": "asked anew, refused", "reason": "wrong"} | told,
        {"event": "asked anew"} | told,
    ]


def test_whoever_is_asked_anew_for_a_factor(client, with_app, noted):
    client.force_login(with_app)

    for code in ("000000", code_in()):
        client.post(f"{AGAIN}code/", {"code": code})
    passkeys.PasskeyAgainForm(PASSKEY, user=with_app).is_valid()

    assert [(each["event"], each["using"]) for each in noted()] == [
        ("asked anew, refused", "code"),
        ("asked anew", "code"),
        ("asked anew, refused", "passkey"),
    ]


def add_app(client: Client) -> None:
    page = client.get("/admin/account/app/add/").text
    secret = re.search(r'account-secret">(\w+)<', page)[1]
    client.post("/admin/account/app/add/", {"code": code_in(secret=secret)})


def test_factors_that_come_and_go(
    signed_in, nadia, noted, django_capture_on_commit_callbacks
):
    noted()
    with django_capture_on_commit_callbacks(execute=True):
        add_app(signed_in)
        signed_in.post("/admin/account/codes/new/")
    signed_in.post("/admin/account/app/remove/")

    events = [each["event"] for each in noted()]
    assert events == ["factor added", "recovery codes made", "factor removed"]
    assert not Authenticator.objects.exists()


def test_a_new_password(signed_in, nadia, noted):
    noted()
    data = {"oldpassword": WORDS, "password1": NEW, "password2": NEW}
    signed_in.post("/admin/password_change/", data)

    assert noted()[-1] == {"event": "password changed", "account": nadia.pk}


@pytest.mark.parametrize("which", ["others", "one"])
def test_sessions_that_one_ends(signed_in, elsewhere, nadia, noted, which):
    noted()
    key = nadia_elsewhere(signed_in) if which == "one" else which
    signed_in.post("/admin/account/sign-out/", {"which": key})

    (line,) = noted()
    assert (line["event"], line["account"]) == ("sessions ended", nadia.pk)


def nadia_elsewhere(client: Client) -> str:
    page = client.get("/admin/account/").text
    return re.search(r'name="which" value="(\w{20,})"', page)[1]


def test_what_an_operator_does_says_by_whom(as_emre, emre, nadia, noted):
    for action in ("lock", "unlock", "sign_out"):
        as_emre.post(USERS, {"action": action, "_selected_action": [nadia.pk]})

    lines = noted()
    assert [each.pop("event") for each in lines] == [
        "account locked",
        "account unlocked",
        "sessions ended",
    ]
    assert lines == [{"account": nadia.pk, "by": emre.pk}] * 3


def test_accounts_made_changed_and_deleted(as_emre, emre, noted):
    as_emre.post(
        f"{USERS}add/",
        {
            "username": "stranger",
            "usable_password": "true",
            "password1": NEW,
            "password2": NEW,
        },
    )
    made = User.objects.get(username="stranger")
    as_emre.post(
        f"{USERS}{made.pk}/change/",
        {
            "username": "zyx",
            "is_staff": "on",
            "date_joined_0": "2026-01-01",
            "date_joined_1": "12:00:00",
        },
    )
    new = {"usable_password": "true", "password1": WORDS, "password2": WORDS}
    as_emre.post(f"{USERS}{made.pk}/password/", new | {"set-password": "1"})
    as_emre.post(f"{USERS}{made.pk}/delete/", {"post": "yes"})

    lines = noted()
    assert [each["event"] for each in lines] == [
        "account made",
        "account changed",
        "password changed",
        "account deleted",
    ]
    assert {(each["account"], each["by"]) for each in lines} == {(made.pk, emre.pk)}
    assert "Staff status" in str(lines[1]["changed"])


@pytest.mark.parametrize(
    ("words", "events"),
    [
        (["lock_account", "nadia"], ["account locked"]),
        (["unlock_account", "nadia"], ["account unlocked"]),
        (
            ["unlock_account", "nadia", "--forget-factors"],
            ["account unlocked", "factors forgotten"],
        ),
        (["sign_out_everybody"], ["everybody signed out"]),
        (["retire_account", "nadia"], ["sessions ended", "account retired"]),
    ],
)
def test_commands_are_noted_as_done_at_the_server(nadia, noted, words, events):
    call_command(*words, stdout=io.StringIO())

    lines = noted()
    assert [each["event"] for each in lines] == events
    assert {each["by"] for each in lines} == {"server"}


def test_a_command_that_did_nothing_is_not_noted(db, noted):
    with pytest.raises(CommandError):
        call_command("lock_account", "stranger")

    assert noted() == []


def test_the_switch_is_noted(noted):
    try:
        call_command("kill_switch", "on", "--public-only", stdout=io.StringIO())
    finally:
        call_command("kill_switch", "off", stdout=io.StringIO())

    assert closing.closed() is closing.Closed.NOTHING
    assert noted() == [
        {"event": "site closed", "what": "public", "by": "server"},
        {"event": "site opened", "by": "server"},
    ]


@pytest.fixture
def publisher(db, noted) -> Client:
    roles.keep()
    user = User.objects.create_user("emre", password=WORDS, is_staff=True)
    user.groups.add(Group.objects.get(name=roles.PUBLISHER))
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/admin/desk/reanchor/?q=zyx", "desk:reanchor"),
        ("/admin/auth/user/", "admin:auth_user_changelist"),
    ],
)
def test_a_right_that_is_missing_is_noted_by_route(publisher, noted, path, route):
    assert publisher.get(path).status_code == 403

    (line,) = noted()
    assert (line["event"], line["route"], line["method"]) == ("refused", route, "GET")
    assert line["account"] == User.objects.get().pk


def test_a_form_without_its_token_is_noted(publisher, noted):
    assert publisher.post("/admin/logout/", {"typed": "zyx"}).status_code == 403

    (line,) = noted()
    assert (line["event"], line["route"]) == ("refused", "account_logout")


def test_of_visitors_nothing_is_noted(client, db, noted):
    told = {"Sec-Fetch-Site": "cross-site"}
    assert (
        client.post("/actions/report/", {"q": "zyx"}, headers=told).status_code == 403
    )
    client.get("/admin/")

    assert noted() == []


def test_every_line_is_described():
    page = (settings.BASE_DIR / "docs/accounts.md").read_text()

    assert [each for each in Event if f"`{each}`" not in page] == []
