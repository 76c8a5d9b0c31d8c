"""Missions of a file into the directory; what a person wrote stays."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from campaign.directory import naming
from campaign.directory.doubles import Double, doubles
from campaign.directory.listed import Listed, listed
from campaign.directory.sheets import Fault, Sheet
from campaign.directory.storing import Found, Tally, store
from campaign.models import Recipient

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did; missions by slug."""

    tally: Tally
    gone: tuple[str, ...]  # loaded before, of a state in the file, and not in it
    removed: tuple[str, ...]  # a person took them out of the directory
    faults: tuple[Fault, ...]
    doubles: tuple[Double, ...] = ()  # new ones that may be there already


@dataclass(slots=True)
class _Sorted:
    """The missions of a file: those known, by key; new ones; the others."""

    known: list[tuple[Listed, int]] = field(default_factory=list)
    new: list[Listed] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def load(
    sheet: Sheet,
    *,
    given: Mapping[str, str] | None = None,
    done: Callable[[int, int], object] = lambda _done, _of: None,
) -> Loaded:
    """Store what the sheet says, in batches that are whole or not there.

    given: slugs by Wikidata item. done: told how many of how many are stored.
    Loading the same sheet again changes nothing.
    """
    missions, faults = listed(sheet)
    before = _Before()
    plan = _sorted(missions, before)
    slugs = naming.named(plan.new, taken=before.slugs_ever, given=given or {})
    found = [Found(each, pk) for each, pk in plan.known]
    found += [Found(each, None, slug) for each, slug in slugs]
    tally = Tally()
    for batch in _batches(found):
        with transaction.atomic():
            store(batch, sheet=sheet, tally=tally)
        done(min(tally.stored, len(found)), len(found))
    faults = [*faults, *plan.faults, *tally.faults]
    missing = before.not_among({pk for _each, pk in plan.known}, sheet=sheet)
    named = _words_refused(sheet, faults)
    return Loaded(
        tally=tally,
        gone=tuple(sorted(each.slug for each in missing if not named & _names(each))),
        removed=tuple(plan.removed),
        faults=tuple(sorted(faults, key=lambda each: each.number)),
        doubles=tuple(doubles(among={each.slug for each in found if each.pk is None})),
    )


def _words_refused(sheet: Sheet, faults: Sequence[Fault]) -> set[str]:
    """What stands in the rows that were not loaded, and the pairs of countries."""
    numbers = {each.number for each in faults}
    words = {cell.strip() for each in faults for cell in each.cells}
    for row in sheet.rows:
        if row.number in numbers:
            words |= set(row.cells.values())
            for place in (row["receiving"], row["country"]):
                words.add(f"{row['sending']}-{place}".upper())
    return words


def _names(known: Recipient) -> set[str]:
    """By what a row can mean it; without an item, by its two countries."""
    if known.wikidata:
        return {known.slug, known.wikidata}
    return {known.slug, f"{known.state}-{known.stands_in}"}


class _Before:
    """What the directory knows, and has known, before a load. Two queries."""

    def __init__(self) -> None:
        columns = ("pk", "slug", "state", "stands_in", "wikidata", "imported")
        self.rows = list(Recipient.objects.only(*columns))
        self.by_slug = {each.slug: each for each in self.rows}
        self.by_item = {
            (each.wikidata, each.state): each for each in self.rows if each.wikidata
        }
        past = Recipient.history.order_by().values_list("slug", "wikidata", "state")
        ever = set(past.distinct())
        self.slugs_ever = {*self.by_slug, *(slug for slug, _item, _state in ever)}
        self.items_ever = {(item, state) for _slug, item, state in ever if item}

    def find(self, mission: Listed) -> Recipient | None:
        """Raises ValueError when its slug is that of another mission."""
        if known := self.by_item.get((mission.wikidata, mission.state)):
            return known
        known = self.by_slug.get(mission.slug) or self._of_no_item(mission)
        if known and not _may_be(known, mission):
            raise ValueError(f"“{mission.slug}” is another mission already.")
        return known

    def _of_no_item(self, mission: Listed) -> Recipient | None:
        """One that no item tells apart is known by the slug the rule gives."""
        if mission.wikidata or mission.slug:
            return None
        slug = naming.by_rule(mission)
        found = self.by_slug.get(slug)
        return found if found and not found.wikidata else None

    def was_removed(self, mission: Listed) -> bool:
        """Known once, and not found: somebody deleted it."""
        if mission.wikidata:
            return (mission.wikidata, mission.state) in self.items_ever
        return (mission.slug or naming.by_rule(mission)) in self.slugs_ever

    def not_among(self, keys: Collection[int], *, sheet: Sheet) -> list[Recipient]:
        """Of the states that the sheet has rows of: a file may be of one state."""
        states = {row["sending"].upper() for row in sheet.rows}
        return [
            each
            for each in self.rows
            if each.pk not in keys
            and each.state in states
            and sheet.kind in each.imported
        ]


def _may_be(known: Recipient, mission: Listed) -> bool:
    is_same_item = not (known.wikidata and mission.wikidata) or (
        known.wikidata == mission.wikidata
    )
    return is_same_item and known.state == mission.state


def _sorted(missions: Sequence[Listed], before: _Before) -> _Sorted:
    plan = _Sorted()
    for each in missions:
        try:
            known = before.find(each)
        except ValueError as error:
            plan.faults.append(Fault(each.number, str(error)))
            continue
        if known is not None:
            plan.known.append((each, known.pk))
        elif before.was_removed(each):
            plan.removed.append(each.slug or naming.by_rule(each))
        else:
            plan.new.append(each)
    return plan


def _batches(found: Sequence[Found]) -> Iterator[Sequence[Found]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]
