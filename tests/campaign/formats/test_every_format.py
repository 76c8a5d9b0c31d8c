"""What holds for every format: nothing that is typed stops a letter."""

from dataclasses import fields, replace
from typing import Any

import pytest

from campaign.formats import docx, eml, html, mailto, pdf, text
from campaign.letters import Letter

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
    kept = {"written_on", "is_draft", "email_to", "email_cc"}
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
def test_no_typed_value_stops_a_letter(form, typed, london):
    assert form.render(filled_with(london, typed))


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
