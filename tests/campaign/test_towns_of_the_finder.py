"""An office is found by its town, however that is written."""

import pytest

from campaign.admin.directory import described
from campaign.forms.finder import towns_like
from campaign.models import Recipient
from tests import make_campaign

pytestmark = pytest.mark.slow

TOWNS = ["São Paulo", "Zürich", "Astana", "Łódź", "Kyiv", "Köln", "Vienna", "San José"]
SPELT = [
    ("Sao Paulo", "São Paulo"),
    ("são paulo", "São Paulo"),
    ("sao pau", "São Paulo"),
    ("PAULO", "São Paulo"),
    ("Zurich", "Zürich"),
    ("Zu\u0308rich", "Zürich"),
    ("Астана", "Astana"),
    ("Lodz", "Łódź"),
    ("Київ", "Kyiv"),
    ("Koeln", "Köln"),
    ("Wien", "Vienna"),
    ("san jose", "San José"),
]


@pytest.mark.parametrize(("typed", "town"), SPELT)
def test_a_town_is_known_in_any_spelling(typed, town):
    assert towns_like(typed, TOWNS) == {town}


@pytest.mark.parametrize("typed", ["", " ", "\x00", "%", "Xyzzy", "'; --", "x" * 5000])
def test_what_is_no_town_finds_none(typed):
    assert towns_like(typed, TOWNS) == set()


@pytest.fixture
def offices(db):
    for number, town in enumerate(TOWNS):
        make_campaign.recipient(
            f"kz-{number}", stands_in=("BR", "CH")[number % 2], city=town
        )
    make_campaign.recipient("fr-zurich", state="FR", stands_in="CH", city="Zürich")


def found(client, query):
    answer = client.get("/embassies/", query)
    assert answer.status_code == 200
    html = answer.content.decode()
    slugs = Recipient.objects.values_list("slug", flat=True)
    return {slug for slug in slugs if f'href="/embassies/{slug}/"' in html}, html


@pytest.mark.parametrize(("typed", "town"), SPELT[:7])
def test_the_directory_is_searched_by_town(client, offices, typed, town):
    slugs, html = found(client, {"town": typed})

    assert {Recipient.objects.get(slug=slug).city for slug in slugs} == {town}
    assert "Offices in" in html


def test_a_town_narrows_a_state_and_a_country(client, offices):
    assert found(client, {"of": "KZ", "town": "zurich"})[0] == {"kz-1"}
    assert found(client, {"from": "CH", "town": "zurich"})[0] == {"kz-1", "fr-zurich"}


def test_a_town_without_an_office_says_so(client, offices):
    slugs, html = found(client, {"town": "<b>Nowhere"})

    assert not slugs
    assert "No office is known in “&lt;b&gt;Nowhere”" in html


def test_a_search_by_town_costs_six_queries(
    client, offices, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        found_here = client.get("/embassies/", {"town": "Astana"})
    assert found_here.status_code == 200


@pytest.mark.parametrize(("typed", "town"), SPELT[:8])
def test_the_chooser_of_curators_finds_them_too(offices, typed, town):
    rows = Recipient.objects.filter(described(typed))

    assert {each.city for each in rows} == {town}
