"""Whoever gets at the database past its guards is found out, whatever they do."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import integrity
from archive.integrity import checking
from archive.integrity.heads import EMPTY, following
from archive.integrity.kinds import Shapes, digest, kinds
from archive.models import ChainLink, ChainShape, ChainWaiting, Claim, Entity
from tests import make
from tests.tampering import tampering

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("sealed_rows"),
    pytest.mark.slow(50),
]
NEWEST_GOES = """DELETE FROM archive_historicalsource WHERE history_id =
    (SELECT max(history_id) FROM archive_historicalsource)"""
LINKS, SHAPES = "archive_chainlink", "archive_chainshape"


@pytest.fixture
def faults(soon):
    return lambda: [str(fault) for fault in integrity.faults(at=soon)]


def filled():
    return [kind for kind in kinds().values() if kind.model._base_manager.exists()]


def of(kind):
    """What is found of one kind alone: the whole takes longer."""
    return [str(fault) for fault in checking.records(kind, Shapes())]


def table_of(kind):
    return kind.model._meta.db_table


def test_there_are_rows_of_most_kinds(faults):
    assert len(filled()) >= 24
    assert faults() == []


def test_a_deleted_record_is_missed_whatever_it_was():
    for kind in filled():
        key = kind.model._meta.pk.column
        pk = kind.model._base_manager.order_by("pk").last().pk
        with transaction.atomic():
            with tampering(table_of(kind)) as cursor:
                cursor.execute(f"DELETE FROM {table_of(kind)} WHERE {key} = {pk}")  # noqa: S608
            wanted = f"Record {kind.name} {pk} (link "
            (said,) = [each for each in of(kind) if each.startswith(wanted)]
            assert said.endswith("it was deleted after it was sealed.")
            transaction.set_rollback(True)


def other(field, value):
    """Another value that the column takes; None for none that comes to mind."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1000
        case str():
            return ("x" if value[:1] != "x" else "y") + value[1:]
        case datetime():
            return value + timedelta(microseconds=1)
        case None if field.get_internal_type() in {"CharField", "TextField"}:
            return "x"
    return None


def columns(kind):
    """Of each column that counts the newest row in which it can be changed."""
    for name in kind.fields:
        field = kind.model._meta.get_field(name)
        rows = kind.model._base_manager.order_by("-pk").values_list("pk", name)[:20]
        found = [(pk, other(field, value)) for pk, value in rows]
        if not field.primary_key and (
            able := [each for each in found if each[1] is not None]
        ):
            yield name, *able[0]


def test_each_column_that_is_changed_is_named_with_its_record():
    tried = 0
    for kind in filled():
        for column, pk, value in columns(kind):
            with transaction.atomic():
                with tampering(table_of(kind)):
                    kind.model._base_manager.filter(pk=pk).update(**{column: value})
                wanted = f"Record {kind.name} {pk} (link "
                (said,) = [each for each in of(kind) if each.startswith(wanted)]
                assert said.endswith("it was changed after it was sealed."), column
                transaction.set_rollback(True)
            tried += 1
    assert tried > 250


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_single_change_of_a_record_goes_unseen(data):
    kind = data.draw(st.sampled_from(filled()))
    keys = list(kind.model._base_manager.order_by("pk").values_list("pk", flat=True))
    pk = data.draw(st.sampled_from(keys))
    names = [n for n in kind.fields if not kind.model._meta.get_field(n).primary_key]
    name = data.draw(st.sampled_from(names))
    rows = kind.model._base_manager.filter(pk=pk)
    value = other(
        kind.model._meta.get_field(name), rows.values_list(name, flat=True)[0]
    )
    if value is None:
        return
    with transaction.atomic():
        with tampering(table_of(kind)):
            rows.update(**{name: value})
        assert any(each.startswith(f"Record {kind.name} {pk} ") for each in of(kind))
        transaction.set_rollback(True)


def test_two_records_that_changed_places_are_both_named(faults):
    states = Claim.history.order_by("history_id")
    first, last = states.first().pk, states.last().pk
    with tampering("archive_historicalclaim"):
        for before, after in ((first, -1), (last, first), (-1, last)):
            Claim.history.filter(pk=before).update(history_id=after)

    said = [each for each in faults() if "it was changed" in each]
    assert len(said) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"record_id": F("record_id") + 100_000},
        {"content": "0" * 64},
        {"hash": "0" * 64},
        {"is_late": True},
        {"sealed_on": "2001-01-01"},
        {"shape_id": F("shape_id") + 1, "record_id": 100_000},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_link_does_not_follow(faults, change):
    with tampering(LINKS):
        ChainLink.objects.filter(number=100).update(**change)

    assert any(each.startswith("Link 100: it does not follow") for each in faults())


def test_two_links_that_changed_places_do_not_follow(faults):
    with tampering(LINKS):
        for before, after in ((100, -1), (200, 100), (-1, 200)):
            ChainLink.objects.filter(number=before).update(number=after)

    assert {each.split(":")[0] for each in faults()} >= {"Link 100", "Link 200"}


def test_links_that_are_gone_are_counted_and_their_records_named(faults):
    with tampering(LINKS):
        ChainLink.objects.filter(number__in=(100, 101)).delete()

    said = faults()
    assert "Link 100–101: missing from the chain." in said
    assert sum("put in past the guard" in each for each in said) == 2


def test_a_first_link_that_is_gone_is_missed(faults):
    with tampering(LINKS):
        ChainLink.objects.filter(number=1).delete()

    assert "Link 1: missing from the chain." in faults()


def test_links_numbered_anew_do_not_follow(faults):
    with tampering(LINKS):
        last = ChainLink.objects.last().number
        ChainLink.objects.filter(number=100).delete()
        for number in range(101, last + 1):
            ChainLink.objects.filter(number=number).update(number=number - 1)

    assert any(each.startswith("Link 100: it does not follow") for each in faults())


def test_a_link_cut_off_the_end_leaves_a_record_that_is_not_sealed(faults):
    with tampering(LINKS):
        ChainLink.objects.last().delete()

    (said,) = faults()
    assert said.endswith("does not wait to be: put in past the guard.")


def test_a_shape_that_leaves_out_a_column_is_noticed(faults):
    shape = ChainShape.objects.get(record_type="archive.revision")
    with tampering(SHAPES):
        fields = [name for name in shape.fields if name != "text"]
        ChainShape.objects.filter(pk=shape.pk).update(fields=fields)

    assert sum(each.startswith("Record archive.revision ") for each in faults()) > 1


def test_a_record_put_in_past_the_guard_is_named(faults):
    with tampering("archive_batch") as cursor:
        cursor.execute(
            "INSERT INTO archive_batch (verb, summary, made_at) "
            "VALUES ('edit', 'x', '2021-05-03 12:00:00+00:00')"
        )

    (said,) = faults()
    assert said.startswith("Record archive.batch ")
    assert said.endswith("put in past the guard.")


def test_a_record_taken_out_of_the_line_is_named(faults):
    make.source()
    ChainWaiting.objects.all().delete()

    (said,) = faults()
    assert said.endswith("put in past the guard.")


def test_a_record_deleted_before_it_was_sealed_is_named(faults):
    make.source()
    with tampering("archive_historicalsource") as cursor:
        cursor.execute(NEWEST_GOES)

    (said,) = faults()
    assert said.endswith("deleted before it was sealed.")


def forged():
    """All links written anew over what the records say now, as seal would have."""
    last = EMPTY.hash
    links = ChainLink.objects.select_related("shape").order_by("number")
    for number, link in enumerate(links, start=1):
        kind = kinds()[link.shape.record_type]
        (row,) = kind.rows(link.shape.fields, pk=link.record_id)
        content = digest(link.shape.fields, row)
        last = following(
            last,
            number=number,
            record_type=kind.name,
            record_id=link.record_id,
            content=content,
            sealed_on=link.sealed_on,
            is_late=link.is_late,
        )
        ChainLink.objects.filter(pk=link.pk).delete()
        ChainLink(
            number=number,
            shape=link.shape,
            record_id=link.record_id,
            content=content,
            hash=last,
            sealed_on=link.sealed_on,
            is_late=link.is_late,
        ).save(force_insert=True)


def test_a_history_written_anew_is_told_by_a_head_of_before(faults):
    known = integrity.head()
    with tampering(LINKS, "archive_historicalclaim"):
        Claim.history.update(sentence="It never happened.")
        forged()

    assert faults() == []
    (said,) = integrity.against(known)
    assert "written anew" in str(said)


def test_a_record_forged_into_the_past_is_told_by_a_head_of_before(faults):
    known = integrity.head()
    with tampering(LINKS, "archive_batch", "archive_historicalsource") as cursor:
        cursor.execute(
            "INSERT INTO archive_batch (verb, summary, made_at) "
            "VALUES ('edit', 'x', '2021-05-03 12:00:00+00:00')"
        )
        cursor.execute("SELECT max(id) FROM archive_batch")
        (pk,) = cursor.fetchone()
        shape = ChainShape.objects.get(record_type="archive.batch")
        for link in ChainLink.objects.order_by("-number").filter(number__gt=300):
            ChainLink.objects.filter(pk=link.pk).update(number=link.number + 1)
        ChainLink.objects.create(
            number=301,
            shape=shape,
            record_id=pk,
            content="",
            hash="",
            sealed_on="2021-05-03",
            is_late=False,
        )
        forged()

    assert faults() == []
    (said,) = integrity.against(known)
    assert "written anew" in str(said)


def test_an_end_that_was_cut_off_whole_is_told_by_a_head_of_before(faults, soon):
    make.source()
    integrity.seal(at=soon)
    before = integrity.head()
    make.source()
    integrity.seal(at=soon)
    known = integrity.head()
    with tampering(LINKS, "archive_historicalsource") as cursor:
        ChainLink.objects.filter(number__gt=before.number).delete()
        cursor.execute(NEWEST_GOES)

    assert faults() == []
    assert list(integrity.against(before)) == []
    (said,) = integrity.against(known)
    assert (
        str(said)
        == f"Link {known.number}: what followed after {before.number} is gone."
    )


def test_what_came_since_is_no_fault_against_a_head_of_before(
    sealed_rows, faults, soon
):
    known = integrity.head()
    make.source()
    integrity.seal(at=soon)

    assert faults() == []
    assert list(integrity.against(known)) == []


@pytest.mark.only_on("sqlite")
def test_each_guard_that_is_gone_is_named_on_sqlite(faults):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER archive_historicalclaim_deleted")

    assert faults() == [
        "Trigger archive_historicalclaim_deleted: it is gone: its table is not guarded."
    ]


@pytest.mark.only_on("postgresql")
def test_each_guard_that_sleeps_is_named_on_postgresql(faults):
    table = "archive_historicalclaim"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_deleted")

    assert faults() == [
        "Trigger archive_historicalclaim_deleted: it is gone: its table is not guarded."
    ]


def test_a_guard_that_is_gone_is_set_again(faults):
    table, name = "archive_historicalclaim", "archive_historicalclaim_deleted"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        else:
            cursor.execute(f"DROP TRIGGER {name}")

    assert integrity.mend() == [name]
    assert integrity.mend() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.history.all().delete()
    assert faults() == []


def test_an_entry_may_be_changed_without_breaking_its_past(faults, soon):
    person = Entity.objects.get(label="A. One")
    person.description = "A miner."
    person.save()
    integrity.seal(at=soon)

    assert faults() == []
