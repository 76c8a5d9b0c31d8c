"""The pages of a web archive file (WARC, ISO 28500), plain or gzipped."""

import io
import zlib
from collections.abc import Iterator

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archive.readers import metadata, sniffing
from archive.readers.readout import LIMIT_BYTES, Piece, Unreadable

MOST_RECORDS = 1_000
# Requests, images and styles come with every page.
_MOST_LOOKED_AT = 50_000
_MOST_BYTES = 64 * 1024 * 1024
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream")
_CUT = "The web archive is damaged or cut off after this record."


def pieces(content: bytes) -> list[Piece]:
    """The pages of a web archive; what cannot be taken says why.

    Raises Unreadable when it holds no page at all, or too many.
    """
    found: list[Piece] = []
    total = 0
    for piece in _pages(content):
        total += len(piece.content)
        if len(found) >= MOST_RECORDS or total > _MOST_BYTES:
            raise Unreadable(
                f"The web archive holds more than {MOST_RECORDS:,} pages or"
                f" {_MOST_BYTES // 1024**2} MB of them: bring it in parts."
            )
        found.append(piece)
    if not any(piece.content for piece in found):
        raise Unreadable(
            found[0].refused if found else "The web archive holds no page, text or PDF."
        )
    return found


def _pages(content: bytes) -> Iterator[Piece]:
    unpacked, is_whole = _unpacked(content)
    yield from _in_records(ArchiveIterator(io.BytesIO(unpacked)))
    if not is_whole:
        yield Piece(b"", "", refused=_CUT)


def _unpacked(content: bytes) -> tuple[bytes, bool]:
    """The members of a gzip file one after another, and whether all were whole."""
    if not content.startswith(b"\x1f\x8b"):
        return content, True
    parts: list[bytes] = []
    total, rest = 0, content
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(rest, _MOST_BYTES - total + 1)
        except zlib.error:
            return b"".join(parts), False
        parts.append(part)
        total += len(part)
        if total > _MOST_BYTES:
            raise Unreadable(
                f"The web archive unfolds to more than {_MOST_BYTES // 1024**2} MB:"
                " bring it in parts."
            )
        if not member.eof:
            return b"".join(parts), False
        rest = member.unused_data
    return b"".join(parts), True


def _in_records(records: ArchiveIterator) -> Iterator[Piece]:
    looked_at = 0
    url = ""
    try:
        for record in records:
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                raise Unreadable("The web archive holds far too many records.")
            url = _url(record)
            if _is_page(record) and (piece := _piece(record)):
                yield piece
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        yield Piece(b"", "", url=url, refused=_CUT)


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type not in {"response", "resource"}:
        return False
    is_found = record.rec_type == "resource" or _status(record) == "200"
    kind = _kind(_media_type(record))
    is_robots = _url(record).endswith("/robots.txt")
    return is_found and not is_robots and kind in (*_TYPES, *_UNKNOWN)


def _piece(record: ArcWarcRecord) -> Piece | None:
    """None for what was sent without a kind and is no page."""
    media_type, url = _media_type(record), _url(record)
    retrieved = _warc_header(record, "WARC-Date")
    try:
        # one byte more than is taken tells what is too large
        content = record.content_stream().read(LIMIT_BYTES + 1)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError):
        return Piece(b"", media_type, url, retrieved, "The record is damaged.")
    if reason := _wrong(record, content):
        return Piece(b"", media_type, url, retrieved, reason)
    if _kind(media_type) in _UNKNOWN and not _is_known(content):
        return None
    return Piece(content, media_type, url, retrieved)


def _wrong(record: ArcWarcRecord, content: bytes) -> str:
    packing = record.http_headers and record.http_headers.get_header("Content-Encoding")
    if packing in {"br", "zstd"}:
        return f"The record is compressed in a way that is not read ({packing})."
    if len(content) > LIMIT_BYTES:
        return f"The record is larger than {LIMIT_BYTES // 1024**2} MB."
    if getattr(record.raw_stream, "limit", 0) > 0:
        return "The record is cut off."
    return "" if content.strip() else "The record is empty."


def _is_known(content: bytes) -> bool:
    try:
        return sniffing.sniff(content) in {"html", "pdf"}
    except Unreadable:
        return False


def _kind(media_type: str) -> str:
    return media_type.split(";", maxsplit=1)[0].strip().lower()


def _status(record: ArcWarcRecord) -> str:
    return str(record.http_headers.get_statuscode()) if record.http_headers else ""


def _media_type(record: ArcWarcRecord) -> str:
    if record.http_headers:
        return str(record.http_headers.get_header("Content-Type") or "")
    return _warc_header(record, "Content-Type")


def _url(record: ArcWarcRecord) -> str:
    return metadata.address(_warc_header(record, "WARC-Target-URI").strip("<>"))


def _warc_header(record: ArcWarcRecord, name: str) -> str:
    return str(record.rec_headers.get_header(name) or "")
