"""Bodies known by name, as texts print them."""

import pytest


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("She told RFE/RL that she would appeal.", "RFE/RL"),
        ("MEPs of the GUE/NGL group asked.", "GUE/NGL"),
        ("He is of the Committee for a Workers' International.",
         "Committee for a Workers' International"),
        ("Leaders of the banned Alga! party are in jail.", "Alga!"),
        ("State TV and Channel 31 showed concerts.", "Channel 31"),
        ("Lawyers worked with Commission 44 in Khorog.", "Commission 44"),
        ("Greetings came from USW Local 1000 in Tucson.", "USW Local 1000"),
        ("Write to Amnesty International UK now.", "Amnesty International UK"),
        ("The paper was read at the Zhanartu trade union.", "Zhanartu"),
        ("Workers at Kian Tire stopped work.", "Kian Tire"),
    ],
)  # fmt: skip
def test_a_body_is_found_whole(ask, text, body):
    assert [found for found in ask(text) if found[0] == "ORG"][-1:] == [("ORG", body)]


@pytest.mark.parametrize(
    ("text", "no_body"),
    [
        ("The independent agency was closed.", "The independent"),
        ("Under the 2014 Trade Union Law it is banned.", "Trade Union Law"),
        ("OSCE Media Freedom Representative Ann Lee wrote.", "OSCE Media"),
        ("He urged the State Department to place it on a list.",
         "State Department to place"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_body_is_none(ask, text, no_body):
    assert ("ORG", no_body) not in ask(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Gorno-Badakhshan Autonomous Oblast (GBAO) is cut off.", "GBAO"),
        ("The Vienna-based group reported it.", "Vienna"),
        ("There is no free speech in Central Asia any more.", "Central Asia"),
        ("The Kostenko mine was closed in May.", "Kostenko"),
        ("They struck at Dalan's Zhovtneva mine.", "Zhovtneva"),
        ("Rail workers of the Leningrad region met.", "Leningrad"),
    ],
)
def test_a_place_is_told_by_what_stands_beside_it(ask, text, place):
    assert ("PLACE", place) in ask(text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Akhmed Saryyev Feb 2, 2021\n\nThe president's", "Akhmed Saryyev"),
        ("A shareholder of BTA Bank Mukhtar Abilmazhin is held.", "Mukhtar Abilmazhin"),
        ("The Polish MPs Tomasz Makowiecki and others came.", "Tomasz Makowiecki"),
    ],
)
def test_a_person_ends_and_begins_where_the_name_does(ask, text, person):
    assert ("PERSON", person) in ask(text)
