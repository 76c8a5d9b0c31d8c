"""A letter as tagged PDF (PDF/UA-1), set by typst from letter.typ.

The letter reaches the template as JSON and is never read as markup.
"""

import json
import re
from dataclasses import asdict
from pathlib import Path

from campaign import typesetting
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


def render(letter: Letter) -> bytes:
    """The same bytes for the same letter; the file is dated with the letter."""
    given = _inputs(printable(letter))
    return typesetting.pdf(_TEMPLATE, given, day=letter.written_on)


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
