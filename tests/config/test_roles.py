"""Four roles: what they hold, that nobody widens their own, that history stays."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from archive import curation, undoing
from archive.desk import shell
from archive.models import Batch, recording
from archive.models.authorship import save_as
from campaign import actions
from config import roles
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def somebody(django_user_model):
    """An account of staff with these roles."""
    roles.keep()

    def make_one(name, *named):
        person = django_user_model.objects.create_user(name, is_staff=True)
        person.groups.set(Group.objects.filter(name__in=named))
        return person

    return make_one


def rights(role):
    return {
        f"{each.content_type.app_label}.{each.codename}"
        for each in Permission.objects.filter(group__name=role).select_related(
            "content_type"
        )
    }


@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_a_role_has_exactly_its_rights_after_every_migration(role):
    Group.objects.get_or_create(name=role)[0].permissions.set(
        Permission.objects.filter(codename__in=["delete_user", "change_group"])
    )

    call_command("migrate", verbosity=0)

    assert rights(role) == roles.ROLES[role]


def test_only_publishers_publish_and_operators_have_no_content():
    publishing = {
        "archive.publish_document",
        "campaign.approve_publication",
        "campaign.move_campaign",
    }
    for role, held in roles.ROLES.items():
        assert (publishing & held == publishing) is (role == roles.PUBLISHER)
        assert not publishing & held or role == roles.PUBLISHER
    rooms = {right.partition(".")[0] for right in roles.ROLES[roles.OPERATOR]}
    assert rooms == {"auth", "django_tasks_database"}


def test_nobody_deletes_what_is_public_or_an_account():
    deletes = {
        right for held in roles.ROLES.values() for right in held if ".delete_" in right
    }

    kept = {"document", "entity", "claim", "source", "campaign", "recipient", "user"}
    assert not {right.partition("delete_")[2] for right in deletes} & kept


def account_form(person, **changes):
    """The page of an account as a browser sends it."""
    sent = {"username": person.username, "is_active": "on", "is_staff": "on"}
    sent |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    sent |= {"groups": [*person.groups.values_list("pk", flat=True)]}
    return sent | changes


def test_an_operator_gives_roles_to_others_and_none_to_himself(client, somebody):
    olga, eve = somebody("olga", roles.OPERATOR), somebody("eve")
    client.force_login(olga)
    publisher = Group.objects.get(name=roles.PUBLISHER)
    for person in (olga, eve):
        sent = account_form(person, groups=[publisher.pk], is_superuser="on")
        client.post(f"/admin/auth/user/{person.pk}/change/", sent)
        person.refresh_from_db()

    assert [each.name for each in olga.groups.all()] == [roles.OPERATOR]
    assert [each.name for each in eve.groups.all()] == [roles.PUBLISHER]
    assert not olga.is_superuser
    assert not eve.is_superuser


def test_an_operator_gives_no_single_right(client, somebody):
    olga, eve = somebody("olga", roles.OPERATOR), somebody("eve")
    client.force_login(olga)
    right = Permission.objects.get(codename="delete_document")

    sent = account_form(eve, user_permissions=[right.pk])
    client.post(f"/admin/auth/user/{eve.pk}/change/", sent)

    assert not eve.user_permissions.exists()


def test_an_operator_does_nothing_to_a_superuser(client, somebody, django_user_model):
    root = django_user_model.objects.create_superuser("root")
    before = root.password
    client.force_login(somebody("olga", roles.OPERATOR))
    path = f"/admin/auth/user/{root.pk}"

    changed = client.post(f"{path}/change/", account_form(root, is_active=""))
    secret = {"password1": "another-one-77", "password2": "another-one-77"}
    replaced = client.post(f"{path}/password/", secret)
    chosen = {"action": "lock", "_selected_action": [root.pk]}
    client.post("/admin/auth/user/", chosen)

    assert (changed.status_code, replaced.status_code) == (403, 403)
    root.refresh_from_db()
    assert root.is_active
    assert root.password == before


def test_an_account_that_did_something_is_not_deleted(
    client, somebody, django_user_model
):
    client.force_login(django_user_model.objects.create_superuser("root"))
    eve, fresh = somebody("eve", roles.CURATOR), somebody("fresh", roles.CURATOR)
    with recording(Batch.Verb.EDIT, by=eve):
        save_as(make.document(), eve)
    for person in (eve, fresh):
        client.post(f"/admin/auth/user/{person.pk}/delete/", {"post": "yes"})

    left = django_user_model.objects.filter(pk__in=[eve.pk, fresh.pk])
    assert [each.username for each in left] == ["eve"]


def test_of_many_accounts_none_with_a_history_is_deleted(
    client, somebody, django_user_model
):
    client.force_login(django_user_model.objects.create_superuser("root"))
    eve, fresh = somebody("eve", roles.CURATOR), somebody("fresh", roles.CURATOR)
    save_as(make.source(), eve)
    chosen = {"action": "delete_selected", "_selected_action": [eve.pk, fresh.pk]}

    client.post("/admin/auth/user/", chosen | {"post": "yes"})

    assert django_user_model.objects.filter(pk=eve.pk).exists()


def test_a_curator_does_not_publish_by_an_undo(rf, somebody):
    publisher, curator = somebody("p", roles.PUBLISHER), somebody("c", roles.CURATOR)
    document = make.document()
    curation.publish([document], by=publisher)
    curation.withdraw([document], by=publisher)
    act = Batch.objects.latest("pk")

    assert undoing.needed(act) == {"archive.publish_document"}
    request = rf.post("/admin/desk/undo/")
    request.user = publisher
    shell.refuse_undoing(request, act)
    request.user = curator
    with pytest.raises(PermissionDenied):
        shell.refuse_undoing(request, act)


def test_an_embargo_is_not_ended_by_an_undo_without_the_right(somebody):
    document = make.document()
    with recording(Batch.Verb.EDIT, by=somebody("p", roles.PUBLISHER)):
        document.embargo_until = AT.date()
        save_as(document, None)

    assert undoing.needed(Batch.objects.latest("pk")) == {"archive.publish_document"}


def test_an_organiser_does_not_open_a_campaign_by_an_undo(somebody):
    case = make_campaign.campaign()
    make_campaign.model_letter(case)
    actions.review(case, on=AT.date(), by=somebody("p", roles.PUBLISHER), why="See.")

    needed = undoing.needed(Batch.objects.latest("pk"))

    assert "campaign.move_campaign" in needed
    assert needed <= roles.ROLES[roles.PUBLISHER] | {"campaign.delete_update"}


@pytest.mark.parametrize("role", [roles.ORGANISER, roles.PUBLISHER])
def test_the_state_of_a_campaign_is_not_edited_in_its_form(client, somebody, role):
    case = make_campaign.campaign()
    client.force_login(somebody("somebody", role))

    page = client.get(f"/admin/campaign/campaign/{case.pk}/change/")

    assert "state" not in page.context["adminform"].form.fields


def test_the_day_of_an_embargo_is_not_edited_by_a_curator(client, somebody):
    document = make.document(embargo_until=AT.date())
    client.force_login(somebody("c", roles.CURATOR))
    path = f"/admin/archive/document/{document.pk}/change/"

    page = client.get(path)

    assert "embargo_until" not in page.context["adminform"].form.fields
