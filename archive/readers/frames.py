"""How the readers' process is spoken to: a line of JSON, then bytes.

JSON and not pickle: what read a hostile file is not trusted with more.
"""

import json
from collections.abc import Mapping, Sequence
from typing import IO

Words = Mapping[str, object]
# How the process ends that needed more memory than it may have.
OUT_OF_MEMORY = 3


def send(pipe: IO[bytes], words: Words, blobs: Sequence[bytes] = ()) -> None:
    head = {**words, "blobs": [len(blob) for blob in blobs]}
    pipe.write(json.dumps(head).encode() + b"\n")
    for blob in blobs:
        pipe.write(blob)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, object], list[bytes]]:
    """Raises EOFError when the other side is gone."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    words = json.loads(line)
    return words, [_exactly(pipe, size) for size in words.pop("blobs")]


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    blob = pipe.read(size)
    if len(blob) < size:
        raise EOFError
    return blob
