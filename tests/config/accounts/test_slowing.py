"""Guessing is slow; the owner of an account is not shut out by who guesses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from config.accounts import slowing
from config.accounts.models import Tries
from config.accounts.slowing import Kind, Slowed
from tests import make
from tests.config.accounts.conftest import (
    WORDS,
    code_in,
    is_signed_in,
    sign_in,
)


def let_through(*, tries: int, every: timedelta) -> int:
    """How many of so many wrong passwords are looked at."""
    count = 0
    for number in range(tries):
        try:
            slowing.take(Kind.PASSWORD, "nadia", at=make.NOW + number * every)
        except Slowed:
            continue
        count += 1
    return count


@pytest.mark.slow
@pytest.mark.parametrize(
    ("every", "most"),
    [
        (timedelta(0), 5),
        (timedelta(seconds=1), 10),
        (timedelta(minutes=1), 75),
    ],
)
def test_of_a_thousand_tries_few_are_looked_at(db, every, most):
    assert let_through(tries=1000, every=every) == most


@pytest.mark.slow(5)
@pytest.mark.trust
def test_of_many_tries_from_many_networks_few_are_looked_at(
    nadia, in_full, trust_figure
):
    tries, looked_at = 1000 if in_full else 200, 0
    for number in range(tries):
        network = f"10.{number // 250}.{number % 250}.9"
        page = sign_in(
            Client(), words=f"guess {number}", **{"X-Forwarded-For": network}
        )
        looked_at += "do not go together" in page.text

    goal = slowing.FREE
    name = f"passwords looked at of {tries:,} tried at one account"
    trust_figure(name, looked_at, f"<= {goal}", looked_at <= goal)
    assert looked_at > 0


def test_a_network_that_tries_many_names_is_slowed(db):
    looked_at = sum(
        "do not go together" in sign_in(Client(), name=f"name{number}").text
        for number in range(40)
    )

    assert looked_at == 20


def test_an_unknown_name_is_slowed_as_a_known_one(client, nadia):
    def told(name):
        pages = [sign_in(Client(), name, "wrong").text for _ in range(7)]
        return ["Too many tries" in page for page in pages]

    assert told("nadia") == told("nobody")


def test_during_an_attack_the_right_password_waits_too_in_a_strange_browser(
    client, nadia
):
    for _ in range(slowing.FREE):
        sign_in(Client(), words="wrong")

    assert "Too many tries" in sign_in(client).text
    assert not is_signed_in(client)


def test_during_an_attack_the_owner_signs_in_where_she_did_before(nadia):
    own = Client()
    sign_in(own)
    own.post("/admin/logout/")
    for _ in range(50):
        sign_in(Client(), words="wrong")

    sign_in(own)

    assert is_signed_in(own)


def test_a_known_browser_is_slowed_by_its_own_tries(nadia):
    own = Client()
    sign_in(own)
    own.post("/admin/logout/")
    for _ in range(slowing.FREE):
        sign_in(own, words="wrong")

    assert "Too many tries" in sign_in(own).text


def test_the_cookie_of_one_name_is_of_no_use_for_another(django_user_model, nadia):
    django_user_model.objects.create_superuser("mallory", password=WORDS)
    own = Client()
    sign_in(own, "mallory")
    own.post("/admin/logout/")
    for _ in range(slowing.FREE):
        sign_in(Client(), words="wrong")

    assert "Too many tries" in sign_in(own).text
    assert "nadia" not in own.cookies["known"].value


def test_a_right_password_ends_the_count(client, nadia):
    for _ in range(slowing.FREE - 1):
        sign_in(client, words="wrong")
    sign_in(client)

    assert not Tries.objects.exists()


def test_codes_are_slowed_whatever_the_browser(with_app):
    for _ in range(slowing.FREE):
        other = Client()
        sign_in(other)
        other.post("/admin/login/code/", {"code": "000000"})
    last = Client()
    sign_in(last)

    page = last.post("/admin/login/code/", {"code": code_in()})

    assert "Too many tries" in page.text
    assert not is_signed_in(last)


def test_a_wait_grows_and_has_an_end():
    waits = [slowing.wait_after(tries) for tries in range(200)]

    assert waits == sorted(waits)
    assert waits[slowing.FREE - 1] == timedelta(0)
    assert waits[-1] == slowing.LONGEST


def test_a_day_later_nothing_is_held_against_a_name(db):
    let_through(tries=100, every=timedelta(seconds=1))
    later = make.NOW + timedelta(days=2)

    slowing.take(Kind.PASSWORD, "nadia", at=later)

    assert Tries.objects.get().count == 1


def test_neither_name_nor_address_is_kept(client, nadia):
    sign_in(client, words="wrong", **{"X-Forwarded-For": "203.0.113.77"})

    (row,) = Tries.objects.values()
    kept = str(row)
    assert "nadia" not in kept
    assert "203.0" not in kept


def test_a_try_counts_before_its_password_is_looked_at(db):
    """The twin, on SQLite, of the test with many at once."""
    for _ in range(slowing.FREE):
        slowing.take(Kind.PASSWORD, "nadia", at=make.NOW)

    with pytest.raises(Slowed):
        slowing.take(Kind.PASSWORD, "nadia", at=make.NOW)


@pytest.mark.only_on("postgresql")
def test_of_many_tries_at_the_same_moment_five_are_looked_at(emptied):
    def is_looked_at(_number: int) -> bool:
        try:
            slowing.take(Kind.PASSWORD, "nadia", at=make.NOW)
        except Slowed:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        looked_at = list(pool.map(is_looked_at, range(60)))

    assert looked_at.count(True) == slowing.FREE


def test_while_too_many_passwords_are_looked_at_the_next_is_sent_away(
    client, nadia, monkeypatch
):
    monkeypatch.setattr(slowing, "LONGEST_QUEUE_SECONDS", 0)
    with slowing.looking(), slowing.looking():
        assert "Many are signing in" in sign_in(client).text

    sign_in(client)

    assert is_signed_in(client)
