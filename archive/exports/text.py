"""A report as plain text, with where it comes from on top."""

from collections.abc import Iterator

from archive import dates
from archive.reading import Opened


def write(opened: Opened, *, site: str) -> str:
    """The words as read; the text itself, unchanged, when all was asked for.

    site: the address of this site, without a slash at the end.
    """
    head = "\n".join(f"{name}: {value}" for name, value in _head(opened, site) if value)
    words = opened.text.text if opened.reading.is_whole else _as_read(opened)
    return f"{head}\n\n{words.rstrip()}\n"


def _head(opened: Opened, site: str) -> Iterator[tuple[str, str]]:
    document, revision = opened.document, opened.revision
    published = document.published
    yield "Title", _line(document.title)
    yield "Author", _line(document.author)
    yield "To", _line(document.addressee)
    yield "Published by", _line(document.source.name) if document.source else ""
    yield "Date", dates.describe(published, language="en") if published else ""
    yield "Language", document.language
    yield "Original", document.url
    yield "Archived at", site + revision.get_absolute_url()
    # Of a text with names left out it would let anybody try names on it.
    yield "SHA-256 of the text", "" if opened.text.masks else revision.sha256


def _as_read(opened: Opened) -> str:
    paragraphs = (
        "".join(piece.text for piece in paragraph.pieces)
        for section in opened.reading.sections
        for paragraph in section.paragraphs
    )
    return "\n\n".join(paragraphs)


def _line(words: str) -> str:
    return " ".join(words.split())
