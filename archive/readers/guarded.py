"""Reading in a process of its own, so that a hostile file harms only that.

The process is begun with the first file that needs it and kept. One that
dies is replaced, and its file is Unreadable.
"""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from archive.readers import frames, plain, reading, sniffing
from archive.readers.readout import Piece, Readout, Unreadable, refuse_size

LIMIT_SECONDS = 5.0
# With the libraries' code, which does not count, this makes 300 MB.
LIMIT_BYTES_OF_MEMORY = 240 * 1024 * 1024
_ENDS_WITHIN_SECONDS = 2
_ROOT = Path(__file__).resolve().parents[2]


class Guarded:
    """Reads as archive.readers does. Not for two threads at once."""

    def __init__(
        self,
        *,
        limit_seconds: float = LIMIT_SECONDS,
        limit_bytes: int = LIMIT_BYTES_OF_MEMORY,
    ) -> None:
        self._limit_seconds = limit_seconds
        self._limit_bytes = limit_bytes
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._reap(self._child)

    def pieces(
        self, content: bytes, *, file_name: str = "", media_type: str = ""
    ) -> list[Piece]:
        refuse_size(content)
        kind = sniffing.sniff(content, file_name=file_name, media_type=media_type)
        if kind != "warc":
            return reading.pieces(content, file_name=file_name, media_type=media_type)
        told = {"want": "pieces", "file_name": file_name, "media_type": media_type}
        words, blobs = self._ask(told, content)
        return _pieces(words, blobs)

    def read(
        self,
        content: bytes,
        *,
        file_name: str = "",
        media_type: str = "",
        language: str = "",
    ) -> Readout:
        refuse_size(content)
        kind = sniffing.sniff(content, file_name=file_name, media_type=media_type)
        # 0.05 ms for a report of 2 kB; the way to the process and back takes 0.3 ms,
        # and to begin it half a second
        if kind == "text" and plain.is_light(content):
            return plain.read(content, language=language)
        told = {
            "want": "readout",
            "file_name": file_name,
            "media_type": media_type,
            "language": language,
        }
        words, blobs = self._ask(told, content)
        return _readout(words, blobs[0].decode())

    def _ask(
        self, told: dict[str, str], content: bytes
    ) -> tuple[dict[str, object], list[bytes]]:
        child = self._running()
        try:
            frames.send(_pipe(child.stdin), told, [content])
            words, blobs = frames.receive(_pipe(child.stdout))
        except (EOFError, OSError, ValueError):
            raise Unreadable(self._why(self._reap(child))) from None
        except BaseException:
            # interrupted between question and answer: the answer is another's
            self.close()
            raise
        if words["is_worn"]:
            self.close()
        if "unreadable" in words:
            raise Unreadable(str(words["unreadable"]))
        return words, blobs

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = _begun(self._limit_bytes, self._limit_seconds)
        return self._child

    def _reap(self, child: subprocess.Popen[bytes]) -> int:
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()
        self._child = None
        try:
            return child.wait(timeout=_ENDS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()

    def _why(self, code: int) -> str:
        if code == -signal.SIGALRM:
            return (
                f"The file takes longer than {self._limit_seconds:g} seconds to read:"
                " it is far too complicated for a report."
            )
        if code == frames.OUT_OF_MEMORY:
            return "The file takes too much memory to read: it is no ordinary report."
        return "The file is broken in a way that stops its reader: save it anew."


def _begun(limit_bytes: int, limit_seconds: float) -> subprocess.Popen[bytes]:
    """A child that is ready. It is told where the code is and nothing more.

    Its session is its own: Ctrl-C is for the command, which then closes it.
    """
    paths = [str(_ROOT), *(path for path in sys.path if path)]
    child = subprocess.Popen(  # noqa: S603  our own module, no shell
        [
            sys.executable,
            "-m",
            "archive.readers.child",
            str(limit_bytes),
            str(limit_seconds),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={"PYTHONPATH": os.pathsep.join(paths), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        frames.receive(_pipe(child.stdout))
    except (EOFError, ValueError):
        child.kill()
        code = child.wait()
        raise RuntimeError(
            f"The readers' process does not start (code {code})."
        ) from None
    return child


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _pieces(words: frames.Words, blobs: list[bytes]) -> list[Piece]:
    about = words["pieces"]
    rows = about if isinstance(about, list) else []
    return [Piece(blob, **row) for blob, row in zip(blobs, rows, strict=True)]


def _readout(words: frames.Words, text: str) -> Readout:
    """The answer as a value again: JSON has lists where we have tuples."""
    said = words["readout"]
    fields = dict(said) if isinstance(said, dict) else {}
    fields["aside"] = tuple((start, end) for start, end in fields["aside"])
    for name in ("page_starts", "notes"):
        fields[name] = tuple(fields[name])
    return Readout(text=text, **fields)
