from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.utils import DatabaseError

from archive import claims
from archive.models import Capture, Document, Evidence, Mention, Passage, Revision
from tests import make

pytestmark = pytest.mark.django_db
# SQLite raises IntegrityError from a trigger, PostgreSQL what the trigger says.
REFUSED = (IntegrityError, DatabaseError)


def refuses(act):
    with pytest.raises(REFUSED), transaction.atomic():
        act()
    return True


def test_the_text_of_a_revision_never_changes():
    revision = make.document("As it was.").current_revision

    assert refuses(lambda: Revision.objects.filter(pk=revision.pk).update(text="Else"))
    assert refuses(lambda: Revision.objects.filter(pk=revision.pk).update(number=9))


def test_a_revision_is_never_deleted():
    revision = make.document().current_revision
    Document.objects.update(current_revision=None)

    assert refuses(
        lambda: Revision.objects.filter(pk=revision.pk)._raw_delete("default")
    )


def test_when_a_revision_was_read_may_be_written():
    revision = make.document().current_revision

    assert Revision.objects.filter(pk=revision.pk).update(extracted_at=make.NOW) == 1


def a_capture(**fields):
    return Capture.objects.create(
        document=make.document(),
        sha256="0" * 64,
        size_bytes=1,
        media_type="text/plain",
        received_at=make.NOW,
        content="captures/00/0",
        **fields,
    )


def test_a_capture_is_written_once():
    capture = a_capture()

    assert refuses(lambda: Capture.objects.update(size_bytes=2))
    assert refuses(lambda: Capture.objects.filter(pk=capture.pk)._raw_delete("default"))


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0, 4, "Jose"), (1, 5, "José"), (0, 5, "José"), (0, 4, "josé"), (90, 94, "José")],
)
def test_a_passage_that_does_not_quote_is_refused(start, end, quote):
    revision = make.document("José 𐐀 wrote Жаңаөзен.").current_revision

    assert refuses(
        lambda: Passage.objects.create(
            revision=revision, start=start, end=end, quote=quote
        )
    )


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(0, 4, "José"), (5, 6, "𐐀"), (13, 21, "Жаңаөзен")]
)
def test_offsets_count_code_points_in_any_script(start, end, quote):
    revision = make.document("José 𐐀 wrote Жаңаөзен.").current_revision

    made = Passage.objects.create(revision=revision, start=start, end=end, quote=quote)

    assert made.pk


def test_a_passage_shifted_by_one_in_the_shell_is_refused():
    passage = make.passage(make.document("Police raided a union."), "raided")

    def shift():
        with connection.cursor() as cursor:
            cursor.execute(
                'UPDATE archive_passage SET start = start + 1, "end" = "end" + 1'
                " WHERE id = %s",
                [passage.pk],
            )

    assert refuses(shift)


def test_a_passage_outside_the_text_is_a_plain_error():
    revision = make.document("Short.").current_revision

    with pytest.raises(ValueError, match="No words stand at 3–99"):
        Passage.objects.at(revision, 3, 99)


def test_a_claim_is_not_confirmed_without_a_passage():
    claim = make.claim()

    claim.status = "confirmed"

    assert refuses(claim.save)


def test_a_claim_is_not_born_confirmed():
    assert refuses(lambda: make.claim(status="confirmed"))


def test_the_last_proof_of_a_confirmed_claim_stays():
    document = make.document("Police raided a union.")
    make.claim(evidence=[make.passage(document, "raided a union")])

    assert refuses(lambda: Evidence.objects.all().delete())
    assert refuses(lambda: Evidence.objects.update(stance="contradicts"))


def test_a_second_proof_can_go():
    document = make.document("Police raided a union.")
    claim = make.claim(
        evidence=[make.passage(document, "raided"), make.passage(document, "union")]
    )

    claim.evidence.first().delete()

    assert claim.evidence.count() == 1


def test_an_accepted_name_says_who_it_is():
    mention = make.mention(make.document("A. Person spoke."), "A. Person")

    assert refuses(
        lambda: Mention.objects.filter(pk=mention.pk).update(
            status="accepted", decided_at=make.NOW
        )
    )


def test_a_decision_carries_its_time():
    mention = make.mention(make.document("A. Person spoke."), "A. Person")

    assert refuses(
        lambda: Mention.objects.filter(pk=mention.pk).update(status="rejected")
    )


def test_an_embargo_ends_on_its_day():
    document = make.document(embargo_until=make.TODAY)

    day_before = make.TODAY - timedelta(days=1)

    assert document not in Document.objects.published(on=day_before)
    assert document in Document.objects.published(on=make.TODAY)


@pytest.mark.parametrize(
    "hidden", [{"embargo_until": date(2099, 1, 1)}, {"visibility": "withdrawn"}]
)
def test_a_letter_is_out_only_while_its_report_is(hidden):
    report = make.document("They wrote: Dear Sir.")
    letter = make.document(
        part_of=report, part_of_passage=make.passage(report, "Dear Sir.")
    )
    assert letter in Document.objects.published(on=make.TODAY)

    Document.objects.filter(pk=report.pk).update(**hidden)

    assert letter not in Document.objects.published(on=make.TODAY)


def test_only_staff_see_a_draft(admin_user):
    draft = make.document(visibility="draft")

    assert draft not in Document.objects.visible_to(None, on=make.TODAY)
    assert draft in Document.objects.visible_to(admin_user, on=make.TODAY)


@pytest.mark.parametrize(
    ("day", "holds"), [(-1, False), (0, True), (29, True), (30, False)]
)
def test_a_claim_holds_from_publication_until_superseded(day, holds):
    document = make.document("Up to seven years. Six years.")
    old = make.claim(
        "Faces seven years.", evidence=[make.passage(document, "seven years")]
    )
    new = make.claim("Got six years.", evidence=[make.passage(document, "Six years")])
    claims.supersede(old, new, on=old.known_from + timedelta(days=30), by=None)

    on = old.known_from + timedelta(days=day)

    assert old.holds_on(on) is holds
    assert (old in type(old).objects.holding(on=on)) is holds


# what no row of Django's says


def executes(sql, *params):
    def execute():
        with connection.cursor() as cursor:
            cursor.execute(sql, params)

    return execute


only_sqlite = pytest.mark.only_on("sqlite")
only_postgresql = pytest.mark.only_on("postgresql")


def test_no_migration_has_lost_a_trigger():
    refusals = import_module("archive.migrations.0002_what_the_database_refuses")
    chain = import_module("archive.migrations.0008_the_chain")
    if connection.vendor == "sqlite":
        wanted = {*refusals.SQLITE, *chain.SQLITE_MORE} - {*chain.SQLITE_BEFORE}
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        wanted = {name for name, _table in refusals.POSTGRESQL}
        for names in chain.POSTGRESQL_BEFORE.values():
            wanted -= {*names}
        sql = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O'"

    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {name for (name,) in cursor.fetchall()}

    assert wanted <= there


@only_sqlite
@pytest.mark.parametrize("same", ["id", "number"])
def test_no_other_text_takes_the_place_of_a_revision(same):
    revision = make.document("As it was.").current_revision
    pk = revision.pk if same == "id" else revision.pk + 1
    number = revision.number if same == "number" else revision.number + 1

    assert refuses(
        executes(
            "INSERT OR REPLACE INTO archive_revision (id, document_id, number, kind, "
            "text, sha256, created_at, note) SELECT %s, document_id, %s, kind, "
            "'Else', sha256, created_at, note FROM archive_revision WHERE id = %s",
            *(pk, number, revision.pk),
        )
    )


@only_sqlite
@pytest.mark.parametrize("moved", [0, 1])
def test_no_other_bytes_take_the_place_of_a_capture(moved):
    capture = a_capture()

    assert refuses(
        executes(
            "INSERT OR REPLACE INTO archive_capture (id, document_id, sha256, "
            "size_bytes, media_type, file_name, url, received_at, content) SELECT "
            "id + %s, document_id, sha256, 9, media_type, file_name, url, "
            "received_at, content FROM archive_capture WHERE id = %s",
            *(moved, capture.pk),
        )
    )


@only_postgresql
@pytest.mark.parametrize("table", ["archive_capture", "archive_revision"])
def test_a_table_of_what_was_received_is_not_emptied(table):
    a_capture()

    assert refuses(executes(f"TRUNCATE {table} CASCADE"))


@only_postgresql
def test_of_two_proofs_taken_away_at_once_one_stays(emptied):
    document = make.document("Police raided a union.")
    claim = make.claim(
        evidence=[make.passage(document, "raided"), make.passage(document, "union")]
    )
    first, second = claim.evidence.values_list("pk", flat=True)
    sql = "DELETE FROM archive_evidence WHERE id = %s"
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
            with transaction.atomic():
                executes(sql, first)()
                with pytest.raises(DatabaseError, match="lock timeout"):
                    cursor.execute(sql, [second])
            with pytest.raises(DatabaseError, match="needs a passage"):
                cursor.execute(sql, [second])
    finally:
        other.close()

    assert claim.evidence.count() == 1
