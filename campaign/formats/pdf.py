"""A letter as tagged PDF (PDF/UA-1), set by typst from letter.typ.

The letter reaches the template as JSON and is never read as markup. The only
files typst may read are that template and data/fonts; it loads no package.
"""

import json
import re
import threading
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from campaign.formats import (
    DRAFT,
    cited,
    copies,
    direction,
    is_web_address,
    printable,
    qr_code,
)
from campaign.letters import BLANK_LINE, Letter

MEDIA_TYPE = "application/pdf"
EXTENSION = "pdf"

_TEMPLATE = Path(__file__).with_name("letter.typ")
_FONTS = Path(__file__).parents[2] / "data" / "fonts"
# language, perhaps a script, perhaps a country: "ru", "kk-Arab", "pt-BR"
_TAG = re.compile(
    r"(?P<language>[a-zA-Z]{2,3})(-[a-zA-Z]{4})?(-(?P<region>[A-Z]{2}))?\b"
)
_NO_GLYPH = "\ufeff"  # a mark without width that no font has
# Words that may be wider than their column: 80 mm of an address hold 21 letters
# as wide as the type is high, the text 43, and sources break at their slashes.
_LONG_IN_ADDRESS = re.compile(r"\S{18}")
_LONG_IN_TEXT = re.compile(r"\S{36}")
_LONG_IN_SOURCE = re.compile(r"[^\s/-]{36}")
_local = threading.local()


def render(letter: Letter) -> bytes:
    """The same bytes for the same letter; the file is dated with the letter.

    A character that no font of ours has (an emoji, a Georgian name) prints as
    a box. PDF/UA-1 forbids that, so such a letter is tagged but does not claim
    the standard.
    """
    letter = printable(letter)
    try:
        return _compile(letter, standard="ua-1")
    except typst.TypstError:
        return _compile(letter, standard="1.7")


def _compile(letter: Letter, *, standard: Literal["ua-1", "1.7"]) -> bytes:
    pdf = _compiler().compile(
        format="pdf",
        sys_inputs={"letter": _inputs(letter)},
        pdf_standards=standard,
        timestamp=datetime.combine(letter.written_on, time(), UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave pages instead of one file")
    return pdf


def _inputs(letter: Letter) -> str:
    """The letter as JSON, with what the template does not work out."""
    tag = _TAG.match(letter.language)
    code = qr_code(letter.evidence_url)
    inputs = asdict(letter) | {
        "written_on": letter.written_on.isoformat(),
        "references": [*filter(None, (letter.reference, letter.facts_checked))],
        "paragraphs": [asdict(paragraph) for paragraph in cited(letter)],
        "has_long_words": _has_long_words(letter),
        "is_web_address": is_web_address(letter.evidence_url),
        "qr": code.svg if code else None,
        "copies": copies(letter),
        "title": letter.subject or letter.place_and_date or "Letter",
        "direction": direction(letter.language),
        "lang": tag["language"].lower() if tag else "und",
        "region": tag["region"] if tag else None,
        "draft": DRAFT,
        "blank": BLANK_LINE,
    }
    return json.dumps(inputs, ensure_ascii=False).replace(_NO_GLYPH, "")


def _has_long_words(letter: Letter) -> bool:
    addressee = (line for line in letter.addressee if line != BLANK_LINE)
    lines = (*letter.sender, letter.place_and_date, *addressee)
    text = (
        *letter.paragraphs,
        *letter.signature,
        *letter.copies,
        letter.copies_label,
        letter.reference,
        letter.facts_checked,
        letter.subject,
        letter.salutation,
        letter.closing,
    )
    below = (*letter.sources, letter.evidence_url, letter.evidence_label)
    return any(
        pattern.search(line)
        for pattern, searched in (
            (_LONG_IN_ADDRESS, lines),
            (_LONG_IN_TEXT, text),
            (_LONG_IN_SOURCE, (*below, letter.sources_label)),
        )
        for line in searched
    )


def _compiler() -> typst.Compiler:
    """One per thread: a compiler keeps what it read and is not shared."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
        )
    compiler: typst.Compiler = _local.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[_FONTS],
    )
