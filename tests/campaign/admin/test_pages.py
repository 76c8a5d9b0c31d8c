"""Every list, form and history opens, for those who may."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission

from campaign.models import Campaign, ModelLetter, Paragraph
from tests.campaign.admin.rows import newest, target, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(
    "name",
    [
        "action",
        "addressreport",
        "alternative",
        "campaign",
        "lettercount",
        "modelletter",
        "paragraph",
        "recipient",
        "reply",
    ],
)
def test_every_list_opens(admin_client, name):
    assert admin_client.get(url(f"{name}_changelist")).status_code == 200


@pytest.mark.parametrize("name", ["campaign", "modelletter", "paragraph", "recipient"])
def test_every_form_and_its_history_open(admin_client, name):
    row = {
        "campaign": Campaign.objects.first(),
        "modelletter": newest(),
        "paragraph": newest().paragraphs.first(),
        "recipient": target().recipient,
    }[name]

    assert admin_client.get(url(f"{name}_change", row.pk)).status_code == 200
    assert admin_client.get(url(f"{name}_history", row.pk)).status_code == 200


def test_everything_a_curator_edits_keeps_its_history():
    edited = [
        inline.model
        for model, door in admin.site._registry.items()
        for inline in [door, *door.inlines]
        if model._meta.app_label in {"archive", "campaign"}
    ]
    kept = {"Capture", "Revision", "LetterCount"}  # never edited

    without = {each.__name__ for each in edited if not hasattr(each, "history")}

    assert without == kept


def test_somebody_who_may_only_look_changes_nothing(client, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(looker)
    letter = newest()
    acts = ["publish", "withdraw", "next", "translate", "frame"]

    answers = [client.post(url(f"modelletter_{act}", letter.pk)) for act in acts]

    assert {answer.status_code for answer in answers} == {403}
    assert client.get(url("modelletter_edit", letter.pk)).status_code == 200
    assert client.get(url("modelletter_adapt", 1)).status_code == 403


@pytest.mark.parametrize("name", ["modelletter", "paragraph"])
def test_many_at_once_spare_what_is_published(admin_client, name):
    model = {"modelletter": ModelLetter, "paragraph": Paragraph}[name]
    rows = model._default_manager
    before = rows.count()

    admin_client.post(
        url(f"{name}_changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [rows.first().pk],
            "post": "yes",
        },
    )

    assert rows.count() == before
