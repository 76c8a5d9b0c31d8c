"""The few words of a letter that are ours, in its language.

Read from data/protocol/labels.json.
"""

import json
from functools import cache
from typing import NotRequired, TypedDict

from django.conf import settings

_FILE = settings.BASE_DIR / "data" / "protocol" / "labels.json"


class Labels(TypedDict):
    """One language; {…} is filled in."""

    reference: str
    copies: str
    sources: str
    evidence: str
    source: str  # {publisher}, {title}
    facts_checked: str  # {date}
    resolved: str  # {date}
    vote: str  # {vote}
    of_many: NotRequired[dict[str, str]]  # in a closing: "my" to "our"


def labels(language: str) -> Labels:
    """Those of the language; English where it has none."""
    known = _known()
    return known.get(language) or known.get(language.partition("-")[0]) or known["en"]


def closing(words: Labels, text: str, *, many: bool) -> str:
    """The closing of one person, or of several."""
    for one, several in words.get("of_many", {}).items() if many else ():
        text = text.replace(one, several)
    return text


@cache
def _known() -> dict[str, Labels]:
    read: dict[str, Labels] = json.loads(_FILE.read_text("utf-8"))
    return read
