import io
import threading
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from campaign.formats import pdf, text
from campaign.letters import BLANK_LINE, Letter

pytestmark = pytest.mark.slow


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


def heights_of_rules(letter: Letter) -> list[float]:
    """Where on the first page the lines to be written on are, in points."""
    found = []

    def look(operator, _operands, matrix, _text_matrix):
        if operator == b"l":
            found.append(abs(matrix[5]))

    read(letter).pages[0].extract_text(visitor_operand_before=look)
    return found


def test_there_is_room_to_write_on_the_ruled_lines(london):
    lines = ("The Ambassador", BLANK_LINE, BLANK_LINE, "UNITED KINGDOM")
    without = heights_of_rules(replace(london, addressee=()))

    rules = heights_of_rules(replace(london, addressee=lines))
    added = [each for each in rules if each not in without]

    assert len(added) == 2
    assert abs(added[0] - added[1]) > 12


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


def test_sources_and_their_numbers_are_on_the_page(sourced):
    said = " ".join(words(sourced))

    assert "emergency operation.1, 2" in said
    assert "Ref. 1/2 Facts checked on 28 September 2011" in said
    assert "Sources 1. A publisher: “Protest at the embassy”" in said
    assert "2. Another publisher" in said
    assert "Evidence for each sentence: https://letters.example.org/" in said


def test_a_letter_with_sources_still_fits_one_page(sourced):
    assert len(read(sourced).pages) == 1


def test_the_code_is_a_picture_with_words(sourced):
    reader = read(sourced)
    objects: list[Any] = [reader.get_object(n) for n in range(1, len(reader.xref[0]))]
    described = [found["/Alt"] for found in objects if "/Alt" in keys(found)]

    assert f"QR: {sourced.evidence_url}" in described


def keys(found: Any) -> set[str]:
    return set(found) if isinstance(found, dict) else set()


def addresses(letter: Letter) -> set[str]:
    """Where the links of the pages lead."""
    return {
        note.get_object()["/A"]["/URI"]
        for page in read(letter).pages
        for note in page.get("/Annots", ())
    }


def test_a_number_of_a_source_is_no_part_of_an_arabic_year(turned):
    letter = replace(turned, paragraphs=("أكتب إليكم يوم 2 مارس 2026.",), notes=((1,),))
    at: dict[tuple[str, float], float] = {}

    def note(text: str, place: Any, _matrix: Any, _font: Any, size: float) -> None:
        at[text.strip(), round(size)] = place[4]

    read(letter).pages[0].extract_text(visitor_text=note)

    assert at["1", 7] < at["2026", 12]


def test_the_evidence_is_the_only_link(sourced):
    assert addresses(sourced) == {sourced.evidence_url}
    assert addresses(replace(sourced, evidence_url="javascript:alert(1)")) == set()
    assert addresses(replace(sourced, evidence_url="")) == set()


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Hạnh",
        "Łukasz Żółć",
        "Çağrı Şimşek Iğdır",
        "Γιώργος Ψύχας",
        "Ғабит Өмірзақұлы",
        "Ђорђе Њ.",
        "علی‌رضا گچ‌پژ",
        "דוד כהן",
        "ნინო ბერიძე",
        "Արամ Սարյան",
        "Ṣọlá O\u2019Brien\ufeff\u200b\u200e\u202e",
    ],
)
def test_names_of_the_worlds_alphabets_are_set_whole(name, london):
    root = root_of(replace(london, sender=(name,), signature=(name,)))

    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_what_a_user_types_for_a_mark_stays_as_typed(london):
    typed = "back\\ufeff slash"

    assert typed in " ".join(words(replace(london, sender=(typed,))))


@pytest.mark.parametrize("count", range(9, 15))
def test_a_signature_never_begins_a_page(count, london):
    """It takes at least a line of the letter along."""
    letter = replace(london, paragraphs=(london.paragraphs[0],) * count)

    pages = [page.extract_text() for page in read(letter).pages]

    assert len(pages) <= 2
    assert not any(page.lstrip().startswith(("Yours", "The")) for page in pages[1:])


def test_a_signature_longer_than_a_page_goes_on_overleaf(london):
    letter = replace(london, signature=("Ж" * 2500,))

    pages = [page.extract_text().count("Ж") for page in read(letter).pages]

    assert sum(pages) == 2500
    assert sum(count > 0 for count in pages) > 1


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


@pytest.mark.parametrize("typed", ["😀", "สมชาย", "李雷", "\ue000"])
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
