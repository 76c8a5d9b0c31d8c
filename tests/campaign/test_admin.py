import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaign.models import Campaign, Citation, ModelLetter, Paragraph, Target

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(demo_rows, db):
    """Every test here starts from the demonstration."""


def url(name, *args):
    return reverse(f"admin:campaign_{name}", args=args)


def newest():
    return ModelLetter.objects.get(language="en", version=2)


def test_problems_are_shown_beside_the_letter(admin_client):
    Citation.objects.filter(paragraph__model_letter=newest()).delete()

    page = admin_client.get(url("modelletter_change", newest().pk)).content.decode()

    assert "Paragraph 2 states facts and cites no claim." in page
    assert "Nothing. A fact needs a claim." in page


def test_a_letter_with_problems_is_not_published(admin_client):
    letter = newest()
    Citation.objects.filter(paragraph__model_letter=letter).delete()
    ModelLetter.objects.update(is_published=False)

    answer = admin_client.post(
        url("modelletter_changelist"),
        {"action": "publish", "_selected_action": [letter.pk]},
        follow=True,
    )

    assert not newest().is_published
    assert "cites no claim" in answer.content.decode()


def test_a_letter_without_problems_is_published_and_history_says_by_whom(
    admin_client, admin_user
):
    ModelLetter.objects.update(is_published=False)

    admin_client.post(
        url("modelletter_changelist"),
        {"action": "publish", "_selected_action": [newest().pk]},
    )

    assert newest().is_published
    assert newest().history.first().history_user == admin_user


def test_a_placeholder_typo_is_refused_with_the_nearest_name(admin_client):
    paragraph = newest().paragraphs.first()
    fields = {
        "model_letter": paragraph.model_letter_id,
        "order": 1,
        "role": "purpose",
        "text": "To the {{ misson }}.",
        "citations-TOTAL_FORMS": "0",
        "citations-INITIAL_FORMS": "0",
    }

    page = admin_client.post(url("paragraph_change", paragraph.pk), fields)

    assert "mission" in page.content.decode()
    assert page.status_code == 200
    assert Paragraph.objects.get(pk=paragraph.pk).text == paragraph.text


def test_one_recipient_has_one_role():
    taken = target()
    second = Target(
        campaign=taken.campaign, recipient=taken.recipient, role=Target.Role.SUPPORT
    )

    with pytest.raises(ValidationError, match="already has a role"):
        second.full_clean()


@pytest.mark.parametrize(
    "name", ["campaign", "modelletter", "paragraph", "recipient", "lettercount"]
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


def target():
    return Target.objects.get(recipient__slug="kz-gb")


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
