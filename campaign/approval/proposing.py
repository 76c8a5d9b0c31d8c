"""Laying what is to be printed before a second person. Nothing is printed by it."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.models import Batch, recording
from archive.models.authorship import Author, account, delete_as, save_as
from campaign.approval import contents
from campaign.models import Address, AddressReport, Approval, ModelLetter, gate


def has_to_wait(by: Author) -> bool:
    """Whether what this account publishes waits for another; a command's does not."""
    person = account(by)
    return person is not None and not gate.is_alone(person)


def propose_addresses(
    rows: Sequence[Address], *, by: Author, report: AddressReport | None = None
) -> Approval:
    """rows: as they would be, none saved; the first is the one to be printed.

    The same proposal again is the one that waits.
    """
    first = rows[0]
    content = contents.of_addresses(rows)
    made = Approval(
        title=f"{first.recipient}: {first.value}"[:300],
        recipient=first.recipient,
        address_id=first.pk,
        report=report,
        content=content,
        mark=gate.mark(content),
        proposed_by=_person(by),
    )
    waiting = Approval.objects.waiting().filter(recipient=made.recipient)
    if (same := waiting.filter(mark=made.mark).first()) is not None:
        return same
    summary = _("proposed: %(title)s") % {"title": made.title}
    with recording(Batch.Verb.EDIT, by=by, summary=summary):
        save_as(made, by)
    return made


def save_or_propose(row: Address, *, by: Author) -> Approval | None:
    """None: it is saved. What is new is kept at once, and not printed until then."""
    if not gate.publishes(row):
        save_as(row, by)
        return None
    if row._state.adding:
        row.grade = Address.Grade.IMPORTED
        save_as(row, by)
        row.grade = Address.Grade.VERIFIED
    return propose_addresses([row], by=by)


def delete_all(rows: Iterable[Address], *, by: Author) -> None:
    """Nothing is printed by it."""
    for row in rows:
        delete_as(row, by)


def propose_letter(letter: ModelLetter, *, by: Author) -> Approval:
    """One proposal of a version waits; a newer one takes its place."""
    content = contents.of_letter(letter)
    mark = gate.mark(content)
    waiting = Approval.objects.waiting().filter(model_letter=letter)
    earlier = waiting.select_for_update(of=("self",)).first()
    if earlier is not None and earlier.mark == mark:
        return earlier
    if earlier is not None:
        earlier.state = Approval.State.VOID
        save_as(earlier, by)
    made = Approval(
        title=str(letter)[:300],
        model_letter=letter,
        content=content,
        mark=mark,
        proposed_by=_person(by),
    )
    save_as(made, by)
    return made


def _person(by: Author) -> User:
    person = account(by)
    if person is None:
        raise ValueError(_("Somebody who is signed in proposes."))
    return person
