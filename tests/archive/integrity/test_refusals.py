"""What was written down the database itself refuses to change or delete."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from archive.integrity.kinds import kinds
from archive.models import Batch, ChainLink, ChainShape, Claim, Evidence, recording
from tests import make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("sealed_rows"),
    pytest.mark.slow(12),
]


def refuses(sql, *params):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
    except DatabaseError:
        return True
    return False


def tables():
    """Each table of what is sealed, and of the chain, that has rows here; its key."""
    models: list[Any] = [ChainLink, ChainShape]
    models += [kind.model for kind in kinds().values()]
    for model in models:
        if model._meta.model_name != "judgement" and model._base_manager.exists():
            yield model._meta.db_table, model._meta.pk.column, model


def test_no_record_is_deleted():
    for table, _key, _model in tables():
        assert refuses(f"DELETE FROM {table}"), table  # noqa: S608


def test_no_record_is_changed():
    free = {"undone_by_id", "made_by_id", "note", "page_starts", "aside"}
    free |= {"signature", "extracted_at"}
    for table, key, model in tables():
        pk = model._base_manager.values_list("pk", flat=True)[0]
        for field in model._meta.concrete_fields:
            if field.column in free and "historical" not in table:
                continue
            other = "7" if field.get_internal_type() != "JSONField" else "'[1]'"
            if "Date" in field.get_internal_type():
                other = "'2001-01-01'"
            if (
                "Char" in field.get_internal_type()
                or "Text" in field.get_internal_type()
            ):
                other = "'x'"
            sql = f"UPDATE {table} SET {field.column} = {other} WHERE {key} = {pk}"  # noqa: S608
            assert refuses(sql), sql


@pytest.mark.only_on("sqlite")
def test_no_record_is_replaced():
    for table, key, model in tables():
        columns = ", ".join(
            f'"{field.column}"' for field in model._meta.concrete_fields
        )
        sql = (
            f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}"  # noqa: S608
        )
        assert refuses(f"{sql} ORDER BY {key} LIMIT 1"), table


@pytest.mark.only_on("postgresql")
def test_no_table_of_records_is_emptied():
    for table, _key, _model in tables():
        assert refuses(f"TRUNCATE {table} CASCADE"), table


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("table", "same"),
    [
        ("archive_claim", "id"),
        ("archive_claim", "slug"),
        ("archive_evidence", "id"),
        ("archive_evidence", "claim_id"),
    ],
)
def test_a_proven_claim_is_not_replaced(table, same):
    model: Any = {"archive_claim": Claim, "archive_evidence": Evidence}[table]
    row = model.objects.filter(**CONFIRMED[table]).first()
    if same != "id":  # the same by its name, under a key of its own
        row.pk += 1_000_000
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [
        field.get_db_prep_save(field.value_from_object(row), connection)
        for field in fields
    ]

    sql = f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
    assert refuses(sql, *values)


CONFIRMED = {
    "archive_claim": {"status": "confirmed"},
    "archive_evidence": {"claim__status": "confirmed"},
}


def test_an_act_can_still_be_said_to_be_undone():
    made = [
        Batch.objects.create(verb="edit", made_at=datetime.now(UTC))  # noqa: TID251
        for _ in range(2)
    ]
    made[0].undone_by = made[1]
    made[0].save()

    assert Batch.objects.get(pk=made[0].pk).is_undone


def test_who_has_a_history_is_not_deleted_past_the_admin(django_user_model):
    curator = django_user_model.objects.create_user("c")
    with recording(Batch.Verb.EDIT, by=None):
        source = make.source()
    source._history_user = curator
    source.save()

    with pytest.raises(DatabaseError), transaction.atomic():
        curator.delete()
