"""A small disk, how it is filled, and whether what was said to be saved is there."""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.places import Place
from tests.serving import Answer

# Bytes that are left on it when the visitors come.
SIZES = [
    0, 1, 512, 1024, 2048, 4096, 6000, 8192, 12_288, 16_384,
    20_000, 24_576, 32_768, 40_000, 49_152, 65_536, 98_304, 131_072, 262_144, 524_288,
]  # fmt: skip
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


def rows(place: Place) -> int:
    """How many addresses visitors have told."""
    said = "from campaign.models import AddressReport as A; print(A.objects.count())"
    return int(place.shell(said))


def saved(answers: Iterable[Answer]) -> int:
    """How many were told that theirs is."""
    posts = [each for each in answers if each.path.startswith("POST")]
    return sum(each.status in {200, 303} for each in posts)
