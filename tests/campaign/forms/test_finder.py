"""Who serves a country is looked up and said in a sentence."""

import pytest

from campaign.forms import finder
from tests import make_campaign

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("country", "sentence"),
    [
        ("GB", "The embassy of Kazakhstan in London serves the United Kingdom."),
        (
            "IE",
            (
                "Kazakhstan has no embassy in Ireland that we know of; "
                "its embassy in London is accredited there."
            ),
        ),
        ("TO", "We know of no embassy of Kazakhstan that serves Tonga."),
    ],
)
@pytest.mark.django_db
def test_who_serves_a_country_is_said_in_a_sentence(country, sentence):
    london = make_campaign.recipient(accredited_to=["IE"])

    found = finder.serving([london], state="KZ", country=country)

    assert found.sentence == sentence
    assert found.recipient == (None if country == "TO" else london)


@pytest.mark.django_db
def test_an_embassy_to_the_holy_see_does_not_serve_italy():
    rome = make_campaign.recipient("kz-va", stands_in="IT", accredited_to=["VA"])

    assert finder.serving([rome], state="KZ", country="IT").recipient is None
    assert finder.serving([rome], state="KZ", country="VA").recipient == rome
