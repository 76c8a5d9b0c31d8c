"""A CSV file of missions, row by row; what is wrong with a row is said of it."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# One row is one mission, or one way to reach a mission.
MISSIONS = frozenset({"sending", "receiving", "kind", "country", "wikidata"})
CONTACTS = frozenset(
    {"mission", "sending", "receiving", "kind", "medium", "value", "country"}
)
LONGEST_CELL = 1000
LARGEST_FILE_BYTES = 50 * 1024 * 1024
# What a spreadsheet would carry out instead of showing it.
_FORMULA = ("=", "@", "+", "-")
_MAY_BEGIN_SO = frozenset({"lat", "lon", "phone", "value"})


class Unreadable(ValueError):
    """The file as a whole is no table of missions."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells are trimmed and in NFC; `number` as a spreadsheet counts."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Empty for a column the file does not have."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was not loaded."""

    number: int
    sentence: str
    cells: tuple[str, ...] = field(default=(), compare=False)  # of no whole row


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind` says what one row is: "missions" or "contacts"."""

    name: str
    kind: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = field(default=())


def read(path: Path) -> Sheet:
    """Raises Unreadable with a sentence."""
    return parse(_text(path), name=path.name)


def parse(text: str, *, name: str) -> Sheet:
    """Raises Unreadable with a sentence."""
    with _long_cells():
        try:
            reader = csv.reader(io.StringIO(text, newline=""))
            header = [each.strip() for each in next(reader, [])]
            kind = _kind(header, name)
            rows, faults = _rows(reader, header)
        except csv.Error as error:
            raise Unreadable(
                f"{name} cannot be read as a CSV file: {error}."
            ) from error
    return Sheet(name, kind, tuple(rows), tuple(faults))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST_FILE_BYTES:
        raise Unreadable(f"{path.name} is larger than a table of missions can be.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"{path.name} is not in UTF-8: line {line} holds something else. "
            "Save it as CSV in UTF-8."
        ) from error


def _kind(header: list[str], name: str) -> str:
    columns = set(header)
    if len(columns) < len(header) and "" not in columns:
        raise Unreadable(f"{name} has two columns of the same name.")
    if {"mission", "medium"} <= columns:
        kind, missing = "contacts", CONTACTS - columns
    else:
        kind, missing = "missions", MISSIONS - columns
    if missing and len(header) == 1 and ";" in header[0]:
        raise Unreadable(f"{name} has semicolons between its columns; commas are read.")
    if missing:
        names = ", ".join(sorted(missing))
        raise Unreadable(f"{name}: no column {names}.")
    return kind


def _rows(
    lines: Iterator[list[str]], header: list[str]
) -> tuple[list[Row], list[Fault]]:
    rows, faults = [], []
    for number, cells in enumerate(lines, start=2):
        if not any(cells):
            continue
        try:
            rows.append(Row(number, _cells(cells, header)))
        except ValueError as error:
            faults.append(Fault(number, str(error), tuple(cells)))
    return rows, faults


def _cells(cells: list[str], header: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise ValueError(
            f"It has {len(cells)} cells, and the file {len(header)} columns."
        )
    return {
        column: _cell(column, cell)
        for column, cell in zip(header, cells, strict=True)
        if column
    }


def _cell(column: str, cell: str) -> str:
    if len(cell) > LONGEST_CELL:
        raise ValueError(
            f"“{column}” has {len(cell):,} characters; at most {LONGEST_CELL:,} fit. "
            "A quotation mark may not be closed."
        )
    text = unicodedata.normalize("NFC", cell).strip()
    if any(unicodedata.category(each) in {"Cc", "Cs"} for each in text):
        raise ValueError(f"“{column}” holds a line break or a control character.")
    if text.startswith(_FORMULA) and column not in _MAY_BEGIN_SO:
        raise ValueError(f"“{column}” begins like a formula: {text[:40]}")
    return text


@contextmanager
def _long_cells() -> Iterator[None]:
    """A cell that is too long spoils its row, not the file."""
    before = csv.field_size_limit(LARGEST_FILE_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)
