"""A database without tables is met with one sentence, whatever the command."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow(18)
SENTENCE = "Run migrate first."


@pytest.mark.parametrize(
    "command",
    [
        "verify",
        "letter a-campaign --to kz-gb --from GB --name A",
        "load_missions data/missions/kazakhstan.csv",
        "load_demo",
        "reindex",
        "reindex_names",
        "extract --all",
        "find_mentions Somebody",
        "ingest README.md",
        "export_archive -",
        "worker --batch",
        "backup a.backup",
    ],
)
def test_no_command_shows_a_traceback(command, tmp_path, pytestconfig):
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "manage.py", *command.split()],
        cwd=pytestconfig.rootpath,
        env=os.environ
        | {
            "VAR_DIR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].endswith(SENTENCE)
