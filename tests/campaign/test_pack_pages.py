"""No page of a delegation's pack holds a few lines that were left over."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from campaign import packs
from campaign.letters import Letter

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 1)
SENTENCE = "The workers on strike are employed by the company that was named above. "
LETTER = Letter(
    language="en",
    sender=(),
    place_and_date="1 March 2026",
    written_on=DAY,
    addressee=("The Ambassador", "Embassy of A Country", "1 High Street", "LONDON"),
    reference="Ref. X/1",
    subject="Repression",
    salutation="Your Excellency,",
    paragraphs=(SENTENCE * 3,) * 5,
    closing="Yours faithfully,",
    signature=("_" * 30,),
    copies_label="Copy to:",
    copies=("A Union", "A Ministry"),
    email_to="",
    email_cc=(),
    is_draft=False,
)
QUOTED = packs.Quoted(SENTENCE * 2, "A Report, A Paper, 1 March 2026", "en")
PACK = packs.Pack(
    language="en",
    title="Free the ten",
    day=DAY,
    checked=None,
    office="Embassy of A Country",
    address=LETTER.addressee,
    entrance="",
    letter=LETTER,
    points=(),
    last_time="",
    answers=(),
    report_url="https://letters.example.org/actions/report/?campaign=x&to=y",
)
POINT = packs.Point(SENTENCE, "", (QUOTED,))


def pages(pack):
    reader = PdfReader(io.BytesIO(packs.render(pack)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def with_points(number):
    return replace(PACK, points=(POINT,) * number)


@pytest.mark.parametrize("number", range(12))
def test_the_form_is_always_on_one_page(number):
    (form,) = [each for each in pages(with_points(number)) if "to be filled in" in each]

    assert "Was the copy stamped?" in form
    assert "Tell us afterwards" in form


def test_a_heading_left_over_shares_the_page_of_the_form():
    sets = [pages(with_points(number)) for number in range(5, 12)]

    alone = [
        each
        for made in sets
        for each in made
        if "to be filled in" not in each and len(each) < 200
    ]
    assert not alone
    shared = [
        each
        for made in sets
        for each in made
        if "to be filled in" in each and "What they answered last time" in each
    ]
    assert shared


@pytest.mark.parametrize("extra", range(6))
def test_no_page_of_a_letter_holds_its_end_alone(extra):
    more = (SENTENCE * 3,) * extra
    letter = replace(LETTER, paragraphs=LETTER.paragraphs + more)

    found = pages(replace(PACK, letter=letter))[2:]

    assert len(found) in (2, 4)
    assert all("company" in each for each in found)
    assert sum("Copy to: A Union A Ministry" in each for each in found) == 2


def test_a_letter_of_many_pages_keeps_every_word():
    letter = replace(LETTER, paragraphs=tuple(f"{SENTENCE}{n}." for n in range(90)))

    found = " ".join(pages(replace(PACK, letter=letter)))

    assert all(found.count(f"above. {n}.") == 2 for n in range(90))


@pytest.mark.parametrize("number", [5, 8, 10, 11, 14])
def test_there_is_room_for_what_they_said_word_for_word(number):
    pack = replace(with_points(number), report_url="")  # so without a QR code
    reader = PdfReader(io.BytesIO(packs.render(pack)))
    (form,) = [p for p in reader.pages if "word for word" in p.extract_text()]
    drawn = form.get_contents().get_data().split()

    ruled = sum(word == b"l" for word in drawn)

    assert ruled >= 14  # one each for day, town and stamp, two for three, five for it
