"""What a site answers: read no longer and no further than was agreed."""

import http.client
import io
import re
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.fetching.addresses import Address, NotFetched

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Clock = Callable[[], float]

# Status line and headers, besides the page itself.
_HEAD_BYTES = 256 * 1024
_PIECE_BYTES = 64 * 1024
_MOVED = frozenset({301, 302, 303, 307, 308})
_MEDIA_TYPES = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/xhtml+xml",
        "message/rfc822",
        "text/html",
        "text/plain",
    }
)
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;|\Z)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_BROKEN_OFF = "The site broke off its answer: try again later."


@dataclass(frozen=True, slots=True)
class Page:
    content: bytes
    media_type: str
    status: int


@dataclass(frozen=True, slots=True)
class Moved:
    location: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long and how much: one for a whole fetch, redirects included."""

    ends_at: float
    clock: Clock
    limit_bytes: int

    def seconds_left(self) -> float:
        """Raises TimeoutError when there are none."""
        left = self.ends_at - self.clock()
        if left <= 0:
            raise TimeoutError
        return left


class _TooLarge(OSError):
    """Not a ValueError: http.client takes those for faults in the answer."""


def answer(
    connection: socket.socket, address: Address, allowance: Allowance
) -> Page | Moved:
    """Ask for a page. Raises NotFetched, or TimeoutError."""
    try:
        connection.settimeout(allowance.seconds_left())
        connection.sendall(_request(address))
        return _read(connection, allowance)
    except (NotFetched, TimeoutError):
        raise
    except _TooLarge as error:
        raise NotFetched(_too_large(allowance)) from error
    except (OSError, OverflowError, ValueError, http.client.HTTPException) as error:
        raise NotFetched(_BROKEN_OFF) from error


def _read(connection: socket.socket, allowance: Allowance) -> Page | Moved:
    response = http.client.HTTPResponse(connection, method="GET")
    response.fp.close()
    response.fp = io.BufferedReader(_Bounded(connection, allowance))
    with closing(response):
        response.begin()
        if response.status in _MOVED:
            return Moved(response.headers.get("Location", ""))
        if response.status != http.HTTPStatus.OK:
            raise NotFetched(f"The site answered {response.status}, not with a page.")
        return _page(response, allowance)


def _request(address: Address) -> bytes:
    lines = [
        f"GET {address.target} HTTP/1.1",
        f"Host: {address.authority}",
        "User-Agent: Demarche",
        f"Accept: {', '.join(sorted(_MEDIA_TYPES))}",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode("ascii")


class _Bounded(io.RawIOBase):
    """A connection read no longer and no further than the allowance goes."""

    def __init__(self, connection: socket.socket, allowance: Allowance) -> None:
        super().__init__()
        self._connection = connection
        self._allowance = allowance
        self._bytes_left = allowance.limit_bytes + _HEAD_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._connection.settimeout(self._allowance.seconds_left())
        count = self._connection.recv_into(buffer)
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise _TooLarge
        return count


def _page(response: http.client.HTTPResponse, allowance: Allowance) -> Page:
    media_type = _media_type(response.headers.get("Content-Type", ""))
    _refuse_packed(response)
    declared = response.length
    if declared is not None and declared > allowance.limit_bytes:
        raise NotFetched(_too_large(allowance))
    content = bytearray()
    while piece := response.read(_PIECE_BYTES):
        content += piece
        if len(content) > allowance.limit_bytes:
            raise NotFetched(_too_large(allowance))
    if declared is not None and len(content) < declared:
        raise NotFetched(_BROKEN_OFF)
    return Page(bytes(content), media_type, response.status)


def _refuse_packed(response: http.client.HTTPResponse) -> None:
    """We asked for the bytes as they are; unpacking could fill the memory."""
    for header, plain in (
        ("Content-Encoding", "identity"),
        ("Transfer-Encoding", "chunked"),
    ):
        used = ", ".join(response.headers.get_all(header, [])).strip().lower()
        if used not in ("", plain):
            raise NotFetched(
                "The site sends its pages only in packed form: save the page in a "
                "browser and upload the file."
            )


def _media_type(header: str) -> str:
    match = _MEDIA_TYPE.match(header)
    media_type = match.group(1).lower() if match else ""
    if media_type not in _MEDIA_TYPES:
        raise NotFetched(
            "At this address is no page, text, PDF, DOCX or mail"
            + (f", but {media_type}." if media_type else ".")
        )
    charset = _CHARSET.search(header)
    return (
        f"{media_type}; charset={charset.group(1).lower()}" if charset else media_type
    )


def _too_large(allowance: Allowance) -> str:
    return f"The page is larger than {allowance.limit_bytes // 1024} kB: not fetched."
