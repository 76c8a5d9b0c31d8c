import pytest

from archive.readers import Unreadable
from archive.readers.sniffing import sniff
from tests.archive.readers import files, pages

MAIL = b"Received: by mx\r\nFrom: a@b.org\r\nDate: today\r\nSubject: x\r\n\r\nHello"


@pytest.mark.parametrize(
    ("content", "file_name", "kind"),
    [
        (b"Plain words.", "a.txt", "text"),
        (b"Plain words.", "a.pdf", "text"),
        (b"Plain words.", "a.html", "text"),
        (b"A PDF begins with %PDF-1.4.", "a.txt", "text"),
        (b"junk %PDF-1.4 1 0 obj <<>> endobj", "report.txt", "pdf"),
        (files.word("x"), "report.txt", "docx"),
        (pages.MODERN.encode(), "report.txt", "html"),
        (pages.MODERN.encode("utf-16"), "report", "html"),
        (b"<!-- saved -->\n<?xml version='1.0'?>\n<html><head>", "a", "html"),
        (b"The tag <html> opens a page, <body> its body.", "a.txt", "text"),
        (b"<html> is a tag. So is the other.", "a.txt", "text"),
        (b"<p>Only a part of a page</p>", "a.txt", "text"),
        (b"<p>Only a part of a page</p>", "a.htm", "html"),
        (MAIL, "a.txt", "eml"),
        (b"From: Kim\nTo: The Ambassador\nDate: 2 May\n\nSir,", "a.txt", "text"),
        (b"From: Kim\nTo: The Ambassador\nDate: 2 May\n\nSir,", "a.eml", "eml"),
        (b"Dear all,\nthis is: a text", "a.eml", "text"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (
            files.warc(("http://a.example/", "200 OK", "text/html", b"x")),
            "a.gz",
            "warc",
        ),
    ],
)
def test_the_bytes_decide_before_the_name(content, file_name, kind):
    assert sniff(content, file_name=file_name) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n0000", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"MZ\x90\x00", "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"\x1f\x8b\x08\x00junk", "gzip"),
        (files.zipped({"xl/workbook.xml": ""}), "XLSX"),
        (files.zipped({"ppt/presentation.xml": ""}), "PPTX"),
        (files.zipped({"a.txt": "x"}), "ZIP"),
        (files.zipped({"datapackage.json": "{}", "archive/a.warc.gz": ""}), "WACZ"),
        (files.open_document("text"), "ODT"),
        (files.open_document("spreadsheet"), "ODS"),
        (files.word("x")[:200], "damaged"),
    ],
)
def test_what_no_reader_takes_is_refused_by_name(content, words):
    with pytest.raises(Unreadable, match=words):
        sniff(content, file_name="report.txt", media_type="text/plain")
