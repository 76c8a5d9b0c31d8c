"""A letter is published without problems only, and never rewritten after that."""

import pytest
from django.core.exceptions import ValidationError

from campaign.models import Citation, ModelLetter, Paragraph
from tests import make_campaign
from tests.campaign.admin.rows import newest, url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_problems_are_shown_beside_the_letter(admin_client):
    Citation.objects.filter(paragraph__model_letter=newest()).delete()

    page = admin_client.get(url("modelletter_change", newest().pk)).content.decode()

    assert "Paragraph 2 states facts and cites no claim." in page


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
    ModelLetter.objects.update(is_published=False)
    paragraph = newest().paragraphs.first()
    fields = {
        "model_letter": paragraph.model_letter_id,
        "order": 1,
        "role": "purpose",
        "text": "To the {{ misson }}.",
        "citations-TOTAL_FORMS": "0",
        "citations-INITIAL_FORMS": "0",
        "alternatives-TOTAL_FORMS": "0",
        "alternatives-INITIAL_FORMS": "0",
    }

    page = admin_client.post(url("paragraph_change", paragraph.pk), fields)

    assert "mission" in page.content.decode()
    assert page.status_code == 200
    assert Paragraph.objects.get(pk=paragraph.pk).text == paragraph.text


def test_a_published_letter_is_not_rewritten(admin_client):
    before = newest()
    fields = {"subject": "Other", "what_changed": "", "_save": "Save"}

    admin_client.post(url("modelletter_change", before.pk), fields)
    paragraph = before.paragraphs.first()
    answers = [
        admin_client.post(url("paragraph_change", paragraph.pk), {"text": "Other"}),
        admin_client.post(url("paragraph_delete", paragraph.pk), {"post": "yes"}),
        admin_client.post(url("modelletter_delete", before.pk), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert newest().subject == before.subject
    assert newest().paragraphs.first().text == paragraph.text


def test_the_form_of_a_published_letter_offers_nothing_to_type(admin_client):
    path = url("modelletter_change", newest().pk)
    shown = admin_client.get(path).text
    ModelLetter.objects.update(is_published=False)

    for field in ('name="subject"', 'name="version"', 'name="what_changed"'):
        assert field not in shown
        assert field in admin_client.get(path).text


def test_no_paragraph_is_added_to_a_published_letter():
    with pytest.raises(ValidationError, match="make the next version"):
        Paragraph(model_letter=newest(), order=99, role="fact", text="More.").clean()


def test_the_next_version_begins_as_a_copy_that_is_not_published(admin_client):
    before = newest()

    admin_client.post(
        url("modelletter_changelist"),
        {"action": "make_next_version", "_selected_action": [before.pk]},
    )

    made = ModelLetter.objects.get(language="en", version=3)
    assert not made.is_published
    assert said(made) == said(before)
    assert made.history.get().history_user


def said(letter):
    return [
        (each.text, each.role, [citation.claim for citation in each.citations.all()])
        for each in letter.paragraphs.all()
    ]


def test_a_letter_in_a_language_without_forms_of_address_is_refused():
    letter = newest()
    letter.language = "tlh"

    with pytest.raises(ValidationError, match="No letter can be written in “tlh”"):
        letter.clean()


def test_a_letter_translates_one_of_its_campaign_from_another_language():
    letter = newest()
    other = make_campaign.model_letter(make_campaign.campaign(), language="de")

    for wrong in (letter, other):
        letter.follows = wrong
        with pytest.raises(ValidationError, match="of its campaign"):
            letter.clean()
