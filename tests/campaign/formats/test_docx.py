import io
import zipfile
from dataclasses import replace
from typing import Any

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from campaign.formats import docx, text
from campaign.letters import Letter


def read(letter: Letter) -> Document:
    return python_docx.Document(io.BytesIO(docx.render(letter)))


def test_the_document_says_what_the_text_says(letter):
    document = read(letter)
    draft = ["DRAFT"] if letter.is_draft else []

    lines = draft + [paragraph.text for paragraph in document.paragraphs]

    assert lines == list(filter(None, text.render(letter).decode().split("\n")))


def test_every_part_has_its_style(berlin):
    paragraphs = read(berlin).paragraphs

    styles = [paragraph.style and paragraph.style.name for paragraph in paragraphs]

    assert list(dict.fromkeys(styles)) == [
        "envelope return",
        "Date",
        "envelope address",
        "Reference Line",
        "Subject Line",
        "Salutation",
        "Body Text",
        "Closing",
        "Signature",
        "Copies",
    ]


def test_a_draft_says_so_on_every_page(berlin, london):
    assert read(berlin).sections[0].header.paragraphs[0].text == "DRAFT"
    assert read(london).sections[0].header.is_linked_to_previous


def test_the_document_is_made_by_nobody_on_the_day_of_the_letter(letter):
    about = read(letter).core_properties

    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created.date() == about.modified.date() == letter.written_on
    assert (about.title, about.language) == (letter.subject, letter.language)


def test_a_letter_is_the_same_file_every_time(letter):
    package = zipfile.ZipFile(io.BytesIO(docx.render(letter)))

    assert docx.render(letter) == docx.render(letter)
    assert {entry.date_time[0] for entry in package.infolist()} == {1980}
    assert not [name for name in package.namelist() if "thumbnail" in name]


def test_the_proofing_language_is_the_letters(astana):
    spoken = read(astana).styles.element.find(".//" + qn("w:lang"))

    assert spoken.get(qn("w:val")) == "ru"


def test_arabic_runs_from_the_right_and_a_latin_line_does_not(tunis):
    document = read(tunis)
    runs = {paragraph.text: paragraph.runs[0] for paragraph in document.paragraphs}
    bidi = document.styles.element.find(".//" + qn("w:bidi"))

    assert bidi.get(qn("w:val")) == "1"
    assert runs[tunis.salutation].font.rtl
    assert not runs["125 Pall Mall"].font.rtl


def test_the_address_stands_in_the_window_whatever_the_sender_writes(london):
    def room(sender: tuple[str, ...]) -> Any:
        paragraphs = read(replace(london, sender=sender)).paragraphs
        first = next(p for p in paragraphs if p.text == london.addressee[0])
        return first.paragraph_format.space_before.pt

    assert room(("A",)) - room(("A", "B")) == pytest.approx(14.5, abs=0.1)
    assert room(("A " * 500,)) == 29


def test_a_title_is_cut_to_what_a_property_holds(london):
    assert len(read(replace(london, subject="é" * 999)).core_properties.title) == 255
