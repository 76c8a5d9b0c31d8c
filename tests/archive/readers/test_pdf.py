import io

import pytest
from pypdf import PdfWriter

from archive.readers import Unreadable, pdf
from tests.archive.readers import files

WORD = "open sesame"
REPORT = r"""
#set document(title: "Miners stop work", author: "Marta Feldkirch",
  date: datetime(year: 2011, month: 7, day: 14))
#set page(paper: "a5", header: [Solidarity Wire #h(1fr) July 2011],
  footer: context [Page #counter(page).display()])
#set par(justify: true)
#set text(hyphenate: true)
= Miners in Karaganda stop work
Four hundred miners at the Severnaya pit near Karaganda refused to go underground. They
have not been paid since April, and the management of the corporation has announced
unconstitutional restructuring. The final flow of the office is difficult.

“We will not dig coal,” said Askar Tulegenov, of the anti-union pit. The company says
that the money will be paid in August.

- payment of all wages
- no dismissals

Yours sincerely,\
Natalia Sokolova\
Aktau
#pagebreak()
Second page, #lorem(60)
#pagebreak()
Third page, #lorem(60)
"""


@pytest.fixture(scope="module")
def report():
    return pdf.read(files.pdf(REPORT))


def locked(content, **passwords):
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(algorithm="RC4-128", **passwords)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_lines_broken_at_the_margin_are_one_paragraph_again(report):
    assert "\nFour hundred miners at the Severnaya pit near Karaganda refused" in (
        report.text
    )
    assert "announced unconstitutional restructuring. The final flow" in report.text
    assert "\nYours sincerely,\nNatalia Sokolova\nAktau\n" in report.text


def test_each_page_begins_where_it_says(report):
    pages = [report.text[start:] for start in report.page_starts]

    assert len(pages) == 3
    assert all(page.startswith("Solidarity Wire July 2011\n") for page in pages)
    assert pages[1].split("\n")[1].startswith("Second page")


def test_the_running_head_and_foot_are_not_the_report(report):
    aside = [report.text[start:end] for start, end in report.aside]

    assert aside[:2] == ["Solidarity Wire July 2011", "Page 1"]
    assert len(aside) == 6


def test_the_file_says_its_title_author_and_day(report):
    said = (report.title, report.byline, report.published)

    assert said == ("Miners stop work", "Marta Feldkirch", "2011-07-14")


def test_a_file_locked_for_printing_only_is_read():
    content = locked(files.pdf(REPORT), user_password="", owner_password=WORD)

    assert "Askar Tulegenov" in pdf.read(content).text


def test_a_file_locked_with_a_password_is_refused():
    content = locked(files.pdf(REPORT), user_password=WORD)

    with pytest.raises(Unreadable, match="locked with a password"):
        pdf.read(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (files.pdf("#rect(width: 5cm)"), "run it through OCR"),
        (files.pdf_of_empty_pages(2_001), "2,001 pages"),
        (files.pdf_of_empty_pages(9_000), "9,000 pages"),
        (files.pdf_of_empty_pages(2_100, stated=3), "2,100 pages"),
        (files.pdf_that_unfolds(40_000_000), "far more than a report"),
        (files.pdf(REPORT)[:4_000], "damaged"),
        (b"%PDF-1.4\nnothing of the kind", "damaged"),
    ],
)
def test_a_pdf_that_holds_no_report_is_refused_with_what_to_do(content, words):
    with pytest.raises(Unreadable, match=words):
        pdf.read(content)


def test_a_page_without_text_among_others_is_named():
    content = files.pdf(
        f"{files.PROSE} #pagebreak() #rect() #pagebreak() {files.PROSE}"
    )

    assert pdf.read(content).notes == ("Page without text, perhaps pictures: 2.",)
