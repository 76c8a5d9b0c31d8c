"""The editor's acts: publish, take back, translate, compare."""

import pytest

from campaign.models import ModelLetter
from tests import make_campaign
from tests.campaign.drafting.drafts import page_of

# whole pages of the admin
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("embassy"),
]


def test_publishing_asks_first_and_says_what_changed(admin_client, letter):
    ModelLetter.objects.update(is_published=True)
    admin_client.post(page_of(letter, "next"))
    made = ModelLetter.objects.get(version=2)
    made.paragraphs.filter(order=3).update(text="Release all of them.")

    asked = admin_client.get(page_of(made, "publish"))
    assert "<ins>all of them</ins>" in asked.text or "<ins>all of " in asked.text
    assert not ModelLetter.objects.get(version=2).is_published

    admin_client.post(page_of(made, "publish"))
    assert ModelLetter.objects.get(version=2).is_published


def test_a_letter_with_problems_is_not_published_from_its_page(admin_client, letter):
    letter.paragraphs.get(role="fact").citations.all().delete()

    answer = admin_client.post(page_of(letter, "publish"), follow=True)

    assert "cites no claim" in answer.text
    assert not ModelLetter.objects.get().is_published


def test_taking_back_asks_first(admin_client, letter):
    ModelLetter.objects.update(is_published=True)

    assert admin_client.get(page_of(letter, "withdraw")).status_code == 200
    assert ModelLetter.objects.get().is_published
    admin_client.post(page_of(letter, "withdraw"))

    assert not ModelLetter.objects.get().is_published


def test_a_translation_is_begun_and_shows_what_it_follows(admin_client, letter):
    answer = admin_client.post(
        page_of(letter, "translate"), {"language": "de"}, follow=True
    )

    made = ModelLetter.objects.get(language="de")
    assert made.follows == letter
    assert "Paragraph 3 is not translated yet." in answer.text
    assert answer.context["followed"] == list(letter.paragraphs.all())


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("translate", {"language": "en"}),
        ("translate", {"language": "xx\r\ny"}),
        ("translate", {}),
        ("frame", {"frame": "song"}),
        ("frame", {}),
    ],
)
def test_what_cannot_be_made_is_said(admin_client, letter, act, sent):
    answer = admin_client.post(page_of(letter, act), sent, follow=True)

    assert answer.status_code == 200
    assert list(answer.context["messages"])
    assert ModelLetter.objects.count() == 1


def test_versions_are_compared_only_with_their_like(admin_client, letter, case):
    other = make_campaign.model_letter(case, "Anderes.", language="de")

    assert admin_client.get(page_of(letter, "differences")).status_code == 200
    answer = admin_client.get(page_of(letter, "differences"), {"with": other.pk})
    assert answer.status_code == 404
