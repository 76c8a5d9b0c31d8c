"""The evidence of one language at a time; what is printed leads to the letter's."""

import pytest
from django.test import override_settings

from campaign.letters import footnotes
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SAID = {
    "en": "They were arrested.",
    "de": "Sie wurden verhaftet.",
    "pt-BR": "Foram detidos.",
}


@pytest.fixture
def campaign():
    made = make_campaign.campaign(slug="a-case", number="2026-7")
    claim = make.claim(evidence=[make.passage(make.document(), "Police raided")])
    for language, text in SAID.items():
        fact = {"text": text, "role": "fact", "cites": [claim]}
        make_campaign.model_letter(made, fact, language=language)
    resolved = {"text": "Wir haben beschlossen.", "role": "purpose"}
    make_campaign.model_letter(made, resolved, language="de", frame="branch")
    return made


def page(client, query=""):
    answer = client.get(f"/campaigns/a-case/evidence/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "en"),
        ("?language=de", "de"),
        ("?language=pt-BR", "pt-BR"),
        ("?language=xx", "en"),
        ("?language=%00%3Cb%3E", "en"),
    ],
)
def test_one_language_is_shown_and_the_others_are_linked(
    client, campaign, query, shown
):
    html = page(client, query)

    assert [code for code, text in SAID.items() if text in html] == [shown]
    linked = [code for code in SAID if f'href="?language={code}"' in html]
    assert set(linked) == set(SAID) - {shown}


def test_a_language_is_shown_in_all_its_frames(client, campaign):
    html = page(client, "?language=de")

    assert "Wir haben beschlossen." in html
    assert "Wir haben beschlossen." not in page(client)


def test_where_there_is_no_letter_in_the_language_of_the_page_the_first_is_shown(
    client, campaign
):
    campaign.model_letters.filter(language="en").delete()

    assert SAID["de"] in page(client)


def test_the_form_leads_to_the_evidence_of_its_letter(client, campaign):
    html = client.get("/campaigns/a-case/write/?language=de").content.decode()

    assert 'href="/campaigns/a-case/evidence/?language=de"' in html


@override_settings(SITE_URL="https://letters.example.org")
def test_what_is_printed_is_short_and_leads_to_the_letters_language(client, campaign):
    printed = footnotes.evidence_url(campaign, "pt-BR")

    assert printed == "https://letters.example.org/e/2026-7/pt-BR/"
    answer = client.get(printed.removeprefix("https://letters.example.org"))
    assert answer["Location"] == "/campaigns/a-case/evidence/?language=pt-BR"


@override_settings(SITE_URL="https://letters.example.org")
def test_a_number_no_path_can_hold_is_printed_as_the_name_of_the_campaign(campaign):
    campaign.number = "2026/7"

    printed = footnotes.evidence_url(campaign, "de")

    assert printed == "https://letters.example.org/campaigns/a-case/evidence/"


@pytest.mark.parametrize("path", ["/e/none/de/", "/e/2026-7/d e/", "/e/%00/de/"])
def test_an_address_that_was_never_printed_leads_nowhere(client, campaign, path):
    assert client.get(path).status_code == 404
