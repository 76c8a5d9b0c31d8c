"""What nobody has confirmed is not said in public, though a report says it."""

import pytest

from archive.models import Claim
from campaign import citations
from campaign.models import ModelLetter
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SENTENCE = "Guards beat a cook in the canteen."
PAGES = ("", "evidence/", "letters/", "write/")


@pytest.fixture
def cited():
    """A published letter on a fact that a public report supports."""
    campaign = make_campaign.campaign(slug="a-case")
    make_campaign.recipient(campaign=campaign)
    passage = make.passage(make.document(), "Police raided")
    made = make.claim(SENTENCE, [passage])
    fact = {"text": "A cook was hurt.", "role": "fact", "cites": [made]}
    make_campaign.model_letter(campaign, "{{ I|We }} protest.", fact)
    return made


def said(client, path):
    answer = client.get(f"/campaigns/a-case/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("status", [Claim.Status.SUGGESTED, Claim.Status.REJECTED])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_campaign_says_it(client, cited, status, path):
    Claim.objects.update(status=status)

    html = said(client, path)

    assert SENTENCE not in html
    if path in ("", "write/", "evidence/"):
        assert "Paragraph 2 rests on a fact that has not been confirmed." in html


@pytest.mark.parametrize("path", ["", "evidence/", "letters/"])
def test_once_confirmed_it_is_said(client, cited, path):
    assert SENTENCE in said(client, path)


def test_a_file_is_refused_without_saying_it(client, cited):
    Claim.objects.update(status=Claim.Status.SUGGESTED)

    answer = client.post(
        "/campaigns/a-case/letter.txt", {"from": "GB", "name": "A. Sender"}
    )

    assert answer.status_code == 422
    html = answer.content.decode()
    assert SENTENCE not in html
    assert "has not been confirmed" in html


def test_the_reason_says_of_which_paragraph_and_costs_no_further_query(
    cited, django_assert_num_queries
):
    Claim.objects.update(status=Claim.Status.SUGGESTED)
    letter = ModelLetter.objects.with_text().get()
    screen = citations.screen_of([letter.campaign])

    with django_assert_num_queries(0):
        (failing,) = citations.failing(letter, on=make.TODAY, screen=screen)
        assert SENTENCE not in failing.why

    assert SENTENCE not in citations.why(failing.claim, on=make.TODAY)
