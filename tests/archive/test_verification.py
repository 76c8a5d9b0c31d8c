from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from archive import merging, verification
from archive.models import Claim, Document, Entity, Evidence, Name
from tests import make
from tests.tampering import without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def said():
    return [str(fault) for fault in verification.faults()]


def test_the_demonstration_is_as_it_should_be(demo_rows, capsys):
    call_command("seal", stdout=StringIO())

    call_command("verify")

    assert capsys.readouterr().out == "All is as it should be.\n"


def test_bytes_that_changed_are_named(demo_rows):
    capture = Document.objects.get(
        slug="protesters-lobby-kazakh-embassy-in-germany"
    ).captures.get()
    path = Path(capture.content.path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Berlin", b"Bonn"))

    faults = said()

    path.write_bytes(whole)
    assert any(
        fault.startswith("Capture") and "bytes have changed" in fault
        for fault in faults
    )


def test_bytes_that_are_gone_are_named(demo_rows):
    capture = Document.objects.get(
        slug="protesters-lobby-kazakh-embassy-in-germany"
    ).captures.get()
    with without_triggers("archive_capture") as cursor:
        cursor.execute(
            "UPDATE archive_capture SET content = 'captures/none' WHERE id = %s",
            [capture.pk],
        )

    assert any("its file is missing" in fault for fault in said())


def test_a_changed_text_and_what_no_longer_quotes_it_are_named():
    report = make.document("Police raided the office.")
    make.passage(report, "raided")
    with without_triggers("archive_revision") as cursor:
        cursor.execute(
            "UPDATE archive_revision SET text = 'Nobody ever raided it.' WHERE id = %s",
            [report.current_revision_id],
        )

    faults = said()

    assert f"Revision {report.slug}/r/1: its text has changed." in faults
    assert any("does not quote its revision" in fault for fault in faults)


def test_a_confirmed_claim_without_a_live_proof_is_named():
    report = make.document("Police raided the office.")
    claim = make.claim(evidence=[make.passage(report, "raided")])
    make.revision(report, "Nobody came.")

    assert any(f"Claim {claim.slug}: it is confirmed" in fault for fault in said())


def test_a_proof_that_was_carried_is_a_live_one():
    report = make.document("Police raided the office.")
    claim = make.claim(evidence=[make.passage(report, "raided")])
    make.revision(report, "Yes, police raided the office.")
    Evidence.objects.create(claim=claim, passage=make.passage(report, "raided"))

    assert said() == []


def test_a_circle_of_replacements_is_named():
    one, other = make.claim("One."), make.claim("Other.")
    day = make.TODAY
    Claim.objects.filter(pk=one.pk).update(superseded_by=other, superseded_on=day)
    Claim.objects.filter(pk=other.pk).update(superseded_by=one, superseded_on=day)

    assert sum("run in a circle" in fault for fault in said()) == 2


def test_a_root_nobody_decided_on_is_named():
    one, other = make.person("A. One"), make.person("A. Two")
    Entity.objects.filter(pk=one.pk).update(root=other)

    assert said() == [f"Entity {one.slug}: its root is not what was judged."]


def test_a_merge_that_did_not_take_is_named():
    one, other = make.person("A. One"), make.person("A. Two")
    merging.same(one, other, by=None, at=make.NOW)
    assert said() == []
    Entity.objects.filter(pk=one.pk).update(root=None)

    assert said() == [f"Entity {one.slug}: its root is not what was judged."]


def test_an_old_key_of_a_name_says_what_to_run():
    person = make.person("A. One")
    Name.objects.filter(entity=person).update(key="old")

    assert any("run reindex_names" in fault for fault in said())


def test_the_command_names_each_fault_and_fails(capsys):
    one, other = make.person("A. One"), make.person("A. Two")
    Entity.objects.filter(pk=one.pk).update(root=other)

    with pytest.raises(SystemExit) as end:
        call_command("verify")

    assert end.value.code == 1
    assert "a-one" in capsys.readouterr().err
