"""Who has left is forgotten; what was decided stays, under one name."""

import io
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command

from archive import curation
from archive.models import Batch, DeskKeys
from config.accounts.models import Session
from tests import make
from tests.config.accounts.conftest import is_signed_in, sign_in
from tests.planted import every_row, needles, traces


def run(*words: str) -> str:
    said = io.StringIO()
    call_command(*words, stdout=said)
    return said.getvalue()


@pytest.fixture
def personal(nadia: User) -> User:
    nadia.first_name, nadia.last_name = "Qnadiafirst", "Qnadialast"
    nadia.email = "qnadia@example.org"
    nadia.groups.add(Group.objects.create(name="some"))
    nadia.save()
    DeskKeys.objects.create(user=nadia)
    LogEntry.objects.create(
        user=nadia,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(nadia.pk),
        object_repr="qnadia@example.org",
        action_flag=CHANGE,
        change_message="",
    )
    return nadia


def test_of_who_has_left_only_a_pseudonym_is_there(personal, signed_in):
    entity = make.person("Ivan Petrov")
    curation.protect(entity, "hidden", by=personal)

    said = run("retire_account", "nadia", "--as", "curator-2")

    assert "curator-2" in said
    wanted = needles({"first": "Qnadiafirst", "last": "Qnadialast", "mail": "qnadia@"})
    wanted |= needles({"name": personal.password})
    assert not traces(every_row(), wanted)
    assert Batch.objects.latest("pk").made_by.username == "curator-2"
    assert entity.history.latest().history_user.username == "curator-2"
    assert not is_signed_in(signed_in)


def test_nobody_signs_in_to_a_retired_account(client, with_app):
    run("retire_account", "nadia")
    sign_in(client)

    assert not is_signed_in(client)
    account = User.objects.get(username="nadia")
    rights = (account.is_active, account.is_staff, account.is_superuser)
    assert not any(rights)
    assert not account.has_usable_password()
    assert not account.groups.exists()
    assert account.last_login is None


@pytest.mark.parametrize(
    "words", [("nobody",), ("nadia", "--as", "emre"), ("nadia", "--as", "a b")]
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(personal, words):
    User.objects.create_user("emre")

    with pytest.raises(CommandError):
        run("retire_account", *words)
    assert User.objects.get(username="nadia").email == "qnadia@example.org"


def test_sessions_that_have_ended_are_deleted_by_a_command_too(db, nadia, signed_in):
    """That a timer runs; a sign-in sweeps them as well."""
    Session.objects.update(expire_date=make.NOW - timedelta(days=3650))
    call_command("clearsessions")

    assert not Session.objects.exists()
