"""What /accessibility/ says: each sentence with what shows it, or as what it is."""

import html
import re

import pytest

from tests.test_promises import PAGES, missing

_EVERY = "browser/test_every_page.py"
# By how a sentence begins. None: an aim, a heading, or something that is not done.
SAID: dict[str, tuple[str, ...] | None] = {
    "Accessibility": None,
    "What this site does": None,
    "We aim at": None,
    "What we do": None,
    "Pages are made of plain links": (
        "browser/test_reading.py::test_the_link_of_a_paragraph_is_reached_by_keyboard",
        "test_project.py::test_no_template_has_a_style_a_script_or_a_handler_inside",
    ),
    "Every page fits into 320": (f"{_EVERY}::test_no_public_page_has_a_fault",),
    "Light and dark follow": ("test_css.py",),
    "Kinds of names differ": ("browser/test_reading.py",),
    "States such as disputed": ("archive/test_views.py",),
    "Passages in another language": ("test_pages.py",),
    "Nothing moves": (
        "config/accounts/test_sessions.py::test_a_session_ends_of_itself",
    ),
    "Letters can be had": ("campaign/formats/test_pdf.py",),
    "What we test": None,
    "Whenever the program is changed": (
        f"{_EVERY}::test_no_public_page_has_a_fault",
        f"{_EVERY}::test_no_page_of_staff_has_a_fault",
        "browser/test_reading.py::test_no_page_to_read_has_a_fault",
        "browser/test_letter_journey.py::test_no_page_of_the_campaign_has_a_fault",
    ),
    "It finds perhaps half": None,
    "Known gaps": None,
    "Reports are shown as they": None,
    "In a narrow window the notes": None,
    "No screen reader has been": None,
}


def test_each_sentence_of_the_page_is_true_by_a_test_or_none():
    source = (PAGES / "accessibility.html").read_text()
    found = re.findall(r"""\{% translate (["'])(.+?)\1""", source, re.DOTALL)
    said = {html.unescape(words) for _quote, words in found}

    assert [s for s in said if not any(s.startswith(each) for each in SAID)] == []
    assert [each for each in SAID if not any(s.startswith(each) for s in said)] == []


@pytest.mark.parametrize("sentence", [each for each, proofs in SAID.items() if proofs])
def test_what_is_named_is_there_and_run(sentence):
    assert [why for each in SAID[sentence] or () if (why := missing(each))] == []


def test_nothing_on_any_page_moves():
    style = "".join(
        path.read_text() for path in (PAGES.parents[1] / "static").glob("*.css")
    )

    moving = re.findall(
        r"(?:animation|scroll-behavior)\s*:|transition\s*:(?! none)", style
    )
    assert moving == []
