"""What is written down becomes a link: all of it, once, whoever writes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.db import connection, transaction

from archive import integrity, merging
from archive.integrity.kinds import kinds
from archive.models import (
    Batch,
    ChainLink,
    ChainWaiting,
    Entity,
    Judgement,
    Source,
    recording,
)
from archive.models.authorship import delete_as, save_by_day
from archive.models.batch import create_recorded
from tests import make

pytestmark = pytest.mark.django_db
SOON = datetime.now(UTC) + timedelta(minutes=1)  # noqa: TID251 (histories have the real clock)


def seal(**options):
    return integrity.seal(at=SOON, **options)


def sealed(of):
    return ChainLink.objects.filter(shape__record_type=of).count()


def test_every_history_of_both_rooms_is_sealed_and_guarded():
    chain = import_module("archive.migrations.0008_the_chain")
    campaign = import_module("campaign.migrations.0005_kept_histories")
    guarded = {guard.table for guard in (*chain.GUARDS, *campaign.GUARDS)}

    assert {kind.model._meta.db_table for kind in kinds().values()} <= guarded
    assert list(integrity.guards()) == []


def test_a_report_is_sealed_with_its_text_and_every_state_of_its_rows():
    make.document("Police raided the office.")

    count = seal()

    assert count == ChainLink.objects.count()
    assert sealed("archive.revision") == 1
    assert sealed("archive.historicaldocument") == 2
    assert sealed("archive.historicalsegment") == 1
    assert not ChainWaiting.objects.exists()
    assert [*integrity.faults(at=SOON)] == []


def test_links_are_numbered_without_gaps_from_one():
    make.document()
    seal()
    make.document()
    seal()

    numbers = list(ChainLink.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert str(integrity.head()) == str(ChainLink.objects.last())


def test_to_seal_again_changes_nothing():
    make.document()
    seal()
    before = integrity.head()

    assert seal() == 0
    assert integrity.head() == before


def test_one_query_when_nothing_waits(django_assert_num_queries):
    with django_assert_num_queries(1):
        seal()


def test_an_act_of_many_rows_takes_few_queries(django_assert_max_num_queries):
    with recording(Batch.Verb.ENTRY, by=None):
        create_recorded(
            [Entity(label=f"E {n}", slug=f"e-{n}", kind="PERSON") for n in range(300)],
            by=None,
        )

    with django_assert_max_num_queries(18):
        assert seal() == 301


def test_rows_put_in_at_once_are_all_sealed():
    with recording(Batch.Verb.ENTRY, by=None):
        create_recorded(
            [Source(slug=f"s-{n}", name=f"S {n}") for n in range(1203)], by=None
        )

    assert seal() == 1204
    assert sealed("archive.historicalsource") == 1203


def test_what_is_put_in_by_hand_at_the_database_is_sealed_too():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_batch (verb, summary, made_at) "
            "VALUES ('edit', 'x', '2021-05-03 12:00:00+00:00')"
        )

    assert seal() == 1


def test_a_door_seals_no_more_than_it_may():
    with recording(Batch.Verb.ENTRY, by=None):
        create_recorded(
            [Source(slug=f"s-{n}", name=f"S {n}") for n in range(1203)], by=None
        )

    assert seal(at_most=1) == 1000
    assert ChainWaiting.objects.count() == 204


def test_what_is_rolled_back_was_never_sealed():
    make.document()
    seal()
    before = integrity.head()

    with transaction.atomic():
        make.document()
        seal()
        transaction.set_rollback(True)

    assert integrity.head() == before
    assert [*integrity.faults(at=SOON)] == []


def test_what_a_visitor_sent_is_sealed_when_its_day_is_over():
    today = SOON.date()
    save_by_day(Source(slug="s", name="S"), today)
    make.source()

    assert seal() == 1
    assert integrity.unsealed(at=SOON) == (1, None)
    tomorrow = datetime.combine(today + timedelta(days=1), datetime.min.time(), UTC)
    assert integrity.seal(at=tomorrow + timedelta(minutes=1)) == 1


def test_the_chain_keeps_no_clock_time():
    types = {field.get_internal_type() for field in ChainLink._meta.fields}
    types |= {field.get_internal_type() for field in ChainWaiting._meta.fields}

    assert "DateTimeField" not in types


def test_what_stood_there_long_before_is_sealed_as_late():
    make.source()
    integrity.seal(at=SOON + timedelta(days=2))

    assert ChainLink.objects.get().is_late


def test_what_waits_for_more_than_an_hour_is_a_fault():
    make.source()
    later = SOON + timedelta(hours=2)

    assert [*integrity.faults(at=SOON)] == []
    (fault,) = integrity.faults(at=later)
    assert str(fault).startswith("Chain 1 records: not sealed, the oldest since ")


def test_a_column_that_is_added_later_breaks_no_old_link():
    make.source()
    kind = kinds()["archive.historicalsource"]
    fewer = tuple(name for name in kind.fields if name != "rights_note")
    before = {**kinds(), kind.name: replace(kind, fields=fewer)}
    with pytest.MonkeyPatch.context() as older:
        older.setattr("archive.integrity.sealing.kinds", lambda: before)
        seal()
    make.source()
    seal()

    shapes = ChainLink.objects.values_list("shape", flat=True)
    assert len(set(shapes)) == 2
    assert [*integrity.faults(at=SOON)] == []


def test_a_judgement_that_was_taken_back_goes_with_its_entry():
    judgement = merging.different(
        make.person("A. One"), make.person("A. Two"), by=None, at=make.NOW
    )
    seal()
    merging.revoke_row(judgement, by=None, at=make.NOW)
    delete_as(judgement, None)
    seal()

    assert not Judgement.objects.exists()
    assert [*integrity.faults(at=SOON)] == []


def test_a_judgement_that_is_gone_before_it_was_sealed_leaves_its_history():
    judgement = merging.different(
        make.person("A. One"), make.person("A. Two"), by=None, at=make.NOW
    )
    merging.revoke_row(judgement, by=None, at=make.NOW)
    delete_as(judgement, None)
    seal()

    assert not ChainWaiting.objects.exists()
    assert sealed("archive.historicaljudgement") == 3
    assert [*integrity.faults(at=SOON)] == []
