from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.nearest import Choice, Mission, Reason, importance, nearest, sentence

LONDON = Mission("kz-gb", "embassy", "GB", frozenset({"GB", "IE", "IS"}))
BERLIN = Mission("kz-de", "embassy", "DE", frozenset({"DE"}))
FRANKFURT = Mission("kz-de-frankfurt", "consulate_general", "DE")
MUNICH = Mission("kz-de-munich", "honorary_consulate", "DE", frozenset({"DE"}))
HOLY_SEE = Mission("kz-va", "embassy", "IT", frozenset({"VA"}))
GENEVA = Mission("kz-un-geneva", "permanent_mission", "CH", frozenset({"CH"}))
KNOWN = (MUNICH, FRANKFURT, BERLIN, LONDON, HOLY_SEE, GENEVA)


@pytest.mark.parametrize(
    ("country", "choice"),
    [
        ("GB", Choice("kz-gb", Reason.STANDS_THERE)),
        ("DE", Choice("kz-de", Reason.STANDS_THERE)),
        ("de ", Choice("kz-de", Reason.STANDS_THERE)),
        ("IE", Choice("kz-gb", Reason.ACCREDITED, "GB")),
        ("VA", Choice("kz-va", Reason.ACCREDITED, "IT")),
        ("IT", Choice(None, Reason.NONE_KNOWN)),
        ("CH", Choice(None, Reason.NONE_KNOWN)),
        ("NZ", Choice(None, Reason.NONE_KNOWN)),
    ],
)
def test_the_mission_that_serves_the_sender_is_found(country, choice):
    assert nearest(KNOWN, sender_country=country) == choice


def test_consulates_come_after_embassies_and_honorary_ones_last():
    without_embassy = (MUNICH, FRANKFURT)

    assert nearest(without_embassy, sender_country="DE").slug == "kz-de-frankfurt"
    assert nearest((MUNICH,), sender_country="DE").slug == "kz-de-munich"


def test_a_consulate_that_stands_there_comes_before_an_embassy_elsewhere():
    honorary = Mission("kz-ie", "honorary_consulate", "IE")

    assert nearest((LONDON, honorary), sender_country="IE").slug == "kz-ie"


def test_the_answer_does_not_depend_on_the_order_given():
    twins = (
        Mission("b", "embassy", "FR", frozenset({"MC"})),
        Mission("a", "embassy", "ES", frozenset({"MC"})),
        Mission("c", "a new kind", "IT", frozenset({"MC"})),
    )

    answers = {nearest(order, sender_country="MC") for order in permutations(twins)}

    assert answers == {Choice("a", Reason.ACCREDITED, "ES")}


@pytest.mark.parametrize("country", ["", "GBR", "G", "12", "ДЕ", "Ireland"])
def test_a_country_that_is_not_two_letters_is_refused(country):
    with pytest.raises(ValueError, match="two letters"):
        nearest(KNOWN, sender_country=country)


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("GB", "This mission of Kazakhstan stands in the country."),
        (
            "IE",
            (
                "No mission of Kazakhstan is known in the country."
                " The one in London is accredited there."
            ),
        ),
        ("NZ", "No mission of Kazakhstan is known in the country."),
    ],
)
def test_the_reason_is_a_sentence(country, text):
    choice = nearest(KNOWN, sender_country=country)

    said = sentence(
        choice, state="Kazakhstan", country="the country", standing_in="London"
    )

    assert said == text


def test_no_missions_at_all_is_an_answer():
    assert nearest(iter(()), sender_country="GB") == Choice(None, Reason.NONE_KNOWN)


def test_an_embassy_is_more_important_than_any_consulate():
    kinds = ["a new kind", "consulate", "high_commission", "embassy"]

    assert sorted(kinds, key=importance) == kinds[::-1]


COUNTRIES = st.sampled_from(["GB", "IE", "IT", "VA", "CH"])
KINDS = ("embassy", "consulate", "permanent_mission", "de_facto_embassy", "new kind")
MISSIONS = st.lists(
    st.builds(
        Mission,
        st.text("abc", min_size=1),
        st.sampled_from(KINDS),
        COUNTRIES,
        st.frozensets(COUNTRIES),
    ),
    unique_by=lambda each: each.slug,
    max_size=6,
)


@settings(max_examples=40)
@given(MISSIONS, COUNTRIES, st.randoms(use_true_random=False))
def test_no_order_changes_the_answer(missions, country, chance):
    mixed = chance.sample(missions, len(missions))

    assert nearest(mixed, sender_country=country) == nearest(
        missions, sender_country=country
    )


@given(MISSIONS, COUNTRIES)
def test_who_serves_stands_there_or_is_accredited_and_nobody_is_left_out(
    missions, country
):
    choice = nearest(missions, sender_country=country)

    able = {
        each.slug
        for each in missions
        if each.kind != "permanent_mission"
        and (
            country in each.accredited_to
            or (each.stands_in == country and not each.accredited_to)
        )
    }
    assert choice.slug in (able or {None})
