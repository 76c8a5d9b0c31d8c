"""CSL-JSON: set by citeproc-py, its words those of the official schema."""

import json
import re
import warnings
from pathlib import Path

import citeproc
import pytest
from citeproc import Citation, CitationItem, formatter
from citeproc.source.json import CiteProcJSON

from archive.dates.spans import from_value
from archive.exports import csl, to_json
from tests.archive.exports.cited import HOSTILE, a_reference, by

SCHEMA = Path(citeproc.__file__).parent / "data/schema/schemas/styles"
# What an item has beside the variables of styles.
OF_ITEMS = {"id", "type", "language"}


def item(**fields):
    (found,) = json.loads(to_json([csl.item(a_reference(**fields))]))
    return found


def printed(**fields):
    """The entry of a bibliography in the Harvard manner."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables the style has no use for
        source = CiteProcJSON([item(**fields)])
        style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = citeproc.CitationStylesBibliography(
            style, source, formatter.plain
        )
        bibliography.register(Citation([CitationItem("a-report")]))
        return str(bibliography.bibliography()[0])


def words_of(name):
    return set(re.findall(r'"([^"]+)"', (SCHEMA / name).read_text()))


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_title_comes_back_as_it_was(title):
    assert item(title=title)["title"] == title


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "letter", "addressee": "The President", "creator": by("A union")},
        {"kind": "judgment", "source": "A court"},
        {"source": "A paper", "source_kind": "newspaper"},
        {"source": "A site", "source_kind": "website"},
        {"source": "A union", "source_kind": "organisation"},
    ],
)
def test_it_says_nothing_the_schema_does_not_know(fields):
    found = item(**fields)

    assert found["type"] in words_of("csl-types.rnc")
    assert set(found) - OF_ITEMS <= words_of("csl-variables.rnc")


@pytest.mark.parametrize(
    ("value", "issued"),
    [
        ("2011-06-16", {"date-parts": [[2011, 6, 16]]}),
        ("2011-06", {"date-parts": [[2011, 6]]}),
        ("2011", {"date-parts": [[2011]]}),
        ("2011-06-13/2011-06-19", {"date-parts": [[2011, 6, 13], [2011, 6, 19]]}),
        ("2011-12/2012-01", {"date-parts": [[2011, 12], [2012, 1]]}),
        ("2011-05/..", {"literal": "2011-05/.."}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value, issued):
    assert item(published=from_value(value))["issued"] == issued


def test_without_a_date_or_an_author_there_is_none():
    assert not {"issued", "author"} & set(item(published=None))


@pytest.mark.parametrize(
    ("creator", "begins"),
    [
        (by("Union of Oil, Gas and Energy"), "Union of Oil, Gas and Energy (2011)"),
        (by("An Nguyễn", family="Nguyễn", given="An"), "Nguyễn, A. (2011)"),
        (by("Наталья Соколова"), "Наталья Соколова (2011)"),
    ],
)
def test_a_processor_sets_names_as_far_as_they_are_known(creator, begins):
    assert printed(creator=creator).startswith(begins)


def test_a_processor_sets_what_is_there():
    entry = printed(title="They came", source="A paper", source_kind="newspaper")

    assert "They came" in entry
    assert "2011" in entry
