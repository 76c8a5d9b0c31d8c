"""Any file to text, in this process."""

from archive.readers import sniffing
from archive.readers.readout import (
    Piece,
    Readout,
    Unreadable,
    refuse_length,
    refuse_size,
)

_BROKEN = "The file is damaged or not what it says it is: save it anew and try again."


def pieces(content: bytes, *, file_name: str = "", media_type: str = "") -> list[Piece]:
    """What is to be stored of a file: itself, or the pages of a web archive.

    Raises Unreadable for what no reader takes.
    """
    refuse_size(content)
    kind = sniffing.sniff(content, file_name=file_name, media_type=media_type)
    if kind != "warc":
        return [Piece(content, media_type or TYPES[kind])]
    from archive.readers import warc

    try:
        return warc.pieces(content)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(_BROKEN) from error


TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
}


def read(
    content: bytes, *, file_name: str = "", media_type: str = "", language: str = ""
) -> Readout:
    """The text of a file and what it says of itself.

    The language settles charsets that bytes alone cannot. Raises Unreadable
    with a sentence; whatever a library stumbles over in a broken file is one.
    """
    refuse_size(content)
    kind = sniffing.sniff(content, file_name=file_name, media_type=media_type)
    try:
        readout = _read(kind, content, media_type, language)
        refuse_length(readout.text)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(_BROKEN) from error
    return readout


def _read(kind: str, content: bytes, media_type: str, language: str) -> Readout:
    """The libraries are large, and most files need one of them at most."""
    if kind == "html":
        from archive.readers import page

        return page.read(content, media_type=media_type, language=language)
    if kind == "pdf":
        from archive.readers import pdf

        return pdf.read(content)
    if kind == "docx":
        from archive.readers import docx

        return docx.read(content)
    if kind == "eml":
        from archive.readers import eml

        return eml.read(content, language=language)
    if kind == "warc":
        raise Unreadable("This is a web archive: its pages are read one by one.")
    from archive.readers import plain

    return plain.read(content, language=language)
