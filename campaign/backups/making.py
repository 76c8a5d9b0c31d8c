"""A backup: every row of one moment, every file it names, and a list of checksums.

Written beside its name, pressed onto the disk and renamed: it is there whole or not
at all, for its owner only.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from archive import integrity
from archive.models import AccessionFile, ChainLink
from campaign.backups import boxes, locking, moments, rows

FORMAT = 1
_CHUNK_BYTES = 8 * 1024 * 1024


class CannotBackUp(ValueError):
    """Why there is no backup, in a sentence."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is in a backup. missing: files that rows name and that are not there."""

    rows: int
    files: int
    missing: list[str]
    head: str


@dataclass(slots=True)
class _Packing:
    box: boxes.Box
    files: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    def put_file(self, name: str) -> None:
        """Once each; what is not there is told, and the rest is kept."""
        if name in self.files:
            return
        try:
            with default_storage.open(name) as stream:
                content = stream.read()
        except FileNotFoundError:
            self.missing.append(name)
            return
        part = boxes.Part(f"files/{len(self.files):08}", content)
        self.box.put(part)
        self.files[name] = part.name


def back_up(file: Path, *, at: datetime, passphrase: str = "") -> Made:
    """Write the file, which may not be there yet. Raises CannotBackUp and OSError."""
    with _whole_or_nothing(file) as stream:
        if not passphrase:
            return _pack(boxes.Box(stream), at=at)
        try:
            locked = locking.Locking(stream, passphrase)
        except locking.CannotUnlock as error:
            raise CannotBackUp(str(error)) from error
        made = _pack(boxes.Box(locked), at=at)
        locked.end()
        return made


@contextmanager
def _whole_or_nothing(file: Path) -> Iterator[BinaryIO]:
    _refuse_existing(file)
    part = file.parent / f".{file.name}.part"
    # what a backup that was killed has left is written over; a link is not followed
    flags = os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW
    with os.fdopen(os.open(part, flags, 0o600), "wb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotBackUp(f"Another backup to {file} is being made.") from error
        if not _is_still(part, stream):
            raise CannotBackUp(f"Another backup to {file} was made in this moment.")
        try:
            stream.truncate(0)
            os.fchmod(stream.fileno(), 0o600)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            _refuse_existing(file)
            part.rename(file)
        except BaseException:
            part.unlink(missing_ok=True)
            # what is still to be written has no room; the file is gone anyway
            with suppress(OSError):
                stream.close()
            raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _is_still(part: Path, stream: BinaryIO) -> bool:
    """Whether the open file has this name: another run may have renamed it."""
    try:
        return os.path.samestat(part.lstat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False


def _refuse_existing(file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise CannotBackUp(f"{file} is there already. A backup is never written over.")


def _pack(box: boxes.Box, *, at: datetime) -> Made:
    try:
        return _packed(box, at=at)
    except BaseException:
        box.abandon()
        raise


def _packed(box: boxes.Box, *, at: datetime) -> Made:
    packing = _Packing(box)
    _keep_waiting(packing)
    with moments.one_moment():
        migrated = rows.applied()
        kept = [_put_rows(packing, table) for table in rows.tables(migrated)]
        head = _head({each["table"] for each in kept})
    for name in packing.named:
        packing.put_file(name)
    listed = {
        "format": FORMAT,
        "made_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "database": connection.vendor,
        "migrations": migrated,
        "tables": kept,
        "files": {name: packing.files[name] for name in packing.files},
        "missing": sorted(packing.missing),
        "head": head,
        "parts": dict(box.sums),
    }
    listing = boxes.Part(boxes.LIST, _written(listed))
    box.put(listing)
    box.put(boxes.Part(boxes.SUM, listing.sha256.encode()))
    box.end()
    count = sum(each["rows"] for each in kept)
    return Made(count, len(packing.files), sorted(packing.missing), head)


def _keep_waiting(packing: _Packing) -> None:
    """Files handed in and not read yet: the worker deletes them when they are."""
    waiting = AccessionFile.objects.exclude(content="").order_by("pk")
    for name in waiting.values_list("content", flat=True):
        packing.put_file(name)
    # read in this moment: its capture is in the rows instead
    packing.missing.clear()


def _put_rows(packing: _Packing, table: rows.Table) -> dict[str, Any]:
    count = chunk = 0
    places = [table.columns.index(str(each.column)) for each in table.files]
    for lines in chunks(rows.lines(table)):
        packing.box.put(
            boxes.Part(f"rows/{table.name}/{chunk:06}.jsonl", b"".join(lines))
        )
        chunk, count = chunk + 1, count + len(lines)
        if places:
            values = (json.loads(line) for line in lines)
            packing.named += [v[place] for v in values for place in places if v[place]]
    return {
        "table": table.name,
        "columns": table.columns,
        "rows": count,
        "last": rows.last_number(table),
    }


def chunks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line)
        if size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _head(names: set[str]) -> str:
    """Number and hash of the chain's last link; empty where there is no chain yet."""
    return str(integrity.head()) if ChainLink._meta.db_table in names else ""


def _written(listed: dict[str, Any]) -> bytes:
    return json.dumps(listed, ensure_ascii=False, sort_keys=True).encode() + b"\n"
