"""Tables: what a spreadsheet must not reckon, and what comes back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exports import tables
from archive.reading.reference import one_line
from tests.archive.exports.cited import HOSTILE, a_reference, by


def read(lines):
    text = "".join(lines)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def back(cell):
    return cell.removeprefix("'")


@pytest.mark.parametrize(
    "words",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0A=1", "\t=1", "\r=1", "\n=1",
        "  =1", "\x00=1", "\u200b=1", "\u202e=1", "\ufeff=1", "\uff1d1", "'=1",
        "\u00a0=1", "\u2066@x",
    ],
)  # fmt: skip
def test_nothing_that_may_be_a_formula_stands_first(words):
    assert tables.safe(words).startswith("'")
    assert back(tables.safe(words)) == one_line(words)


@given(st.text())
def test_an_apostrophe_taken_away_the_words_are_what_they_were(words):
    assert back(tables.safe(words)) == one_line(words)
    assert "\n" not in tables.safe(words)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_row_stays_one_row(words):
    reference = a_reference(title=words, creator=by(words), source=words, rights=words)
    (row,) = read(tables.reports([reference]))

    assert {back(row[n]) for n in ("title", "author", "source", "rights")} == {
        one_line(words)
    }
    assert row["revision_sha256"] == "ab" * 32


@pytest.mark.parametrize("degrees", ["-33.9", "51.5", "-0.00001"])
def test_a_number_below_zero_stays_a_number(degrees):
    assert float(tables.safe(float(degrees))) == float(degrees)


def test_without_rows_the_heads_are_there():
    assert read(tables.claims([])) == []
    assert "".join(tables.claims([])).startswith('\ufeff"id","url"')
