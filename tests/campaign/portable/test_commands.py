"""The commands write and read a file that follows the printed schema."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from campaign import portable
from campaign.management import archives
from campaign.portable.schema import faults
from tests import make_campaign
from tests.campaign.portable.archives import small

pytestmark = pytest.mark.slow

SCHEMA = "docs/archive-file.schema.json"


def test_the_commands_write_and_read_a_file(handed, tmp_path, capsys):
    small()
    path = tmp_path / "archive.json"
    call_command("export_archive", path)
    call_command("import_archive", path)

    assert path.stat().st_mode & 0o077 == 0
    assert "New: nothing. Known: 1 source, " in capsys.readouterr().out
    assert [each.name for each in tmp_path.iterdir()] == ["archive.json"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "arguments", "sentence"),
    [
        ("export_archive", ["x.json", "--campaign", "nope"], "no campaign “nope”"),
        ("export_archive", ["x.json", "--campaign", "a-draft"], "is a draft"),
        ("export_archive", ["no/such/folder/x.json"], "No such file"),
        ("import_archive", ["no-such.json"], "No such file"),
        ("import_archive", ["."], "Is a directory"),
    ],
)
def test_the_commands_refuse_in_a_sentence(command, arguments, sentence):
    make_campaign.campaign(slug="a-draft", state="draft")

    with pytest.raises(CommandError, match=sentence):
        call_command(command, *arguments)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"sources": 1, "entities": 1}, "1 source, 1 entity"),
        ({"sources": 0, "entities": 2}, "0 sources, 2 entities"),
    ],
)
def test_one_of_a_kind_is_counted_as_one(numbers, words):
    assert archives.counted(numbers) == words


@pytest.mark.parametrize("command", ["export_archive", "import_archive"])
def test_a_database_without_tables_is_refused_in_a_sentence(
    handed, tmp_path, pytestconfig, command
):
    path = tmp_path / "archive.json"
    path.write_text(portable.dump(handed))
    empty = f"sqlite:///{tmp_path / 'empty.sqlite3'}"

    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "manage.py", command, path],
        cwd=pytestconfig.rootpath,
        env=os.environ | {"VAR_DIR": str(tmp_path), "DATABASE_URL": empty},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "The database has no tables yet. Run migrate first." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_printed_schema_is_the_one_that_is_used(pytestconfig):
    path = pytestconfig.rootpath / SCHEMA
    text = json.dumps(portable.schema(), ensure_ascii=False, indent=1) + "\n"
    if pytestconfig.getoption("--write-golden"):
        path.write_text(text)

    assert path.read_text() == text


def test_a_file_follows_the_schema(handed):
    assert list(faults(handed, portable.schema())) == []
