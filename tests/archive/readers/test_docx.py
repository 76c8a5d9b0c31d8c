from datetime import datetime

import docx as library
import pytest

from archive.readers import Unreadable, docx
from tests.archive.readers import files

NOTES = (
    f"<w:footnotes {files.WORD}>"
    '<w:footnote w:id="7"><w:p><w:r><w:t>Interfax, 5 July.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
BOMB = "<a>" + " " * 5_000_000
LAUGH = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    f"<w:document {files.WORD}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>"
    "</w:document>"
)


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture
def report():
    document = library.Document()
    document.add_heading("Miners stop work", level=1)
    document.add_paragraph("Four hundred miners refused.\tThey wait.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Severnaya", "400"
    document.add_paragraph("Solidarity!")
    document.core_properties.author = "Marta Feldkirch"
    document.core_properties.comments = ""
    document.core_properties.created = datetime(2011, 7, 14)  # noqa: DTZ001
    document.core_properties.modified = datetime(2011, 7, 15)  # noqa: DTZ001
    return docx.read(files.saved(document))


def test_headings_paragraphs_and_tables_keep_their_order(report):
    assert report.text.split("\n\n") == [
        "Miners stop work",
        "Four hundred miners refused.\tThey wait.",
        "Severnaya\t400",
        "Solidarity!",
    ]


def test_the_file_says_its_title_author_and_day(report):
    said = (report.title, report.byline, report.published)

    assert said == ("Miners stop work", "Marta Feldkirch", "2011-07-14")


def test_a_library_is_no_author_and_its_pattern_has_no_day():
    readout = docx.read(files.word("Four hundred miners refused."))

    assert (readout.byline, readout.published, readout.title) == ("", "", "")


def test_notes_stand_at_the_end_under_their_numbers():
    body = paragraph("They struck").replace(
        "</w:r>", '<w:footnoteReference w:id="7"/></w:r>'
    )

    readout = docx.read(files.raw_docx(body, **{"word/footnotes.xml": NOTES}))

    assert readout.text == "They struck[1]\n\n[1] Interfax, 5 July."


def test_what_was_deleted_is_gone_and_what_was_inserted_is_there():
    deleted = "<w:del><w:r><w:delText>six</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>seven</w:t></w:r></w:ins>"

    readout = docx.read(files.raw_docx(f"<w:p>{deleted}{inserted}</w:p>"))

    assert readout.text == "seven"


def test_pictures_and_macros_are_named_and_not_looked_at():
    content = files.raw_docx(
        paragraph("x"), **{"word/media/a.png": "x", "word/vbaProject.bin": "x"}
    )

    assert docx.read(content).notes == (
        "The file holds macros; they were not looked at.",
        "1 picture was left out.",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.zipped({"word/document.xml": BOMB}), "unfolds to far more"),
        (files.zipped({f"word/{n}": "" for n in range(2_100)}), "unfolds to far more"),
        (files.zipped({"word/document.xml": LAUGH}), "damaged"),
        (files.zipped({"word/document.xml": "<w:document>"}), "damaged"),
        (files.zipped({"word/other.xml": "x"}), "damaged"),
        (files.raw_docx(paragraph("<w:tab/>" * 9)), "holds no text"),
    ],
)
def test_a_file_that_is_no_report_is_refused(content, words):
    with pytest.raises(Unreadable, match=words):
        docx.read(content)


def test_markup_in_the_text_stays_what_was_typed():
    text = "<script>alert(1)</script> {{ name }} & =1+1"

    assert docx.read(files.word(text)).text == text
