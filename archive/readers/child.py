"""The process that opens files nobody has vouched for. Run by guarded.py.

It has a clock and a memory that end, keeps nothing and writes no file.
"""

import contextlib
import importlib
import os
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from archive.readers import frames, reading
from archive.readers.readout import Unreadable

_BEGINS_WITHIN_SECONDS = 60
# One and a half times what the libraries alone take.
_WORN = 1.5
Answer = tuple[dict[str, object], list[bytes]]
_PIECES = ("media_type", "url", "retrieved", "refused")


def main() -> int:
    limit_bytes, limit_seconds = int(sys.argv[1]), float(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    # a library that prints would otherwise speak into the answers
    os.dup2(2, 1)
    # the parent may ignore or hold back what is to end this process
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    signal.setitimer(signal.ITIMER_REAL, _BEGINS_WITHIN_SECONDS)
    _limit(limit_bytes)
    _warm_up()
    signal.setitimer(signal.ITIMER_REAL, 0)
    frames.send(answers, {"ready": True})
    rested = _memory_pages()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            words, blobs = frames.receive(sys.stdin.buffer)
            signal.setitimer(signal.ITIMER_REAL, limit_seconds)
            try:
                answer, parts = _answer(words, blobs[0])
            except MemoryError:
                return frames.OUT_OF_MEMORY
            # memory once taken is seldom given back: the next file would have less
            answer["is_worn"] = _memory_pages() > rested * _WORN
            frames.send(answers, answer, parts)
            signal.setitimer(signal.ITIMER_REAL, 0)
    return 0


def _limit(limit_bytes: int) -> None:
    # not every system has both, and a limit it lacks is no reason to stop
    for kind, limit in (
        (resource.RLIMIT_DATA, limit_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def _warm_up() -> None:
    """Libraries are loaded once, before the clock of any file runs."""
    for name in ("docx", "eml", "page", "pdf", "warc"):
        importlib.import_module(f"archive.readers.{name}")
    reading.read("<html><body><p>Begun in März.</p></body></html>".encode())


def _memory_pages() -> int:
    """What this process holds now; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def _answer(words: frames.Words, content: bytes) -> Answer:
    told = {
        name: str(words[name])
        for name in ("file_name", "media_type", "language")
        if name in words
    }
    try:
        if words["want"] == "pieces":
            found = reading.pieces(content, **told)
            about = [
                {name: getattr(piece, name) for name in _PIECES} for piece in found
            ]
            return {"pieces": about}, [piece.content for piece in found]
        said = asdict(reading.read(content, **told))
        text = str(said.pop("text")).encode()
    except Unreadable as error:
        return {"unreadable": str(error)}, []
    return {"readout": said}, [text]


if __name__ == "__main__":
    sys.exit(main())
