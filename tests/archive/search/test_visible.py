"""What may not be read is not found, counted or suggested."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from archive import curation, search
from archive.models import Document, Entity, Name
from tests import make
from tests.archive.search.shelf import slugs

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STAFF = User(username="s", is_staff=True)


def put(text="A strike at Kashagan.", **fields):
    made = make.document(text, **fields)
    search.index_documents([made.pk])
    return made


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": Document.Visibility.DRAFT},
        {"visibility": Document.Visibility.WITHDRAWN},
        {"embargo_until": make.TODAY + timedelta(days=1)},
    ],
)
def test_what_is_not_public_is_found_by_staff_only(fields):
    put(slug="kept", **fields)
    assert slugs("Kashagan") == []
    assert slugs("Kashagan", viewer=STAFF) == ["kept"]
    assert search.facets("Kashagan", viewer=None, on=make.TODAY).counted == 0


def test_an_embargo_ends_on_its_day_without_the_index():
    put(slug="kept", embargo_until=make.TODAY + timedelta(days=1))
    later = make.TODAY + timedelta(days=1)
    found = search.search("Kashagan", viewer=None, on=later)
    assert [hit.object.slug for hit in found.hits] == ["kept"]


def test_publishing_and_withdrawing_needs_no_index():
    made = put(slug="kept", visibility=Document.Visibility.DRAFT)
    curation.publish([made], by=None)
    assert slugs("Kashagan") == ["kept"]
    curation.withdraw([made], by=None)
    assert slugs("Kashagan") == []


def test_no_word_of_a_hidden_report_is_suggested():
    put(slug="kept", visibility=Document.Visibility.DRAFT)
    found = search.search("Kashagun", viewer=None, on=make.TODAY)
    assert (found.hits, found.similar) == ((), ())
    seen = search.search("Kashagun", viewer=STAFF, on=make.TODAY)
    assert [each.words for each in seen.similar] == [("kashagan",)]


def test_no_other_name_of_an_unseen_entry_is_used():
    person = make.person("Roza Tuletaeva")
    curation.add_name(person, "Comrade Gulsary")
    put("Roza Tuletaeva spoke.", slug="one")
    # nothing public names her as an entry
    found = search.search("Comrade Gulsary", viewer=None, on=make.TODAY)
    assert (found.hits, found.aliases) == ((), ())


@pytest.fixture
def printed_in_a_draft():
    """Somebody whom a draft alone calls by a second name."""
    person = make.person("Roza Tuletaeva", slug="roza")
    curation.add_name(person, "Comrade Gulsary", kind=Name.Kind.AS_PRINTED)
    said = put("Roza Tuletaeva spoke.", slug="one")
    make.mention(said, "Roza Tuletaeva", person)
    draft = put("Comrade Gulsary fled.", slug="draft", visibility="draft")
    make.mention(draft, "Comrade Gulsary", person)
    search.index_entities([person.pk])
    return draft


def told(viewer=None):
    asked = {"viewer": viewer, "on": make.TODAY}
    reports = search.search("Comrade Gulsary", **asked)
    entries = search.search("Gulsary", kind="entity", **asked)
    by_title = search.search("Tuletaeva", kind="entity", **asked)
    shown = [*search.entities("Comrade Gulsary", **asked), *entries.hits]
    return reports.hits, reports.aliases, shown, "Gulsary" in repr(by_title.hits)


def test_a_name_printed_in_a_draft_alone_leads_to_nobody(printed_in_a_draft):
    assert told() == ((), (), [], False)


def test_a_name_is_told_as_soon_as_a_report_that_prints_it_is_out(printed_in_a_draft):
    curation.publish([printed_in_a_draft], by=None)
    reports, aliases, shown, is_in_snippet = told()
    assert {hit.object.slug for hit in reports} == {"one", "draft"}
    assert [each.name for each in aliases] == ["Roza Tuletaeva"]
    assert len(shown) == 2
    assert is_in_snippet


def test_staff_find_by_a_name_in_a_draft(printed_in_a_draft):
    _reports, aliases, shown, is_in_snippet = told(STAFF)
    assert aliases
    assert len(shown) == 2
    assert is_in_snippet


def test_what_leads_to_another_is_not_told_while_nothing_shows_it():
    person = make.person("Roza Tuletaeva", slug="roza")
    other = make.person("Gulsary", slug="gulsary", description="Seen in a draft.")
    said = put("Roza Tuletaeva spoke.", slug="one")
    make.mention(said, "Roza Tuletaeva", person)
    make.mention(put("Gulsary fled.", slug="d", visibility="draft"), "Gulsary", other)
    Entity.objects.filter(pk=other.pk).update(root=person)
    search.index_entities([person.pk, other.pk])
    asked = {"viewer": None, "on": make.TODAY}
    assert search.search("Gulsary", kind="entity", **asked).hits == ()
    assert search.entities("Gulsary", **asked) == ()
    assert search.search("Gulsary", **asked).aliases == ()


def test_an_older_text_is_not_found():
    made = put("The old words.", slug="one")
    make.revision(made, "Quite different.")
    search.index_documents([made.pk])
    assert slugs("old") == []
    assert slugs("different") == ["one"]


def test_what_is_aside_is_not_found():
    text = "The strike goes on. Donate to us today."
    put(text, slug="one", segments=[(0, 19, "body"), (20, len(text), "boilerplate")])
    assert slugs("strike") == ["one"]
    assert slugs("donate") == []


def test_a_text_that_is_aside_as_a_whole_has_its_title_only():
    put("Donate.", title="Appeal", slug="one", segments=[(0, 7, "boilerplate")])
    assert slugs("donate") == []
    assert slugs("appeal") == ["one"]


def test_an_unknown_day_comes_last():
    put(slug="undated", published_on=None)
    put(slug="old", published_on=date(1970, 1, 1))
    put(slug="new", published_on=date(2020, 1, 1))
    assert slugs("Kashagan") == ["new", "old", "undated"]
