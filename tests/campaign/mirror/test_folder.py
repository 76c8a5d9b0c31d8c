"""A copy takes the place of an earlier one, and of nothing else."""

import hashlib
import json
from datetime import date

import pytest

from campaign.mirror import NotCopied
from campaign.mirror.folder import replacing, seal

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 1)
HEAD = f"0:{0:064}"


def write(target, **files):
    with replacing(target) as part:
        for name, text in files.items():
            (part / name).write_text(text)
        seal(part, site="https://archive.example", made_on=DAY, head=HEAD)


def all_in(folder):
    return sorted(each.name for each in folder.iterdir())


def test_a_copy_is_listed_with_its_site_its_day_and_checksums(tmp_path):
    write(tmp_path / "new" / "copy", page="one")

    made = json.loads((tmp_path / "new" / "copy" / "manifest.json").read_text())

    digest = hashlib.sha256(b"one").hexdigest()
    assert (made["site"], made["made_on"]) == ("https://archive.example", "2026-03-01")
    assert made["files"] == {"page": digest}
    sums = (tmp_path / "new" / "copy" / "SHA256SUMS").read_text()
    assert sums == f"{digest}  page\n"


def test_an_earlier_copy_is_replaced_and_nothing_is_left_of_it(tmp_path):
    write(tmp_path / "copy", old="one")
    write(tmp_path / "copy", new="two")

    assert all_in(tmp_path / "copy") == ["SHA256SUMS", "manifest.json", "new"]
    assert all_in(tmp_path) == ["copy"]


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "copy").mkdir()

    write(tmp_path / "copy", page="one")

    assert (tmp_path / "copy" / "page").read_text() == "one"


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": "years of work"},
        {"manifest.json": "{}"},
        {"manifest.json": "[1]"},
        {"manifest.json": "no json"},
        {"manifest.json": '{"format": "another program\'s"}'},
    ],
)
def test_a_folder_that_holds_something_else_is_refused(tmp_path, files):
    target = tmp_path / "copy"
    target.mkdir()
    for name, text in files.items():
        (target / name).write_text(text)

    with pytest.raises(NotCopied, match="nothing was changed"):
        write(target, page="one")

    assert {each.name: each.read_text() for each in target.iterdir()} == files


def test_a_strange_file_in_an_earlier_copy_is_named_and_kept(tmp_path):
    write(tmp_path / "copy", page="one")
    (tmp_path / "copy" / "notes.txt").write_text("mine")

    with pytest.raises(NotCopied, match=r"notes\.txt"):
        write(tmp_path / "copy", page="two")

    assert (tmp_path / "copy" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "copy" / "page").read_text() == "one"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "copy").write_text("mine")

    with pytest.raises(NotCopied, match="is a file"):
        write(tmp_path / "copy")


def test_a_copy_that_fails_half_way_leaves_the_earlier_one(tmp_path):
    write(tmp_path / "copy", page="one")

    with pytest.raises(TypeError):
        write(tmp_path / "copy", page="half", more=None)

    assert (tmp_path / "copy" / "page").read_text() == "one"
    assert all_in(tmp_path) == ["copy"]


def test_what_a_killed_run_left_behind_is_put_right(tmp_path):
    write(tmp_path / "copy", page="one")
    (tmp_path / "copy").rename(tmp_path / ".copy.before")
    (tmp_path / ".copy.part").mkdir()
    (tmp_path / ".copy.part" / "half").write_text("x")

    with pytest.raises(TypeError):
        write(tmp_path / "copy", page=None)

    assert (tmp_path / "copy" / "page").read_text() == "one"
    assert all_in(tmp_path) == ["copy"]


def test_two_at_once_do_not_take_each_others_files(tmp_path):
    with replacing(tmp_path / "copy") as part:
        (part / "page").write_text("first")
        with pytest.raises(NotCopied, match="just now"):
            write(tmp_path / "copy", page="second")

    assert (tmp_path / "copy" / "page").read_text() == "first"


def test_a_link_to_a_folder_is_followed(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")

    write(tmp_path / "link", page="one")

    assert (tmp_path / "there" / "page").read_text() == "one"
