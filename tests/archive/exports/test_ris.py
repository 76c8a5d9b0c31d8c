"""RIS, read back by rispy."""

import pytest
import rispy

from archive.dates.spans import from_value
from archive.exports import ris
from tests.archive.exports.cited import HOSTILE, a_reference, by


def entry(**fields):
    (found,) = rispy.loads(ris.write(a_reference(**fields)))
    return found


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_title_comes_back_as_it_was(title):
    title = " ".join(title.split())

    assert entry(title=title)["title"] == title


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_two_reports_stay_two(words):
    words = " ".join(words.split())
    text = ris.write(a_reference(title=words, source=words, creator=by(words)))

    assert len(rispy.loads(text * 2)) == 2


@pytest.mark.parametrize(
    ("value", "year", "written"),
    [
        ("2011-06-16", "2011", "2011/06/16/"),
        ("2011-06", "2011", "2011/06//"),
        ("2011", "2011", "2011///"),
        ("2011-06-13/2011-06-19", "2011", "2011///2011-06-13 to 2011-06-19"),
        ("2011-05/..", "2011", "2011///2011-05 to .."),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value, year, written):
    found = entry(published=from_value(value))

    assert (found["year"], found["date"]) == (year, written)


def test_without_a_date_there_is_none():
    assert not {"year", "date"} & set(entry(published=None))


@pytest.mark.parametrize(
    ("creator", "written"),
    [
        (by("Committee for Oil, Gas and Energy"), "Committee for Oil – Gas and Energy"),
        (by("Наталья Соколова"), "Наталья Соколова"),
        (by("An Nguyễn", family="Nguyễn", given="An"), "Nguyễn, An"),
    ],
)
def test_only_a_name_that_is_known_both_ways_has_a_comma(creator, written):
    assert entry(creator=creator)["authors"] == [written]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"kind": "letter"}, "PCOMM"),
        ({"kind": "judgment"}, "CASE"),
        ({"source_kind": "newspaper"}, "NEWS"),
        ({"source_kind": "website"}, "ELEC"),
        ({}, "RPRT"),
    ],
)
def test_its_type_is_one_of_the_format(fields, kind):
    assert entry(**fields)["type_of_reference"] == kind
    assert kind in rispy.TYPE_OF_REFERENCE_MAPPING
