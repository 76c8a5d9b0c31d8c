"""A letter as a Word document, for those who want to change it by hand.

Every part of the letter has a paragraph style, most under the names that word
processors give them. The styles and the page are in letter_docx, the parts of
an empty document.
"""

import io
import unicodedata
from datetime import UTC, datetime, time
from functools import cache
from math import ceil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from campaign.formats import DRAFT, copies, direction, printable
from campaign.letters import Letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSION = "docx"

_PARTS = Path(__file__).with_name("letter_docx")
_ABOVE_ADDRESS = Mm(62.7 - 25)  # from the margin to the window, as in letter.typ
_TWO_LINES, _SIGNING_SPACE = Pt(29), Pt(36)
_LETTERS_A_LINE = 40  # that 80 mm of Noto Serif at 10.5 pt hold


def render(letter: Letter) -> bytes:
    """The same bytes for the same letter, made by nobody and dated with it."""
    letter = printable(letter)
    document = docx.Document(io.BytesIO(_empty_document()))
    _describe(document, letter)
    _write(document, letter)
    return _packed(document)


def _describe(document: Document, letter: Letter) -> None:
    properties = document.core_properties
    properties.title = letter.subject[:255]  # the most that a property holds
    properties.language = letter.language[:255]
    moment = datetime.combine(letter.written_on, time(), UTC)
    properties.created = properties.modified = moment
    spoken = document.styles.element.find(".//" + qn("w:lang"))
    spoken.set(qn("w:val"), letter.language)
    if direction(letter.language) == "rtl":
        spoken.set(qn("w:bidi"), letter.language)
        document.styles.element.find(".//" + qn("w:bidi")).set(qn("w:val"), "1")


def _write(document: Document, letter: Letter) -> None:
    is_rtl = direction(letter.language) == "rtl"

    def add(style: str, *lines: str, before: int = 0) -> None:
        added = [_add(document, style, line) for line in lines if line]
        if added and before:
            added[0].paragraph_format.space_before = Length(before)

    if letter.is_draft:
        document.sections[0].header.paragraphs[0].text = DRAFT
    add("envelope return", *letter.sender)
    add("Date", letter.place_and_date)
    add("envelope address", *letter.addressee, before=_room_above(letter))
    add("Reference Line", letter.reference, before=_TWO_LINES)
    add("Subject Line", letter.subject, before=0 if letter.reference else _TWO_LINES)
    add("Salutation", letter.salutation)
    for paragraph in letter.paragraphs:
        _add(document, "Body Text", paragraph, is_rtl=is_rtl)
    add("Closing", letter.closing)
    add("Signature", *letter.signature, before=_SIGNING_SPACE)
    add("Copies", *copies(letter), before=_TWO_LINES)


def _add(
    document: Document, style: str, text: str, *, is_rtl: bool | None = None
) -> Paragraph:
    """A line by itself runs the way its first letter does, unless told."""
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text)
    if _begins_rtl(text) if is_rtl is None else is_rtl:
        run.font.rtl = True
    return paragraph


def _begins_rtl(line: str) -> bool:
    kinds = map(unicodedata.bidirectional, line)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _room_above(letter: Letter) -> int:
    """What sender and date leave above the window; two lines at least."""
    lines = sum(ceil(len(line) / _LETTERS_A_LINE) for line in letter.sender)
    used = lines * Pt(14.5) + (Pt(21.5) if letter.place_and_date else 0)
    return max(_ABOVE_ADDRESS - used, _TWO_LINES)


@cache
def _empty_document() -> bytes:
    files = sorted(path for path in _PARTS.rglob("*") if path.is_file())
    return _zipped(
        {path.relative_to(_PARTS).as_posix(): path.read_bytes() for path in files}
    )


def _packed(document: Document) -> bytes:
    """The package without the time at which it was saved."""
    saved = io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        for name, content in parts.items():
            entry = ZipInfo(name)  # dated 1 January 1980
            entry.create_system = 0  # not the system of this server
            package.writestr(entry, content, ZIP_DEFLATED)
    return packed.getvalue()
