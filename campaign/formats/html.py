"""A letter as one self-contained HTML file, to keep or to print.

It is looked at without the site, so it carries its style sheet with it and
asks for nothing else.
"""

from functools import cache
from pathlib import Path

from django.template.loader import render_to_string

from campaign.formats import DRAFT, direction, printable
from campaign.letters import Letter

MEDIA_TYPE = "text/html; charset=utf-8"
EXTENSION = "html"

_SHEET = Path(__file__).parents[2] / "static" / "letter.css"


def render(letter: Letter) -> bytes:
    document = render_to_string(
        "campaign/_letter_file.html",
        {
            "letter": printable(letter),
            "direction": direction(letter.language),
            "draft": DRAFT,
            "css": _css(),
        },
    )
    return document.encode()


@cache
def _css() -> str:
    return _SHEET.read_text(encoding="utf-8")
