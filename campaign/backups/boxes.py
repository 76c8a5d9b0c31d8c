"""One file of many parts: a plain tar that any system can look into. Pure.

Whatever tar can say besides "a file of this name and size" is refused, and nothing is
ever unpacked by tar: parts are read one by one, and their reader decides.
"""

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Protocol, cast

LARGEST_PART = 512 * 1024 * 1024
LIST, SUM = "manifest.json", "manifest.sha256"
# Rows of a table, or a file by its number: where it belongs, the list says.
_NAME = re.compile(
    r"rows/[a-z][a-z0-9_]{0,62}/\d{6}\.jsonl|files/\d{8}|manifest\.(?:json|sha256)",
    re.ASCII,
)


class Damaged(ValueError):
    """Why this is no backup to trust, in a sentence."""


class Writer(Protocol):
    def write(self, data: bytes, /) -> int: ...


class Reader(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Box:
    """Writes parts one behind the other, and remembers their checksums."""

    def __init__(self, to: Writer) -> None:
        self.sums: dict[str, str] = {}
        # the stream has no seek, so the tar is written from start to end
        stream = cast(IO[bytes], to)
        self._tar = tarfile.TarFile.open(
            fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT
        )

    def put(self, part: Part) -> None:
        head = tarfile.TarInfo(part.name)
        head.size, head.mode = len(part.content), 0o600
        self._tar.addfile(head, io.BytesIO(part.content))
        self.sums[part.name] = part.sha256

    def end(self) -> None:
        self._tar.close()

    def abandon(self) -> None:
        """Write nothing more, not even what waits: there may be no room for it."""
        cast(Any, self._tar.fileobj).closed = True


def parts(source: Reader) -> Iterator[Part]:
    """Each part in turn. Raises Damaged; memory holds one part at a time."""
    seen: set[str] = set()
    try:
        with tarfile.open(fileobj=cast(IO[bytes], source), mode="r|") as tar:
            for member in tar:
                _refuse_strange(member)
                if member.name in seen:
                    raise Damaged(f"“{member.name}” is there twice.")
                seen.add(member.name)
                stream = tar.extractfile(member)
                content = stream.read() if stream else b""
                if len(content) != member.size:
                    raise Damaged("The file ends too early.")
                yield Part(member.name, content)
    except (tarfile.TarError, EOFError) as error:
        raise Damaged("This is no backup, or it is damaged or cut short.") from error


def _refuse_strange(member: tarfile.TarInfo) -> None:
    shown = member.name[:100]
    if member.type not in {tarfile.REGTYPE, tarfile.AREGTYPE} or member.issparse():
        raise Damaged(f"“{shown}” is no plain file. Nothing like that is in a backup.")
    if not _NAME.fullmatch(member.name):
        raise Damaged(f"“{shown}” is no name that a backup has.")
    if member.size > LARGEST_PART:
        raise Damaged(f"“{shown}” is larger than any part of a backup.")
