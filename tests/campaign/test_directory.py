"""Who serves whom, what an import may write, addresses taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import directory
from campaign.directory.parting import parts
from campaign.directory.threeway import settle
from campaign.models import Recipient
from tests import make_campaign

pytestmark = pytest.mark.slow


def serving(country, *recipients, state="KZ"):
    return directory.serving(recipients, state=state, country=country)


# who serves a country


@pytest.fixture
def abroad(db):
    """An embassy to one state that works from another, as a list has it."""
    return make_campaign.recipient(
        "kz-ly",
        stands_in="TN",
        accredited_to=["LY"],
        imported={"missions": {"serves_host": False}},
    )


def test_an_embassy_that_works_from_another_country_serves_its_own(abroad):
    assert serving("LY", abroad).recipient == abroad
    assert serving("TN", abroad).recipient is None


def test_a_curator_can_say_that_it_serves_both(abroad):
    abroad.accreditations.create(country="TN")

    assert serving("TN", Recipient.objects.get()).recipient == abroad


@pytest.mark.django_db
def test_an_embassy_to_the_holy_see_does_not_serve_italy_whatever_else_it_serves():
    rome = make_campaign.recipient(
        "kz-va", stands_in="IT", accredited_to=["MT", "SM", "VA"]
    )

    assert serving("IT", rome).recipient is None
    assert {serving(each, rome).recipient for each in ("VA", "MT", "SM")} == {rome}


@pytest.mark.django_db
def test_a_high_commission_serves_like_an_embassy():
    canberra = make_campaign.recipient(
        "in-au", state="IN", stands_in="AU", kind="high_commission"
    )

    assert serving("AU", canberra, state="IN").recipient == canberra


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["permanent_mission", "company", "ministry"])
def test_an_office_for_somebody_else_is_no_embassy(kind):
    office = make_campaign.recipient(kind=kind, name="An Office", stands_in="US")

    assert serving("US", office).recipient is None


@pytest.mark.django_db
def test_a_de_facto_embassy_comes_before_a_consulate():
    office = make_campaign.recipient("tw-us", state="TW", kind="de_facto_embassy")
    consul = make_campaign.recipient("a", state="TW", kind="consulate_general")

    assert serving("GB", consul, office, state="TW").recipient == office


@pytest.mark.django_db
def test_where_nobody_serves_the_ministries_are_named_and_nobody_is_guessed():
    ministry = make_campaign.recipient(
        "kz-mfa", kind="ministry", stands_in="KZ", name="Foreign Ministry"
    )
    other = make_campaign.recipient(
        "us-mfa", kind="ministry", stands_in="US", state="US", name="State Department"
    )
    london = make_campaign.recipient()

    found = serving("TO", london, ministry, other)

    assert found.recipient is None
    assert found.ministries == (ministry,)


@pytest.mark.django_db
def test_nobody_is_abroad_at_home():
    conakry = make_campaign.recipient("cn-cn", state="CN", stands_in="CN")

    assert serving("CN", conakry, state="CN").recipient is None


# what an import may write

WORDS = st.sampled_from(["", "a", "b", "c"])
VALUES = st.fixed_dictionaries({"city": WORDS, "website": WORDS})
SAID = st.dictionaries(st.sampled_from(["city", "website"]), WORDS)


@given(VALUES, VALUES, SAID, SAID)
def test_only_what_an_import_left_or_nobody_filled_is_written(now, new, said, below):
    settled = settle(now, new, said=said, below=below)

    for name, value in settled.writes.items():
        left = said[name] if name in said else below.get(name, "")
        assert now[name] in ("", left)
        assert value == new[name]
    assert not set(settled.kept) & set(settled.writes)


@given(VALUES, VALUES, SAID, SAID)
def test_a_second_import_writes_nothing(now, new, said, below):
    first = settle(now, new, said=said, below=below)
    after = {**now, **first.writes}

    second = settle(after, new, said=first.said, below=below)

    assert second.writes == {}
    assert second.kept == first.kept


def test_what_a_person_wrote_is_theirs_for_ever():
    said = settle({"city": "B"}, {"city": "B"}, said={"city": "A"}, below={}).said

    assert said == {"city": "B"}
    kept = settle({"city": "Mine"}, {"city": "C"}, said=said, below={})
    assert (kept.writes, kept.kept, kept.said) == ({}, ("city",), said)


# a line taken apart


@pytest.mark.parametrize(
    ("line", "country", "expected"),
    [
        (
            "Kazakhstan House, 125 Pall Mall, London SW1Y 5EA",
            "GB",
            ("Kazakhstan House, 125 Pall Mall", "SW1Y 5EA", "London", ""),
        ),
        (
            "Nordendstraße 14-17, 13156 Berlin, Germany",
            "DE",
            ("Nordendstraße 14-17", "13156", "Berlin", ""),
        ),
        (
            "1 Example Street NW, Washington, DC 20036, United States",
            "US",
            ("1 Example Street NW", "20036", "Washington", "DC"),
        ),
        ("1 Rue X\n75016 Paris", "FR", ("1 Rue X", "75016", "Paris", "")),
        ("1 A Street, Nowhere", "ZZ", ("1 A Street", "", "Nowhere", "")),
        ("A house", "GB", ("A house", "", "", "")),
        (", ,", "GB", ("", "", "", "")),
        ("", "", ("", "", "", "")),
    ],
)
def test_a_line_is_taken_apart_as_its_country_writes_it(line, country, expected):
    assert tuple(parts(line, country=country).values()) == expected


@given(st.text(max_size=200), st.sampled_from(["GB", "US", "JP", "", "ZZ"]))
def test_any_line_can_be_taken_apart(line, country):
    assert set(parts(line, country=country)) == {
        *("street", "postcode", "city", "region")
    }
