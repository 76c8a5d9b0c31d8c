from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.formats import webmail
from campaign.letters import Letter


def fields(letter: Letter) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(link.href).query) for link in webmail.links(letter)]


def test_a_link_opens_a_message_to_the_embassy(london):
    links = {
        name: parse_qs(urlsplit(href).query) for name, href in webmail.links(london)
    }

    assert links["Gmail"]["to"] == links["Yahoo Mail"]["to"] == [london.email_to]
    assert links["Gmail"]["su"] == links["Outlook"]["subject"] == [london.subject]
    assert links["Yahoo Mail"]["subj"] == [london.subject]
    assert links["Gmail"]["cc"] == [",".join(london.email_cc)]


def test_without_a_verified_address_there_is_no_link(berlin):
    assert webmail.links(berlin) == []


def test_nothing_of_who_writes_is_in_a_link(astana):
    hrefs = " ".join(str(found) for found in fields(astana))

    assert astana.subject in hrefs
    assert not any(line in hrefs for line in (*astana.sender, *astana.signature))
    assert astana.place_and_date not in hrefs
    assert not any(paragraph in hrefs for paragraph in astana.paragraphs)


def test_a_subject_that_names_the_writer_is_left_out(london):
    letter = replace(london, subject=f"Protest of {london.sender[0].upper()}")

    assert not any({"su", "subject", "subj"} & set(found) for found in fields(letter))


@pytest.mark.parametrize(
    "typed",
    [
        "a@example.org&bcc=x@y",
        "a@example.org\r\nBcc: x@y",
        "a@example.org,b@example.org",
    ],
)
def test_what_is_not_one_address_opens_nothing(typed, london):
    assert webmail.links(replace(london, email_to=typed)) == []


@given(words=st.text(max_size=1500))
def test_a_link_is_short_and_safe_whatever_is_typed(words, london):
    letter = replace(london, subject=words, sender=(), signature=())

    for name, href in webmail.links(letter):
        assert name
        assert len(href) <= webmail.LIMIT_BYTES
        assert href.isascii()
        assert not set(href) & set(" <>\"'\r\n")
        assert parse_qs(urlsplit(href).query)["to"] == [london.email_to]


def test_many_copies_go_before_the_link_grows_too_long(london):
    letter = replace(london, email_cc=("c@example.org",) * 200)

    assert not any("cc" in found for found in fields(letter))
