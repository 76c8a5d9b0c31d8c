import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from archive import claims, curation, undoing
from archive.models import Batch
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "A strike\n\nPolice arrested Ana Testova in Ankara on 3 May 2021."


def url(name, *args):
    return reverse(f"admin:archive_{name}", args=args)


@pytest.mark.parametrize(
    "name", ["source", "document", "entity", "mention", "claim", "stoprule"]
)
def test_every_list_opens_with_rows_in_it(admin_client, name):
    document = make.document(TEXT, source=make.source())
    mention = make.mention(document, "Police", kind="ORG")
    curation.reject([mention], by=None, at=make.NOW, scope="source")
    claims.dispute(make.claim(), reason="x", by=None)
    make.person()

    assert admin_client.get(url(f"{name}_changelist"), {"q": "a"}).status_code == 200


def test_what_a_person_marked_has_a_name_to_be_chosen_by(admin_client):
    document = make.document(TEXT)
    make.mention(document, "Police", kind="ORG")
    make.mention(document, "Ana Testova", extractor="rules/1")

    page = admin_client.get(url("mention_changelist"))

    assert '<a href="?extractor=">by hand</a>' in page.text
    assert ">rules/1</a>" in page.text


def test_a_document_is_never_deleted_in_the_admin(admin_client):
    document = make.document()

    assert admin_client.post(url("document_delete", document.pk)).status_code == 403


@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize("made", [make.source, make.place, make.claim, make.document])
def test_an_old_state_is_shown_and_never_put_back(
    client, django_user_model, made, is_superuser
):
    row = made()
    name = row._meta.model_name
    user = django_user_model.objects.create_user(
        "a-reader", is_staff=True, is_superuser=is_superuser
    )
    user.user_permissions.add(Permission.objects.get(codename=f"view_{name}"))
    client.force_login(user)
    old = url(f"{name}_simple_history", row.pk, row.history.earliest().pk)

    page, answer = client.get(old), client.post(old, {"_save": "Revert"})

    assert page.status_code == 200
    assert "_save" not in page.content.decode()
    assert answer.status_code == 405
    assert row.history.count() == type(row).objects.get().history.count()


def test_no_door_of_either_room_puts_an_old_state_back(rf):
    doors = [
        door
        for model, door in admin.site._registry.items()
        if model._meta.app_label in {"archive", "campaign"}
        and isinstance(door, SimpleHistoryAdmin)
    ]

    answers = [door.history_form_view(rf.post("/"), "1", "1") for door in doors]

    assert len(doors) > 8
    assert {answer.status_code for answer in answers} == {405}
    assert all(door.revert_disabled(rf.get("/")) for door in doors)


@pytest.mark.parametrize("value", ["2021", "2021-05", "2021-05-07", "2021-05/..", ""])
def test_the_date_of_a_document_is_typed_whole(admin_client, value):
    document = make.document(published_precision="day")

    answer = admin_client.post(
        url("document_change", document.pk),
        {
            "title": "T",
            "kind": "report",
            "language": "en",
            "published": value,
            "published_basis": "stated",
            "captures-TOTAL_FORMS": "0",
            "captures-INITIAL_FORMS": "0",
            "revisions-TOTAL_FORMS": "0",
            "revisions-INITIAL_FORMS": "0",
        },
    )

    document.refresh_from_db()
    assert answer.status_code == 302
    assert (document.published.value if document.published else "") == value


def test_what_is_changed_in_the_admin_is_an_act_that_can_be_undone(
    admin_client, admin_user
):
    paper = make.source("A paper", slug="a-paper")

    answer = admin_client.post(
        url("source_change", paper.pk),
        {"slug": "a-paper", "name": "The paper", "kind": "website", "language": "en"},
    )

    assert answer.status_code == 302
    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)
    paper.refresh_from_db()
    assert paper.name == "A paper"


def test_a_document_leads_to_the_desk(admin_client):
    document = make.document(TEXT)

    html = admin_client.get(url("document_change", document.pk)).content.decode()

    for page in ("triage-document", "publish-document"):
        assert reverse(f"desk:{page}", args=[document.pk]) in html


def test_documents_are_withdrawn_from_the_list_and_published_on_the_desk_only(
    admin_client,
):
    document = make.document(visibility="public")

    for action in ("withdraw", "publish"):
        admin_client.post(
            url("document_changelist"),
            {"action": action, "_selected_action": [document.pk]},
        )
        document.refresh_from_db()
        assert document.visibility == "withdrawn"
