"""What the tests of extraction share: one way to ask, one way to read gold."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from archive.extraction import Gazetteer, extract

_MARK = re.compile(r"\[\[(PERSON|ORG|PLACE|DATE):([^\]|]+?)(?:\|[^\]]*)?\]\]")


@dataclass(frozen=True)
class Report:
    name: str
    text: str
    published_on: date
    gold: frozenset[tuple[int, int, str]]


def _read(path: Path) -> Report:
    head, _, marked = path.read_text(encoding="utf-8").partition("\n\n")
    parts, gold, at, length = [], set(), 0, 0
    for match in _MARK.finditer(marked):
        before, surface = marked[at : match.start()], match[2]
        start = length + len(before)
        gold.add((start, start + len(surface), match[1]))
        parts += [before, surface]
        at, length = match.end(), start + len(surface)
    text = "".join([*parts, marked[at:]])
    published_on = date.fromisoformat(head.removeprefix("published: ").strip())
    return Report(path.stem, text, published_on, frozenset(gold))


@pytest.fixture(scope="session")
def reports():
    folder = Path(__file__).parent / "reports"
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


@pytest.fixture(scope="session")
def reports_abroad():
    folder = Path(__file__).parent / "reports_abroad"
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


@pytest.fixture
def ask():
    """Kind and surface of what the rules alone find, in order."""

    def ask(text, language="en", names=()):
        finds = extract(
            text,
            language=language,
            published_on=date(2011, 6, 22),
            gazetteer=Gazetteer.build(names),
            model=None,
        )
        assert all(text[find.start : find.end] == find.surface for find in finds)
        return [(find.kind.value, find.surface) for find in finds]

    return ask
