"""What a file is: its bytes decide, then its name, then what was said of it."""

import io
import re
import zipfile
from pathlib import PurePath

from archive.readers.readout import Unreadable

_HEAD = 8_192
_PICTURE = "This is an image. Type out or scan its words into text, then bring that."
_SOUND = "This is a sound or video recording. Write down what is said and bring that."
_PROGRAM = "This is a program, not a document."
_PACKED = "This is a compressed archive ({}). Unpack it and bring the files inside."
_SHEET = "This is a spreadsheet ({}). Save it as PDF or copy its words as text."
_SLIDES = "This is a set of slides ({}). Save it as PDF and bring that."
_WRITER = "This is a {} document. Save it as DOCX or PDF and bring that."
_OLD_OFFICE = (
    "This is an old Word, Excel or Outlook file (before 2007). Save it as DOCX or PDF."
)
_BYTES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftypheic", _PICTURE),
    (4, b"ftypavif", _PICTURE),
    (4, b"ftypmif1", _PICTURE),
    (0, b"\x00\x00\x01\x00", _PICTURE),
    (0, b"8BPS", _PICTURE),
    (0, b"AT&TFORM", "This is a DjVu scan. Run it through OCR and bring the text."),
    (4, b"ftyp", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"fLaC", _SOUND),
    (0, b"RIFF", _SOUND),
    (0, b"\x1aE\xdf\xa3", _SOUND),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"MZ\x90", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"7z\xbc\xaf", _PACKED.format("7z")),
    (0, b"Rar!", _PACKED.format("RAR")),
    (0, b"BZh", _PACKED.format("bzip2")),
    (0, b"\xfd7zXZ", _PACKED.format("xz")),
    (257, b"ustar", _PACKED.format("tar")),
    (0, b"\xd0\xcf\x11\xe0", _OLD_OFFICE),
    (0, b"{\\rtf", _WRITER.format("rich text (RTF)")),
    (0, b"%!PS", _WRITER.format("PostScript")),
    (0, b"SQLite format 3\x00", "This is a database, not a document."),
)
_INSIDE_ZIP = (
    (("xl/",), _SHEET.format("XLSX")),
    (("ppt/",), _SLIDES.format("PPTX")),
    (
        ("datapackage.json",),
        _PACKED.format("WACZ, with web pages"),
    ),
    (("META-INF/container.xml",), _WRITER.format("e-book (EPUB)")),
    (("META-INF/MANIFEST.MF", "classes.dex"), _PROGRAM),
    (("Index/Document.iwa",), _WRITER.format("Pages")),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": _WRITER.format("LibreOffice (ODT)"),
    b"application/vnd.oasis.opendocument.spreadsheet": _SHEET.format("ODS"),
    b"application/vnd.oasis.opendocument.presentation": _SLIDES.format("ODP"),
}
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What may stand before a page's first tag: each costs a step, none is retried.
_PREFACE = re.compile(r"\ufeff|\s+|<!--.*?-->|<\?[^>]*>", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<(?:html|head|body)(?=[\s>])[^>]*>", re.IGNORECASE)
_PAGE_TAGS = re.compile(
    r"<(?:/html|/?head|body|title|meta|link|script|style|p|div|h1|table)\b",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HEADER = re.compile(rb"(?:>?From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n)")
_HEADER_NAME = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
_SENT = {b"received", b"message-id", b"mime-version"}
_WRITTEN = {b"from", b"subject", b"date", b"to"}


def sniff(content: bytes, *, file_name: str = "", media_type: str = "") -> str:
    """text, html, pdf, docx, eml or warc.

    Raises Unreadable, by name and with what to do, for anything else that is
    known; what is not known is text until decoding says otherwise.
    """
    said = f"{PurePath(file_name).suffix.lower()} {media_type.lower()}"
    if content.startswith(b"%PDF-") or _is_late_pdf(content):
        return "pdf"
    _refuse_known(content)
    if content.startswith(b"PK\x03\x04"):
        return _zip(content)
    if content.startswith(b"\x1f\x8b"):
        return _gzip(content)
    if content.startswith(b"WARC/"):
        return "warc"
    return _writing(content, said)


def _is_late_pdf(content: bytes) -> bool:
    """With bytes before its head, as mail gateways leave; not a text about PDF."""
    return b"%PDF-" in content[:1024] and b"endobj" in content


def _refuse_known(content: bytes) -> None:
    for at, magic, sentence in _BYTES:
        if content.startswith(magic, at):
            raise Unreadable(sentence)


def _zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable(
            "The file is damaged: it may have been cut off on its way. Fetch it again."
        ) from None
    for beginning, sentence in _INSIDE_ZIP:
        if any(name.startswith(beginning) for name in names):
            raise Unreadable(sentence)
    for media_type, sentence in _OPEN_DOCUMENT.items():
        if media_type in content[:200]:
            raise Unreadable(sentence)
    if any(name.startswith("word/") for name in names):
        return "docx"
    raise Unreadable(_PACKED.format("ZIP"))


def _gzip(content: bytes) -> str:
    import zlib

    try:
        head = zlib.decompressobj(wbits=31).decompress(content, 16)
    except zlib.error:
        head = b""
    if head.startswith(b"WARC/"):
        return "warc"
    raise Unreadable(_PACKED.format("gzip"))


def _writing(content: bytes, said: str) -> str:
    if is_message(content, is_said=".eml" in said or ".mht" in said or "822" in said):
        return "eml"
    start = beginning(content)
    if is_page(start):
        return "html"
    is_said = ".htm" in said or ".xht" in said or "html" in said
    if is_said and (_ANY_TAG.search(start) or b"</" in content):
        return "html"
    return "text"


def beginning(content: bytes) -> str:
    """The first letters, near enough to see what they begin."""
    return content[:_HEAD].decode(marked_charset(content) or "utf-8", errors="replace")


def marked_charset(content: bytes) -> str:
    """The charset a byte order mark names; empty without one."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), "")


def is_page(start: str) -> bool:
    """Whether this is the start of a page, not a text that speaks of tags."""
    at = 0
    while match := _PREFACE.match(start, at):
        at = match.end()
    if _DOCTYPE.match(start, at):
        return True
    first = _FIRST_TAG.match(start, at)
    return bool(first and _PAGE_TAGS.search(start, first.end()))


def is_message(content: bytes, *, is_said: bool) -> bool:
    """A message as mailed; a letter typed with From: and To: is a text.

    Where the name says it is a message, those lines are enough.
    """
    head = re.split(rb"\r?\n\r?\n", content[:65_536].lstrip(b"\r\n"), maxsplit=1)[0]
    if not _HEADER.match(head + b"\n"):
        return False
    names = {name.lower() for name in _HEADER_NAME.findall(head)}
    if is_said:
        return bool(names & (_SENT | _WRITTEN))
    return len(names & _SENT) > 0 and len(names & (_WRITTEN | _SENT)) >= 3
