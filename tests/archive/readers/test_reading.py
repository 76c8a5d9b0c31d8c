import pytest

from archive import cleaning, readers
from tests.archive.readers import files, pages


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [
        (b"Plain words.", "text", "text/plain"),
        (pages.MODERN.encode(), "html", "text/html"),
        (files.pdf(files.PROSE), "pdf", "application/pdf"),
        (files.word("Words."), "docx", "application/vnd.openxmlformats"),
        (files.message("Words.").as_bytes(), "eml", "message/rfc822"),
    ],
)
def test_a_file_is_read_as_what_it_is_whatever_it_is_called(content, kind, media_type):
    readout = readers.read(content, file_name="report.txt", media_type="text/plain")

    assert readout.kind == kind
    assert readout.media_type.startswith(media_type)


def test_text_is_kept_letter_for_letter_with_its_tags():
    text = "  <b>Kim</b> {{ x }}\n\n\t=1+1  \u202e\xa0end"

    assert readers.read(text.encode()).text == text == cleaning.decode(text.encode())


def test_the_language_settles_the_charset_of_a_text():
    content = "Gazeta Łódzka zażółć gęślą jaźń, powiedział górnik.".encode("cp1250")

    assert "Łódzka" in readers.read(content, language="pl").text


def test_a_file_is_one_piece():
    found = readers.pieces(b"Plain words.", media_type="text/plain; charset=utf-8")

    assert found == [readers.Piece(b"Plain words.", "text/plain; charset=utf-8")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"a\x00b" * 100, "binary"),
        (b"x" * 5_300_000, "5 MB"),
        (b"\x89PNG", "an image"),
        (b"PK\x03\x04", "damaged"),
        (("a" + "\u0315\u0300" * 300_000).encode(), "accents"),
        (b"WARC/1.0\r\n", "one by one"),
        (files.raw_docx(f"<w:p><w:r><w:t>{'a ' * 2_700_000}</w:t></w:r></w:p>"), "unfolds|million"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so_in_one_sentence(content, words):
    with pytest.raises(readers.Unreadable, match=words) as refusal:
        readers.read(content)

    assert "\n" not in str(refusal.value)
