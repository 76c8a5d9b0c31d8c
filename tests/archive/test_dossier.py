"""The page of somebody: who is beside them, what is not settled, what it costs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import reading
from archive.models import Document, Entity, Mention, Passage, Revision
from archive.models.revision import sha256_of
from archive.reading import company, protecting, visible
from archive.reading.sections import beside
from tests import make
from tests.growth import rows_read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "Olga Abel spoke. Then Ivan Ivanov spoke in A Town."


@pytest.fixture
def olga():
    return make.person("Olga Abel", slug="olga-abel")


@pytest.fixture
def ivan():
    return make.person("Ivan Ivanov", slug="ivan-ivanov")


def told(entity, **asked):
    return reading.dossier(entity, viewer=None, on=make.TODAY, **asked)


def report(*people, text=TEXT, **fields):
    made = make.document(text, **fields)
    for who in people:
        make.mention(made, who.label, who)
    return made


def test_who_is_named_in_the_same_reports_stands_with_the_number(olga, ivan):
    town = make.place("A Town")
    report(olga, ivan, town)
    report(olga, ivan)
    report(ivan, town)

    found = told(olga).company

    assert [(each.entity, each.reports) for each in found] == [(ivan, 2), (town, 1)]


def test_a_companion_leads_to_where_it_stands_nearest(olga, ivan):
    made = make.document(f"Ivan Ivanov left. {'It rained. ' * 40}{TEXT}")
    make.mention(made, "Olga Abel", olga)
    start = made.current_revision.text.rindex("Ivan Ivanov")
    near = Passage.objects.at(made.current_revision, start, start + 11)
    make.mention(made, "Ivan Ivanov", ivan)
    Mention.objects.create(
        passage=near, entity=ivan, kind="PERSON", status="accepted", decided_at=make.NOW
    )

    (found,) = told(olga).company

    assert (found.nearest, found.reports) == (near, 1)


def test_a_draft_brings_nobody_together(olga, ivan):
    report(olga)
    report(olga, ivan, visibility=Document.Visibility.DRAFT)

    assert told(olga).company == ()


def test_somebody_protected_is_beside_nobody(olga, ivan):
    report(olga, ivan)
    Entity.objects.filter(pk=ivan.pk).update(protection=Entity.Protection.HIDDEN)

    assert told(olga).company == ()


def test_who_was_merged_counts_for_the_one_that_stands(olga, ivan):
    iwan = make.person("Iwan Iwanow", root=ivan)
    report(olga, ivan)
    report(olga, iwan, text="Olga Abel saw Iwan Iwanow.")

    (found,) = told(olga).company

    assert (found.entity, found.reports) == (ivan, 2)


def test_counts_say_when_they_are_of_the_newest_only(olga, ivan, monkeypatch):
    monkeypatch.setattr(company, "AHEAD", 50)
    many_reports(51, olga, ivan)

    found = told(olga)

    assert not found.is_counted
    assert [each.reports for each in found.company] == [50]


def test_further_pages_list_mentions_only(olga, ivan):
    many_reports(60, olga, ivan)

    first = told(olga)
    second = told(olga, after=first.older)

    assert (len(first.printed), len(second.printed)) == (50, 10)
    assert (len(first.company), second.company, second.older) == (1, (), "")
    screen = protecting.screen_for(None)
    assert beside(second, viewer=None, on=make.TODAY, screen=screen) == []


def claim(entity, sentence="He was held.", **fields):
    """Proved by a report of its own."""
    made = make.claim(sentence, [make.passage(make.document(), "Police")], **fields)
    made.participants.create(entity=entity, role="victim")
    return made


def why(entity):
    return [(str(each.why), each.claim.sentence) for each in told(entity).questions]


def test_what_is_disputed_or_contradicted_is_asked(ivan):
    disputed = claim(ivan, "He fled.")
    disputed.status = "disputed"
    disputed.disputed_reason = "His sister says he did not."
    disputed.save()
    denied = claim(ivan, "He was beaten.")
    against = make.passage(make.document("Nobody was beaten."), "Nobody")
    denied.evidence.create(passage=against, stance="contradicts")
    claim(ivan, "He spoke.")

    assert why(ivan) == [("disputed", "He fled."), ("contradicted", "He was beaten.")]


def test_what_was_overtaken_says_by_what(ivan):
    newer = claim(ivan, "He got six years.")
    older = claim(ivan, "He faces seven.")
    older.superseded_by, older.superseded_on = newer, date(2021, 6, 1)
    older.save()

    (found,) = told(ivan).questions

    assert (str(found.why), found.claim, found.other) == ("superseded", older, newer)


def test_what_overtook_it_is_not_told_while_it_is_a_draft(ivan):
    draft = make.document(visibility=Document.Visibility.DRAFT)
    newer = make.claim("He is dead.", [make.passage(draft, "Police")])
    older = claim(ivan, "He is ill.")
    older.superseded_by, older.superseded_on = newer, date(2021, 6, 1)
    older.save()

    (found,) = told(ivan).questions

    assert found.other is None


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        (date(2021, 5, 3), date(2021, 5, 9), True),
        (date(2021, 5, 3), date(2021, 5, 3), False),
        (date(2021, 5, 3), None, False),
    ],
)
def test_the_same_thing_on_two_days_is_asked(ivan, first, second, asked):
    for on in (first, second):
        claim(ivan, "He was held.", happened_from=on, happened_until=on)

    assert [each for each, _ in why(ivan)] == (["days"] if asked else [])


def test_a_day_that_a_rule_of_ours_found_is_asked(ivan):
    day = date(2021, 5, 3)
    fields = {"happened_from": day, "happened_until": day}
    claim(ivan, "He fled.", happened_basis="inferred", **fields)
    claim(ivan, "He spoke.", **fields)

    assert why(ivan) == [("reckoned", "He fled.")]


def test_a_place_is_drawn_where_it_lies_and_a_person_where_it_happened(ivan):
    town = make.place("A Town", latitude=43.65, longitude=51.15)
    report(ivan, town)
    assert told(ivan).map is None

    claim(ivan, place=town)

    assert [label.text for label in told(ivan).map.labels] == ["A Town"]
    assert told(town).map.number == 1


def test_a_protected_place_is_on_no_map(ivan):
    village = make.place("A Village", latitude=43.65, longitude=51.15)
    claim(ivan, place=village)
    Entity.objects.filter(pk=village.pk).update(protection="hidden")

    assert told(ivan).map is None


def many_reports(number, *people, text=TEXT):
    """So many reports that name all of them, one a day."""
    first = Document.objects.count()
    documents = Document.objects.bulk_create(
        Document(
            title=f"Report {at}",
            slug=f"many-{at}",
            visibility=Document.Visibility.PUBLIC,
            published_on=date(2021, 1, 1) - timedelta(days=at),
        )
        for at in range(first, first + number)
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            document=each,
            number=1,
            text=text,
            sha256=sha256_of(text),
            created_at=make.NOW,
        )
        for each in documents
    )
    for document, revision in zip(documents, revisions, strict=True):
        document.current_revision = revision
    Document.objects.bulk_update(documents, ["current_revision"], batch_size=500)
    for who in people:
        start = text.index(who.label)
        passages = Passage.objects.bulk_create(
            Passage(
                revision=each, start=start, end=start + len(who.label), quote=who.label
            )
            for each in revisions
        )
        Mention.objects.bulk_create(
            Mention(
                passage=each,
                entity=who,
                kind=who.kind,
                status=Mention.Status.ACCEPTED,
                decided_at=make.NOW,
            )
            for each in passages
        )


def test_five_thousand_mentions_cost_little_more_than_fifty(olga, ivan):
    many_reports(50, olga, ivan)
    with CaptureQueriesContext(connection) as asked_few:
        told(olga)

    many_reports(4_950, olga, ivan)
    with CaptureQueriesContext(connection) as asked_many:
        found = told(olga)

    assert found.company[0].reports == company.AHEAD
    assert len(asked_many) == len(asked_few) <= 8
    assert rows_read(asked_many) < rows_read(asked_few) * 5


def test_the_way_to_it_is_as_short_for_many(olga, ivan, client):
    many_reports(60, olga, ivan)
    claim(olga)

    with CaptureQueriesContext(connection) as asked:
        assert client.get("/people/olga-abel/").status_code == 200

    assert len(asked) <= 12
    assert visible.led_to("olga-abel", viewer=None, on=make.TODAY) == olga
