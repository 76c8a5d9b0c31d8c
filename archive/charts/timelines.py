"""Events on an axis of time, a lane for each kind; what is not known is not drawn.

Across everything is in per cent, so that words keep their size on a narrow
screen; down it is in lines of text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from archive.dates import DateSpan, Precision

# Marks end before the edges, where the words under the axis need room.
_INSET = 8.0
# A mark is seen, and two that stand nearer together are put in two rows.
_LEAST = 2.5
_MOST_TICKS = 4
# More than so many at one time lie on each other.
_MOST_ROWS = 6
_ROW, _HEAD, _FOOT = 1.1, 1.7, 2.0
# Days and how many months between two words under the axis.
_STEPS: tuple[tuple[int, int], ...] = (
    (1, 0),
    (2, 0),
    (7, 0),
    (14, 0),
    *((0, months) for months in (1, 2, 3, 6)),
    *((0, 12 * many) for many in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2500)),
)


class Shape(StrEnum):
    """Day: known to the day. Within: some time in it. Through: from end to end.
    Onwards: no end is known.
    """

    DAY = "day"
    WITHIN = "within"
    THROUGH = "through"
    ONWARDS = "onwards"


@dataclass(frozen=True, slots=True)
class Event:
    lane: str
    span: DateSpan


@dataclass(frozen=True, slots=True)
class Mark:
    """x and width in per cent, the middle of a day; y in lines, of the middle.

    number: of events with the same days.
    """

    shape: Shape
    x: float
    width: float
    y: float
    number: int

    @property
    def top(self) -> float:
        return round(self.y - 0.35, 2)

    @property
    def after(self) -> float:
        """Where a number may be printed beside it."""
        return round(self.x + (1.6 if self.shape is Shape.DAY else self.width), 2)


@dataclass(frozen=True, slots=True)
class Lane:
    """y: the base line of its name, in lines."""

    name: str
    y: float
    number: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day, month or year that begins at x."""

    x: float
    span: DateSpan


@dataclass(frozen=True, slots=True)
class Chart:
    """height and base in lines; base: where the axis lies."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: float
    base: float
    first: date
    last: date

    @property
    def number(self) -> int:
        return sum(lane.number for lane in self.lanes)


@dataclass(frozen=True, slots=True)
class _Axis:
    """From the first to the last day, as ordinals."""

    first: int
    last: int

    def at(self, day: int) -> float:
        """The beginning of a day in per cent; also beyond the ends."""
        days = self.last + 1 - self.first
        return _INSET + (day - self.first) * (100 - 2 * _INSET) / days


def chart(events: Iterable[Event]) -> Chart | None:
    """The lanes in the order in which they are first named. None for no events."""
    lanes: dict[str, list[DateSpan]] = {}
    for each in events:
        lanes.setdefault(each.lane, []).append(each.span)
    spans = [span for lane in lanes.values() for span in lane]
    if not spans:
        return None
    axis = _axis(spans)
    drawn: list[Lane] = []
    top = 0.0
    for name, of_lane in lanes.items():
        marks, rows = _marks(of_lane, axis, top + _HEAD)
        drawn.append(Lane(name, round(top + 1.1, 2), len(of_lane), marks))
        top += _HEAD + rows * _ROW
    return Chart(
        lanes=tuple(drawn),
        ticks=tuple(_ticks(axis)),
        height=round(top + _FOOT, 2),
        base=round(top + 0.3, 2),
        first=date.fromordinal(axis.first),
        last=date.fromordinal(axis.last),
    )


def _axis(spans: Sequence[DateSpan]) -> _Axis:
    """At least a month: one day alone has time around it."""
    first = min(span.start for span in spans).toordinal()
    last = max(span.end or span.start for span in spans).toordinal()
    lacking = max(0, 28 - (last - first))
    return _Axis(
        max(date.min.toordinal(), first - lacking // 2),
        min(date.max.toordinal(), last + lacking - lacking // 2),
    )


def _marks(
    spans: Sequence[DateSpan], axis: _Axis, top: float
) -> tuple[tuple[Mark, ...], int]:
    """Side by side where there is room, else below each other; and the rows."""
    alike: dict[tuple[Shape, int, int], int] = {}
    for span in spans:
        key = _placed(span, axis)
        alike[key] = alike.get(key, 0) + 1
    ends: list[float] = []
    found = []
    for (shape, first, last), number in sorted(
        alike.items(), key=lambda each: each[0][1:]
    ):
        left, right = axis.at(first), axis.at(last + 1)
        if shape is Shape.ONWARDS:
            right = 100.0
        row = _row(ends, left, max(right, left + _LEAST) + (3 if number > 1 else 0))
        y = round(top + (row + 0.5) * _ROW, 2)
        x = (left + right) / 2 if shape is Shape.DAY else left
        width = max(right - left, 0.8)
        found.append(Mark(shape, round(x, 2), round(width, 2), y, number))
    return tuple(found), len(ends)


def _placed(span: DateSpan, axis: _Axis) -> tuple[Shape, int, int]:
    first = span.start.toordinal()
    last = span.end.toordinal() if span.end else axis.last
    if span.precision is Precision.OPEN or span.end is None:
        return Shape.ONWARDS, first, max(first, axis.last)
    if span.precision in {Precision.MONTH, Precision.YEAR}:
        return Shape.WITHIN, first, last
    if span.precision is Precision.INTERVAL and last > first:
        return Shape.THROUGH, first, last
    return Shape.DAY, first, first


def _row(ends: list[float], left: float, right: float) -> int:
    """The first row that is free from there on; the last when all are taken."""
    for row, end in enumerate(ends):
        if end <= left:
            ends[row] = right
            return row
    if len(ends) < _MOST_ROWS:
        ends.append(right)
        return len(ends) - 1
    ends[-1] = max(ends[-1], right)
    return len(ends) - 1


def _ticks(axis: _Axis) -> Iterator[Tick]:
    """The finest steps of the calendar of which at most four fit."""
    for days, months in _STEPS:
        step = days or months * 30.44
        if (axis.last - axis.first) / step <= _MOST_TICKS:
            found = _days(axis, days) if days else _months(axis, months)
            yield from (
                Tick(round(axis.at(span.start.toordinal()), 2), span) for span in found
            )
            return


def _days(axis: _Axis, step: int) -> Iterator[DateSpan]:
    # weeks begin on Monday: ordinal 1 is one
    begin = axis.first + (1 - axis.first) % step
    for ordinal in range(begin, axis.last + 1, step):
        day = date.fromordinal(ordinal)
        yield DateSpan(day, day, Precision.DAY)


def _months(axis: _Axis, step: int) -> Iterator[DateSpan]:
    """Counted from the year nought, so that years are round."""
    precision = Precision.YEAR if step % 12 == 0 else Precision.MONTH
    first = date.fromordinal(axis.first)
    number = first.year * 12 + first.month - 1
    number += -number % step
    while number < 10_000 * 12:
        begin = date(number // 12, number % 12 + 1, 1)
        if begin.toordinal() > axis.last:
            return
        if begin.toordinal() >= axis.first:
            yield DateSpan(begin, begin + timedelta(days=27), precision)
        number += step
