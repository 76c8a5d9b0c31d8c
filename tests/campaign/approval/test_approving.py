"""One account cannot publish an address or a letter where two could."""

from datetime import UTC, date, datetime

import pytest

from archive import undoing
from archive.models import Batch, recording
from archive.models.authorship import delete_as, save_as
from campaign import approval, letters
from campaign.directory import correcting
from campaign.models import Address, AddressReport, Alternative, Approval, gate
from tests import make, make_campaign

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
NEW = "2 New Street, London W1A 1AB"


def said(old):
    return AddressReport.objects.create(
        recipient=old.recipient, address=old, value=NEW, reported_on=DAY
    )


def accept(report, by):
    parts = {"street": "2 New Street", "city": "London"}
    wanted = correcting.Correction(NEW, "https://example.org/", parts)
    return correcting.accept(report, wanted, on=DAY, by=by)


def approve(waiting, by, **fields):
    seen = fields.get("seen", waiting.mark)
    return letters.approve(waiting, seen=seen, by=by, at=AT)


def test_the_only_publisher_publishes_and_it_is_marked(ann, old):
    new = accept(said(old), ann)

    assert new.grade == "verified"
    kept = Approval.objects.get()
    assert (kept.state, kept.is_alone, kept.address) == ("approved", True, new)


def test_an_address_waits_for_the_second_publisher(ann, bob, old):
    report = said(old)

    waiting = accept(report, ann)

    assert isinstance(waiting, Approval)
    assert list(Address.objects.values_list("value", "valid_until")) == [
        (old.value, None)
    ]
    report.refresh_from_db()
    assert report.state == "waiting"

    done = approve(waiting, bob)

    assert (done.state, done.is_alone, done.decided_by) == ("approved", False, bob)
    printed = old.recipient.address_on(date(2026, 3, 3))
    assert (printed.value, printed.street) == (NEW, "2 New Street")
    old.refresh_from_db()
    assert old.valid_until == date(2026, 2, 28)
    report.refresh_from_db()
    assert (report.state, report.decided_by) == ("accepted", bob)


def test_nobody_approves_what_they_proposed(ann, bob, old):
    waiting = accept(said(old), ann)

    with pytest.raises(ValueError, match="Another publisher"):
        approve(waiting, ann)

    assert not Address.objects.filter(value=NEW).exists()


def test_who_may_not_publish_approves_nothing(ann, bob, old, django_user_model):
    waiting = accept(said(old), ann)
    staff = django_user_model.objects.create_user("eve", is_staff=True)

    for person in (staff, None):
        with pytest.raises(ValueError, match="Another publisher"):
            approve(waiting, person)


def test_a_publisher_who_has_left_does_not_count(ann, bob, old):
    waiting = accept(said(old), ann)
    bob.is_active = False
    bob.save()

    with pytest.raises(ValueError, match="Another publisher"):
        approve(waiting, bob)
    assert approve(waiting, ann).is_alone


def test_who_cannot_publish_waits_even_for_the_only_publisher(
    ann, old, django_user_model
):
    eve = django_user_model.objects.create_user("eve", is_staff=True)

    waiting = accept(said(old), eve)

    assert approve(waiting, ann).state == "approved"
    assert not Approval.objects.get().is_alone


def test_a_change_after_the_proposal_voids_it(ann, bob, old):
    waiting = accept(said(old), ann)
    old.valid_until = date(2026, 1, 1)
    save_as(old, bob)

    assert approval.has_changed(waiting)
    assert approve(waiting, bob).state == "void"

    assert not Address.objects.filter(value=NEW).exists()


def test_a_report_rejected_meanwhile_voids_the_proposal(ann, bob, old):
    report = said(old)
    waiting = accept(report, ann)
    correcting.reject(report, on=DAY, by=bob)

    assert approve(waiting, bob).state == "void"
    assert not Address.objects.filter(value=NEW).exists()


def test_only_what_was_shown_is_approved(ann, bob, old):
    waiting = accept(said(old), ann)

    with pytest.raises(ValueError, match="not what you were shown"):
        approve(waiting, bob, seen="0" * 64)


def test_content_changed_under_its_mark_is_not_printed(ann, bob, old):
    """As somebody at the database could: the rows no longer have the mark shown."""
    waiting = accept(said(old), ann)
    shown = waiting.mark
    waiting.content["rows"][0]["value"] = "666 Swapped Street, London"
    Approval.objects.filter(pk=waiting.pk).update(content=waiting.content)

    with pytest.raises(ValueError, match="not what you were shown"):
        approve(waiting, bob, seen=shown)


def test_the_same_proposal_again_is_the_one_that_waits(ann, bob, old):
    report = said(old)

    assert accept(report, ann) == accept(report, bob)


def test_it_is_sent_back_with_a_reason(ann, bob, old):
    waiting = accept(said(old), ann)

    with pytest.raises(ValueError, match="Say in a sentence why"):
        approval.send_back(waiting.pk, reason=" ", by=bob, at=AT)
    approval.send_back(waiting.pk, reason="No such house.", by=bob, at=AT)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("sent_back", "No such house.")
    with pytest.raises(ValueError, match="decided already"):
        approve(waiting, bob)


def test_a_proposal_is_taken_back_by_who_made_it(ann, bob, old):
    waiting = accept(said(old), ann)

    with pytest.raises(ValueError, match="Somebody else"):
        approval.take_back(waiting.pk, by=bob, at=AT)
    approval.take_back(waiting.pk, by=ann, at=AT)

    assert Approval.objects.get().state == "sent_back"


@pytest.mark.parametrize("field", gate.ADDRESS)
def test_every_part_that_is_printed_is_held_by_the_gate(ann, bob, old, field):
    if field == "recipient_id":
        old.recipient = make_campaign.recipient("kz-fr", stands_in="FR")
    elif field in ("valid_from", "valid_until"):
        old.valid_until = date(2030, 1, 1)
        Address.objects.filter(pk=old.pk).update(valid_until=date(2020, 1, 1))
        old.valid_from = date(2019, 1, 1) if field == "valid_from" else old.valid_from
    else:
        setattr(old, field, "DE" if field == "country" else "fax")

    with pytest.raises(gate.Unapproved):
        save_as(old, ann)


def test_one_person_takes_an_address_out_of_use_at_once(ann, bob, old):
    old.valid_until = date(2026, 1, 1)
    save_as(old, ann)
    old.grade = "disputed"
    save_as(old, ann)

    assert Address.objects.get().grade == "disputed"


def test_a_look_at_the_same_address_again_needs_nobody_else(ann, bob, old):
    assert correcting.confirm(old, on=DAY, by=ann) == old

    assert Address.objects.get().checked_on == DAY


def test_an_address_nobody_had_checked_waits(ann, bob, london):
    imported = make_campaign.address(london, city="London", grade="imported")

    waiting = correcting.confirm(imported, on=DAY, by=ann)

    assert Address.objects.get().grade == "imported"
    approve(waiting, bob)
    assert Address.objects.get().grade == "verified"


def test_a_command_publishes_what_its_operator_gives_it(ann, bob, old):
    assert accept(said(old), None).grade == "verified"


def last(person):
    return Batch.objects.filter(made_by=person).latest("pk")


def test_an_undo_prints_nothing_that_a_second_person_has_not_seen(ann, bob, old):
    correcting.confirm(old, on=DAY, by=None)
    old.refresh_from_db()
    with recording(Batch.Verb.EDIT, by=ann):
        old.grade = "disputed"
        save_as(old, ann)

    with pytest.raises(gate.Unapproved):
        undoing.undo(last(ann), by=ann, at=AT)

    assert Address.objects.get().grade == "disputed"


def test_an_approval_undone_brings_no_older_address_back(ann, bob, old):
    approve(accept(said(old), ann), bob)

    with pytest.raises(gate.Unapproved):
        undoing.undo(last(bob), by=bob, at=AT)

    assert Address.objects.get(value=NEW).grade == "verified"


def test_an_undo_of_an_undo_is_no_way_round(bob, ann, london):
    """An office without an address: to take the new one back prints nothing."""
    imported = make_campaign.address(london, city="London", grade="imported")
    approve(correcting.confirm(imported, on=DAY, by=ann), bob)
    undone = undoing.undo(last(bob), by=bob, at=AT)
    assert Address.objects.get().grade == "imported"

    with pytest.raises(gate.Unapproved):
        undoing.undo(undone, by=ann, at=AT)

    assert Address.objects.get().grade == "imported"


def test_a_letter_waits_and_is_published_as_it_was_read(ann, bob, draft):
    waiting = letters.offer(draft, by=ann)
    draft.refresh_from_db()
    assert not draft.is_published

    approve(waiting, bob)

    draft.refresh_from_db()
    assert draft.is_published


def test_a_letter_edited_after_it_was_proposed_is_not_published(ann, bob, draft):
    waiting = letters.offer(draft, by=ann)
    paragraph = draft.paragraphs.get()
    paragraph.text = "We demand a ransom."
    save_as(paragraph, ann)

    assert approve(waiting, bob).state == "void"

    draft.refresh_from_db()
    assert not draft.is_published


def test_no_account_rewrites_or_takes_out_of_a_published_letter(ann, draft):
    paragraph = draft.paragraphs.get()
    wording = Alternative(paragraph=paragraph, text="Or so.")
    save_as(wording, ann)
    letters.offer(draft, by=ann)

    for part in (paragraph, wording):
        for write in (save_as, delete_as):
            with pytest.raises(gate.Unapproved, match="not rewritten"):
                write(part, ann)


def test_a_newer_proposal_of_a_letter_takes_the_place_of_the_older(ann, bob, draft):
    first = letters.offer(draft, by=ann)
    draft.subject = "Arrest of eleven miners"
    save_as(draft, ann)

    second = letters.offer(draft, by=ann)

    first.refresh_from_db()
    assert (first.state, second.state) == ("void", "waiting")


def test_a_letter_whose_fact_fell_meanwhile_is_not_published(ann, bob):
    passage = make.passage(make.document(), "raided")
    claim = make.claim(evidence=[passage])
    said_so = {"text": "Police raided the office.", "role": "fact", "cites": [claim]}
    draft = make_campaign.model_letter(
        make_campaign.campaign(), said_so, is_published=False
    )
    waiting = letters.offer(draft, by=ann)
    claim.status = "disputed"
    claim.save()

    with pytest.raises(ValueError, match="has not been confirmed"):
        approve(waiting, bob)


def test_letters_publish_is_closed_to_one_of_two(ann, bob, draft):
    with pytest.raises(gate.Unapproved):
        letters.publish(draft, by=ann)

    draft.refresh_from_db()
    assert not draft.is_published


def test_the_only_publisher_publishes_a_letter_and_it_is_marked(ann, draft):
    assert letters.offer(draft, by=ann) == []

    assert Approval.objects.get().is_alone


def test_what_changes_is_shown_line_by_line(ann, bob, old):
    first, second = approval.shown(accept(said(old), ann))

    runs = [run for each in first.changed for run in each.runs]
    assert any(NEW in run.words and run.kind == "added" for run in runs)
    assert old.value in second.title
    words = "".join(run.words for each in second.changed for run in each.runs)
    assert "2026-02-28" in words
