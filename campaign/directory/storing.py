"""A batch of missions into rows, with their history. Three-way, in bulk."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from archive import search
from campaign.directory.listed import Listed, Way
from campaign.directory.sheets import Fault, Sheet
from campaign.directory.threeway import Settled, settle
from campaign.models import Accreditation, Address, Recipient, gate, lists

# A file by hand outranks a list; what the list said gives way to it.
BELOW = {"contacts": "missions", "missions": ""}
_DAYS = frozenset({"valid_from", "valid_until", "checked_on", "check_by"})
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A mission of a file and the key of its row; without one its new slug."""

    mission: Listed
    pk: int | None
    slug: str = ""


@dataclass(slots=True)
class Tally:
    """How many missions and addresses were new, changed, unchanged."""

    missions: Counter[str] = field(default_factory=Counter)
    addresses: Counter[str] = field(default_factory=Counter)
    kept: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def stored(self) -> int:
        return self.missions.total()


@dataclass(slots=True)
class _Batch:
    """Rows to be written together; `quiet` ones change in `imported` only."""

    sheet: Sheet
    new: list[models.Model] = field(default_factory=list)
    changed: list[models.Model] = field(default_factory=list)
    quiet: list[models.Model] = field(default_factory=list)
    deleted: list[models.Model] = field(default_factory=list)

    def write(self, kind: type[models.Model], fields: Sequence[str]) -> None:
        """Fields beyond `imported` are written with their history."""
        reason = f"Imported from {self.sheet.name}"[:100]
        if self.new:
            bulk_create_with_history(
                self.new, kind, batch_size=_AT_ONCE, default_change_reason=reason
            )
        if self.changed:
            bulk_update_with_history(
                self.changed,
                kind,
                [*fields, "imported"],
                batch_size=_AT_ONCE,
                default_change_reason=reason,
            )
        if self.quiet:
            rows = kind._default_manager
            rows.bulk_update(self.quiet, ["imported"], batch_size=_AT_ONCE)
        for row in self.deleted:
            row.delete()


def store(batch: Sequence[Found], *, sheet: Sheet, tally: Tally) -> None:
    """Inside a transaction: the rows are read anew and locked."""
    keys = [each.pk for each in batch if each.pk is not None]
    rows = Recipient.objects.select_for_update().with_reach().in_bulk(keys)
    offices, served = _Batch(sheet), _Batch(sheet)
    pairs = []
    for each in batch:
        row = rows.get(each.pk or 0)
        if row is None:
            row = _new_office(each, offices, served, tally)
        else:
            _known_office(each.mission, row, offices, served, tally)
        pairs.append((each.mission, row))
    offices.write(Recipient, [*batch[0].mission.columns])
    served.write(Accreditation, [])
    ways = _Batch(sheet)
    taken_out = _taken_out(keys)
    for mission, row in pairs:
        _ways(mission, row, ways, tally, taken_out)
    _refuse(ways, tally, {row.pk: mission.number for mission, row in pairs})
    _hold_back(ways, tally)
    ways.write(Address, ["value", *_columns_of(pairs)])
    found = (*offices.new, *offices.changed)
    search.index_kind("mission", (row.pk for row in found))


def _refuse(ways: _Batch, tally: Tally, numbers: Mapping[int, int]) -> None:
    """Addresses of somebody on another list of a campaign are not written."""
    written = {"new": ways.new, "changed": ways.changed}
    about = [each for each in (*ways.new, *ways.changed) if isinstance(each, Address)]
    refused = {id(clash.one): clash for clash in lists.clashes_of(about)}
    for clash in refused.values():
        number = numbers[clash.one.recipient_id]
        tally.faults.append(Fault(number, str(clash)))
    for what, rows in written.items():
        kept = [each for each in rows if id(each) not in refused]
        tally.addresses[what] -= len(rows) - len(kept)
        rows[:] = kept


def _hold_back(ways: _Batch, tally: Tally) -> None:
    """Where two people publish, a file is neither: nothing is printed by it alone.

    What is new comes in unchecked; what is printed stays until somebody proposes it.
    """
    if gate.publishers().count() < 2:
        return
    said = [row for row in (*ways.new, *ways.changed) if isinstance(row, Address)]
    more = [row for row in said if gate.publishes(row)]
    for row in more:
        row.grade = Address.Grade.IMPORTED
    printed = Address.objects.filter(grade=Address.Grade.VERIFIED)
    held = set(printed.filter(pk__in=[r.pk for r in more]).values_list("pk", flat=True))
    ways.changed[:] = [row for row in ways.changed if row.pk not in held]
    tally.addresses["changed"] -= len(held)
    tally.addresses["kept"] += len(held)


def _columns_of(pairs: Iterable[tuple[Listed, Recipient]]) -> list[str]:
    return next(([*way.columns] for each, _row in pairs for way in each.ways), [])


def _new_office(
    found: Found, offices: _Batch, served: _Batch, tally: Tally
) -> Recipient:
    mission, source = found.mission, offices.sheet.kind
    said = {**mission.columns, **mission.notes}
    row = Recipient(
        slug=found.slug,
        state=mission.state,
        imported={source: said | {"accredited_to": sorted(mission.accredited)}},
        **mission.columns,
    )
    offices.new.append(row)
    served.new += _accreditations(row, mission, mission.accredited)
    tally.missions["new"] += 1
    return row


def _known_office(
    mission: Listed, row: Recipient, offices: _Batch, served: _Batch, tally: Tally
) -> None:
    source = offices.sheet.kind
    before = row.imported.get(source, {})
    settled = _settle(row, mission.columns, source)
    now = {each.country: each for each in row.accreditations.all()}
    theirs = set(before.get("accredited_to", ()))
    # what some file brought and is not there any more, a person took out
    brought = {
        country
        for said in row.imported.values()
        for country in said.get("accredited_to", ())
    }
    more = {*mission.accredited} - {*now} - brought
    fewer = (theirs - {*mission.accredited}) & {*now}
    served.new += _accreditations(row, mission, more)
    served.deleted += [now[country] for country in fewer]
    is_changed = bool(settled.writes or more or fewer)
    tally.missions["changed" if is_changed else "unchanged"] += 1
    above = _above(row, source)
    kept = [each for each in settled.kept if getattr(row, each) != above.get(each)]
    if kept:
        tally.kept.append((row.slug, tuple(kept)))
    accredited = sorted(more | (theirs & {*mission.accredited}))
    said = {**settled.said, **mission.notes, "accredited_to": accredited}
    _apply(row, settled.writes)
    if said != before:
        row.imported = {**row.imported, source: said}
        (offices.changed if settled.writes else offices.quiet).append(row)


def _accreditations(
    row: Recipient, mission: Listed, countries: Iterable[str]
) -> list[Accreditation]:
    return [
        Accreditation(
            recipient=row, country=each, source_url=mission.accredited[each][:500]
        )
        for each in sorted(countries)
    ]


def _above(row: Recipient, source: str) -> Mapping[str, object]:
    """What a file that outranks this one said."""
    others = (other for other, below in BELOW.items() if below == source)
    return next((row.imported.get(other, {}) for other in others), {})


def _taken_out(keys: Iterable[int]) -> set[tuple[int, str, str]]:
    """Addresses that somebody has deleted; they do not come back."""
    deleted = Address.history.filter(history_type="-", recipient_id__in=[*keys])
    return set(deleted.values_list("recipient_id", "medium", "value"))


def _ways(
    mission: Listed,
    row: Recipient,
    ways: _Batch,
    tally: Tally,
    taken_out: set[tuple[int, str, str]],
) -> None:
    source = ways.sheet.kind
    known = list(row.addresses.all()) if row.pk and mission.ways else []
    for way in mission.ways:
        address = _same(known, way, source)
        if address is not None:
            tally.addresses[_known_way(address, way, row, ways, tally)] += 1
        elif (row.pk, way.medium, way.value) in taken_out:
            tally.addresses["kept"] += 1
        else:
            ways.new.append(_new_way(row, way, source))
            tally.addresses["new"] += 1


def _same(known: Iterable[Address], way: Way, source: str) -> Address | None:
    """By its value; else by the value it had when it was loaded."""
    alike = [each for each in known if each.medium == way.medium]
    told = (
        each
        for each in alike
        if each.imported.get(source, {}).get("value") == way.value
    )
    return next((each for each in alike if each.value == way.value), next(told, None))


def _new_way(row: Recipient, way: Way, source: str) -> Address:
    said = {"value": way.value, **way.columns}
    address = Address(recipient=row, medium=way.medium, imported={source: said})
    _apply(address, said)
    return address


def _known_way(
    address: Address, way: Way, row: Recipient, ways: _Batch, tally: Tally
) -> str:
    """An address that a person changed in anything is theirs altogether."""
    source = ways.sheet.kind
    before = address.imported.get(source, {})
    settled = _settle(address, {"value": way.value, **way.columns}, source)
    is_theirs = bool(settled.writes) and not {source, BELOW[source]} & {
        *address.imported
    }
    if settled.kept or is_theirs:
        tally.kept.append((row.slug, (way.medium,)))
        return "kept"
    _apply(address, settled.writes)
    if settled.said != before:
        address.imported = {**address.imported, source: settled.said}
        (ways.changed if settled.writes else ways.quiet).append(address)
    return "changed" if settled.writes else "unchanged"


def _settle(
    row: Recipient | Address, new: Mapping[str, object], source: str
) -> Settled:
    return settle(
        {name: _plain(getattr(row, name)) for name in new},
        new,
        said=row.imported.get(source, {}),
        below=row.imported.get(BELOW[source], {}),
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _apply(row: models.Model, writes: Mapping[str, object]) -> None:
    for name, value in writes.items():
        is_day = name in _DAYS and isinstance(value, str)
        setattr(row, name, date.fromisoformat(str(value)) if is_day else value)
