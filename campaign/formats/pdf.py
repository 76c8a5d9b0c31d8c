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

from campaign.formats import DRAFT, copies, direction, printable
from campaign.letters import BLANK_LINE, Letter

MEDIA_TYPE = "application/pdf"
EXTENSION = "pdf"

_TEMPLATE = Path(__file__).with_name("letter.typ")
_FONTS = Path(__file__).parents[2] / "data" / "fonts"
# language, perhaps a script, perhaps a country: "ru", "kk-Arab", "pt-BR"
_TAG = re.compile(
    r"(?P<language>[a-zA-Z]{2,3})(-[a-zA-Z]{4})?(-(?P<region>[A-Z]{2}))?\b"
)
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
        sys_inputs={"letter": json.dumps(_inputs(letter))},
        pdf_standards=standard,
        timestamp=datetime.combine(letter.written_on, time(), UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave pages instead of one file")
    return pdf


def _inputs(letter: Letter) -> dict[str, object]:
    tag = _TAG.match(letter.language)
    return asdict(letter) | {
        "written_on": letter.written_on.isoformat(),
        "copies": copies(letter),
        "title": letter.subject or letter.place_and_date or "Letter",
        "direction": direction(letter.language),
        "lang": tag["language"].lower() if tag else "und",
        "region": tag["region"] if tag else None,
        "draft": DRAFT,
        "blank": BLANK_LINE,
    }


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
