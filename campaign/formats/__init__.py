"""One module per letter format: render(letter) -> bytes.

Here is what they share: the word on a draft, the writing direction, plain
blocks of lines, the sources and their QR code, and the guard against
characters that no document may hold.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

from babel import Locale, UnknownLocaleError

from campaign.letters import BLANK_LINE, Letter

DRAFT = "DRAFT"

# Line ends and control characters: they break lines, headers, XML, terminals.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Not characters at all: UTF-8 refuses the first, XML the others.
_IMPOSSIBLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
# What a browser accepts in <input type=email>: one address, ASCII.
_EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII | re.IGNORECASE
)
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
# On 22 mm of paper a telephone still reads the 57 modules of version 10.
_FINEST_QR_VERSION = 10
_QUIET_MODULES = 4  # ISO/IEC 18004 asks for them on each side


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way the language is written; left to right when it is unknown."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "ltr"
    return "rtl" if locale.text_direction == "rtl" else "ltr"


def printable(letter: Letter) -> Letter:
    """The letter with a space for each line break or control character.

    In a paragraph LF stays, which a writer made: each format breaks the line
    there. Of others a composed letter has none, and a format still does not
    rely on that. All other characters stay, direction marks too: each line is
    set on its own.
    """
    cleaned: dict[str, Any] = {}  # as replace() takes them
    for field in fields(letter):
        value = getattr(letter, field.name)
        if isinstance(value, str):
            cleaned[field.name] = _clean(value)
        elif isinstance(value, tuple):
            cleaned[field.name] = tuple(
                _clean(item) if isinstance(item, str) else item for item in value
            )
    cleaned["paragraphs"] = tuple(
        "\n".join(_clean(line) for line in text.split("\n"))
        for text in letter.paragraphs
    )
    return replace(letter, **cleaned)


def plain(blocks: Iterable[Iterable[str]]) -> str:
    """Blocks of lines, an empty line between; what is empty is left out."""
    texts = ("\n".join(filter(None, block)) for block in blocks)
    return "\n\n".join(filter(None, texts)) + "\n"


def copies(letter: Letter) -> tuple[str, ...]:
    """The label and whom copies go to; nothing when there are none."""
    return (letter.copies_label, *letter.copies) if letter.copies else ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph, and the numbers of its sources: "1, 3", or nothing."""

    text: str
    marks: str

    @property
    def in_brackets(self) -> str:
        """As plain text, with the lines it has."""
        return f"{self.text} [{self.marks}]" if self.marks else self.text


def cited(letter: Letter) -> list[Cited]:
    """The paragraphs; a number that no source in the list has is left out."""
    noted = (*letter.notes, *[()] * len(letter.paragraphs))
    known = range(1, len(letter.sources) + 1)
    return [
        Cited(text, ", ".join(str(number) for number in numbers if number in known))
        for text, numbers in zip(letter.paragraphs, noted, strict=False)
    ]


def notes_below(letter: Letter) -> list[list[str]]:
    """The sources and the address of the evidence, as blocks of plain lines."""
    numbered = [f"[{number}] {each}" for number, each in enumerate(letter.sources, 1)]
    evidence = " ".join(filter(None, [letter.evidence_label, letter.evidence_url]))
    return [
        [letter.sources_label, *numbered] if numbered else [],
        [evidence] if letter.evidence_url else [],
    ]


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address to be photographed; square, its quiet zone included."""

    modules: int  # on each side
    path: str  # SVG path data, one step a module
    png: bytes  # black on white, eight pixels a module

    @property
    def svg(self) -> str:
        """A document of its own."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg"'
            f' viewBox="0 0 {self.modules} {self.modules}"><path d="{self.path}"/></svg>'
        )


@lru_cache(maxsize=64)
def qr_code(address: str) -> QrCode | None:
    """None for no address, and for one too long to be read from paper.

    Making one takes 7 ms, so they are kept: an address is that of a page of
    ours and says nothing of who writes.
    """
    import segno

    if not is_web_address(address):
        return None
    try:
        code = segno.make_qr(address, error="m")
    except (segno.DataOverflowError, UnicodeError):
        return None
    if int(code.version) > _FINEST_QR_VERSION:
        return None
    saved = io.BytesIO()
    code.save(saved, kind="png", scale=8, border=_QUIET_MODULES)
    modules, _height = code.symbol_size(border=_QUIET_MODULES)
    return QrCode(int(modules), _path(code.matrix), saved.getvalue())


def _path(rows: Iterable[Iterable[int]]) -> str:
    """One rectangle for each run of dark modules."""
    steps = []
    for y, row in enumerate(rows, _QUIET_MODULES):
        x = _QUIET_MODULES
        for is_dark, run in groupby(row, key=bool):
            length = len(list(run))
            if is_dark:
                steps.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(steps)


def is_web_address(address: str) -> bool:
    """Whether it may become a link: nothing that a browser would run."""
    return address.startswith(("https://", "http://"))


def is_email(address: str) -> bool:
    """One plain e-mail address, and nothing that could become a second."""
    return (
        "=?" not in address
        and len(address) <= _LONGEST_EMAIL
        and bool(_EMAIL.fullmatch(address))
    )


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
            [letter.reference, letter.facts_checked],
            [letter.salutation],
            *([paragraph.in_brackets] for paragraph in cited(letter)),
            [letter.closing],
            [*signature, *sender],
            copies(letter),
            *notes_below(letter),
        ]
    )


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", _BREAKS.sub(" ", text))
