"""What visitors say of addresses: taken in, accepted, rejected, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from archive.models.authorship import Author, account, delete_as, save_as, save_by_day
from campaign.directory.listed import CHECK_AGAIN_AFTER
from campaign.models import Address, AddressReport, Recipient, lists

# Beyond it somebody is playing; those that wait say enough.
MOST_WAITING = 50
_State, _Grade = AddressReport.State, Address.Grade


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

    Raises ValueError when too much waits for this office already.
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
        raise ValueError(
            _(
                "Many reports about this office wait to be read. "
                "Please come back in some days."
            )
        )
    save_by_day(said, said.reported_on)
    return said


def replaced_by(report: AddressReport, *, on: date) -> Address | None:
    """The address that gives way: the one named, else the one letters go to."""
    if report.address is not None:
        return report.address
    if report.medium != Address.Medium.POST:
        return None
    return report.recipient.address_on(on)


@transaction.atomic
def accept(
    report: AddressReport, correction: Correction, *, on: date, by: Author
) -> Address:
    """The new address is verified as of that day; the old one keeps its dates.

    Raises ValueError with sentences and changes nothing.
    """
    _refuse_decided(report)
    old = replaced_by(report, on=on)
    if correction.since and correction.since > on:
        raise ValueError(_("That day is yet to come."))
    new = _verified(report, correction, old, on)
    if old is not None and old.pk != new.pk:
        _end(old, report, correction, on=on, by=by)
    _check(new)
    _save(new, report, by)
    _decide(report, _State.ACCEPTED, on=on, by=by)
    return new


@transaction.atomic
def reject(report: AddressReport, *, on: date, by: Author) -> None:
    """Raises ValueError when it is decided already."""
    _refuse_decided(report)
    _decide(report, _State.REJECTED, on=on, by=by)


@transaction.atomic
def take_back(report: AddressReport, *, by: Author) -> None:
    """As if it had not been decided: every address is as it was before.

    Raises ValueError when one of them has been changed since.
    """
    if report.state == _State.WAITING:
        raise ValueError(_("This report is not decided."))
    if report.state == _State.ACCEPTED:
        for change in _changes(report):
            _undo(change, by)
    report.state, report.decided_by, report.decided_on = _State.WAITING, None, None
    save_as(report, by)


def _verified(
    report: AddressReport, correction: Correction, old: Address | None, on: date
) -> Address:
    """The row of the new address, not saved; the one there is, when it is known."""
    if not correction.source_url:
        raise ValueError(_("Say where it was seen: what is verified names its source."))
    known = Address.objects.filter(
        recipient=report.recipient, medium=report.medium, value=correction.value
    ).first()
    new = known or Address(
        recipient=report.recipient, medium=report.medium, value=correction.value
    )
    for name, text in correction.parts.items():
        setattr(new, name, text)
    if report.medium == Address.Medium.POST:
        new.country = new.country or report.recipient.stands_in
    if correction.since:
        new.valid_from = correction.since
    elif known is None and old is not None:
        new.valid_from = on
    new.valid_until = None
    new.grade = _Grade.VERIFIED
    new.source_url = correction.source_url
    new.checked_on, new.check_by = on, on + CHECK_AGAIN_AFTER
    return new


def _end(
    old: Address, report: AddressReport, correction: Correction, *, on: date, by: Author
) -> None:
    """It ends the day before. What nobody ever verified is disputed as well."""
    last = (correction.since or on) - timedelta(days=1)
    if old.valid_until is None or old.valid_until > last:
        old.valid_until = max(last, old.valid_from or last)
    if old.grade != _Grade.VERIFIED or correction.was_never_right:
        old.grade = _Grade.DISPUTED
    _save(old, report, by)


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


def _reason(report: AddressReport) -> str:
    """By which the history of an address knows the report that changed it."""
    return f"Address report {report.pk}"


def _save(address: Address, report: AddressReport, by: Author) -> None:
    # simple-history reads the reason of a change from this attribute
    setattr(address, "_change_reason", _reason(report))  # noqa: B010
    save_as(address, by)


def _changes(report: AddressReport) -> list[models.Model]:
    """What the last acceptance changed, the latest first."""
    decided = report.history.filter(state=_State.ACCEPTED).order_by("-history_id")
    began = decided.first()
    last_waiting = report.history.filter(
        state=_State.WAITING, history_id__lt=began.history_id if began else 0
    ).first()
    # as it came in it says no moment, only a day; nothing can be older than that
    is_later = last_waiting is not None and last_waiting.history_type != "+"
    since = last_waiting.history_date if is_later else None
    found = Address.history.filter(history_change_reason=_reason(report))
    if since is not None:
        found = found.filter(history_date__gte=since)
    return list(found.order_by("-history_id"))


def _undo(change: models.Model, by: Author) -> None:
    newest = Address.history.filter(id=change.id).order_by("-history_id").first()  # type: ignore[attr-defined]
    if newest is None or newest.pk != change.pk:
        raise ValueError(
            _("“%(address)s” was changed after that. Put it right in the admin.")
            % {"address": getattr(change, "value", "")}
        )
    before = change.prev_record  # type: ignore[attr-defined]
    if before is None:
        delete_as(Address.objects.get(pk=newest.id), by)
    else:
        address = before.instance
        if clash := lists.clash_of_address(address):
            raise ValueError(str(clash))
        save_as(address, by)
