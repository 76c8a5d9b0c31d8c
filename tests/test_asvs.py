"""docs/asvs.md: each requirement once, and each proof is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
PAGE = (ROOT / "docs/asvs.md").read_text()
ROWS = re.findall(
    r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| (.*) \|$",
    PAGE,
    re.MULTILINE,
)
STATES = {"met", "**not met**", "not applicable"}
# Levels 1 and 2 of version 5.0.0, by section, without V10 and V17; "a-b" is a row.
REQUIRED = """
1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2
2.1.1-3 2.2.1-3 2.3.1-4 2.4.1
3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2
4.1.1-3 4.2.1 4.3.1-2 4.4.1-4
5.1.1 5.2.1-3 5.3.1-2 5.4.1-3
6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4
7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2
8.1.1-2 8.2.1-3 8.3.1 8.4.1
9.1.1-3 9.2.1-4
11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1
12.1.1-3 12.2.1-2 12.3.1-4
13.1.1 13.2.1-5 13.3.1-2 13.4.1-5
14.1.1-2 14.2.1-4 14.3.1-3
15.1.1-3 15.2.1-3 15.3.1-7
16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
"""


def required() -> list[str]:
    numbers: list[str] = []
    for each in REQUIRED.split():
        first, _, last = each.partition("-")
        section, _, start = first.rpartition(".")
        counted = range(int(start), int(last or start) + 1)
        numbers += [f"{section}.{number}" for number in counted]
    return numbers


@cache
def functions_of(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }


def is_there(named: str) -> bool:
    """A file or folder, or a test in a file: `path::name`."""
    path, _, test = named.partition("::")
    if not (ROOT / path).exists():
        return False
    return not test or test in functions_of(ROOT / path)


def proofs(words: str) -> list[str]:
    return re.findall(r"`((?:[\w-]+/[\w./-]+|pyproject\.toml)(?:::\w+)?)`", words)


def test_each_requirement_stands_there_once():
    assert sorted(number for number, *_ in ROWS) == sorted(required())
    assert len(required()) == 217


def test_each_has_a_state():
    assert [row[0] for row in ROWS if row[3] not in STATES] == []


def test_what_is_met_names_what_shows_it():
    met = [row for row in ROWS if row[3] == "met"]

    assert len(met) > 100
    assert [row[0] for row in met if not proofs(row[4])] == []


def test_what_is_not_met_says_why():
    assert [row[0] for row in ROWS if row[3] != "met" and len(row[4]) < 10] == []


def test_what_is_named_is_there():
    named = sorted({proof for row in ROWS for proof in proofs(row[4])})

    assert len(named) > 100
    assert [proof for proof in named if not is_there(proof)] == []


def test_the_counts_are_those_of_the_rows():
    counted = Counter(row[3] for row in ROWS)
    sentence = re.search(
        r"Of (\d+) .* (\d+) are met, (\d+) are not, (\d+) do not", PAGE
    )

    assert sentence
    assert [int(number) for number in sentence.groups()] == [
        len(ROWS),
        counted["met"],
        counted["**not met**"],
        counted["not applicable"],
    ]


def test_no_broken_hash_guards_anything():
    """MD5 and SHA-1 are called nowhere but where it is said to guard nothing."""
    calls = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in ("config", "archive", "campaign")
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(r"\b(md5|sha1)\(", line) and "usedforsecurity=False" not in line
    ]

    assert calls == []


@pytest.mark.parametrize(
    "script", sorted((ROOT / "static").rglob("*.js")), ids=lambda path: path.name
)
def test_no_script_keeps_anything_in_the_browser(script):
    kept = re.compile(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\."
    )

    assert not kept.search(script.read_text())
