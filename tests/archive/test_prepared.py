"""Queries whose SQL is kept, and whose answers never are."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from archive.models import Document
from archive.models.authorship import Author as Viewer
from archive.reading.prepared import Prepared, by_viewer, given, given_all
from tests import make

pytestmark = pytest.mark.django_db


def by_slug() -> Prepared[Document]:
    rows = Document.objects.filter(slug=given("slug", str))
    return Prepared(rows.select_related("source", "current_revision"))


def test_a_query_is_asked_again_with_other_values():
    asked = by_slug()
    raid, strike = make.document(slug="raid"), make.document(slug="strike")

    assert asked.ask(slug="raid") == [raid]
    assert asked.ask(slug="strike") == [strike]


def test_an_answer_is_not_kept():
    asked = by_slug()
    document = make.document(slug="raid", title="Raid")
    assert asked.ask(slug="raid")[0].title == "Raid"

    Document.objects.filter(pk=document.pk).update(title="Arrest")

    assert asked.ask(slug="raid")[0].title == "Arrest"


def test_rows_come_with_what_was_selected_beside_them(django_assert_num_queries):
    document = make.document(slug="raid", text="The police came.")
    asked = by_slug()

    with django_assert_num_queries(1):
        (found,) = asked.ask(slug="raid")
        assert found.current_revision.text == "The police came."

    assert found.current_revision == document.current_revision


@pytest.mark.parametrize("typed", ["%s", "100%", "'; --", "a' or '1'='1", "", "\\"])
def test_a_value_is_only_ever_a_value(typed):
    make.document(slug="raid")

    assert by_slug().ask(slug=typed) == []


def test_a_day_is_compared_as_a_day():
    make.document(slug="raid", embargo_until=date(2011, 6, 11))
    rows = Document.objects.published(on=given("on", date)).values_list("slug")
    asked = Prepared(rows)

    assert asked.ask(on=date(2011, 6, 10)) == []
    assert asked.ask(on=date(2011, 6, 11)) == [("raid",)]


def test_one_key_or_several():
    keys = [make.document(slug=f"report-{n}").pk for n in range(4)]
    rows = Document.objects.filter(pk__in=given_all("keys", upto=3)).order_by("pk")
    asked = Prepared(rows.values_list("pk", flat=True))

    assert asked.ask(keys=keys[:1]) == keys[:1]
    assert asked.ask(keys=keys[1:]) == keys[1:]


@pytest.mark.parametrize("keys", [[], [1, 2, 3, 4]])
def test_none_and_too_many_keys_are_refused_and_not_left_out(keys):
    rows = Document.objects.filter(pk__in=given_all("keys", upto=3))

    with pytest.raises(ValueError, match="from 1 to 3"):
        Prepared(rows).ask(keys=keys)


def test_two_queries_put_together_take_their_values():
    raid, strike = make.document(slug="raid"), make.document(slug="strike")
    rows = Document.objects.order_by().values_list("pk")
    one = rows.filter(slug=given("slug", str))
    other = rows.filter(pk__in=given_all("keys", upto=2))
    asked = Prepared(one.union(other, all=True))

    found = asked.ask(slug="raid", keys=[strike.pk])

    assert sorted(found) == sorted([(raid.pk,), (strike.pk,)])


@by_viewer
def seen(viewer: Viewer) -> QuerySet[Document]:
    return Document.objects.visible_to(viewer, on=given("on", date))


def test_who_sees_everything_and_who_does_not_never_share_a_query():
    draft = make.document(slug="raid", visibility=Document.Visibility.DRAFT)
    day = date(2011, 6, 22)

    for _ in range(2):
        assert seen(None).ask(on=day) == []
        assert seen(User(is_staff=True)).ask(on=day) == [draft]
        assert seen(AnonymousUser()).ask(on=day) == []
        assert seen(User(is_staff=False)).ask(on=day) == []


def test_a_query_is_built_once_however_often_it_is_asked():
    built = []

    @by_viewer
    def rows(viewer: Viewer) -> QuerySet[Document]:
        built.append(viewer)
        return Document.objects.visible_to(viewer, on=given("on", date))

    staff = User(is_staff=True)
    for _ in range(3):
        rows(None).ask(on=date(2011, 6, 22))
        rows(staff).ask(on=date(2011, 6, 22))

    assert built == [None, staff]
