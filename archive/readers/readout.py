"""What reading a file gives, and what is said when it cannot be read."""

from dataclasses import dataclass

# The size of a report, with room for a book; the door refuses the same.
LIMIT_BYTES = 5 * 1024 * 1024


class Unreadable(ValueError):
    """Why a file cannot be read, in one sentence for a campaigner."""


@dataclass(frozen=True, slots=True)
class Readout:
    """A file as text. Offsets count code points, end excluded; empty = not said.

    published is an ISO day or month; aside is what surrounds an article;
    page_starts is where each page of a PDF begins; notes are for the curator.
    """

    text: str
    kind: str
    media_type: str
    title: str = ""
    byline: str = ""
    language: str = ""
    published: str = ""
    url: str = ""
    site_name: str = ""
    aside: tuple[tuple[int, int], ...] = ()
    page_starts: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to store; retrieved is the ISO moment of a web archive's record.

    refused says why a record of a web archive is left out; content is then
    empty.
    """

    content: bytes
    media_type: str
    url: str = ""
    retrieved: str = ""
    refused: str = ""


def refuse_length(text: str) -> None:
    """A small file may hold a great deal of text."""
    if len(text) > LIMIT_BYTES:
        raise Unreadable(
            f"The file holds {len(text) / 1e6:.0f} million letters; up to 5 million are"
            " read."
        )


def refuse_size(content: bytes) -> None:
    if len(content) > LIMIT_BYTES:
        size, limit = len(content) / 1024**2, LIMIT_BYTES / 1024**2
        raise Unreadable(
            f"The file is {size:.0f} MB; files up to {limit:.0f} MB are read."
        )
