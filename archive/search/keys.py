"""Places in the order of searches: what a row is of, its day, its id. Pure.

The key of a row is one number: the newest of a kind have the highest, so that a
year is a range of keys and a page begins below the key of the last one seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# The archive's own, and those of the rooms above it; at most seven.
KINDS = {
    "report": 1,
    "entity": 2,
    "claim": 3,
    "campaign": 4,
    "mission": 5,
    "action": 6,
    "translation": 7,
}
_DAY, _ID, _PART = 22, 30, 6
_OF_DAY = _ID + _PART
_OF_KIND = _OF_DAY + _DAY
# From the key of one object to that of the next of the same day.
BESIDE = 1 << _PART
# Of the stretches of keys: the narrowest holds 256 rows, each next sixteen times more.
NARROWEST, STEP, WIDEST = _PART + 8, 4, 11


@dataclass(frozen=True, slots=True)
class Range:
    """Keys from `low`, and below `high`."""

    low: int
    high: int

    def below(self, key: int) -> "Range":
        return Range(self.low, min(self.high, key))

    def above(self, key: int) -> "Range":
        return Range(max(self.low, key), self.high)

    def __bool__(self) -> bool:
        return self.low < self.high


def code(kind: str) -> int:
    """Raises ValueError for a kind that nobody has named here."""
    if kind not in KINDS:
        raise ValueError(f"Nothing is kept to be found as “{kind}”.")
    return KINDS[kind]


def key(kind: str, day: date | None, object_id: int, part: int = 0) -> int:
    """Raises ValueError for an id above 2**30."""
    if not 0 <= object_id < 1 << _ID:
        raise ValueError("There is no room for more in the search index.")
    when = day.toordinal() if day else 0
    return ((code(kind) << _DAY | when) << _ID | object_id) << _PART | part


def object_of(found: int) -> int:
    return found >> _PART & (1 << _ID) - 1


def first_of(found: int) -> int:
    """The key of the first part of the same object."""
    return found >> _PART << _PART


def all_of(kind: str) -> Range:
    own = code(kind)
    return Range(own << _OF_KIND, own + 1 << _OF_KIND)


def of_year(kind: str, year: int) -> Range:
    """Empty for a year no date can be in."""
    if not 1 <= year <= 9999:
        return Range(0, 0)
    start = date(year, 1, 1).toordinal()
    end = date(year, 12, 31).toordinal() + 1
    base = code(kind) << _DAY
    return Range((base | start) << _OF_DAY, (base | end) << _OF_DAY)


def stretches(span: Range) -> Iterator[tuple[int, int]]:
    """Levels and numbers of the stretches that hold a range, and little beside it."""
    low, high = span.low >> NARROWEST, (span.high - 1 >> NARROWEST) + 1
    for level in range(WIDEST + 1):
        if level == WIDEST:
            yield from ((level, number) for number in range(low, high))
            return
        while low < high and low % (1 << STEP):
            yield level, low
            low += 1
        while low < high and high % (1 << STEP):
            high -= 1
            yield level, high
        low, high = low >> STEP, high >> STEP
