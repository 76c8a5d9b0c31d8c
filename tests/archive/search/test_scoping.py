"""Conditions are put into SQL once, and hold for other days and other rows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import search
from archive.models import Entity
from archive.reading.shelves import Narrowed
from archive.search import lookup, rooms, scoping
from archive.search.translations import TRANSLATIONS
from tests import make

pytestmark = pytest.mark.django_db
ID = "c.object_id"


def asker(viewer=None, on=make.TODAY):
    return scoping.asking(viewer, on)


def test_a_condition_is_put_into_sql_once_a_day_and_viewer():
    first = scoping.condition("claim", asker(), object_id=ID)
    assert scoping.condition("claim", asker(), object_id=ID) is first
    tomorrow = asker(on=make.TODAY + timedelta(days=1))
    assert scoping.condition("claim", tomorrow, object_id=ID).params != first.params
    staff = asker(User(is_staff=True))
    assert scoping.condition("claim", staff, object_id=ID).text != first.text


def test_it_is_the_condition_that_would_be_written_now():
    for kind in ("claim", "entity", "campaign", "mission", "translation"):
        rows = scoping.visible_rows(kind, asker(), Narrowed())
        now = lookup.narrowing(rows, object_id=ID)
        for _ in range(2):
            assert scoping.condition(kind, asker(), object_id=ID) == now


def test_a_room_that_reads_rows_to_know_is_asked_each_time(monkeypatch):
    def told(viewer, on):
        ids = list(Entity.objects.values_list("pk", flat=True))
        return TRANSLATIONS.rows(viewer, on).filter(pk__in=ids)

    reading = replace(TRANSLATIONS, rows=told)
    monkeypatch.setattr(rooms, "rooms", lambda: (reading,))
    before = scoping.condition("translation", asker(), object_id=ID)
    make.person("Ana Lima")
    assert scoping.condition("translation", asker(), object_id=ID) != before


def test_a_fact_is_looked_for_in_no_title():
    """With FTS5 that would be a look at every report that has the word."""
    report = make.document("Police raided the office.", slug="raid")
    made = make.claim("Police raided it.", [make.passage(report, "raided")])
    search.index_claims([made.pk])
    with CaptureQueriesContext(connection) as asked:
        found = search.search("raided", viewer=None, on=make.TODAY, kind="claim")
    assert [hit.object_id for hit in found.hits] == [made.pk]
    (step,) = [each["sql"] for each in asked if "AS tier" in each["sql"]]
    # as SQLite and as PostgreSQL are asked
    assert "title :" not in step
    assert "'traided'" not in step
