"""A second person approves exactly what was shown, or sends it back."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Batch, recording
from archive.models.authorship import Author, account, save_as
from campaign.approval import contents
from campaign.models import (
    Address,
    AddressReport,
    Approval,
    ModelLetter,
    Recipient,
    gate,
)

_State = Approval.State


def may_decide(approval: Approval, by: Author) -> bool:
    """A publisher who has not proposed it; the same one where there is no other."""
    person = account(by)
    if person is None or not gate.publishers().filter(pk=person.pk).exists():
        return False
    return approval.proposed_by_id != person.pk or gate.is_alone(person)


@transaction.atomic
def approve(key: int, *, seen: str, by: Author, at: datetime) -> Approval:
    """What was shown is printed from now on; what has changed since is void.

    seen: the mark of what was shown. Look at the state of what comes back: APPROVED
    or VOID. Raises ValueError with a sentence, and nothing is changed.
    """
    found = _locked(key, by)
    if not seen == found.mark == gate.mark(found.content):
        raise ValueError(_("This is not what you were shown. Look at it again."))
    if found.model_letter_id is not None:
        return _letter(found, found.model_letter_id, by=by, at=at)
    return _addresses(found, by=by, at=at)


@transaction.atomic
def send_back(key: int, *, reason: str, by: Author, at: datetime) -> None:
    """Whoever proposed it reads why. Raises ValueError with a sentence."""
    if not reason.strip():
        raise ValueError(_("Say in a sentence why, so that it can be put right."))
    found = _locked(key, by)
    found.reason = " ".join(reason.split())[:500]
    _close(found, _State.SENT_BACK, by=by, at=at)


@transaction.atomic
def take_back(key: int, *, by: Author, at: datetime) -> None:
    """By whoever proposed it. Raises ValueError with a sentence."""
    found = _waiting(key)
    person = account(by)
    if person is None or found.proposed_by_id != person.pk:
        raise ValueError(_("Somebody else has proposed this."))
    found.reason = _("Taken back by whoever proposed it.")
    _close(found, _State.SENT_BACK, by=by, at=at)


def _waiting(key: int) -> Approval:
    found = Approval.objects.select_for_update(of=("self",)).get(pk=key)
    if found.state != _State.WAITING:
        raise ValueError(_("This is decided already."))
    return found


def _locked(key: int, by: Author) -> Approval:
    found = _waiting(key)
    if not may_decide(found, by):
        raise ValueError(_("Another publisher than the one who proposed it decides."))
    return found


def _letter(found: Approval, letter: int, *, by: Author, at: datetime) -> Approval:
    row = ModelLetter.objects.select_for_update(of=("self",)).get(pk=letter)
    if row.is_published or contents.of_letter(row) != found.content:
        return _close(found, _State.VOID, by=by, at=at)
    row.is_published = True
    with gate.approving([gate.marked(row)]):
        save_as(row, by, update_fields=["is_published"])
    return _close(found, _State.APPROVED, by=by, at=at)


def _addresses(found: Approval, *, by: Author, at: datetime) -> Approval:
    first = found.content["rows"][0]
    # a new address of the office waits here, and finds what is decided
    Recipient.objects.select_for_update().get(pk=first["recipient_id"])
    there = Address.objects.select_for_update(of=("self",)).filter(
        recipient=first["recipient_id"], medium=first["medium"]
    )
    known = {row.pk: row for row in there}
    report = _report(found)
    now = contents.before(first["recipient_id"], first["medium"])
    is_open = report is None or report.state == AddressReport.State.WAITING
    with recording(Batch.Verb.ACCEPT, by=by, summary=found.title):
        if now != found.content["before"] or not is_open:
            return _close(found, _State.VOID, by=by, at=at)
        rows = [contents.row_of(said, known) for said in found.content["rows"]]
        _write(rows, by)
        found.address = rows[0]
        if report is not None:
            report.state, report.decided_on = AddressReport.State.ACCEPTED, at.date()
            report.decided_by = account(by)
            save_as(report, by)
        return _close(found, _State.APPROVED, by=by, at=at)


def _report(found: Approval) -> AddressReport | None:
    rows = AddressReport.objects.select_for_update(of=("self",))
    return rows.get(pk=found.report_id) if found.report_id else None


def _write(rows: Sequence[Address], by: Author) -> None:
    """What gives way first, then what is printed in its place."""
    with gate.approving([gate.marked(row) for row in rows]):
        for row in reversed(rows):
            try:
                row.full_clean()
            except ValidationError as wrong:
                raise ValueError(" ".join(wrong.messages)) from wrong
            save_as(row, by)


def _close(found: Approval, state: str, *, by: Author, at: datetime) -> Approval:
    person = account(by)
    found.state, found.decided_at = state, at
    found.decided_by = person if isinstance(person, User) else None
    found.is_alone = state == _State.APPROVED and found.proposed_by == person
    save_as(found, by)
    return found
