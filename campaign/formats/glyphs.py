"""Which characters the fonts of the PDF have, read from the fonts themselves.

Only the table "cmap" of a font is read (OpenType 1.9), its formats 4 and 12.
"""

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

from campaign.letters import Letter

_FONTS = Path(__file__).parents[2] / "data" / "fonts"
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # nothing is drawn for them
_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x34F}


def without_glyph(letter: Letter) -> list[str]:
    """What would print as a box: each character once, as it first occurs."""
    values = [getattr(letter, field.name) for field in fields(letter)]
    lines = [each for value in values for each in _lines(value)]
    characters = dict.fromkeys("".join(lines))
    return [each for each in characters if not _is_drawn(each)]


def _lines(value: object) -> Iterator[str]:
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str):
            yield each


def _is_drawn(character: str) -> bool:
    """By a glyph of its own, or by those of its letter and its accents."""
    if unicodedata.category(character) in _UNSEEN or ord(character) in _SELECTORS:
        return True
    covered, parts = _covered(), unicodedata.normalize("NFD", character)
    return ord(character) in covered or all(ord(each) in covered for each in parts)


@cache
def _covered() -> frozenset[int]:
    fonts = [path.read_bytes() for path in sorted(_FONTS.glob("*-Regular.ttf"))]
    return frozenset(point for font in fonts for point in _points(font))


def _points(font: bytes) -> Iterator[int]:
    start = _offset_of_cmap(font)
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">L", font, start + 8 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _in_segments(font, start + offset)
        elif kind == 12:
            yield from _in_groups(font, start + offset)


def _offset_of_cmap(font: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _sum, offset = struct.unpack_from(">4sLL", font, 12 + 16 * number)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("This font says of no character that it has it.")


def _in_segments(font: bytes, start: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, start + 6)
    ends = struct.unpack_from(f">{twice // 2}H", font, start + 14)
    starts = struct.unpack_from(f">{twice // 2}H", font, start + 16 + twice)
    for first, last in zip(starts, ends, strict=True):
        if last != 0xFFFF:  # the segment that ends every table
            yield from range(first, last + 1)


def _in_groups(font: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", font, start + 12)
    for number in range(count):
        first, last = struct.unpack_from(">LL", font, start + 16 + 12 * number)
        yield from range(first, last + 1)
