"""What docs/deploying.md tells to do is there to be done."""

import os
import re
import shlex
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from tests.test_project import settings_read

ROOT = settings.BASE_DIR
GUIDE = (ROOT / "docs/deploying.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
SHOWN = re.findall(r"^```console\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
UNITS = ROOT / "deploy/systemd"
# what deploy/demarche knows besides the commands of manage.py
WRAPPED = {"prepare", "admin"}
# the name of the image, before the program that it runs
PROGRAMS = {"python"}


def documented_settings() -> dict[str, str]:
    """The lines of .env that the guide writes."""
    lines = GUIDE.split("/.env <<'END'\n")[1].split("\nEND\n")[0].splitlines()
    return dict(line.split("=", 1) for line in lines)


def told() -> list[list[str]]:
    """Every call of `demarche`: in blocks, in tables, in sentences."""
    calls = re.findall(r"`(demarche [^`]+)`", GUIDE)
    for block in (*BLOCKS, *SHOWN):
        calls += re.findall(
            r"(?:^|[\w=/@.]+ )(demarche [a-z_]+.*)$", block, re.MULTILINE
        )
    words = [shlex.split(call) for call in calls]
    known = set(get_commands()) | WRAPPED
    return [
        call for call in words if re.fullmatch("[a-z_]+", call[1]) or call[1] in known
    ]


def test_the_guide_has_blocks_to_run():
    assert len(BLOCKS) >= 12
    assert len(told()) >= 15


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0][:40])
def test_a_block_is_a_script(block):
    check = subprocess.run(
        ["/bin/sh", "-n"], input=block, capture_output=True, text=True, check=False
    )

    assert check.stderr == ""


def test_every_file_of_ours_that_is_named_is_there():
    named = set(re.findall(r"(?<![\w/])((?:deploy|bin|data|docs)/[\w./-]*\w)", GUIDE))

    assert "deploy/nginx.conf" in named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_command_named_is_there_with_its_options():
    known = get_commands()
    strange = []
    for call in told():
        name = call[1]
        if name in WRAPPED | PROGRAMS:
            continue
        if name not in known:
            strange.append(name)
            continue
        parser = load_command_class(known[name], name).create_parser("", name)
        options = {o for action in parser._actions for o in action.option_strings}
        named = {word for word in call if word.startswith("--")}
        strange += sorted(f"{name} {option}" for option in named - options)

    assert strange == []


def test_every_service_named_is_shipped():
    named = set(re.findall(r"\b(demarche-[a-z]+(?:\.timer|\.service)?)\b", GUIDE))
    named -= {"demarche-pages", "demarche-metrics"}
    files = {path.name for path in UNITS.iterdir()}
    missing = {
        name
        for name in named
        if (name if "." in name else f"{name}.service") not in files
    }

    assert "demarche-web" in named
    assert missing == set()


def test_every_service_shipped_is_named():
    shipped = {path.stem for path in UNITS.iterdir() if path.is_file()}

    assert [name for name in sorted(shipped) if name not in GUIDE] == []


def test_every_setting_of_the_guide_is_read_and_explained():
    explained = (ROOT / "docs/settings.md").read_text()
    named = documented_settings()

    assert "DATABASE_URL" in named
    assert set(named) <= settings_read()
    assert [name for name in named if f"`{name}`" not in explained] == []


def test_the_example_of_settings_names_only_what_is_read():
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {line[1:].split("=")[0] for line in lines if re.match("#[A-Z_]+=", line)}

    assert "SITE_URL" in named
    assert named <= settings_read()


def test_the_way_back_leads_to_the_backup_made_before_and_not_to_the_newest():
    (upgrade,) = (block for block in BLOCKS if "fetch --quiet" in block)
    (back,) = (block for block in BLOCKS if "RENAME TO demarche_new" in block)

    assert "\ndemarche reindex\n" in upgrade  # words may be found in another way now
    assert "head -1 > /etc/demarche/previous.backup" in upgrade
    assert '"$(cat /etc/demarche/previous.backup)"' in back
    for file in ("deploy/demarche", "deploy/systemd/."):
        assert file in upgrade
        assert file in back


def test_a_container_believes_its_own_gateway_and_only_the_site_is_asked_how_it_is():
    (shown,) = (each for each in SHOWN if "podman build" in each)
    (gateway,) = re.findall(r"--gateway (\S+)", shown)
    site, worker = re.findall(r"^podman run (.*)$", shown, re.MULTILINE)

    assert f"--env TRUSTED_PROXIES={gateway} " in site
    assert "--no-healthcheck" in worker
    assert "--publish 127.0.0.1:8000:8000" in site
    assert "--publish" not in worker


@pytest.mark.slow
@pytest.mark.trust
def test_the_settings_of_the_guide_are_fit_for_a_public_server(tmp_path, trust_figure):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            **kept,
            **documented_settings(),
            "VAR_DIR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path}/a.sqlite3",
            "DEBUG": "0",
            "ADMIN_REQUIRE_MFA": "1",
            "KILL_SWITCH": "0",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    trust_figure(
        "check --deploy with the settings of docs/deploying.md",
        run.stdout.strip() or run.stderr.strip(),
        "no issues",
        run.returncode == 0 and "no issues" in run.stdout,
    )


@pytest.mark.django_db
def test_every_number_to_watch_is_measured(tmp_path):
    from datetime import UTC, datetime

    from campaign.management import measuring

    (tmp_path / "a.backup").touch()
    words = measuring.text(
        measuring.measure(
            at=datetime(2026, 3, 9, tzinfo=UTC), folder=tmp_path, backups=tmp_path
        )
    )
    found = set(re.findall(r"^(demarche_\w+)", words, re.MULTILINE))
    named = set(re.findall(r"\b(demarche_\w+)", GUIDE)) - {"demarche_new"}

    assert "demarche_backup_age_seconds" in named
    assert named <= found | {"demarche_task_waiting_seconds"}
