"""A file is held against its own list before anything is written."""

import io
import json
from typing import Any

import pytest

from campaign.backups import CannotRestore, inspect
from campaign.backups.boxes import Box, Part
from campaign.backups.locking import Locking

ROWS = Part("rows/archive_source/000000.jsonl", b'[1,"a"]\n')
FILE = Part("files/00000000", b"bytes")
WORDS = "correct horse battery staple"
LIST: dict[str, Any] = {
    "format": 1,
    "made_at": "2026-01-02T03:04:05+00:00",
    "database": "sqlite",
    "head": "",
    "migrations": {"archive": ["0001"]},
    "tables": [
        {"table": "archive_source", "columns": ["id", "name"], "rows": 1, "last": 1}
    ],
    "files": {"captures/ab/abcd": FILE.name},
    "missing": [],
    "parts": {ROWS.name: ROWS.sha256, FILE.name: FILE.sha256},
}


def written(folder, *given, listed=None, **said):
    """A file of these parts and a list, which says further things."""
    whole = LIST | {"parts": {each.name: each.sha256 for each in given}} | said
    content = json.dumps(whole).encode() if listed is None else listed
    stream = io.BytesIO()
    box = Box(stream)
    for each in given:
        box.put(each)
    listing = Part("manifest.json", content)
    box.put(listing)
    box.put(Part("manifest.sha256", listing.sha256.encode()))
    box.end()
    file = folder / "backup"
    file.write_bytes(stream.getvalue())
    return file


def refused(file, match):
    with pytest.raises(CannotRestore, match=match):
        inspect(file)


def test_a_whole_backup_is_what_it_says(tmp_path):
    found = inspect(written(tmp_path, ROWS, FILE))

    assert found.made_at == "2026-01-02T03:04:05+00:00"
    assert found.files == {"captures/ab/abcd": FILE.name}


def test_every_byte_that_is_flipped_is_found_or_means_nothing(tmp_path):
    """What tar itself leaves unread (times, owners, padding) may differ."""
    file = written(tmp_path, ROWS, FILE)
    whole, found = file.read_bytes(), inspect(file)

    for place in range(0, 4000, 7):
        changed = bytearray(whole)
        changed[place] ^= 0x41
        file.write_bytes(changed)
        try:
            assert inspect(file) == found
        except CannotRestore:
            continue


@pytest.mark.parametrize("part", [ROWS, FILE], ids=lambda part: part.name)
def test_a_changed_part_is_named(tmp_path, part):
    changed = Part(part.name, part.content + b" ")
    given = [changed if each is part else each for each in (ROWS, FILE)]

    refused(written(tmp_path, *given, parts=LIST["parts"]), f"{part.name}.*has changed")


def test_a_part_that_the_list_does_not_name_is_refused(tmp_path):
    more = Part("rows/archive_source/000001.jsonl", b"[2]\n")

    refused(written(tmp_path, ROWS, FILE, more, parts=LIST["parts"]), "not both")


def test_a_part_that_is_missing_is_refused(tmp_path):
    refused(
        written(
            tmp_path, ROWS, FILE, parts={**LIST["parts"], "files/00000001": "0" * 64}
        ),
        "not both",
    )


def test_a_file_that_is_cut_short_is_refused_wherever_it_is_cut(tmp_path):
    file = written(tmp_path, ROWS, FILE)
    whole = file.read_bytes()
    end = whole.index(b"manifest.sha256")

    for length in range(0, end, 101):
        file.write_bytes(whole[:length])
        refused(file, "cut short|ends too early")


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/etc/x",
        "captures/../../x",
        "a\\b",
        "a\0b",
        "",
        ".",
        ".restoring/x",
        "..",
        "//x",
    ],
)
def test_no_file_leaves_the_folder_of_files(tmp_path, path):
    refused(written(tmp_path, ROWS, FILE, files={path: FILE.name}), "outside")


@pytest.mark.parametrize(
    "listed",
    [b"{}", b"[]", b"null", b"\xff", b"{", b"[" * 100_000, b'{"format": 1}', b'"x"'],
    ids=repr,
)
def test_a_list_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, listed):
    refused(written(tmp_path, ROWS, FILE, listed=listed[:50_000]), "list of the backup")


@pytest.mark.parametrize(
    "said",
    [
        {"tables": [{"table": "t", "columns": 3, "rows": 1, "last": 1}]},
        {"tables": [{"table": "t", "columns": [], "rows": "1", "last": 1}]},
        {"tables": {}, "migrations": []},
        {"files": {"a": "files/00000009"}},
        {"files": []},
        {"parts": {ROWS.name: "x", FILE.name: "y"}},
    ],
    ids=str,
)
def test_a_list_that_says_odd_things_is_refused(tmp_path, said):
    refused(written(tmp_path, ROWS, FILE, **said), "list of the backup")


def test_nothing_follows_the_end(tmp_path):
    file = written(tmp_path, ROWS, FILE)
    stream = io.BytesIO()
    box = Box(stream)
    box.put(Part("files/00000009", b"x"))
    box.end()
    end = file.read_bytes().index(b"manifest.sha256") + 1024
    file.write_bytes(file.read_bytes()[:end] + stream.getvalue())

    refused(file, "follows the end")


def test_a_newer_format_is_left_to_a_newer_version(tmp_path):
    refused(written(tmp_path, ROWS, FILE, format=2), "newer version")


def test_a_locked_backup_asks_for_its_passphrase(tmp_path):
    file = written(tmp_path, ROWS, FILE)
    stream = io.BytesIO()
    lock = Locking(stream, WORDS)
    lock.write(file.read_bytes())
    lock.end()
    file.write_bytes(stream.getvalue())

    refused(file, "passphrase is needed")
    assert inspect(file, passphrase=WORDS).files
