"""More offices than a list holds: the form says so and offers the country."""

import pytest

from campaign.forms import action
from tests import make_campaign

pytestmark = pytest.mark.django_db
FORM = "/actions/report/"


@pytest.fixture
def offices(monkeypatch):
    """Three offices of one campaign where two fit a list."""
    monkeypatch.setattr(action, "OFFICES_AT_MOST", 2)
    campaign = make_campaign.campaign(slug="a-case")
    make_campaign.recipient("kz-gb", accredited_to=["IE"])
    make_campaign.recipient("kz-de", stands_in="DE", city="Berlin")
    make_campaign.recipient("kz-fr", stands_in="FR", city="Paris")
    return campaign


def offered(html):
    return [slug for slug in ("kz-gb", "kz-de", "kz-fr") if f'value="{slug}"' in html]


def test_too_many_are_said_and_none_is_listed(client, offices):
    html = client.get(f"{FORM}?campaign=a-case").content.decode()

    assert offered(html) == []
    assert "too many offices" in html
    assert "Choose the country" in html


def test_of_several_campaigns_one_may_be_chosen_first(client, offices):
    make_campaign.campaign(slug="another")

    assert "Choose the campaign above" in client.get(FORM).content.decode()


@pytest.mark.parametrize(
    ("country", "slugs"), [("DE", ["kz-de"]), ("IE", ["kz-gb"]), ("IS", [])]
)
def test_the_country_narrows_them(client, offices, country, slugs):
    sent = {"campaign": "a-case", "country": country, "change": "offices", "who": "Us"}

    html = client.post(FORM, sent).content.decode()

    assert offered(html) == slugs
    assert "too many offices" not in html
    assert 'value="Us"' in html


@pytest.mark.parametrize("country", ["\x00", "\x00D", "DE" * 400, "<b>"])
def test_a_country_there_is_not_finds_no_office(client, offices, country):
    sent = {"campaign": "a-case", "country": country, "change": "offices"}

    answer = client.post(FORM, sent)

    assert answer.status_code == 200


def test_an_office_of_the_country_can_be_reported_to(client, offices):
    sent = {"campaign": "a-case", "country": "DE", "to": "kz-de", "kind": "picket"}
    sent |= {"date": "2026-05-01", "town": "Berlin", "who": "Dockers"}

    assert client.post(FORM, sent).status_code == 303


def test_what_fits_is_listed_as_before(client, offices, monkeypatch):
    monkeypatch.setattr(action, "OFFICES_AT_MOST", 3)

    html = client.get(FORM).content.decode()

    assert offered(html) == ["kz-gb", "kz-de", "kz-fr"]
    assert "too many offices" not in html
