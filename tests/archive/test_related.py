"""What else there is to read: by whom and what two reports share."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import merging, reading
from archive.models import Document, Entity, Mention, Passage
from tests import make
from tests.growth import rows_read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def report(words="Olga and Ivan came.", day=1, **fields):
    fields.setdefault("title", f"Of day {day}")
    return make.document(words, published_on=date(2021, 5, day), **fields)


def about(document, *entities):
    """The report names each of them in the order of its words."""
    for surface, entity in zip(("Olga", "Ivan"), entities, strict=False):
        make.mention(document, surface, entity)
    return document


def story(document, viewer=None):
    opened = reading.opened(document.slug, viewer=viewer, on=make.TODAY)
    return reading.story(opened, viewer=viewer, on=make.TODAY)


@pytest.fixture
def olga():
    return make.person("Olga Abel")


@pytest.fixture
def ivan():
    return make.person("Ivan Dal")


def test_the_nearest_that_tell_of_the_same_come_before_and_after(olga):
    first, second, third, fourth = (about(report(day=day), olga) for day in range(1, 5))

    found = story(second)
    assert found.earlier.document == first
    assert found.later.document == third
    assert [each.document for each in found.related] == [fourth]


def test_it_says_what_they_share(olga, ivan):
    here, other = about(report(), olga, ivan), about(report(day=2), olga, ivan)
    proofs = [make.passage(each, "Olga and Ivan came") for each in (here, other)]
    make.claim("Olga and Ivan came.", proofs)

    later = story(here).later
    assert (later.names, later.facts) == (("Olga Abel", "Ivan Dal"), ("raid",))


def test_a_place_alone_makes_no_two_reports_one_story():
    town = make.place("A Town")
    here = about(report(), town)
    about(report(day=2), town)

    assert not story(here)


def test_two_spellings_that_were_joined_relate_their_reports(olga):
    wolha = make.person("Wolha Abel")
    here, other = about(report(), olga), about(report(day=2), wolha)
    merging.same(wolha, olga, by=None, at=make.NOW)

    assert story(here).later.document == other
    assert story(other).earlier.document == here


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": Document.Visibility.DRAFT},
        {"visibility": Document.Visibility.WITHDRAWN},
        {"embargo_until": date(9999, 1, 1)},
    ],
    ids=["draft", "withdrawn", "embargo"],
)
def test_what_may_not_be_seen_is_related_to_nothing(olga, fields):
    here = about(report(), olga)
    about(report(day=2, **fields), olga)

    assert not story(here)


def test_a_name_in_an_earlier_text_only_relates_nothing(olga):
    here, other = about(report(), olga), about(report(day=2), olga)
    make.revision(other, "Nobody came.")

    assert not story(here)


def test_a_suggestion_relates_nothing(olga):
    here, other = about(report(), olga), report(day=2)
    make.mention(other, "Olga", olga, status="suggested", decided_at=None)

    assert not story(here)


@pytest.mark.parametrize("level", ["initials", "hidden"])
def test_whoever_is_protected_is_no_reason(client, olga, ivan, level):
    here, other = about(report(), olga), about(report(day=2), olga)
    Entity.objects.filter(pk=olga.pk).update(protection=level)

    assert not story(here)
    make.mention(here, "Ivan", ivan)
    make.mention(other, "Ivan", ivan)
    assert story(here).later.names == ("Ivan Dal",)
    html = client.get(here.get_absolute_url()).content.decode()
    assert "Abel" not in html
    assert "olga-abel" not in html


def test_the_title_of_a_related_report_is_read_without_a_protected_name(olga, ivan):
    here = about(report(), olga, ivan)
    about(report(day=2, title="Olga Abel and Ivan"), olga, ivan)
    Entity.objects.filter(pk=olga.pk).update(protection="hidden")

    assert "Abel" not in story(here).later.document.title


def test_a_letter_inside_a_report_is_not_related_to_it(olga):
    here = about(report("Olga wrote: free us."), olga)
    inside = make.passage(here, "Olga wrote: free us.")
    letter = make.document(inside.quote, part_of=here, part_of_passage=inside)

    assert not story(here)
    assert not story(letter)


def test_without_a_day_there_is_no_before_and_after(olga):
    here = about(make.document("Olga came.", published_on=None), olga)
    other = about(report(day=2), olga)

    found = story(here)
    assert (found.earlier, found.later) == (None, None)
    assert [each.document for each in found.related] == [other]


def test_on_one_day_each_report_is_before_or_after_the_others(olga):
    first, second, third = (about(report(), olga) for _ in range(3))

    found = story(second)
    assert (found.earlier.document, found.later.document) == (first, third)


def test_it_costs_two_queries_and_none_without_names(
    django_assert_num_queries, olga, ivan
):
    here, alone = about(report(), olga, ivan), report("Nobody.")
    about(report(day=2), olga, ivan)
    first, second = (
        reading.opened(each.slug, viewer=None, on=make.TODAY) for each in (here, alone)
    )

    with django_assert_num_queries(2):
        reading.story(first, viewer=None, on=make.TODAY)
    with django_assert_num_queries(0):
        reading.story(second, viewer=None, on=make.TODAY)


def test_of_somebody_named_a_thousand_times_the_newest_places_are_read(olga):
    here = about(report(), olga)
    few = about(report(day=3), olga)
    many_times(few, olga, 1_000)

    with CaptureQueriesContext(connection) as asked:
        found = story(here)

    assert [each.document for each in found.related] == [few]
    assert rows_read(asked) < 200


def many_times(document, entity, times):
    """The name, so many times, in the text that is read today."""
    make.revision(document, "Olga " * times)
    rows = Passage.objects.at_all(
        document.current_revision, [(at * 5, at * 5 + 4) for at in range(times)]
    )
    Mention.objects.bulk_create(
        Mention(
            passage=each,
            kind="PERSON",
            entity=entity,
            status="accepted",
            decided_at=make.NOW,
        )
        for each in rows.values()
    )
