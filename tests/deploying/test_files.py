"""What deploy/ ships: hardened services, proxies that note nothing, an image."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands

from archive.models import Source
from archive.models.authorship import save_by_day
from config.security import HEADERS

ROOT = settings.BASE_DIR
DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
NGINX = (DEPLOY / "nginx.conf").read_text()
CADDY = (DEPLOY / "Caddyfile").read_text()
IMAGE = (DEPLOY / "Containerfile").read_text()
SCRIPTS = sorted(
    path
    for path in DEPLOY.iterdir()
    if path.is_file() and path.read_bytes().startswith(b"#!")
)
MOST_EXPOSED = 2.0


def without_comments(text: str) -> str:
    return re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)


def servers() -> list[str]:
    """The server blocks of nginx.conf."""
    return re.split(r"^server \{", without_comments(NGINX), flags=re.MULTILINE)[1:]


def test_services_are_shipped_with_their_hardening():
    names = {path.name for path in SERVICES}

    assert {"demarche-web.service", "demarche-worker.service"} <= names
    assert (UNITS / "demarche-.service.d/hardening.conf").exists()
    assert all(name.startswith("demarche-") for name in names)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.stem)
def test_a_service_runs_what_is_there(unit):
    starts = re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)
    commands = [
        name for line in starts for name in re.findall(r"manage\.py (\w+)", line)
    ]

    assert starts
    assert [name for name in commands if name not in get_commands()] == []
    assert commands or "gunicorn --config python:config.server config.wsgi" in starts[0]


@pytest.mark.django_db
def test_where_only_visitors_wrote_the_nightly_look_finds_nothing_wrong():
    long_ago = datetime.now(UTC).date() - timedelta(days=3)  # noqa: TID251 (as verify)
    save_by_day(Source(slug="s", name="S"), long_ago)
    unit = (UNITS / "demarche-daily.service").read_text()

    for call in re.findall(r"manage\.py (.*)$", unit, re.MULTILINE):
        call_command(*call.split(), stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize("timer", sorted(UNITS.glob("*.timer")), ids=lambda p: p.stem)
def test_a_timer_has_its_service(timer):
    assert timer.with_suffix(".service").exists()


def exposure(unit: Path) -> float:
    """Out of ten, as systemd counts it (version 250 or newer)."""
    run = subprocess.run(  # noqa: S603
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],  # noqa: S607
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{UNITS}:", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if "unrecognized option" in run.stderr:
        pytest.skip("this systemd is too old to look at files")
    overall = re.search(r"Overall exposure level for .*: ([0-9.]+)", run.stdout)
    assert overall, run.stderr
    return float(overall[1])


@pytest.mark.trust
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_every_service_is_exposed_to_little(trust_figure):
    found = {unit.stem: exposure(unit) for unit in SERVICES}
    most = max(found, key=lambda name: found[name])

    trust_figure(
        "most exposed service, out of ten (systemd-analyze)",
        f"{most} {found[most]}",
        f"<= {MOST_EXPOSED}",
        found[most] <= MOST_EXPOSED,
    )


def test_no_service_of_the_site_sees_the_backups():
    for name in ("web", "worker", "daily"):
        unit = (UNITS / f"demarche-{name}.service").read_text()
        assert "InaccessiblePaths=-/var/backups/demarche" in unit


def test_no_letter_gets_to_a_disk_by_swap_or_core_dump():
    text = (UNITS / "demarche-.service.d/hardening.conf").read_text()

    assert "LimitCORE=0" in text
    assert "MemorySwapMax=0" in text


def test_nginx_notes_nothing_of_anybody():
    for server in servers():
        assert re.findall(r"access_log (.*);", server) == ["off"]
        assert re.findall(r"error_log (.*);", server) == ["/dev/null emerg"]


def test_nginx_writes_no_letter_to_a_disk():
    passing = [server for server in servers() if "proxy_pass" in server]

    assert len(passing) == 2
    for server in passing:
        outside = re.sub(r"location [^{]*\{[^}]*\}", "", server)
        assert "client_max_body_size 256k;" in outside
        assert "client_body_buffer_size 256k;" in outside
        assert "proxy_max_temp_file_size 0;" in outside
    assert re.findall(r"proxy_cache_path (\S+)", NGINX) == ["/dev/shm/demarche-pages"]  # noqa: S108


def test_nginx_keeps_no_answer_to_what_was_sent_or_asked_in_words():
    assert "proxy_cache_methods GET HEAD;" in NGINX
    assert "proxy_cache_bypass $is_args;" in NGINX
    assert "proxy_no_cache $is_args;" in NGINX
    admin = re.search(r"location /admin/ \{([^}]*)proxy_pass", NGINX)
    assert admin
    assert "proxy_cache off;" in admin[1]


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Proto"])
def test_what_a_visitor_claims_to_be_is_replaced(name):
    passing = [server for server in servers() if "proxy_pass" in server]

    assert [f"proxy_set_header {name} " in server for server in passing] == [True] * 2
    assert "$proxy_add_x_forwarded_for" not in NGINX
    assert f"header_up {name} " in CADDY


def test_only_tls_that_is_sound_is_spoken():
    assert re.findall(r"ssl_protocols (.*);", NGINX) == ["TLSv1.2 TLSv1.3"]
    ciphers = re.findall(r"ssl_ciphers (.*);", NGINX)[0].split(":")
    assert [name for name in ciphers if not name.startswith("ECDHE-")] == []
    assert [name for name in ciphers if "GCM" not in name and "POLY" not in name] == []


def test_the_onion_service_has_no_hsts_no_sign_in_and_no_state_of_the_machine():
    onion = next(server for server in servers() if ".onion;" in server)

    assert "listen 127.0.0.1:8080;" in onion
    assert "proxy_hide_header Strict-Transport-Security;" in onion
    assert re.search(r"location /admin/ \{\s*return 404;", onion)
    assert re.search(r"location = /readyz \{\s*return 404;", onion)
    assert "HiddenServicePort 80 127.0.0.1:8080" in (DEPLOY / "torrc").read_text()


@pytest.mark.parametrize("name", HEADERS)
def test_what_the_proxy_refuses_itself_carries_the_headers_of_a_page(name):
    said = re.escape(f"$upstream_http_{name.lower().replace('-', '_')}")
    (value, own), *_kept = re.findall(
        rf'^map {said} (\$\w+) {{ "" "?([^"]*?)"?; }}$', NGINX, re.MULTILINE
    )
    adding = [f"add_header {name} {value} always;" in server for server in servers()]
    is_of_tls = name == "Strict-Transport-Security"

    assert own == HEADERS[name]
    assert adding == [False, True, not is_of_tls]  # http only leads on
    assert f'?{name} "{HEADERS[name]}"' in CADDY


def test_no_part_of_nginx_leaves_out_the_headers_of_the_whole():
    """One header of its own, and a location has none of its server's any more."""
    parts = re.findall(r"location [^{]*\{[^}]*\}", without_comments(NGINX))

    assert len(parts) > 5
    assert [part for part in parts if "add_header" in part] == []
    assert CADDY.count("import as_a_page") == 2


def test_caddy_notes_nothing_of_anybody():
    assert "exclude http.log.access http.log.error" in CADDY
    assert "output" not in without_comments(CADDY)


def test_the_image_is_pinned_and_runs_as_nobody_in_particular():
    bases = re.findall(r"^FROM (\S+)", IMAGE, re.MULTILINE)

    assert len(bases) == 2
    assert [base for base in bases if not re.search(r":\d+\.\d+[\w.-]+$", base)] == []
    assert re.findall(r"^USER (\S+)", IMAGE, re.MULTILINE) == ["10001:10001"]
    assert "VOLUME /var/lib/demarche" in IMAGE
    assert "HEALTHCHECK" in IMAGE
    after = IMAGE[IMAGE.index("USER ") :]
    assert "\nRUN " not in after
    assert "COPY" not in after


def copied() -> list[str]:
    """What the image takes from the tree."""
    lines = re.findall(r"^COPY (?!--from)(.*) \S+$", IMAGE, re.MULTILINE)
    return [name for line in lines for name in line.split()]


def test_the_image_takes_only_what_is_in_the_tree():
    assert "config" in copied()
    assert [name for name in copied() if not (ROOT / name).exists()] == []
    assert not {".", ".env", "var", "tests"} & set(copied())


@pytest.mark.slow(40)
def test_what_the_image_takes_is_enough_to_prepare_a_site(tmp_path):
    tree = tmp_path / "srv"
    for name in copied():
        source, target = ROOT / name, tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target, dirs_exist_ok=True, ignore=ignored)
        else:
            shutil.copy(source, target)
    command = re.search(r"python (bin/prepare\.py --for-server)", IMAGE)
    assert command

    subprocess.run(  # noqa: S603 (our own program)
        [Path(settings.BASE_DIR, ".venv/bin/python"), *command[1].split()],
        cwd=tree,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var")},
        capture_output=True,
        check=True,
    )

    assert (tmp_path / "var/demarche.sqlite3").exists()
    assert (tmp_path / "var/static/staticfiles.json").exists()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_stops_at_the_first_fault(script):
    lines = script.read_text().splitlines()

    assert lines[0] == "#!/bin/sh"
    assert "set -eu" in lines
