"""The directory, as a visitor meets it."""

from datetime import date

import pytest

from archive.models import Entity
from campaign.forms import finder
from campaign.models import Accreditation, Address, Recipient
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def many(number=600, **fields):
    """Offices of the Netherlands, in many countries."""
    countries = ("DE", "FR", "IT", "ES", "GB")
    rows = Recipient.objects.bulk_create(
        Recipient(
            slug=f"nl-{n}",
            state="NL",
            stands_in=countries[n % 5],
            kind="embassy",
            city=f"Town {n}",
            latitude=n % 80,
            longitude=n % 170,
            **fields,
        )
        for n in range(number)
    )
    Accreditation.objects.bulk_create(
        Accreditation(recipient=row, country="IE") for row in rows
    )


# who serves a country


def test_an_embassy_elsewhere_is_offered_with_the_sentence_on_accreditation(client):
    make_campaign.recipient(accredited_to=["IE"])

    html = page(client, "/embassies/?of=KZ&from=IE")

    assert "its embassy in London is accredited there." in html
    assert "letters from that country go to it" in html
    assert 'href="/embassies/kz-gb/"' in html


def test_where_nobody_serves_the_ministry_is_offered_and_nothing_is_guessed(client):
    make_campaign.recipient()
    make_campaign.recipient(
        "kz-mfa", kind="ministry", stands_in="KZ", city="Astana", name="The Ministry"
    )

    notice = page(client, "/embassies/?of=KZ&from=TO").partition('role="status"')[2]
    notice = notice.partition("</div>")[0]

    assert "We know of no embassy of Kazakhstan that serves Tonga." in notice
    assert 'href="/embassies/kz-mfa/"' in notice
    assert "kz-gb" not in notice


def test_without_a_ministry_nobody_is_named(client):
    make_campaign.recipient()

    html = page(client, "/embassies/?of=KZ&from=TO")

    assert "No ministry of that state is in this directory either." in html


@pytest.mark.parametrize(
    "asked", ["of=XX", "from=Narnia", "of=<b>", "of=KZ&from=%00", "of=" + "K" * 5000]
)
def test_a_country_that_is_none_is_named_and_nothing_breaks(client, asked):
    make_campaign.recipient()

    assert "Choose a country from the list." in page(client, f"/embassies/?{asked}")


# the lists


def test_the_list_begins_with_the_states_and_their_numbers(client):
    many(12)
    make_campaign.recipient()

    html = page(client, "/embassies/")

    assert 'href="?of=NL">Netherlands</a> <span class="meta">12</span>' in html
    assert "/embassies/nl-1/" not in html


def test_bodies_of_no_state_are_found(client):
    make_campaign.recipient(
        "ilo", kind="body", state="", stands_in="CH", name="A Labour Office"
    )

    assert "A Labour Office" in page(client, "/embassies/")
    assert "A Labour Office" in page(client, "/embassies/ilo/")


def test_embassies_come_before_consulates_in_each_country(client):
    make_campaign.recipient("a", kind="honorary_consulate", city="Bath")
    make_campaign.recipient("b", city="York")

    html = page(client, "/embassies/?of=KZ")

    assert html.index("York") < html.index("Bath")


@pytest.mark.parametrize(
    ("number", "first"), [("1", "1 to 120"), ("5", "481 to 600"), ("x", "1 to 120")]
)
def test_a_long_list_comes_in_pages(client, number, first):
    many()

    html = page(client, f"/embassies/?of=NL&page={number}")

    assert f"{first} of 600" in html
    assert html.count('href="/embassies/nl-') == 120
    assert len(html.encode()) < 60_000


@pytest.mark.parametrize(
    "path",
    [
        "/embassies/",
        "/embassies/?of=NL",
        "/embassies/?of=NL&from=IE",
        "/embassies/?from=DE",
        "/embassies/nl-1/",
        "/embassies/nl-1/report/",
    ],
)
def test_however_many_there_are_a_page_asks_at_most_eight_times(
    client, django_assert_max_num_queries, path
):
    many()

    with django_assert_max_num_queries(8):
        page(client, path)


def test_a_verified_address_is_marked_in_the_list(client):
    london = make_campaign.recipient()
    make_campaign.recipient("kz-de", stands_in="DE", city="Berlin")
    make_campaign.address(london)

    html = page(client, "/embassies/?of=KZ")

    assert html.count("verified address") == 1


def test_a_protected_name_is_on_no_page(client):
    make.person("Aigul Testova", protection=Entity.Protection.HIDDEN)
    office = make_campaign.recipient(
        name="Office of Aigul Testova", entrance="Ask for Aigul Testova."
    )
    make_campaign.address(office, "c/o Aigul Testova, 1 High Street")

    for path in ("?of=KZ&from=GB", "kz-gb/", "kz-gb/report/"):
        assert "Testova" not in page(client, f"/embassies/{path}")


# the map


def test_the_map_says_in_words_what_it_shows(client):
    make_campaign.recipient(latitude=51.5, longitude=-0.1)
    make_campaign.recipient("kz-am", stands_in="AM")

    html = page(client, "/embassies/?of=KZ&from=GB")

    svg = html.partition("<svg")[2].partition("</svg>")[0]
    assert 'role="img"' in svg
    assert "Where Kazakhstan is represented</title>" in svg
    assert "one point on it" in svg
    assert "<circle" in svg
    assert "style=" not in svg
    assert "1 of 2 offices" in html


def test_an_office_of_unknown_place_is_in_the_list_and_on_no_map(client):
    make_campaign.recipient("kz-am", stands_in="AM")

    html = page(client, "/embassies/?of=KZ")

    assert "<svg" not in html
    assert "/embassies/kz-am/" in html


def test_a_place_that_is_none_breaks_no_page(client):
    make_campaign.recipient(latitude=999, longitude=0)

    page(client, "/embassies/?of=KZ")


# one office


def test_every_address_says_its_grade_its_day_and_its_sources(client):
    london = make_campaign.recipient()
    make_campaign.address(
        london,
        source_url="https://example.org/a | https://example.org/b | javascript:x",
        check_by=date(2025, 5, 1),
    )
    old = make_campaign.address(
        london, "9 Old Road, London", valid_until=date(2012, 11, 30)
    )

    html = page(client, "/embassies/kz-gb/")

    assert "as of May 2024" in html
    assert "Due for checking since May 2025." in html
    assert 'href="https://example.org/b"' in html
    assert "javascript:x" not in html
    former = html.partition("Former addresses")[2]
    assert old.value in former
    assert "until November 2012" in former
    assert f"/embassies/kz-gb/report/?address={Address.objects.first().pk}" in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"accredited_to": ["IE"]}, "It serves the United Kingdom, where it stands"),
        (
            {"accredited_to": ["VA"], "stands_in": "IT"},
            "letters from Italy do not go to it",
        ),
        (
            {"imported": {"missions": {"serves_host": False, "doubts": "unsure"}}},
            "Whom it serves is not known.",
        ),
    ],
)
def test_accreditation_is_explained_in_words(client, fields, sentence):
    make_campaign.recipient(**fields)

    assert sentence in page(client, "/embassies/kz-gb/")


def test_doubts_of_the_list_are_shown_with_its_day(client):
    said = {"doubts": "receiving country unreliable", "as_of": "2022-11-16"}
    make_campaign.recipient(wikidata="Q1", imported={"missions": said})

    html = page(client, "/embassies/kz-gb/")

    assert "in doubt about it: receiving country unreliable." in html
    assert "as it was on 16 November 2022" in html


@pytest.mark.parametrize("said", [{}, {"as_of": ""}, {"as_of": "2022-99-99"}])
def test_what_an_import_left_out_breaks_no_page(client, said):
    make_campaign.recipient(wikidata="Q1", imported={"missions": said})

    page(client, "/embassies/kz-gb/")


# names in lists


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"city": "Mitte", "stands_in": "DE"}, "Embassy in Mitte, Germany"),
        ({"stands_in": "JP", "wikidata": "Q61925337"}, "Embassy in Japan"),
        ({"stands_in": "NL"}, "Embassy in the Netherlands"),
        ({"stands_in": "", "city": ""}, "Embassy of Kazakhstan"),
        (
            {"kind": "ministry", "name": "The Ministry", "stands_in": "KZ"},
            "The Ministry, Kazakhstan",
        ),
    ],
)
def test_an_office_in_a_list_is_named_with_its_country_and_by_no_number(
    client, fields, label
):
    office = make_campaign.recipient("one", **fields)

    html = page(client, "/embassies/?of=KZ")

    assert f'<a href="/embassies/one/">{label}</a>' in html
    assert "Q61925337" not in html
    assert finder.in_list(office) == label


def test_the_page_of_an_office_names_city_and_country(client):
    make_campaign.recipient()

    html = page(client, "/embassies/kz-gb/")

    name = "Embassy of the Republic of Kazakhstan, London, United Kingdom"
    assert f"<h1>{name}</h1>" in html
