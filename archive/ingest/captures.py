"""The bytes of a capture on the disk: all of the file, or none of it."""

import hashlib
import os
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage

from archive.models import Capture


def store(capture: Capture, content: bytes) -> None:
    """Write the bytes where their checksum says, unless they are there whole."""
    field_file = capture.content
    path = field_file.field.generate_filename(capture, "")
    if not holds(field_file.storage, path, capture.sha256):
        path = _write(field_file.storage, path, content)
    capture.content.name = path


def holds(storage: Storage, path: str, sha256: str) -> bool:
    """Whether the file is whole: a run that was killed may have left half."""
    if not storage.exists(path):
        return False
    with storage.open(path) as file:
        return hashlib.sha256(file.read()).hexdigest() == sha256


def _write(storage: Storage, path: str, content: bytes) -> str:
    """All of the file or none of it; where the storage put it."""
    if not isinstance(storage, FileSystemStorage):
        storage.delete(path)
        return storage.save(path, ContentFile(content))
    part = f"{path}.{secrets.token_hex(4)}.part"
    try:
        storage.save(part, ContentFile(content))
        _move(Path(storage.path(part)), Path(storage.path(path)))
    finally:
        # the disk may be full; runs that were killed have left theirs
        _sweep(Path(storage.path(path)))
    return path


def _move(part: Path, to: Path) -> None:
    # On the disk before it has its name, and the name before the row says so.
    try:
        _sync(part)
        part.replace(to)
    except FileNotFoundError:
        # another run has stored these bytes in this moment, and swept up
        if not to.exists():
            raise
    _sync(to.parent)


def _sweep(whole: Path) -> None:
    for part in whole.parent.glob(f"{whole.name}.*part"):
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
