"""The list of parts is that of the lock file, and names a licence for each."""

import json
import re
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings

from bin import sbom

ROOT = settings.BASE_DIR
LOCK = (ROOT / "requirements.txt").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OF_TWO = """\
# made by hand
alpha==1.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via -r requirements.in
Beta-b==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:{b}
    # via
    #   -r requirements.in
    #   alpha
""".format(a="a" * 64, b="b" * 64)


@pytest.fixture(scope="module")
def bill():
    return sbom.bill(LOCK, PROJECT)


def test_every_pin_is_a_part_with_its_version():
    pins = re.findall(r"^([A-Za-z][\w.-]*)==([^\s;\\]+)", LOCK, re.MULTILINE)

    found = [(part.name, part.version) for part in sbom.parts(LOCK)]

    assert len(found) > 50
    assert found == [(name.lower(), version) for name, version in pins]


def test_every_checksum_of_the_lock_is_of_a_part():
    sums = re.findall(r"sha256:([0-9a-f]{64})", LOCK)

    assert [each for part in sbom.parts(LOCK) for each in part.sums] == sums


def test_who_needs_whom_is_read_from_the_lock():
    alpha, beta = sbom.parts(OF_TWO)

    assert alpha.needed_by == ("-r requirements.in",)
    assert beta.needed_by == ("-r requirements.in", "alpha")
    assert beta.name == "beta-b"
    assert beta.sums == ("b" * 64,)


def test_every_part_is_there_for_something(bill):
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    reached: set[str] = set()
    ahead = [bill["metadata"]["component"]["bom-ref"]]
    while ahead:
        ahead += set(found := needs[ahead.pop()]) - reached
        reached.update(found)

    assert reached == {each["bom-ref"] for each in bill["components"]}


def test_every_part_has_a_licence_that_was_looked_at(bill):
    said = {
        each["name"]: sbom.names(each["licenses"][0]["expression"])
        for each in bill["components"]
    }

    assert {name: names for name, names in said.items() if names - sbom.KNOWN} == {}


def test_a_licence_that_nobody_looked_at_stops_it(monkeypatch):
    monkeypatch.setattr(sbom, "KNOWN", frozenset({"AGPL-3.0-only"}))

    with pytest.raises(KeyError, match="look it up"):
        sbom.licence("django")


def test_a_part_that_is_not_installed_is_named():
    with pytest.raises(KeyError, match="nowhere-at-all is not installed"):
        sbom.licence("nowhere-at-all")


def test_what_copyleft_asks_is_told(bill):
    told = (ROOT / "docs/dependencies.md").read_text()
    told = told[told.index("## Licences") :]
    copyleft = [
        each["name"]
        for each in bill["components"]
        if sbom.names(each["licenses"][0]["expression"]) & sbom.COPYLEFT
    ]

    assert "psycopg" in copyleft
    assert [name for name in copyleft if f"`{name}`" not in told] == []


def test_the_same_lock_gives_the_same_list(bill):
    assert sbom.bill(LOCK, PROJECT) == bill
    assert sbom.bill(f"{LOCK}\n", PROJECT)["serialNumber"] != bill["serialNumber"]


def test_it_has_what_the_format_demands(bill):
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["specVersion"] == "1.6"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    refs = [each["bom-ref"] for each in bill["components"]]
    assert len(refs) == len(set(refs))


def test_the_command_prints_it():
    run = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, ROOT / "bin/sbom.py"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(run.stdout)["components"]
