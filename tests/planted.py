"""Words planted on purpose, and the search for them however they were put away."""

import base64
import bz2
import gzip
import hashlib
import io
import lzma
import random
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from django.db import connection

_DEEPEST = 3
_INFLATED_BYTES = 200_000
_STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
# Ends that depend on what stands beside it, for each of three alignments.
_HEAD = (0, 2, 3)


def word() -> str:
    """Fourteen letters that no language, no key and no digest has in this order."""
    chosen = random.SystemRandom().choices("bcdfghjklmnpqrstvwxz", k=13)
    return "Q" + "".join(chosen)


def needles(planted: Mapping[str, str]) -> dict[bytes, str]:
    """What is looked for, in lower case, and what it would give away.

    As it is, in UTF-16, as hexadecimal figures, as base64 whatever stands before,
    and its digests, which tell whoever guesses the name.
    """
    found: dict[bytes, str] = {}
    for what, token in planted.items():
        raw = token.encode()
        for said in (token.lower(), token.lower()[1:-1]):
            found |= {said.encode(form): what for form in ("utf-8", "utf-16-le")}
        found[raw.hex().encode()] = what
        for shift, head in enumerate(_HEAD):
            coded = base64.b64encode(b"\0" * shift + raw)[head:-4]
            found[coded.lower()] = what
        for kind in ("md5", "sha1", "sha256", "sha512"):
            digest = hashlib.new(kind, raw, usedforsecurity=False).digest()
            found[digest.lower()] = found[digest.hex().encode()] = what
    return found


def traces(data: bytes, wanted: Mapping[bytes, str]) -> set[str]:
    """What of it is in these bytes, or in what was packed into them."""
    return {
        what
        for part in _parts(data)
        for low in (part.lower(),)
        for needle, what in wanted.items()
        if needle in low
    }


def in_folder(
    folder: Path,
    wanted: Mapping[bytes, str],
    *,
    since: float = 0,
    but: Collection[Path] = (),
) -> list[tuple[str, str]]:
    """Files and file names below a folder that give something away.

    But for folders named, and files last written before then (seconds of the epoch).
    """
    found = []
    for path in folder.rglob("*"):
        if not {path, *path.parents}.isdisjoint(but):
            continue
        said = traces(str(path).encode(), wanted)
        try:
            if path.is_file() and path.stat().st_mtime >= since:
                said |= traces(path.read_bytes(), wanted)
        except FileNotFoundError:
            continue  # gone meanwhile, such as a WAL that was taken in
        found += [(str(path), what) for what in sorted(said)]
    return found


def every_row() -> bytes:
    """Every row of every table of the test's database."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows).encode()


def _parts(data: bytes, depth: int = 0) -> Iterator[bytes]:
    yield data
    if depth < _DEEPEST:
        for part in _unpacked(data):
            yield from _parts(part, depth + 1)


def _unpacked(data: bytes) -> Iterator[bytes]:
    ways = {b"\x1f\x8b": gzip, b"BZ": bz2, b"\xfd7": lzma}
    try:
        if way := ways.get(data[:2]):
            yield way.decompress(data)
        elif data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                yield from (packed.read(name) for name in packed.namelist())
        else:
            yield from _streams(data)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile):
        return


def _streams(data: bytes) -> Iterator[bytes]:
    """Whatever begins as zlib writes it, wherever it stands: PDFs, kept values."""
    seen = memoryview(data)
    for match in _STREAM.finditer(data):
        try:
            part = seen[match.start() : match.start() + _INFLATED_BYTES]
            if made := zlib.decompressobj().decompress(part, _INFLATED_BYTES):
                yield made
        except zlib.error:
            continue
