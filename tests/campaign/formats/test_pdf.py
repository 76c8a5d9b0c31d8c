import io
import threading
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from campaign.formats import pdf, text
from campaign.letters import BLANK_LINE, Letter


def read(letter: Letter) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(letter)))


def words(letter: Letter) -> list[str]:
    return " ".join(page.extract_text() for page in read(letter).pages).split()


def root_of(letter: Letter) -> Any:
    return read(letter).trailer["/Root"]


def embedded_fonts(letter: Letter) -> dict[str, bool]:
    reader = read(letter)
    objects: list[Any] = [reader.get_object(n) for n in range(1, len(reader.xref[0]))]
    return {
        found["/FontName"].split("+")[1]: "/FontFile2" in found
        for found in objects
        if isinstance(found, dict) and found.get("/Type") == "/FontDescriptor"
    }


@pytest.mark.parametrize("name", ["london", "astana"])
def test_the_page_says_what_the_text_says(name, request):
    letter = request.getfixturevalue(name)

    assert words(letter) == text.render(letter).decode().split()


def test_a_blank_line_is_drawn_and_a_draft_is_marked(berlin):
    expected = text.render(berlin).decode().replace(BLANK_LINE, "").split()

    assert words(berlin) == ["DRAFT", *expected]


def test_arabic_and_latin_stand_side_by_side(tunis):
    found = words(tunis)

    assert {"المضربين", "125", "Pall", "Mall"} <= set(found)
    assert found[found.index("125") + 1] == "Pall"


def test_the_file_is_accessible(letter):
    root = root_of(letter)
    metadata = root["/Metadata"].get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == letter.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1<" in metadata


def test_the_file_names_its_subject_and_nobody(letter):
    about: Any = read(letter).metadata

    assert about["/Title"] == letter.subject
    assert set(about) <= {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert about["/CreationDate"].startswith(f"D:{letter.written_on:%Y%m%d}")


def test_a_letter_fits_one_page(london):
    assert len(read(london).pages) == 1


def test_only_our_fonts_are_used_and_they_travel_along(letter):
    fonts = embedded_fonts(letter)

    assert fonts
    assert all(fonts.values())
    assert {name.split("-")[0] for name in fonts} <= {
        "NotoSerif",
        "NotoSans",
        "NotoNaskhArabic",
    }


def test_a_letter_is_the_same_file_every_time_and_in_every_thread(london):
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(pdf.render(london)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [pdf.render(london)] * 2


@pytest.mark.parametrize(
    "typed",
    [
        '#import "x"',
        '#eval("1")',
        '#read("/etc/passwd")',
        "$x$",
        "*bold* _it_ `raw` @ref <label> \\ // note",
        "= heading",
        "<script>alert(1)</script>",
        "{{ name }}",
        '=HYPERLINK("https://x.example")',
    ],
)
def test_markup_prints_literally(typed, london):
    letter = replace(london, sender=(typed,), subject=typed, paragraphs=(typed,))

    assert " ".join(words(letter)).count(" ".join(typed.split())) == 3


@pytest.mark.parametrize("typed", ["W" * 200, "Maximiliana " * 16, "x" * 5000])
def test_long_names_wrap_inside_their_column(typed, london):
    letter = replace(london, sender=(typed,), addressee=(typed,), subject=typed)

    lines = [
        line for page in read(letter).pages for line in page.extract_text().split("\n")
    ]

    assert max(len(line.replace("\u200b", "")) for line in lines) <= 100


@pytest.mark.parametrize("typed", ["😀", "ნინო", "\ue000"])
def test_a_character_without_a_font_does_not_stop_the_letter(typed, london):
    root = root_of(replace(london, sender=(typed,)))

    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" not in root["/Metadata"].get_data()


@pytest.mark.parametrize(
    ("language", "expected"),
    [("pt-BR", "pt-BR"), ("kk-Arab", "kk"), ("zh-Hant-TW", "zh-TW"), ("", "und")],
)
def test_the_language_tag_is_carried(language, expected, london):
    root = root_of(replace(london, language=language))

    assert root["/Lang"] == expected


def test_a_second_page_is_numbered(london):
    letter = replace(london, paragraphs=london.paragraphs * 3)

    pages = read(letter).pages

    assert len(pages) == 2
    assert "1 / 2" in pages[0].extract_text()
