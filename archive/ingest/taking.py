"""A file, a page or a web archive, taken in; what became of each thing in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from archive import readers
from archive.ingest.drafting import Described, Received, Refused, refuse_size
from archive.ingest.storing import AlreadyKnown, ingest
from archive.models import Document


class Reader(Protocol):
    """readers.Guarded, which keeps a hostile file in a process of its own."""

    def pieces(
        self, content: bytes, *, file_name: str = "", media_type: str = ""
    ) -> list[readers.Piece]: ...

    def read(
        self,
        content: bytes,
        *,
        file_name: str = "",
        media_type: str = "",
        language: str = "",
    ) -> readers.Readout: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one thing: a document, new or known, or why there is none.

    name is the address of a page in a web archive, else empty.
    """

    name: str
    document: Document | None
    is_new: bool
    reason: str


def take_in(
    received: Received, described: Described, *, reader: Reader
) -> Iterator[Taken]:
    """Store what a file holds: one document, or one for each page of a WARC.

    Each in a transaction of its own; what is refused keeps nothing else out.
    Raises Refused when nothing at all can be read of it.
    """
    refuse_size(len(received.content))
    try:
        found = reader.pieces(
            received.content,
            file_name=received.file_name,
            media_type=received.media_type,
        )
    except readers.Unreadable as reason:
        raise Refused(str(reason)) from reason
    if not found:
        raise Refused("There is no page in this web archive that can be read.")
    for piece in found:
        yield _taken(piece, received, described, reader)


def _taken(
    piece: readers.Piece, received: Received, described: Described, reader: Reader
) -> Taken:
    if piece.refused:
        return Taken(piece.url, None, is_new=False, reason=piece.refused)
    one = replace(
        received,
        content=piece.content,
        media_type=piece.media_type,
        url=piece.url or received.url,
        received_at=_moment(piece.retrieved) or received.received_at,
    )
    try:
        document = ingest(one, described, read=reader.read)
    except AlreadyKnown as known:
        return Taken(piece.url, known.document, is_new=False, reason=str(known))
    except Refused as reason:
        return Taken(piece.url, None, is_new=False, reason=str(reason))
    return Taken(piece.url, document, is_new=True, reason="")


def _moment(written: str) -> datetime | None:
    """When the web archive got it; None when it does not say in which zone."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
