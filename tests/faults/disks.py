"""A small disk, and how it is filled."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_SIZE = 200 * 1024 * 1024


@contextmanager
def mounted() -> Iterator[Path]:
    """With a short path. What needs one is skipped where this user may mount none."""
    folder = Path(tempfile.mkdtemp(prefix="disk."))
    if not _mount(folder):
        folder.rmdir()
        pytest.skip("this user may mount no disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607
        folder.rmdir()


def _mount(folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    try:
        return not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603
    except FileNotFoundError:
        return False


def fill(disk: Path, *, but_for: int) -> None:
    """A ballast that leaves so many bytes, to the page."""
    ballast = disk / "ballast"
    # nothing of it waits in a buffer, where there is no room for it in the end
    with ballast.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(bytes(4096)):
            pass
    size = ballast.stat().st_size
    with ballast.open("r+b") as stream:
        stream.truncate(max(0, size - but_for))


def clear(disk: Path) -> None:
    (disk / "ballast").unlink()
