"""The pictures by which a campaign is known elsewhere: link card and button.

Made from the campaign's own words; nothing a visitor typed is ever in them.
Letters are drawn as shapes, so that they look alike on every machine.
"""

import json
import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from campaign import typesetting

CARD_SIZE = (1200, 630)  # pixels; the proportions that link previews crop to
BUTTON_SIZE = (320, 100)

_TEMPLATE = Path(__file__).with_name("pictures.typ")
_LONGEST = 400  # characters of a text; more never fits the card
_UNBROKEN = re.compile(r"\S{20}(?=\S)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a picture says, in the language of the page it stands for."""

    title: str
    summary: str
    state: str  # "Urgent", "Won"
    act: str  # what its button asks for; "" = nothing
    site: str
    is_urgent: bool = False
    language: str = "en"
    is_rtl: bool = False


@lru_cache(maxsize=64)
def card(said: Said) -> bytes:
    """PNG, 1200 by 630. The same bytes for the same words."""
    return _drawn(said, "card", form="png")


@lru_cache(maxsize=64)
def button(said: Said) -> bytes:
    """SVG without script, style, link or request."""
    return _drawn(said, "button", form="svg")


def _drawn(said: Said, kind: str, *, form: Literal["png", "svg"]) -> bytes:
    words = {
        name: _breakable(value) if isinstance(value, str) else value
        for name, value in asdict(said).items()
    }
    words |= {"language": said.language.partition("-")[0], "kind": kind}
    return typesetting.picture(_TEMPLATE, json.dumps(words), form=form)


def _breakable(text: str) -> str:
    """As much as may fit, with room to break in words that are no words."""
    whole = text[:_LONGEST].encode("utf-8", "replace").decode()
    return _UNBROKEN.sub("\\g<0>\u200b", whole)
