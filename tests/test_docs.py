"""Documentation is complete, and names nothing that is not there."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from campaign import placeholders

ROOT = settings.BASE_DIR
DOCS = ROOT / "docs"
OURS = sorted(
    name
    for name, app in get_commands().items()
    if app in {"archive", "campaign", "config.accounts"}
)
WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_documented(name):
    assert f"| `{name}" in (DOCS / "commands.md").read_text()


@pytest.mark.parametrize("name", OURS)
def test_every_option_of_a_command_is_documented(name):
    row = next(
        line
        for line in (DOCS / "commands.md").read_text().splitlines()
        if line.startswith(f"| `{name}")
    )
    parser = load_command_class(get_commands()[name], name).create_parser("", name)
    own = {
        option
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    shared = {"--help", "--version", "--verbosity", "--settings", "--pythonpath"}
    shared |= {"--traceback", "--no-color", "--force-color", "--skip-checks"}

    assert [option for option in sorted(own - shared) if option not in row] == []


def test_every_placeholder_is_documented():
    text = (DOCS / "writing-letters.md").read_text()

    assert [name for name in placeholders.KNOWN if f"`{name}`" not in text] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_what_the_documents_link_to_is_there(path):
    links = re.findall(r"\]\(([^)#]+)", path.read_text())
    here = [link for link in links if "://" not in link]

    assert [link for link in here if not (path.parent / link).exists()] == []


def test_the_tour_stops_at_files_that_are_there():
    text = (DOCS / "tour.md").read_text()
    named = re.findall(r"\*\*`([a-z_/.]+)`\*\*", text)
    rooms = {"protocol.py", "addressing.py", "nearest.py"}
    paths = [f"campaign/{name}" if name in rooms else name for name in named]

    assert len(paths) > 15
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_make_target_named_in_the_readme_is_there():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"make ([a-z]+)", (ROOT / "README.md").read_text())

    assert [name for name in named if name not in targets] == []
