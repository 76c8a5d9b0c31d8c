"""What visitors say of addresses: taken in, accepted, rejected, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archive import undoing
from archive.models import Batch, recording
from archive.models.authorship import Author, account, save_as, save_by_day
from campaign import approval
from campaign.directory.listed import CHECK_AGAIN_AFTER
from campaign.models import Address, AddressReport, Approval, Recipient, gate

# Beyond it somebody is playing; those that wait say enough.
MOST_WAITING = 50  # for one office
MOST_WAITING_IN_ALL = 1000
_State, _Grade = AddressReport.State, Address.Grade


class TooMany(ValueError):
    """So many reports wait that no further one is taken."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The address as a curator accepts it; `since` is empty when unknown.

    `was_never_right`: the old one is not used for letters of any day.
    """

    value: str
    source_url: str
    parts: Mapping[str, str]  # street, postcode, city, region
    since: date | None = None
    was_never_right: bool = False


@transaction.atomic
def receive(said: AddressReport) -> AddressReport:
    """Keep what somebody said, once however often it is sent.

    Raises TooMany when too much waits already, for this office or in all.
    """
    # two at once: the second waits here and finds the first
    Recipient.objects.select_for_update().get(pk=said.recipient_id)
    waiting = AddressReport.objects.filter(
        recipient=said.recipient_id, state=_State.WAITING
    )
    same = waiting.filter(
        address=said.address_id,
        medium=said.medium,
        value=said.value,
        source_url=said.source_url,
        note=said.note,
    ).first()
    if same is not None:
        return same
    if waiting.count() >= MOST_WAITING:
        raise TooMany(
            _(
                "Many reports about this office wait to be read. "
                "Please come back in some days."
            )
        )
    every = AddressReport.objects.filter(state=_State.WAITING)
    if every.count() >= MOST_WAITING_IN_ALL:
        raise TooMany(_("Many reports wait to be read. Please come back in some days."))
    save_by_day(said, said.reported_on)
    return said


def replaced_by(report: AddressReport, *, on: date) -> Address | None:
    """The address that gives way: the one named, else the one letters go to."""
    if report.address is not None:
        return report.address
    if report.medium != Address.Medium.POST:
        return None
    return report.recipient.address_on(on)


def accept(
    report: AddressReport, correction: Correction, *, on: date, by: Author
) -> Address | Approval:
    """The new address is verified as of that day; the old one keeps its dates.

    Or it waits for a second person, and the report with it. Raises ValueError with
    sentences and changes nothing.
    """
    _refuse_decided(report)
    old = replaced_by(report, on=on)
    blank = Address(recipient=report.recipient, medium=report.medium)
    with recording(Batch.Verb.ACCEPT, by=by, summary=_about(report)):
        new = _put(blank, correction, old, on=on, by=by, report=report)
        if isinstance(new, Address):
            _decide(report, _State.ACCEPTED, on=on, by=by)
    return new


def enter(
    recipient: Recipient, correction: Correction, *, on: date, by: Author
) -> Address | Approval:
    """Where letters to an office go, as somebody found it: as accept() does it.

    Raises ValueError with sentences and changes nothing.
    """
    blank = Address(recipient=recipient, medium=Address.Medium.POST)
    summary = f"{recipient}: {correction.value}"
    with recording(Batch.Verb.ACCEPT, by=by, summary=summary):
        return _put(blank, correction, recipient.address_on(on), on=on, by=by)


def confirm(address: Address, *, on: date, by: Author) -> Address | Approval:
    """It was compared with its source that day, and is right as it stands.

    What was not printed until now waits for a second person.
    Raises ValueError with sentences and changes nothing.
    """
    if not address.source_url:
        raise ValueError(_("Say where it was seen: what is verified names its source."))
    address.grade = _Grade.VERIFIED
    address.checked_on, address.check_by = on, on + CHECK_AGAIN_AFTER
    with recording(Batch.Verb.ACCEPT, by=by, summary=f"{address.recipient}: {address}"):
        _check(address)
        return _printed([address], by=by)


def _printed(
    rows: Sequence[Address], *, by: Author, report: AddressReport | None = None
) -> Address | Approval:
    """The first is printed, what gives way is saved before it; or all of it waits."""
    if approval.has_to_wait(by) and any(gate.publishes(row) for row in rows):
        return approval.propose_addresses(rows, by=by, report=report)
    for row in reversed(rows):
        save_as(row, by)
    return rows[0]


def _put(
    blank: Address,
    correction: Correction,
    old: Address | None,
    *,
    on: date,
    by: Author,
    report: AddressReport | None = None,
) -> Address | Approval:
    """blank: whose address it is, and of which medium."""
    if correction.since and correction.since > on:
        raise ValueError(_("That day is yet to come."))
    new = _verified(blank, correction, old, on)
    _check(new)
    if old is None or old.pk == new.pk:
        return _printed([new], by=by, report=report)
    _end(old, correction, on=on)
    return _printed([new, old], by=by, report=report)


def reject(report: AddressReport, *, on: date, by: Author) -> None:
    """Raises ValueError when it is decided already."""
    _refuse_decided(report)
    with recording(Batch.Verb.REJECT, by=by, summary=_about(report)):
        _decide(report, _State.REJECTED, on=on, by=by)


def take_back(report: AddressReport, *, at: datetime, by: Author) -> None:
    """As if it had not been decided: every address is as it was before.

    at: the moment. Raises ValueError when one of them has been changed since.
    """
    if report.state == _State.WAITING:
        raise ValueError(_("This report is not decided."))
    act = _decision(report)
    if act is None:
        raise ValueError(
            _("This was decided before acts were kept. Put it right in the admin.")
        )
    undoing.undo(act, by=by, at=at)
    report.refresh_from_db()


def _decision(report: AddressReport) -> Batch | None:
    """The act that decided it and stands; what only brought it again is not it."""
    states = report.history.filter(state=report.state, batch__isnull=False)
    acts = (each.batch for each in states.order_by("-history_id"))
    return next(
        (a for a in acts if a.verb != Batch.Verb.UNDO and not a.is_undone), None
    )


def _about(report: AddressReport) -> str:
    return _("what was said of an address, %(report)s") % {"report": report}


def _verified(
    blank: Address, correction: Correction, old: Address | None, on: date
) -> Address:
    """The row of the new address, not saved; the one there is, when it is known."""
    if not correction.source_url:
        raise ValueError(_("Say where it was seen: what is verified names its source."))
    known = Address.objects.filter(
        recipient=blank.recipient, medium=blank.medium, value=correction.value
    ).first()
    new = known or blank
    new.value = correction.value
    for name, text in correction.parts.items():
        setattr(new, name, text)
    if blank.medium == Address.Medium.POST:
        new.country = new.country or blank.recipient.stands_in
    if correction.since:
        new.valid_from = correction.since
    elif known is None and old is not None:
        new.valid_from = on
    new.valid_until = None
    new.grade = _Grade.VERIFIED
    new.source_url = correction.source_url
    new.checked_on, new.check_by = on, on + CHECK_AGAIN_AFTER
    return new


def _end(old: Address, correction: Correction, *, on: date) -> None:
    """It ends the day before. What nobody ever verified is disputed as well."""
    last = (correction.since or on) - timedelta(days=1)
    if old.valid_until is None or old.valid_until > last:
        old.valid_until = max(last, old.valid_from or last)
    if old.grade != _Grade.VERIFIED or correction.was_never_right:
        old.grade = _Grade.DISPUTED


def _check(address: Address) -> None:
    try:
        address.full_clean()
    except ValidationError as wrong:
        raise ValueError(" ".join(wrong.messages)) from wrong


def _decide(report: AddressReport, state: str, *, on: date, by: Author) -> None:
    report.state, report.decided_by, report.decided_on = state, account(by), on
    save_as(report, by)


def _refuse_decided(report: AddressReport) -> None:
    if report.state != _State.WAITING:
        raise ValueError(_("This report is decided already."))
