"""One module per letter format: render(letter) -> bytes.

Here is what they share: the word on a draft, the writing direction, plain
blocks of lines, and the guard against characters no document may hold.
"""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, Literal

from babel import Locale, UnknownLocaleError

from campaign.letters import BLANK_LINE, Letter

DRAFT = "DRAFT"

# Line ends and control characters: they break lines, headers, XML, terminals.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Not characters at all: UTF-8 refuses the first, XML the others.
_IMPOSSIBLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way the language is written; left to right when it is unknown."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "ltr"
    return "rtl" if locale.text_direction == "rtl" else "ltr"


def printable(letter: Letter) -> Letter:
    """The letter with a space for each line break or control character.

    A composed letter has none, and a format still does not rely on that. All
    other characters stay, direction marks too: each line is set on its own.
    """
    cleaned: dict[str, Any] = {}  # as replace() takes them
    for field in fields(letter):
        value = getattr(letter, field.name)
        if isinstance(value, str):
            cleaned[field.name] = _clean(value)
        elif isinstance(value, tuple):
            cleaned[field.name] = tuple(map(_clean, value))
    return replace(letter, **cleaned)


def plain(blocks: Iterable[Iterable[str]]) -> str:
    """Blocks of lines, an empty line between; what is empty is left out."""
    texts = ("\n".join(filter(None, block)) for block in blocks)
    return "\n\n".join(filter(None, texts)) + "\n"


def copies(letter: Letter) -> tuple[str, ...]:
    """The label and whom copies go to; nothing when there are none."""
    return (letter.copies_label, *letter.copies) if letter.copies else ()


def mail_body(letter: Letter) -> str:
    """What one types into a mail: LF line ends, a final one, no hard wrapping.

    The addressee and the subject are left out: the header of a mail has them.
    Who writes stands at the end, where mail has it: the signature, then what
    of the sender block it does not repeat. A line to sign by hand is dropped.
    """
    letter = printable(letter)
    signature = tuple(line for line in letter.signature if line != BLANK_LINE)
    sender = tuple(line for line in letter.sender if line not in signature)
    return plain(
        [
            [DRAFT if letter.is_draft else ""],
            [letter.place_and_date],
            [letter.reference],
            [letter.salutation],
            *([paragraph] for paragraph in letter.paragraphs),
            [letter.closing],
            [*signature, *sender],
            copies(letter),
        ]
    )


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", _BREAKS.sub(" ", text))
