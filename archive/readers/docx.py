"""DOCX: paragraphs, headings, tables and notes in their order.

Reads three parts of the package and follows no link out of it. Names are
compared without namespace, since strict and transitional files differ in it.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from archive import lexicon
from archive.readers import printed, tidying
from archive.readers.readout import Readout, Unreadable

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_ENTRIES = 2_000
_MOST_BYTES = 100 * 1024 * 1024
_MOST_PART_BYTES = 30 * 1024 * 1024
# Deflate makes of the dullest real document a hundredth, of zeros a thousandth.
_MOST_RATIO = 200
_RATIO_COUNTS_FROM = 1024 * 1024
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOMB = "The Word file is packed so that it unfolds to far more than a report: refused."
_DAMAGED = "The Word file is damaged: open it, save it again and bring the new one."
_LOCKED = "The Word file is locked with a password: save it without one."
_SKIPPED = lexicon.listed(
    "del moveFrom Fallback instrText delText pPr rPr sectPr tabs tblPr tcPr trPr"
)
_TITLE_STYLES = frozenset({"title", "titel", "titre", "heading1", "berschrift1"})


@dataclass(slots=True)
class _Body:
    """What is being put together; note numbers are those of the file."""

    paragraphs: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    title: str = ""
    style: str = ""


def read(content: bytes) -> Readout:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_bombs(package)
            return _read(package)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError):
        raise Unreadable(_DAMAGED) from None
    except RuntimeError:
        raise Unreadable(_LOCKED) from None


def _refuse_bombs(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(_LOCKED)
    is_bomb = any(
        entry.file_size > _RATIO_COUNTS_FROM
        and entry.file_size > entry.compress_size * _MOST_RATIO
        for entry in entries
    )
    total = sum(entry.file_size for entry in entries)
    if is_bomb or len(entries) > _MOST_ENTRIES or total > _MOST_BYTES:
        raise Unreadable(_BOMB)


def _read(package: zipfile.ZipFile) -> Readout:
    main = _main_part(package)
    body = _body(_parsed(package, main))
    notes = _notes(package, main, body.notes)
    text = "\n\n".join([*body.paragraphs, *notes])
    if not text.strip():
        raise Unreadable(
            "The Word file holds no text, only pictures or nothing at all."
        )
    core = _core(package)
    return Readout(
        text=text,
        kind="docx",
        media_type=_MEDIA_TYPE,
        title=tidying.one_line(body.title) or printed.title(core.get("title", "")),
        byline=printed.author(core.get("creator", "")),
        language=printed.language(core.get("language", ""), text),
        published=_day(core),
        notes=_left_out(package),
    )


def _main_part(package: zipfile.ZipFile) -> str:
    if "_rels/.rels" in package.namelist():
        for relation in _parsed(package, "_rels/.rels"):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
    return "word/document.xml"


def _parsed(package: zipfile.ZipFile, name: str) -> etree._Element:
    """A part as a tree. The size read is bounded whatever the index states."""
    with package.open(name) as part:
        content = part.read(_MOST_PART_BYTES + 1)
    if len(content) > _MOST_PART_BYTES:
        raise Unreadable(_BOMB)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        tree = etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError:
        raise Unreadable(_DAMAGED) from None
    # the format forbids what could name entities and files (ECMA-376 part 2)
    if tree.getroottree().docinfo.doctype:
        raise Unreadable(_DAMAGED)
    return tree


def _body(tree: etree._Element) -> _Body:
    body = _Body()
    for event, element, name in _steps(tree):
        if event == "start":
            _open(body, element, name)
        else:
            _close(body, name)
    return body


def _steps(tree: etree._Element) -> Iterator[tuple[str, etree._Element, str]]:
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        name = _local(element)
        if event == "start" and name == "pStyle":
            yield event, element, name
        if name in _SKIPPED:
            if event == "start" and name != "pPr":
                walker.skip_subtree()
            continue
        if name != "pStyle":
            yield event, element, name


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else "del"


def _attribute(element: etree._Element, name: str) -> str:
    return next(
        (value for key, value in element.items() if key.rpartition("}")[2] == name), ""
    )


def _open(body: _Body, element: etree._Element, name: str) -> None:
    if name == "t":
        body.parts.append(element.text or "")
    elif name in _SIGNS:
        body.parts.append(_SIGNS[name])
    elif name == "tr":
        body.cells.append([])
    elif name == "pStyle":
        body.style = _attribute(element, "val").lower().replace(" ", "")
    elif name in {"footnoteReference", "endnoteReference"}:
        body.notes.append(f"{name[:-9]}:{_attribute(element, 'id')}")
        body.parts.append(f"[{len(body.notes)}]")


def _close(body: _Body, name: str) -> None:
    if name == "p":
        _end_paragraph(body)
    elif name == "tc" and body.cells:
        body.cells[-1].append("\x1f")
    elif name == "tr" and body.cells:
        _end_row(body)


def _end_paragraph(body: _Body) -> None:
    text = _tidied("".join(body.parts))
    body.parts.clear()
    if text and body.cells:
        body.cells[-1].append(text)
    elif text:
        body.paragraphs.append(text)
    is_title = body.style in _TITLE_STYLES and not body.title
    if text and is_title and len(body.paragraphs) <= 3:
        body.title = text
    body.style = ""


def _end_row(body: _Body) -> None:
    """A row of short cells is a line; of long ones, or of a frame, paragraphs."""
    cells = "\n".join(body.cells.pop()).split("\x1f")[:-1]
    texts = [cell.strip("\n") for cell in cells]
    if any("\n" in text or len(text) > 200 for text in texts):
        rows = [line for text in texts for line in text.split("\n") if line]
    else:
        rows = ["\t".join(texts).strip("\t")]
    rows = [row for row in rows if row]
    if body.cells:
        body.cells[-1] += rows
    else:
        body.paragraphs += rows


def _tidied(text: str) -> str:
    lines = tidying.tidy(text).split("\n")
    return "\n".join(" ".join(line.split(" ")).strip() for line in lines).strip()


def _notes(package: zipfile.ZipFile, main: str, wanted: list[str]) -> list[str]:
    """The notes in the order of their signs in the text."""
    if not wanted:
        return []
    texts: dict[str, str] = {}
    folder = posixpath.dirname(main)
    for kind in ("footnote", "endnote"):
        name = posixpath.join(folder, f"{kind}s.xml")
        if name in package.namelist():
            for note in _parsed(package, name):
                body = _body(note)
                texts[f"{kind}:{_attribute(note, 'id')}"] = " ".join(body.paragraphs)
    found = ((number, texts.get(key, "")) for number, key in enumerate(wanted, start=1))
    return [f"[{number}] {text}" for number, text in found if text]


def _core(package: zipfile.ZipFile) -> dict[str, str]:
    """What the file's properties say (ECMA-376 part 2, section 8.3)."""
    if "docProps/core.xml" not in package.namelist():
        return {}
    tree = _parsed(package, "docProps/core.xml")
    return {_local(part): part.text or "" for part in tree}


def _day(core: Mapping[str, str]) -> str:
    # a library's pattern carries the day the library was written
    if "python-docx" in core.get("creator", "") + core.get("description", ""):
        return ""
    made, changed = core.get("created", ""), core.get("modified", "")
    return printed.file_day(printed.day(made), printed.day(changed))


def _left_out(package: zipfile.ZipFile) -> tuple[str, ...]:
    names = package.namelist()
    notes = []
    if any(name.endswith("vbaProject.bin") for name in names):
        notes.append("The file holds macros; they were not looked at.")
    pictures = sum(name.startswith("word/media/") for name in names)
    if pictures:
        many = "1 picture was" if pictures == 1 else f"{pictures} pictures were"
        notes.append(f"{many} left out.")
    return tuple(notes)
