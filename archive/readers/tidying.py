"""Stretches of text as the archive keeps them: NFC, LF, nothing invisible."""

import re
import unicodedata

from archive import passages
from archive.readers.readout import Unreadable

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_UNSEEN = re.compile("[\xad\u200b\u2060\ufeff]")
_SPACES = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xa0\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Letters as printed: ligatures, and Arabic in the shape its place gives it.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc]")


def tidy(text: str) -> str:
    """NFC with LF; odd spaces become plain ones, soft hyphens go.

    Raises Unreadable for marks piled so high that nothing could be done.
    """
    refuse_piled_marks(text)
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))


def unshaped(text: str) -> str:
    """Printed shapes back into letters: ﬁ is fi."""
    return _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), text)


def one_line(text: str, limit: int = 300) -> str:
    """For a title or a name: one line, no marks of direction, cut at a word."""
    line = " ".join(_DIRECTIONS.sub("", tidy(text[: limit * 4])).split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] if " " in line[:limit] else line[:limit]


def words(text: str) -> list[str]:
    """The words alone, by which two printings of a line are compared."""
    return re.findall(r"\w+", text.casefold())


def refuse_piled_marks(text: str) -> None:
    try:
        passages.refuse_piled_marks(text)
    except ValueError as error:
        raise Unreadable(str(error)) from error
