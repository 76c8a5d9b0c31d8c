"""Words can be taken out for good, and that they were is itself sealed."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from archive import integrity, verification
from archive.models import Batch, Capture, Claim, Purge, Revision, recording
from tests import make
from tests.tampering import tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
def faults(soon):
    return lambda: [str(fault) for fault in integrity.faults(at=soon)]


@pytest.fixture
def seal(soon):
    return lambda: integrity.seal(at=soon)


def purge(row, **changes):
    return integrity.purge(row, changes, reason="Asked for.", by=None, at=make.NOW)


def test_a_text_is_blacked_out_and_the_chain_still_holds(faults, seal):
    text = make.document("Anna Sender was beaten.").current_revision
    seal()

    purge(text, text="███████████ was beaten.")

    text.refresh_from_db()
    assert text.text == "███████████ was beaten."
    seal()
    assert faults() == []
    assert [str(fault) for fault in verification.revisions()] == []
    assert integrity.purged(Revision)[text.pk].reason == "Asked for."


def test_a_head_of_before_still_holds_after_a_purge(seal):
    text = make.document("Anna Sender was beaten.").current_revision
    seal()
    known = integrity.head()
    purge(text, text="█")
    seal()

    assert list(integrity.against(known)) == []


@pytest.mark.parametrize("name", ["A. B.", ""])
def test_a_state_of_a_history_is_emptied(faults, seal, name):
    person = make.person("Anna Sender")
    seal()

    for state in person.history.all():
        purge(state, label=name)

    seal()
    assert {state.label for state in person.history.all()} == {name}
    assert faults() == []


def test_the_words_of_an_act_are_emptied(faults, seal):
    with recording(Batch.Verb.EDIT, by=None, summary="Anna Sender"):
        make.source()
    seal()
    purge(Batch.objects.get(summary="Anna Sender"), summary="")
    seal()

    assert faults() == []


def test_what_was_not_sealed_yet_can_be_purged(faults, seal):
    person = make.person("Anna Sender")
    purge(person.history.get(), label="")
    seal()

    assert faults() == []


def test_a_second_purge_follows_the_first(faults, seal):
    person = make.person("Anna Sender")
    seal()
    purge(person.history.get(), label="A. S.")
    seal()
    purge(person.history.get(), label="")
    seal()

    assert faults() == []


def test_words_that_come_back_after_a_purge_are_noticed(faults, seal):
    person = make.person("Anna Sender")
    seal()
    purge(person.history.get(), label="")
    seal()

    person.history.update(label="Anna Sender")

    (said,) = faults()
    assert said.endswith("it is not what its purge has left.")


def test_a_purge_opens_no_other_record():
    one, other = make.person("Anna Sender"), make.person("Boris Other")
    purge(one.history.get(), label="")

    with pytest.raises(IntegrityError), transaction.atomic():
        other.history.update(label="")


@pytest.mark.parametrize(
    "column", ["history_date", "history_user_id", "history_type", "history_id"]
)
def test_not_even_a_purge_changes_who_did_what_when(column):
    person = make.person("Anna Sender")
    other = {"history_date": make.NOW, "history_type": "-"}.get(column, 10_000)

    with pytest.raises(IntegrityError), transaction.atomic():
        purge(person.history.get(), **{column: other})
    assert not Purge.objects.exists()


def test_a_purge_made_up_of_something_else_is_noticed(faults, seal):
    person = make.person("Anna Sender")
    state = person.history.get()
    seal()
    Purge.objects.create(
        record_type="archive.historicalentity",
        record_id=state.pk,
        purged_sha256=hashlib.sha256(b"else").hexdigest(),
        left_sha256=hashlib.sha256(b"what").hexdigest(),
        reason="x",
        made_at=make.NOW,
    )
    seal()

    assert any("what was purged of it is not what was sealed" in f for f in faults())


def test_a_purge_is_never_taken_back(faults, seal):
    person = make.person("Anna Sender")
    seal()
    made = purge(person.history.get(), label="")
    seal()

    for act in (made.delete, lambda: Purge.objects.update(reason="y")):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    with tampering("archive_purge"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_purge")
    assert len(faults()) == 2


def test_what_is_not_sealed_is_not_purged():
    with pytest.raises(ValueError, match="no record that is sealed"):
        purge(make.person("Anna Sender"), label="")
    claim = make.claim("Anna Sender was beaten.")
    with pytest.raises(ValueError, match="no record that is sealed"):
        purge(claim, sentence="")
    assert Claim.objects.get(pk=claim.pk).sentence == "Anna Sender was beaten."


@pytest.mark.slow
def test_the_file_of_a_purged_capture_is_to_be_gone(demo_rows, seal, faults):
    seal()
    capture = Capture.objects.first()
    purge(capture, file_name="", url="")
    seal()

    (said,) = map(str, verification.captures())
    assert said.endswith("it was purged, and its file is there.")
    capture.refresh_from_db()
    with capture.content.open("rb") as file:
        content = file.read()
    capture.content.storage.delete(capture.content.name)
    assert list(verification.captures()) == []
    assert faults() == []
    with open(capture.content.path, "wb") as file:  # noqa: PTH123 (for the next test)
        file.write(content)
