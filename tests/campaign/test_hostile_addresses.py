"""Addresses that nobody would write on an envelope, for every territory."""

import itertools
from dataclasses import replace

import pytest

from campaign import addressing
from campaign.addressing import PostalAddress, block, country_line

CODES = sorted(addressing._countries())
PARTS = ("recipient", "organisation", "street", "postcode", "city", "region")
BERLIN = PostalAddress("N", "O", "Nordendstraße 14", "13156", "Berlin", "", "DE")


def test_nothing_but_a_country_is_the_country_at_most():
    for code in CODES:
        address = PostalAddress(country=code)

        assert block(address) == (country_line(code, language="en"),)
        assert block(address, origin=code.lower()) == ()


@pytest.mark.parametrize(
    "typed",
    [" ", "\t", "-", "—", "?", "., ;", "\xad", "\u0301", "\u200e", "\u2800", "\u3164"],
)
def test_what_says_nothing_is_as_good_as_missing(typed):
    for part in PARTS:
        without = block(replace(BERLIN, **{part: ""}))

        assert block(replace(BERLIN, **{part: typed})) == without


@pytest.mark.parametrize(
    "parts",
    [
        ("Q" * 5_000, "R" * 5_000, "T" * 5_000, "9" * 5_000, "U" * 5_000),
        ("محمد بن علي", "وزارة العدل", "شارع الملك فهد", "١١٦٩٣", "الرياض"),
        ("משה כהן", "שגרירות", "רחוב יפו 1", "IL-9195", "ירושלים"),
        ("😀 Ada", "O’Hara & “Sons”, Ltd.", "<b>1</b> Mall", "{0} %s", "$(reboot)"),
        ("%N%n%C", "%O", "%A%n", "%Z", "%C, %S"),
    ],
    ids=["5,000 letters", "Arabic", "Hebrew", "markup", "a rule of our own"],
)
def test_hostile_parts_stand_once_and_one_to_a_line(parts):
    for code in CODES:
        lines = block(replace(PostalAddress(*parts), country=code), origin=code)
        text = "\n".join(lines).upper()

        assert all(text.count(part.upper()) == 1 for part in parts)
        assert 1 <= len(lines) <= len(parts)
        assert all(line.splitlines() == [line] for line in lines)


def test_a_letter_within_the_country_has_every_line_but_the_last():
    parts = ("N", "O", "1 Long Street", "12345", "Xtown", "Yshire")
    for code, size in itertools.product(CODES, range(len(parts) + 1)):
        address = replace(PostalAddress(*parts[:size]), country=code)
        *lines, last = block(address, origin="FR" if code == "DE" else "DE")

        assert last == country_line(code, language="en")
        assert block(address, origin=f" {code.lower()} ") == tuple(lines)
        assert block(replace(address, country=code.lower()))[-1] == last


@pytest.mark.parametrize("mark", ["\n", "\r", "\x0b", "\x00", "\x1b", "\x85", "\u2029"])
def test_a_line_break_is_refused_in_every_part_and_named(mark):
    for part in PARTS:
        sentence = f"The {part} “a Bcc: all” holds a line break"

        with pytest.raises(ValueError, match=sentence):
            block(replace(BERLIN, **{part: f"a{mark}Bcc: all"}))


def test_a_line_to_write_on_is_a_part():
    ruled = replace(BERLIN, street="____________")

    assert block(ruled)[2] == "____________"


def test_a_line_break_around_a_part_is_not_of_the_part():
    typed = replace(BERLIN, street="\r\nNordendstraße 14\n", city=" Berlin\n")

    assert block(typed) == block(BERLIN)
