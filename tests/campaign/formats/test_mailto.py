from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.formats import mail_body, mailto


def read(href: str) -> tuple[str, dict[str, str]]:
    """RFC 6068: a plus sign is a plus sign."""
    link = urlsplit(href)
    pairs = [pair.split("=") for pair in link.query.split("&") if pair]
    return unquote(link.path), {name: unquote(value) for name, value in pairs}


def test_a_short_letter_goes_whole(london):
    letter = replace(london, paragraphs=london.paragraphs[:2])

    made = mailto.link(letter)

    assert made.is_complete
    assert read(made.href) == (
        "london@mfa.example",
        {
            "cc": "desk@campaign.example,press@campaign.example",
            "subject": london.subject,
            "body": mail_body(letter).rstrip().replace("\n", "\r\n"),
        },
    )


def test_a_russian_letter_leaves_its_text_to_be_copied(astana):
    made = mailto.link(astana)

    assert not made.is_complete
    assert read(made.href) == ("moscow@mfa.example", {"subject": astana.subject})


def test_a_letter_that_does_not_fit_leaves_to_and_subject_alone(london):
    letter = replace(london, email_cc=("c@example.org",) * 200)

    made = mailto.link(letter)

    assert not made.is_complete
    assert read(made.href) == ("london@mfa.example", {"subject": london.subject})


def test_a_link_is_whole_up_to_the_last_byte(london):
    short = replace(london, paragraphs=("x",))
    room = mailto.LIMIT_BYTES - len(mailto.link(short).href)

    fitting, too_long = (
        mailto.link(replace(short, paragraphs=("x" * (1 + more),)))
        for more in (room, room + 1)
    )

    assert (len(fitting.href), fitting.is_complete) == (1900, True)
    assert not too_long.is_complete


def test_the_sources_travel_with_the_letter(sourced):
    letter = replace(sourced, paragraphs=sourced.paragraphs[:1])

    _, fields = read(mailto.link(letter).href)

    assert fields["body"].endswith(f"Evidence for each sentence: {letter.evidence_url}")


def test_a_subject_too_long_leaves_the_address(london):
    made = mailto.link(replace(london, subject="é" * 1000))

    assert made == mailto.Mailto("mailto:london@mfa.example", is_complete=False)


def test_the_writer_fills_in_an_unknown_address(london):
    made = mailto.link(replace(london, email_to="", email_cc=()))

    assert made.href.startswith("mailto:?subject=Stop%20repression")


@pytest.mark.parametrize(
    "typed",
    ["a&bcc=evil@example.org", "a?body=x", "a%0D%0Ab", "50 % + more", "a\r\nb", "#x"],
)
def test_a_typed_subject_adds_no_field(typed, london):
    letter = replace(london, subject=typed)

    address, fields = read(mailto.link(letter).href)

    assert set(fields) <= {"cc", "subject", "body"}
    assert fields["subject"] == typed.replace("\r\n", " ")
    assert address == "london@mfa.example"


@pytest.mark.parametrize(
    "typed", ["a@example.org?bcc=x@y", "a@example.org,x@example.org", "a\r\nBcc: x@y"]
)
def test_what_is_not_one_address_is_in_no_link(typed, london):
    made = mailto.link(replace(london, email_to=typed, email_cc=(typed,)))

    assert made.href.startswith("mailto:?subject=")
    assert "cc=" not in made.href


@given(words=st.text(max_size=3000))
def test_a_link_is_short_and_safe_whatever_is_typed(words, london):
    made = mailto.link(replace(london, subject=words, sender=(words,)))

    assert len(made.href) <= mailto.LIMIT_BYTES
    assert made.href.isascii()
    assert not set(made.href) & set(" <>\"'\r\n")
