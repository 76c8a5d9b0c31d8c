"""Plain text, letter for letter."""

from archive import cleaning, passages
from archive.readers import sniffing, tidying
from archive.readers.readout import Readout, Unreadable


def read(content: bytes, *, language: str = "") -> Readout:
    charset = sniffing.marked_charset(content) or "utf-8"
    tidying.refuse_piled_marks(content.decode(charset, errors="ignore"))
    return Readout(decode(content, language=language), "text", "text/plain")


def decode(content: bytes, *, language: str = "") -> str:
    try:
        return passages.normalise(cleaning.decode(content, language=language))
    except ValueError as error:
        raise Unreadable(str(error)) from error


def is_light(content: bytes) -> bool:
    """Whether no charset need be guessed, so that reading is quick and safe."""
    try:
        content.decode(sniffing.marked_charset(content) or "utf-8")
    except UnicodeDecodeError:
        return False
    return True
