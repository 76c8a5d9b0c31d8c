"""Files as libraries make them, and as nobody should."""

import io
import zipfile
import zlib
from email.message import EmailMessage

import docx
import typst
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PROSE = "The workers of the pit near Karaganda have not been paid since April. " * 4
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(source):
    return typst.compile(source.encode())


def raw_pdf(*objects):
    """A PDF of these objects; the first is its catalogue."""
    content, offsets = b"%PDF-1.4\n", []
    parts = [content]
    at = len(content)
    for number, body in enumerate(objects, start=1):
        offsets.append(at)
        parts.append(b"%d 0 obj" % number + body + b"endobj\n")
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, at)
    return b"".join([*parts, head, table, trailer])


def pdf_of_empty_pages(count, *, stated=None):
    pages = b"<</Type/Pages/Count %d/Kids[%s]>>"
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        pages % (stated or count, b"<</Type/Page>>" * count),
    )


def pdf_that_unfolds(size):
    stream = zlib.compress(b" " * size, 9)
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<<>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream)
        + stream
        + b"\nendstream ",
    )


def zipped(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def open_document(kind):
    """The kind comes first and unpacked (OpenDocument 1.3 part 2, section 3.3)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", "<office:document-content/>")
    return content.getvalue()


def raw_docx(body, **others):
    main = (
        f'<?xml version="1.0"?><w:document {WORD}><w:body>{body}</w:body></w:document>'
    )
    return zipped({"word/document.xml": main, **others})


def saved(document):
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def word(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def message(body, *, subject="News from the pit", **headers):
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = headers.get("sender", "Marta Feldkirch <marta@example.org>")
    mail["To"] = "list@example.org"
    mail["Date"] = "Thu, 14 Jul 2011 23:30:00 +0600"
    mail.set_content(body)
    return mail


def warc(*records, is_packed=True):
    """Each record is (url, status, media type, content)."""
    content = io.BytesIO()
    writer = WARCWriter(content, gzip=is_packed)
    for url, status, media_type, body in records:
        headers = StatusAndHeaders(
            status, [("Content-Type", media_type)], protocol="HTTP/1.0"
        )
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2012-01-05T10:00:00Z"},
        )
        writer.write_record(record)
        record.raw_stream.close()
    return content.getvalue()
