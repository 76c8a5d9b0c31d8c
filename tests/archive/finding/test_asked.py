"""Addresses of searches: read, changed in one thing, and written again."""

import pytest

from archive import finding
from archive.finding.asked import also, written
from archive.search import parse

KINDS = ("report", "claim", "entity")


def asked(without=(), **given):
    return finding.asked({**given, "q": given.get("q", "strike")}, without, KINDS)


def test_an_address_says_what_was_asked():
    found = asked(q="oil workers", type="report", year="2011", without=["similar"])
    assert found.address == "?q=oil+workers&type=report&year=2011&without=similar"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"type": "secrets"}, "?q=strike"),
        ({"without": ["everything"]}, "?q=strike"),
        ({"year": "  "}, "?q=strike"),
        ({"q": "a\x00\r\n  b"}, "?q=a+b"),
    ],
)
def test_what_means_nothing_is_in_no_address(given, address):
    assert asked(**given).address == address


def test_a_filter_that_was_given_is_left_out_by_a_link():
    found = asked(year="2011", language="ru")
    assert found.leaving("year").address == "?q=strike&language=ru"


def test_a_filter_that_was_typed_is_left_out_of_the_words():
    found = asked(q="strike year:2011 -letter")
    assert found.leaving("year").address == "?q=strike+-letter"


def test_a_filter_that_is_given_gives_way_to_none_that_was_typed():
    assert asked(q="strike year:2011", year="2012").narrowing == {"year": "2012"}


def test_looking_elsewhere_begins_on_the_first_page_without_filters_of_reports():
    found = asked(year="2011", after="1-f", type="report").among("claim")
    assert found.address == "?q=strike&type=claim"


def test_a_switch_goes_off_and_on():
    off = asked().switched("similar")
    assert off.address == "?q=strike&without=similar"
    assert off.switched("similar").address == "?q=strike"


@pytest.mark.parametrize(
    "typed",
    [
        'strike "oil workers" -embassy',
        'strike | забастовка title:embassy sokol* "oil work"*',
        'strike year:"2011"',
    ],
)
def test_what_is_understood_can_be_typed_again(typed):
    again = parse(written(parse(typed)).typed)
    assert (again.wanted, again.unwanted) == (
        parse(typed).wanted,
        parse(typed).unwanted,
    )
    assert again.filters == parse(typed).filters


def test_other_words_are_typed_beside():
    assert also(parse("Sokolva year:2011"), [["sokolova"], ["natalia", "s"]]) == (
        'sokolva | sokolova | "natalia s"'
    )
