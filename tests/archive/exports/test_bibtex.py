"""BibTeX, read back by pybtex."""

import codecs

import latexcodec  # noqa: F401 (registers the codec)
import pytest
from pybtex.database import parse_string

from archive.dates.spans import from_value
from archive.exports import bibtex
from tests.archive.exports.cited import HOSTILE, a_reference, by

SAYS = {
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciicircum}": "^",
    r"{\textasciitilde}": "~",
    r"{\textbackslash}": "\\",
    r"\$": "$",
    "{}": "",
}


def entry(**fields):
    database = parse_string(bibtex.write(a_reference(**fields)), "bibtex")
    (found,) = database.entries.values()
    return found


def plain(latex):
    """What LaTeX prints; braces that only group are taken off."""
    marks = {word: chr(0xE000 + at) for at, word in enumerate(SAYS)}
    for word, mark in marks.items():
        latex = latex.replace(word, mark)
    words = codecs.decode(latex.removeprefix("{").removesuffix("}"), "ulatex+utf8")
    assert "{" not in words
    for word, mark in marks.items():
        words = words.replace(mark, SAYS[word])
    return words


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_title_comes_back_as_it_was(title):
    title = " ".join(title.split())

    assert plain(entry(title=title).fields["title"]) == title


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_nothing_written_begins_an_entry_of_its_own(words):
    words = " ".join(words.split())
    reference = a_reference(
        title=words, creator=by(words), source=words, addressee=words, original=words
    )
    text = bibtex.write(reference) * 2

    assert text.count("\n@misc{") == 1
    found = parse_string(text.replace("a-report", "b-report", 1), "bibtex")
    assert sorted(found.entries) == ["a-report", "b-report"]


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ("2011-06-16", ("2011-06-16", "2011", "June", "16")),
        ("2011-06", ("2011-06", "2011", "June", None)),
        ("2011", ("2011", "2011", None, None)),
        ("2011-06-13/2011-06-19", ("2011-06-13/2011-06-19", "2011", None, None)),
        ("2011-12/2012-01", ("2011-12/2012-01", "2011--2012", None, None)),
        ("2011-05/..", ("2011-05/..", "2011--", None, None)),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value, fields):
    found = entry(published=from_value(value)).fields

    assert tuple(found.get(n) for n in ("date", "year", "month", "day")) == fields


def test_without_a_date_there_is_none():
    found = entry(published=None).fields

    assert not {"date", "year", "month", "day"} & set(found)


def test_a_body_is_one_name_whatever_is_in_it():
    author = "Union of Oil, Gas and Energy Workers"
    (person,) = entry(creator=by(author)).persons["author"]

    assert plain(str(person)) == author
    assert not person.first_names


def test_a_name_that_is_known_both_ways_is_divided():
    creator = by("Nguyễn Văn An", family="Nguyễn", given="Văn An")
    (person,) = entry(creator=creator).persons["author"]

    assert (person.last_names, person.first_names) == (["Nguyễn"], ["Văn"])
    assert person.middle_names == ["An"]


def test_without_an_author_there_is_none():
    assert "author" not in entry().persons


def test_the_text_cited_is_said_by_address_and_checksum():
    found = entry().fields

    assert found["url"] == "https://example.org/reports/a-report/r/1/"
    assert found["note"] == f"Revision 1; SHA-256 {'ab' * 32}"
    assert "SHA" not in entry(sha256="").fields["note"]
