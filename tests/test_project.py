"""The house rules that no linter knows. Each list says who is excepted."""

import ast
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("config", "archive", "campaign")

FORBIDDEN_NAMES = frozenset(
    [
        "utils",
        "helpers",
        "common",
        "core",
        "misc",
        "base",
        "services",
        "selectors",
        "signals",
        "managers",
    ]
)
# Who may write rows. People decide in curation, merging and claims; machines
# suggest in reconcile; bytes and text come in by ingest; reading and search
# keep what can be computed again; letters publishes them, and the campaign
# counts them without a sender.
WRITERS = frozenset(
    {
        "archive/accessions",
        "archive/attending",
        "archive/claims",
        "archive/correcting",
        "archive/curation",
        "archive/ingest",
        "archive/integrity",
        "archive/merging",
        "archive/objections/purging",
        "archive/models/authorship",
        "archive/models/passage",
        "archive/models/states",
        "archive/reading",
        "archive/reconcile",
        "archive/resolution",
        "archive/search",
        "archive/undoing",
        "campaign/actions",
        "campaign/approval",
        "campaign/directory",
        "campaign/drafting",
        "campaign/letters",
        "campaign/portable",
        "campaign/models/approval",
        "campaign/models/campaign",
        "campaign/models/model_letter",
        # staff, their sessions and factors: no row of the archive
        "config/accounts",
    }
)
WRITING_FOLDERS = ("migrations", "management")
# Not a page of the site but a file to keep, which carries its style along.
SAVED_FILES = frozenset({"_letter_file.html"})
UNSAFE_NAMES = frozenset({"mark_safe", "SafeString", "SafeText"})
SIGNAL_NAMES = frozenset({"receiver", "Signal", "pre_save", "post_save", "m2m_changed"})


def python_files() -> list[Path]:
    return sorted(
        path.relative_to(ROOT)
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "__pycache__" not in path.parts
    )


def nodes_of(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse((ROOT / file).read_text(), filename=str(file)))


@cache
def names_used(file: Path) -> frozenset[str]:
    """Every name, attribute and imported name of a module."""
    names = set()
    for node in nodes_of(file):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                names.add(name)
    return frozenset(names)


def row_writes(source: str) -> list[int]:
    """The lines that write rows."""
    calls = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call))
    return [call.lineno for call in calls if is_row_write(call)]


def is_row_write(call: ast.Call) -> bool:
    """Whether a call looks like one of a row or a queryset.

    With a positional argument `update` and `save` are a dictionary's, a
    hash's or a file's. get_or_create is free: it changes nothing.
    """
    match call:
        case ast.Call(func=ast.Name(id="save_as")):
            return True
        case ast.Call(func=ast.Attribute(attr="save" | "update"), args=[]):
            return "commit=False" not in ast.unparse(call)
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in {"bulk_create", "bulk_update", "update_or_create"}
    return False


def may_write(file: Path) -> bool:
    """A writer is a module or, once it has grown, a package of that name."""
    places = {place.as_posix() for place in (file.with_suffix(""), *file.parents)}
    return bool(WRITERS & places or set(WRITING_FOLDERS) & set(file.parts))


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("row.save()", True),
        ("row.save(update_fields=['state'])", True),
        ("rows.filter(a=1).update(state='x')", True),
        ("Mention.objects.bulk_create(rows)", True),
        ("save_as(row, author)", True),
        ("Mention.objects.update_or_create(a=1)", True),
        ("formset.save(commit=False)", False),
        ("Mention.objects.get_or_create(a=1)", False),
        ("seen.update(others)", False),
        ("digest.update(b'x')", False),
        ("document.save(stream)", False),
    ],
)
def test_the_gate_tells_rows_from_dictionaries(source, writes):
    assert bool(row_writes(source)) is writes


def test_rows_are_written_by_their_writers_only():
    strays = [
        f"{file}:{line}"
        for file in python_files()
        if not may_write(file)
        for line in row_writes((ROOT / file).read_text())
    ]

    assert strays == []


def test_no_module_has_a_name_that_says_nothing():
    # Django looks for a database of our own in a module of this name
    named = set(python_files()) - {Path("config/postgresql/base.py")}

    assert [file for file in named if file.stem in FORBIDDEN_NAMES] == []


def test_nothing_happens_behind_the_back_of_an_act():
    assert [file for file in python_files() if names_used(file) & SIGNAL_NAMES] == []


def test_no_text_is_declared_safe_in_code():
    assert [file for file in python_files() if names_used(file) & UNSAFE_NAMES] == []


def test_no_text_is_declared_safe_in_a_template():
    unsafe = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]

    assert templates
    assert [path for path in templates if unsafe.search(path.read_text())] == []


def test_no_template_has_a_style_a_script_or_a_handler_inside():
    inline = re.compile(
        r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE
    )
    found = (ROOT / "templates").rglob("*.html")
    pages = [page for page in found if page.name not in SAVED_FILES]

    assert pages
    assert [page for page in pages if inline.search(page.read_text())] == []


def test_the_web_process_loads_no_language_model():
    program = (
        "import django, sys; django.setup(); import config.urls;"
        "sys.exit(' '.join({'spacy', 'natasha'} & set(sys.modules)))"
    )

    run = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "SECRET_KEY": "k"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stderr.strip() == ""


def test_a_test_that_reaches_another_machine_fails():
    with pytest.raises(AssertionError, match="no network"):
        socket.create_connection(("example.org", 80))


def settings_read() -> set[str]:
    """The environment variables that the settings and the server read."""
    return {
        str(node.args[0].value)
        for file in (Path("config/settings.py"), Path("config/server.py"))
        for node in nodes_of(file)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and re.fullmatch(r"env(\.\w+)?|os\.environ\.get", ast.unparse(node.func))
    }


def test_every_setting_is_explained():
    explained = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/settings.md").read_text()))

    assert "SECRET_KEY" in settings_read()
    assert settings_read() - explained == set()


def test_every_direct_dependency_is_explained():
    explained = (ROOT / "docs/dependencies.md").read_text().lower()
    lines = (ROOT / "requirements.in").read_text().splitlines()
    names = [re.split(r"[\[<>=~!; ]", line)[0] for line in lines if line[:1].isalpha()]

    assert "Django" in names
    assert [name for name in names if f"`{name.lower()}`" not in explained] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_by_hash_and_from_no_named_host(name):
    text = (ROOT / name).read_text()
    pins = re.findall(r"^([A-Za-z][\w.-]*==\S+)(.*)\n(.*)", text, re.MULTILINE)

    assert pins
    assert [
        pin for pin, _, following in pins if "--hash=sha256:" not in following
    ] == []
    assert "://" not in text
