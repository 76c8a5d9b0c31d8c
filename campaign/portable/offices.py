"""Whom one writes to, of a file: new addresses arrive unchecked."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from archive import search
from archive.models.authorship import save_as
from campaign.models import Accreditation, Address, Holder, Recipient, lists
from campaign.portable.columns import filled
from campaign.portable.journal import Journal, free, stem

Row = Mapping[str, Any]
_SAME = ("kind", "state", "stands_in")


def take_recipients(rows: Sequence[Row], journal: Journal) -> None:
    first: list[Address] = []
    further: list[Address] = []
    made: list[int] = []
    for row in rows:
        known = _known(row)
        if known is None:
            known = _made(row, journal)
            made.append(known.pk)
            first += [_address(known, each, journal) for each in row["addresses"]]
            journal.new["recipients"] += 1
        else:
            further += _further(known, row, journal)
            journal.known["recipients"] += 1
        journal.recipients[row["slug"]] = known
    search.index_kind("mission", made)
    refused = {id(each.one): each for each in lists.clashes_of([*first, *further])}
    for clash in refused.values():
        journal.leave_out(str(clash))
    for each in (*first, *further):
        if id(each) not in refused:
            save_as(each, None)
    if more := sum(id(each) not in refused for each in further):
        journal.new["addresses"] = more


def _known(row: Row) -> Recipient | None:
    """The office of this address that is the same, or the same item of Wikidata.

    It may have got a number behind its address; then its city tells it from
    another whose address only begins alike.
    """
    same = {name: row[name] for name in _SAME}
    alike = Recipient.objects.filter(name=row["name"], **same)
    begins = re.escape(stem(Recipient, row["slug"]).strip("-"))
    numbered = alike.filter(slug__iregex=rf"^{begins}(-[0-9]+)?$", city=row["city"])
    found = alike.filter(slug=row["slug"]).first() or numbered.order_by("pk").first()
    if found is None and row["wikidata"]:
        found = Recipient.objects.filter(wikidata=row["wikidata"], **same).first()
    return found


def _made(row: Row, journal: Journal) -> Recipient:
    recipient: Recipient = filled(Recipient, row)
    recipient.slug = free(Recipient, row["slug"], otherwise="office")
    recipient.clean()
    save_as(recipient, None)
    for each in row["accreditations"]:
        save_as(filled(Accreditation, each, recipient=recipient), None)
    for each in row["holders"]:
        holder: Holder = filled(Holder, each, recipient=recipient)
        holder.is_verified = holder.is_verified and journal.as_it_was
        save_as(holder, None)
    return recipient


def _further(recipient: Recipient, row: Row, journal: Journal) -> list[Address]:
    """Those that are not known here; what is known stays as it is."""
    there = set(recipient.addresses.values_list("medium", "value"))
    return [
        _address(recipient, each, journal)
        for each in row["addresses"]
        if (each["medium"], each["value"]) not in there
    ]


def _address(recipient: Recipient, row: Row, journal: Journal) -> Address:
    """Not saved."""
    address: Address = filled(Address, row, recipient=recipient)
    if not journal.as_it_was and address.grade == Address.Grade.VERIFIED:
        # somebody here has to compare it with its source
        address.grade = Address.Grade.IMPORTED
    if not journal.as_it_was:
        address.clean_parts()
    return address
