"""What holds for every format: nothing that is typed stops a letter."""

import email
import email.policy
import io
from dataclasses import fields, replace
from html import unescape
from typing import Any

import docx as python_docx
import pytest

from campaign.formats import docx, eml, html, mailto, pdf, text, webmail
from campaign.letters import Letter

pytestmark = pytest.mark.slow

FORMATS = [text, html, pdf, docx, eml]
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ name }}{% load x %}",
    '#import "x" #eval("1") $x$',
    "\u202ereversed \u2066isolated",
    "w" * 5000,
    "\"quotes\" 'single' & <b>",
    '=HYPERLINK("https://x.example")',
    "line\r\nBcc: evil@example.org",
    "😀 ნინო \ue000 \ufffe \U0010ffff",
    "\x00\x07\x1b[31m",
    "\ud800",
    "a\u0301\u0323" * 50,
]


def filled_with(letter: Letter, value: str) -> Letter:
    """Every line of the letter is the same; what is not a line stays."""
    kept = {"written_on", "is_draft", "email_to", "email_cc", "notes"}
    changes: dict[str, Any] = {
        field.name: (value, value)
        if isinstance(getattr(letter, field.name), tuple)
        else value
        for field in fields(letter)
        if field.name not in kept
    }
    return replace(letter, **changes)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.EXTENSION)
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_typed_value_stops_a_letter(form, typed, sourced):
    assert form.render(filled_with(sourced, typed))


def words_of(letter: Letter) -> dict[str, str]:
    """What a reader of each format sees, as one text."""
    document = python_docx.Document(io.BytesIO(docx.render(letter)))
    draft = email.message_from_bytes(eml.render(letter), policy=email.policy.default)
    return {
        "text": text.render(letter).decode(),
        "html": unescape(html.render(letter).decode()),
        "docx": "\n".join(paragraph.text for paragraph in document.paragraphs),
        "eml": str(draft.get_content()),
    }


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "Anna " * 40 + "Sender",
        "Ann\r\nBcc: evil@example.org",
        "أحمد بن يوسف",
        "\u202eAnn",
        "{{ name }}",
        '#import "x"',
        "=cmd()",
        "A\u200bn\u200dn",
    ],
)
def test_a_name_is_printed_as_it_was_typed_and_stays_a_name(name, london):
    letter = replace(london, sender=(name, "London"), signature=(name,))
    printed = name.replace("\r\n", " ")

    assert {
        form for form, said in words_of(letter).items() if printed not in said
    } == set()
    assert (
        eml.render(letter).split(b"\r\n\r\n")[0]
        == eml.render(london).split(b"\r\n\r\n")[0]
    )
    assert (
        mailto.link(letter)
        .href.split("&body=")[0]
        .startswith("mailto:london@mfa.example?")
    )
    assert webmail.links(letter) == webmail.links(london)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.EXTENSION)
def test_an_empty_letter_is_still_a_file(form, empty):
    assert form.render(empty)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.EXTENSION)
def test_the_same_letter_gives_the_same_bytes(form, letter):
    assert form.render(letter) == form.render(replace(letter))


def test_every_format_says_what_it_is():
    assert {form.EXTENSION for form in FORMATS} == {
        "txt",
        "html",
        "pdf",
        "docx",
        "eml",
    }
    assert all("/" in form.MEDIA_TYPE for form in FORMATS)


def test_an_empty_letter_still_makes_a_link(empty):
    assert mailto.link(empty).href == "mailto:"
