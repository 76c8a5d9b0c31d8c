"""Who searches for a name that is hidden is told what nonsense would be told."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from archive import curation, search
from archive.search import collecting
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TEXT = "The blogger Marat Ospanov was beaten in Aktau. Ospanov's lawyer protested."
FORMS = [
    "Marat Ospanov",
    "Ospanov",
    "Marat",
    '"Marat Ospanov"',
    "Оспанов",
    "Оспанова",
    "Ospanof",
    "ospan*",
    "Osp*",
    "maratospanov",
    "title:Ospanov",
    "Ospanov OR Marat",
]


@pytest.fixture
def reports():
    hidden = make.person("Marat Ospanov", slug="a-blogger")
    curation.add_name(hidden, "Марат Оспанов")
    about = make.document(TEXT, title="Beaten: Marat Ospanov", slug="about")
    make.mention(about, "Marat Ospanov", hidden)
    other = make.document("A strike in Aktau goes on.", title="Aktau", slug="other")
    search.index_documents([about.pk, other.pk])
    search.index_entities([hidden.pk])
    return hidden


@pytest.fixture(params=["hidden", pytest.param("initials", marks=pytest.mark.slow)])
def level(request, reports):
    curation.protect(reports, request.param, by=None)
    return request.param


def results(query, viewer=None, **options):
    return search.search(query, viewer=viewer, on=make.TODAY, **options)


def anonymous(found):
    """Everything but what was typed."""
    return replace(found, query=search.parse("x"))


@pytest.mark.parametrize("typed", FORMS)
def test_a_hidden_name_is_found_no_more_than_nonsense(level, typed):
    assert anonymous(results(typed)) == anonymous(results("xqzwv"))
    assert search.facets(typed, viewer=None, on=make.TODAY).counted == 0
    assert search.entities(typed, viewer=None, on=make.TODAY) == ()


@pytest.mark.parametrize("typed", FORMS)
def test_it_is_found_while_nobody_is_protected(reports, typed):
    found = {hit.object.slug for hit in results(typed).hits}
    assert found <= {"about"}
    assert found or typed == "maratospanov"


def test_staff_find_it(level):
    staff = User(username="s", is_staff=True)
    assert [hit.object.slug for hit in results("Ospanov", staff).hits] == ["about"]


@pytest.mark.parametrize(
    "typed",
    ["Aktau -Ospanov", "Aktau -Оспанов", 'Aktau -"Marat Ospanov"', "Aktau -osp*"],
)
def test_leaving_a_hidden_name_out_leaves_nothing_out(level, typed):
    assert {hit.object.slug for hit in results(typed).hits} == {"about", "other"}


def test_what_is_shown_of_a_report_holds_no_hidden_name(level):
    (hit,) = results("beaten").hits
    said = "".join(piece.text for piece in (*hit.title, *hit.snippet))
    assert "spanov" not in said + hit.object.title
    assert search.facets("beaten", viewer=None, on=make.TODAY).entity == ()


def test_a_match_is_where_it_stands_in_the_text_as_kept(level):
    (hit,) = results("lawyer").hits
    assert TEXT[hit.offset :].startswith("lawyer")


def test_a_body_called_after_a_hidden_name_is_not_found_by_it(level, reports):
    friends = make.organisation("Friends of Marat Ospanov", slug="friends")
    about = make.document("Friends of Marat Ospanov met.", slug="met")
    make.mention(about, "Friends of Marat Ospanov", friends)
    search.index_documents([about.pk])
    for typed in ("Marat Ospanov", "Ospanov", "Friends of Marat Ospanov"):
        hits = search.entities(typed, viewer=None, on=make.TODAY)
        assert all("spanov" not in hit.name + hit.why for hit in hits)
        assert hits == () or typed.startswith("Friends")
        found = results(typed, kind="entity")
        assert found.hits == ()


def test_what_a_person_marked_as_the_name_is_not_found_either(level, reports):
    about = make.document("They took the teacher of Aktau away.", slug="marked")
    make.mention(about, "the teacher", reports)
    search.index_documents([about.pk])
    assert not results("teacher").hits
    assert [hit.object.slug for hit in results("away").hits] == ["marked"]


def test_no_other_word_comes_from_a_hidden_name(level):
    assert results("Ospanow").similar == results("Ospanow").aliases == ()


def test_somebody_else_of_that_name_is_found(level):
    namesake = make.person("Serik Ospanov", slug="serik")
    there = make.document("Serik Ospanov spoke in Aktau.", slug="namesake")
    make.mention(there, "Serik Ospanov", namesake)
    search.index_documents([there.pk])
    found = results("Ospanov")
    assert [hit.object.slug for hit in found.hits] == ["namesake"]
    assert not found.bounded


def test_how_many_hold_a_hidden_name_is_not_told(level, reports, monkeypatch):
    monkeypatch.setattr(collecting, "CHECKED", 1)
    more = make.document(TEXT, title="Again", slug="again")
    make.mention(more, "Marat Ospanov", reports)
    search.index_documents([more.pk])
    assert anonymous(results("Ospanov")) == anonymous(results("xqzwv"))
