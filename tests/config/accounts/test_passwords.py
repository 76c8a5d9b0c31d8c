"""Which passwords are refused, and how they are kept."""

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings

from config.accounts import options


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("eleven char", "12 characters"),
        ("111111111111", "few characters"),
        ("ababababababab", "few characters"),
        ("abcdefghijklmn", "row of keys"),
        ("1234567890qwerty", "row of keys"),
        ("qwertyuiop123456", "row of keys"),
        ("Password2026!!", "common password"),
        ("dragondragon", "common password"),
        ("...sunshine99", "common password"),
        ("nadia.sahin.1984", "too similar"),
        ("012345678901", "row of keys"),
    ],
)
def test_what_is_easy_to_guess_is_refused_in_words(password, said):
    with pytest.raises(ValidationError, match=said):
        validate_password(password, User(username="nadia.sahin"))


@override_settings(
    SITE_NAME="Archivo Démocratique 民主",
    SITE_URL="https://www.solidarity-desk.example",
)
@pytest.mark.parametrize(
    "password",
    [
        "archivo-democratique-1",
        "Démocratique2026!",
        "ARCHIVODÉMOCRATIQUE民主 1917",
        "solidarity desk 44",
        "Demarche! Demarche?",
        "curator-operator-12",
        "sahin-solidarity-09",
        "archivo 85",
    ],
)
def test_words_of_this_place_count_for_nothing(password):
    user = User(username="n.sahin", last_name="Sahin")
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)

    assert "password_of_this_place" in {each.code for each in refused.value.error_list}


@override_settings(SITE_NAME="Of us", SITE_URL="http://127.0.0.1:8000")
@pytest.mark.parametrize(
    "password",
    ["ladder Demarche violin Tuesday", "of127 copper violins", "busy us: x8#kQ"],
)
def test_beside_words_of_this_place_there_may_be_enough(password):
    validate_password(password, User(username="nadia"))


@pytest.mark.parametrize(
    "password",
    [
        "ladder copper violin Tuesday",
        "вишня трамвай сентябрь",
        "xK9#mQ2vLp8$",
        "木曜日に自転車で海へ行こうと思う",
        "934857120348",
        "+#~!?=)(&%$/",
    ],
)
def test_what_is_hard_to_guess_is_taken(password):
    validate_password(password, User(username="nadia"))


@override_settings(PASSWORD_HASHERS=options.PASSWORD_HASHERS)
def test_a_password_is_kept_by_argon2id():
    kept = make_password("ladder copper violin Tuesday")

    assert kept.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.slow(2)
@override_settings(PASSWORD_HASHERS=options.PASSWORD_HASHERS)
def test_a_password_from_before_is_kept_anew_when_it_is_next_right(db):
    user = User.objects.create_user("nadia")
    user.password = make_password("ladder", hasher="pbkdf2_sha256")
    user.save()

    assert user.check_password("ladder")

    user.refresh_from_db()
    assert user.password.startswith("argon2$argon2id$")


def test_a_password_from_before_is_still_known():
    assert any("PBKDF2" in each for each in options.PASSWORD_HASHERS)
