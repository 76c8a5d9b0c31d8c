"""Sentences written for the purpose, with each date and its value marked."""

import re
from datetime import date
from pathlib import Path

import pytest

from archive import dates

_MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")


def _rows():
    for path in sorted((Path(__file__).parent / "rows").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield tuple(part.strip() for part in line.split(" | ", 2))


@pytest.mark.parametrize(("language", "published", "marked"), list(_rows()))
def test_each_marked_date_is_found_with_its_value_and_no_other(
    language, published, marked
):
    text = _MARK.sub(lambda mark: mark[1], marked)
    on = date.fromisoformat(published)

    found = dates.find(text, published_on=on, language=language)

    assert [(one.surface, one.span.value) for one in found] == _MARK.findall(marked)
