"""Putting a finished copy in its place: all of it or nothing, and no more."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
# By this a folder is known as ours.
_FORMAT = "copy of an archive, 1"


class NotCopied(ValueError):
    """Why nothing is written there, in words for whoever asked."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to write into; it takes the target's place when all went well.

    It stands beside the target, so that this is a change of names. Raises
    NotCopied, before anything is written, where something else would be lost.
    """
    target = target.resolve()
    refuse_what_is_not_ours(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    before = target.with_name(f".{target.name}.before")
    with _alone(target.parent):
        _bring_back(before, target)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        try:
            yield part
            if target.exists():
                target.rename(before)
            part.rename(target)
            shutil.rmtree(before, ignore_errors=True)
        finally:
            shutil.rmtree(part, ignore_errors=True)
            _bring_back(before, target)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two who write side by side would take each other's files away."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise NotCopied(f"Another copy is being made in {folder} just now.") from error
    finally:
        os.close(held)


def _bring_back(before: Path, target: Path) -> None:
    """What a run that was killed between two changes of names took away."""
    if before.exists() and not target.exists():
        before.rename(target)


def refuse_what_is_not_ours(target: Path) -> None:
    if target.is_mount():
        raise NotCopied(
            f"{target} is a whole disk, which cannot be replaced at once. "
            f"Name a folder on it, such as {target / 'archive'}."
        )
    if target.exists() and not target.is_dir():
        raise NotCopied(f"{target} is a file. Name a folder.")
    if not target.exists() or not any(target.iterdir()):
        return
    ours = _listed(target)
    if ours is None:
        raise NotCopied(
            f"{target} is not empty and holds no earlier copy. "
            "Name a new folder; nothing was changed."
        )
    strange = next((each for each in _files(target) if each not in ours), None)
    if strange:
        raise NotCopied(
            f"{target} holds an earlier copy and something else: {strange}. It would "
            "be lost. Put it elsewhere or name a new folder; nothing was changed."
        )


def seal(folder: Path, *, site: str, made_on: date, head: str) -> int:
    """List every file with its checksum. Returns how many there are.

    head: the end of the archive's chain as that day found it.
    """
    sums = {file: _sum_of(folder / file) for file in sorted(_files(folder))}
    manifest = {
        "format": _FORMAT,
        "site": site,
        "made_on": made_on.isoformat(),
        "archive_head": head,
        "files": sums,
    }
    written = json.dumps(manifest, ensure_ascii=False, indent=1)
    _write(folder / MANIFEST, f"{written}\n")
    lines = "".join(f"{digest}  {file}\n" for file, digest in sums.items())
    _write(folder / SUMS, lines)
    return len(sums)


def _listed(folder: Path) -> set[str] | None:
    """The files of an earlier copy; None when it is none."""
    try:
        read = json.loads((folder / MANIFEST).read_text("utf-8"))
        is_ours = read["format"] == _FORMAT
        return {*read["files"], MANIFEST, SUMS} if is_ours else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if not path.is_dir() or path.is_symlink():
            yield path.relative_to(folder).as_posix()


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
