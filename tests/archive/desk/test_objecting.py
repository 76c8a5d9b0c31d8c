"""Somebody objects: hidden with one press, undone with one, purged in two steps."""

import pytest
from django.contrib.auth.models import Group, User
from django_tasks_db.models import DBTaskResult

from archive import curation
from archive.models import Batch, Document, Entity, Purge
from archive.objections.tasks import take_out
from archive.protection import BLACK
from config import roles
from tests import make
from tests.planted import every_row

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAME = "Zarina Akhmetova"


@pytest.fixture
def who():
    made = make.person(NAME)
    report = make.document(f"{NAME} was beaten. Akhmetova went on.", title="A strike")
    make.mention(report, NAME, made)
    claim = make.claim(f"{NAME} was beaten.", [make.passage(report, NAME)])
    claim.participants.create(entity=made, role="victim")
    return made


@pytest.fixture
def publisher(client):
    roles.keep()
    made = User.objects.create_user("pat", is_staff=True)
    made.groups.add(Group.objects.get(name=roles.PUBLISHER))
    client.force_login(made)
    return client


def address(who, tail=""):
    return f"/admin/desk/objections/{who.pk}/{tail}"


def purged():
    """What the worker does with what was left to it."""
    (task,) = DBTaskResult.objects.ready().filter(task_path=take_out.module_path)
    take_out.call(*task.args_kwargs["args"])
    task.set_successful(None)


def press(client, who, level, **fields):
    seen = client.get(address(who)).context["seen"]
    sent = {"level": level, "seen": seen} | fields
    return client.post(address(who), sent, follow=True)


def read(client, path):
    return client.get(path).content.decode()


def test_the_page_says_what_vanishes_before_it_does(admin_client, who):
    page = read(admin_client, address(who))

    assert NAME in page
    assert "The page /people/zarina-akhmetova/" in page
    assert "in 1 public report" in page
    assert "in 1 fact" in page


@pytest.mark.parametrize("level", ["hidden", "initials"])
def test_one_press_hides_the_name_everywhere_and_one_brings_it_back(
    admin_client, client, who, level
):
    report = f"/reports/{Document.objects.get().slug}/"
    assert NAME in read(client, report)

    page = press(admin_client, who, level)
    assert NAME not in read(client, report)
    assert client.get("/people/zarina-akhmetova/").status_code == 404

    last = page.context["last_batch"]
    assert last.verb == Batch.Verb.PROTECT
    admin_client.post("/admin/desk/undo/", {"batch": last.pk, "next": address(who)})
    assert NAME in read(client, report)


def test_the_entry_leads_there_and_so_does_the_desk(admin_client, who):
    entry = read(admin_client, f"/admin/archive/entity/{who.pk}/change/")
    assert address(who) in entry
    assert "/admin/desk/objections/" in read(admin_client, "/admin/desk/")
    assert address(who) in read(admin_client, "/admin/desk/objections/?q=akhmetova")
    assert "No entry is called so" in read(
        admin_client, "/admin/desk/objections/?q=qwz"
    )


def test_whoever_was_slower_changes_nothing(admin_client, who):
    seen = admin_client.get(address(who)).context["seen"]
    curation.protect(who, "initials", by=None)

    admin_client.post(address(who), {"level": "hidden", "seen": seen})
    who.refresh_from_db()
    assert who.protection == "initials"


def test_only_what_is_hidden_is_purged(admin_client, who):
    for _again in ("get", "post"):
        answer = getattr(admin_client, _again)(address(who, "purge/"))
        assert answer.headers["Location"] == address(who)
    assert not Purge.objects.exists()


def test_a_publisher_purges_a_hidden_name_and_a_curator_does_not(publisher, who):
    curation.protect(who, "hidden", by=None)
    asked = {"words": "", "reason": "asked", "name": f" {NAME} "}

    assert press(publisher, who, "public").status_code == 403
    page = read(publisher, address(who, "purge/"))
    assert "This cannot be undone" in page
    assert "1 report names this person" in page
    publisher.post(address(who, "purge/"), asked)
    page = read(publisher, address(who))
    assert "being taken out for good" in page
    assert address(who, "purge/") not in page
    assert publisher.get(address(who, "purge/")).status_code == 303
    purged()
    who.refresh_from_db()
    assert who.label == BLACK
    assert "Akhmetova" not in every_row().decode()

    page = read(publisher, address(who))
    assert "wipe_deleted" in page
    User.objects.get(username="pat").groups.set([Group.objects.get(name=roles.CURATOR)])
    assert publisher.get(address(who, "purge/")).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"name": "Zarina"}, {"name": ""}, {"reason": "because"}]
)
def test_nothing_is_purged_unless_the_name_is_typed_once_more(admin_client, who, wrong):
    curation.protect(who, "hidden", by=None)
    asked = {"words": "", "reason": "asked", "name": NAME} | wrong

    page = admin_client.post(address(who, "purge/"), asked).content.decode()
    assert "errorlist" in page
    assert not Purge.objects.exists()
    assert Entity.objects.get().label == NAME


def test_a_purged_entry_is_changed_by_nobody(admin_client, who):
    curation.protect(who, "hidden", by=None)
    asked = {"words": "", "reason": "asked", "name": NAME}
    admin_client.post(address(who, "purge/"), asked)
    purged()

    with pytest.raises(ValueError, match="purged"):
        curation.protect(Entity.objects.get(), "public", by=None)
    page = read(admin_client, f"/admin/archive/entity/{who.pk}/change/")
    assert 'name="_save"' not in page
    assert 'name="level"' not in read(admin_client, address(who))
