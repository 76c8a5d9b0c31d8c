"""What the commands of the Makefile say when a machine is not ready."""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from bin import prepare

ROOT = Path(__file__).parent.parent
SCRIPTS = [
    path
    for path in sorted([*(ROOT / "bin").iterdir(), *(ROOT / "deploy").iterdir()])
    if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh")
]


@pytest.fixture
def fresh_copy(tmp_path):
    """The scripts and pins alone, as in a fresh clone without .venv."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    return tmp_path


def refusal_of(folder: Path, *, python: str) -> str:
    """What bin/venv says when PYTHON is a script that does this."""
    fake = folder / "python"
    fake.write_text(f"#!/bin/sh\n{python}\n")
    fake.chmod(0o755)
    run = subprocess.run(  # noqa: S603 (our own script)
        [folder / "bin/venv", "requirements.txt"],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(fake)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    return run.stderr


def test_an_old_python_is_named_and_refused(fresh_copy):
    python = 'case "$2" in *exit*) exit 1;; esac; echo 3.9.2'

    sentence = refusal_of(fresh_copy, python=python)

    assert "needs Python 3.11 or newer" in sentence
    assert "is 3.9.2." in sentence


def test_a_python_that_does_not_start_is_no_python(fresh_copy):
    assert "None was found." in refusal_of(fresh_copy, python="exit 127")


def test_a_python_without_venv_names_the_package_to_install(fresh_copy):
    python = 'case "$2" in *ensurepip*) exit 1;; esac; echo 3.11.2'

    assert "apt install python3-venv" in refusal_of(fresh_copy, python=python)


def test_a_busy_port_is_named_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        with pytest.raises(SystemExit, match=rf"Port {port} is in use.*PORT=\d+"):
            prepare.check_port(str(port))


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "-1", "80 80", "٨٠"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port):
    with pytest.raises(SystemExit, match="PORT must be a number"):
        prepare.check_port(port)


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(SystemExit, match=r"Cannot write to .* VAR_DIR"):
        prepare.check_folder(tmp_path / "file" / "var")


def test_every_target_is_explained_by_make_help():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z]+): ## \w", makefile, re.MULTILINE)
    declared = makefile.splitlines()[0].removeprefix(".PHONY: ").split()

    assert sorted(targets) == sorted(explained) == sorted(declared)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_stops_at_the_first_fault(script):
    lines = script.read_text().splitlines()

    assert lines[0] == "#!/bin/sh"
    assert lines[1].startswith("# ")
    assert "set -eu" in lines


@pytest.mark.skipif(
    not shutil.which("shellcheck") and os.environ.get("CI") != "true",
    reason="no shellcheck here",
)
def test_shellcheck_has_nothing_to_say():
    run = subprocess.run(  # noqa: S603 (our own scripts)
        ["shellcheck", *SCRIPTS, ROOT / ".ci/run"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stdout == ""
