import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.formats import direction, mail_body, plain, printable
from campaign.letters import BLANK_LINE


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("pt-BR", "ltr"),
        ("kk", "ltr"),
        ("kk-Arab", "rtl"),
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("ckb", "rtl"),
        ("he", "rtl"),
        ("", "ltr"),
        ("not a language", "ltr"),
    ],
)
def test_the_language_decides_the_direction(language, expected):
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ann\r\nBcc: x@example.org", "Ann Bcc: x@example.org"),
        ("A.\u2028Sender\u2029\x85", "A. Sender "),
        ("\x1b[31mred\x00", " [31mred "),
        ("half a pair \ud800", "half a pair \ufffd"),
        ("\u202eevil", "\u202eevil"),
        ("می‌روم 👩\u200d👩\u200d👧", "می‌روم 👩\u200d👩\u200d👧"),
    ],
)
def test_only_what_breaks_a_line_is_changed(typed, printed, london):
    letter = replace(london, subject=typed, sender=(typed,))

    assert printable(letter).subject == printed
    assert printable(letter).sender == (printed,)


def test_a_good_letter_is_left_as_it_is(letter):
    assert printable(letter) == letter


def test_empty_lines_and_blocks_are_left_out():
    assert plain([[], ["a", "", "b"], [""], ["c"]]) == "a\nb\n\nc\n"


def test_a_mail_holds_what_its_header_does_not(london):
    body = mail_body(london).split("\n\n")

    assert body == [
        "London, 16 June 2011",
        "Your Excellency,",
        *london.paragraphs,
        "Yours faithfully,",
        "The Socialist Party of England and Wales\nLondon",
        "Copy to:\nForeign and Commonwealth Office, London\n",
    ]


def test_a_mail_has_no_line_to_sign_by_hand(berlin):
    body = mail_body(berlin)

    assert BLANK_LINE not in body
    assert body.startswith("DRAFT\n")
    assert "Anna-Sophie Müller-Lüdenscheidt\nVertrauensfrau\nVertrauenskörper" in body


@given(words=st.text())
def test_no_typed_words_add_a_line(words, london):
    body = mail_body(replace(london, closing=f"Yours{words}"))

    assert len(re.split(r"[\n\r\x85\u2028\u2029]", body)) == len(
        mail_body(london).split("\n")
    )
