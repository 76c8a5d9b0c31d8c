"""Where each spelling of an entity is printed, as its page tells it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import curation, reading
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ana():
    made = make.person("Ana Testova")
    for words in ("Anna Testova", "Hanna Testova"):
        curation.add_name(made, words, kind="as_printed", by=None)
    return made


def told(entity, **asked):
    found = reading.dossier(entity, viewer=None, on=make.TODAY, **asked)
    return {each.name.text: each.passage for each in found.spellings}


def test_a_spelling_leads_to_the_newest_text_of_today(ana):
    days = [make.TODAY - timedelta(days=number) for number in (9, 3)]
    for day in days:
        made = make.document("Anna Testova spoke.", published_on=day)
        make.mention(made, "Anna Testova", ana)
        newest = make.passage(made, "Anna Testova")

    assert told(ana) == {"Ana Testova": None, "Anna Testova": newest}


def test_a_spelling_of_a_text_that_was_corrected_since_is_still_told(ana):
    old = make.document("Hanna Testova spoke.")
    make.mention(old, "Hanna Testova", ana)
    former = make.passage(old, "Hanna Testova")
    make.revision(old, "Ana Testova spoke.")
    make.mention(old, "Ana Testova", ana)

    found = told(ana)

    assert found["Hanna Testova"] == former
    assert found["Ana Testova"] == make.passage(old, "Ana Testova")
    assert "Anna Testova" not in found


def test_a_name_over_the_end_of_a_line_is_that_name(ana):
    made = make.document("Anna\nTestova spoke.")
    make.mention(made, "Anna\nTestova", ana)

    assert told(ana)["Anna Testova"] == make.passage(made, "Anna\nTestova")


def test_further_pages_tell_the_same_spellings(ana, monkeypatch):
    monkeypatch.setattr(import_module("archive.reading.dossier"), "SIZE", 2)
    for number, words in enumerate(["Anna", "Hanna", "Ana", "Ana", "Ana"]):
        day = make.TODAY - timedelta(days=9 - number)
        made = make.document(f"{words} Testova spoke.", published_on=day)
        make.mention(made, f"{words} Testova", ana)
    first = reading.dossier(ana, viewer=None, on=make.TODAY)

    assert len(first.printed) == 2
    assert told(ana) == told(ana, after=first.older)
    assert None not in told(ana).values()


def test_a_page_costs_as_many_queries_for_many_mentions_as_for_few(ana):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            told(ana)
        return len(queries)

    for _ in range(2):
        make.mention(make.document("Ana Testova spoke."), "Ana Testova", ana)
    few = counted()
    for _ in range(20):
        make.mention(make.document("Ana Testova spoke."), "Ana Testova", ana)

    assert counted() == few <= 8


def test_the_words_around_are_read_for_the_page_only(ana, monkeypatch):
    monkeypatch.setattr(import_module("archive.reading.dossier"), "SIZE", 2)
    for _ in range(4):
        make.mention(make.document("Ana Testova spoke."), "Ana Testova", ana)

    with CaptureQueriesContext(connection) as queries:
        told(ana)

    (cutting,) = (q["sql"] for q in queries if "SUBSTR" in q["sql"].upper())
    assert "LIMIT 3" not in cutting
    assert '"archive_mention"."id" IN (' in cutting
