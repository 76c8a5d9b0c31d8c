"""A letter as a Word document, for those who want to change it by hand.

Every part of the letter has a paragraph style, most under the names that word
processors give them. The styles and the page are in letter_docx, the parts of
an empty document.
"""

import io
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from math import ceil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from campaign.formats import (
    DRAFT,
    cited,
    copies,
    direction,
    is_web_address,
    printable,
    qr_code,
)
from campaign.letters import Letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSION = "docx"

_PARTS = Path(__file__).with_name("letter_docx")
_ABOVE_ADDRESS = Mm(62.7 - 25)  # from the margin to the window, as in letter.typ
_ONE_LINE, _TWO_LINES, _SIGNING_SPACE = Pt(14.5), Pt(29), Pt(36)
_QR_WIDTH = Mm(22)
_TOGETHER = 8  # so many sources are not torn apart, as in letter.typ
# A picture at one side of its column, its top where its paragraph begins.
_ANCHOR = f"""
<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="108000" distR="108000"
  simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1"
  allowOverlap="1">
  <wp:simplePos x="0" y="0"/>
  <wp:positionH relativeFrom="column"><wp:align>SIDE</wp:align></wp:positionH>
  <wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
  <wp:extent cx="{_QR_WIDTH}" cy="{_QR_WIDTH}"/>
  <wp:wrapSquare wrapText="bothSides"/>
</wp:anchor>"""
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


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The document, and whether its letter runs from the right."""

    document: Document
    is_rtl: bool

    def add(self, style: str, *lines: str, before: int = 0) -> None:
        """Lines by themselves: each runs the way its first letter does."""
        for index, line in enumerate(filter(None, lines)):
            paragraph = self.document.add_paragraph(style=style)
            if before and index == 0:
                paragraph.paragraph_format.space_before = Length(before)
            self.write(paragraph, line, is_rtl=_begins_rtl(line))
            if self.is_rtl and not _begins_rtl(line):
                _turn(paragraph)

    def begin(self, style: str, text: str) -> Paragraph:
        """A paragraph that runs as the letter does, whatever it begins with."""
        return self.write(self.document.add_paragraph(style=style), text)

    def write(
        self, paragraph: Paragraph, text: str, *, is_rtl: bool | None = None
    ) -> Paragraph:
        run = paragraph.add_run(text)
        if self.is_rtl if is_rtl is None else is_rtl:
            run.font.rtl = True
        return paragraph


def _turn(paragraph: Paragraph) -> None:
    """From left to right, but where the lines around it stand: "125 Pall Mall"
    would put its number behind in a paragraph from the right.
    """
    properties = paragraph._p.get_or_add_pPr()
    bidi = OxmlElement("w:bidi")
    bidi.set(qn("w:val"), "0")
    properties.insert_element_before(bidi, "w:spacing", "w:ind", "w:jc")
    of_style = paragraph.style.paragraph_format if paragraph.style else None
    if of_style is not None:
        paragraph.paragraph_format.left_indent = of_style.right_indent or Pt(0)
        paragraph.paragraph_format.right_indent = of_style.left_indent or Pt(0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write(document: Document, letter: Letter) -> None:
    sheet = _Sheet(document, direction(letter.language) == "rtl")
    if letter.is_draft:
        document.sections[0].header.paragraphs[0].text = DRAFT
    sheet.add("envelope return", *letter.sender)
    sheet.add("Date", letter.place_and_date)
    sheet.add("envelope address", *letter.addressee, before=_room_above(letter))
    references = list(filter(None, (letter.reference, letter.facts_checked)))
    sheet.add("Reference Line", *references, before=_TWO_LINES)
    sheet.add("Subject Line", letter.subject, before=0 if references else _TWO_LINES)
    sheet.add("Salutation", letter.salutation)
    paragraphs = [each for each in cited(letter) if each.text]
    for each in paragraphs:
        written = sheet.begin("Body Text", each.text)
        if each.marks:
            written.add_run(_apart(each.marks, sheet)).font.superscript = True
        if each is paragraphs[-1]:  # no page begins with the signature alone
            written.paragraph_format.keep_with_next = True
    sheet.add("Closing", letter.closing)
    sheet.add("Signature", *letter.signature, before=_SIGNING_SPACE)
    has_sources = letter.sources or letter.evidence_url  # all on one page, if it can be
    above = _ONE_LINE if has_sources else _TWO_LINES
    sheet.add("Copies", *copies(letter), before=above)
    _write_sources(sheet, letter)


def _apart(marks: str, sheet: _Sheet) -> str:
    """In Arabic "2026." and a 1 behind it would be one number, from the left."""
    return f"\u200f{marks}" if sheet.is_rtl else marks


def _write_sources(sheet: _Sheet, letter: Letter) -> None:
    """Below the letter, beside the lines the code of the page."""
    written = []
    if letter.sources and letter.sources_label:
        written.append(sheet.begin("Sources", letter.sources_label))
    for number, source in enumerate(letter.sources, 1):
        written.append(sheet.begin("Source", f"{number}.\t"))
        words = _kept_together(source) if sheet.is_rtl else source
        sheet.write(written[-1], words, is_rtl=_begins_rtl(source))
    if letter.evidence_url:
        written.append(sheet.begin("Evidence", f"{letter.evidence_label} ".lstrip()))
        _link(written[-1], letter.evidence_url, is_rtl=sheet.is_rtl)
    for paragraph in written[:-1]:
        paragraph.paragraph_format.keep_with_next = len(letter.sources) <= _TOGETHER
    if code := qr_code(letter.evidence_url):
        side = "left" if sheet.is_rtl else "right"
        _add_picture(
            written[0], code.png, side=side, description=f"QR: {letter.evidence_url}"
        )


def _kept_together(line: str) -> str:
    """Latin words keep the full stop or slash at their end in Arabic too."""
    return line if _begins_rtl(line) else f"\u200e{line}\u200e"


def _link(paragraph: Paragraph, address: str, *, is_rtl: bool) -> None:
    """The address at the end of the paragraph, to be followed on a screen."""
    run = paragraph.add_run(_kept_together(address) if is_rtl else address)
    if not is_web_address(address):
        return
    link = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(
        address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link.set(qn("r:id"), relation)
    run._r.addprevious(link)
    link.append(run._r)


def _add_picture(
    paragraph: Paragraph, png: bytes, *, side: str, description: str
) -> None:
    """At that side of the column; the lines from here on run beside it."""
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=_QR_WIDTH)
    inline = shape._inline
    inline.docPr.set("name", "QR")
    inline.docPr.set("descr", description)
    anchor = parse_xml(_ANCHOR.replace("SIDE", side))
    anchor.extend(
        [
            inline.docPr,
            inline.find(qn("wp:cNvGraphicFramePr")),
            inline.find(qn("a:graphic")),
        ]
    )
    inline.getparent().replace(inline, anchor)


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
