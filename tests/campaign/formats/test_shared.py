import re
from dataclasses import replace

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from campaign.formats import (
    cited,
    direction,
    is_email,
    is_web_address,
    mail_body,
    plain,
    printable,
    qr_code,
)
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


def test_a_paragraph_is_cited_with_its_numbers(sourced):
    assert [each.marks for each in cited(sourced)] == ["1", "1, 2", "2", "", "1"]


@pytest.mark.parametrize("notes", [(), ((1,),), ((1, 9), (0,), (-1,), (2,)) * 9])
def test_notes_that_fit_no_paragraph_or_source_are_left_out(notes, sourced):
    found = cited(replace(sourced, notes=notes))

    assert [each.text for each in found] == list(sourced.paragraphs)
    assert {each.marks for each in found} <= {"", "1", "2"}


def test_a_letter_without_sources_has_no_numbers(sourced):
    assert not any(each.marks for each in cited(replace(sourced, sources=())))


def test_a_mail_ends_with_its_sources(sourced):
    blocks = mail_body(sourced).split("\n\n")

    assert blocks[1] == "Ref. 1/2\nFacts checked on 28 September 2011"
    assert blocks[4].endswith("operation. [1, 2]")
    assert blocks[-2].split("\n")[:2] == ["Sources", f"[1] {sourced.sources[0]}"]
    assert blocks[-1] == f"Evidence for each sentence: {sourced.evidence_url}\n"


def modules(path: str, size: int) -> list[list[int]]:
    """The dark modules of SVG path data, rows of ones and noughts."""
    drawn = [[0] * size for _ in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        for step in range(int(length)):
            drawn[int(y)][int(x) + step] = 1
    return drawn


@pytest.mark.parametrize(
    "address", ["https://example.org/", f"http://x.example/{'é' * 60}"]
)
def test_a_code_is_drawn_as_it_was_encoded(address):
    expected = segno.make_qr(address, error="m")

    code = qr_code(address)

    assert code
    drawn = modules(code.path, code.modules)
    assert drawn == [list(row) for row in expected.matrix_iter(border=4)]
    assert code.png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "address",
    ["", "https://example.org/" + "x" * 300, "x" * 9000, "javascript:alert(1)"],
)
def test_what_no_telephone_could_read_gives_no_code(address):
    assert qr_code(address) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/", True),
        ("http://127.0.0.1:8000/", True),
        ("javascript:alert(1)", False),
        (" https://example.org/", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address, expected):
    assert is_web_address(address) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("embassy@mfa.example", True),
        ("first.last+press@sub.mfa.example", True),
        ("a@b", True),
        ("a@b@c", False),
        ("a@b,c@d", False),
        ("a b@example.org", False),
        ("a@example.org\n", False),
        ("x" * 300 + "@example.org", False),
        ("", False),
    ],
)
def test_only_one_plain_address_is_written_to(address, expected):
    assert is_email(address) is expected
