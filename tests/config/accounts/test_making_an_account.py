"""What `make admin` says and refuses."""

import importlib.util

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import override_settings

from tests.config.accounts.conftest import WORDS


@pytest.fixture
def create(db):
    where = settings.BASE_DIR / "bin" / "admin.py"
    spec = importlib.util.spec_from_file_location("bin_admin", where)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.create


@override_settings(ADMIN_REQUIRE_MFA=True)
def test_it_says_that_a_second_factor_comes_next(create):
    said = create("emre", WORDS)

    assert "can now sign in" in said
    assert "second factor" in said
    assert User.objects.get().is_superuser


@override_settings(ADMIN_REQUIRE_MFA=False)
def test_where_none_is_demanded_it_says_nothing_of_it(create):
    assert "second factor" not in create("emre", WORDS)


def test_a_weak_password_makes_no_account(create):
    with pytest.raises(ValidationError):
        create("emre", "password1234")

    assert not User.objects.exists()


def test_an_account_that_is_there_is_left_as_it_is(create):
    create("emre", WORDS)

    assert "already" in create("emre", "another long one here")
    assert User.objects.get().check_password(WORDS)
