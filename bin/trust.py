"""Prints the rows that tests wrote as one table; fails where one is a miss."""

import json
import sys
from pathlib import Path

HEADINGS = {
    "full": "Measured in full",
    "short": "Measured in short: fewer of everything than `make trust`",
}
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "": ""}
TITLES = ("measure", "goal", "measured", "")


def table(rows: list[list]) -> list[tuple[str, ...]]:
    """Measure, goal, measured, ok; the database where a measure has one."""
    lines = [
        (
            f"{name} ({DATABASES[place]})" if place else name,
            goal,
            measured,
            "ok" if ok else "MISSED",
        )
        for name, measured, goal, ok, place in rows
    ]
    return sorted(dict.fromkeys(lines))


def show(form: str, rows: list[list]) -> None:
    lines = [TITLES, *table(rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(TITLES))]
    sys.stdout.write(f"\n{HEADINGS[form]}:\n\n")
    for row in lines:
        cells = zip(row, widths, strict=True)
        line = "  ".join(cell.ljust(width) for cell, width in cells)
        sys.stdout.write(f"{line.rstrip()}\n")


def main(form: str, path: str) -> int:
    rows = [json.loads(line) for line in Path(path).read_text().splitlines()]
    show(form, rows)
    missed = sum(not row[3] for row in rows)
    sys.stdout.write(f"\n{len(rows)} figures, {missed} missed.\n")
    return 1 if missed or not rows else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
