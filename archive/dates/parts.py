"""Parts of a year or a month: its third quarter, its last week, two weeks of it."""

from datetime import date, timedelta

from archive.dates import spans
from archive.dates.meanings import UNITS
from archive.dates.readings import Form, Reading, point_of, since, year_of
from archive.dates.spans import Basis, DateSpan

_WEEK = UNITS["week"]
_QUARTER = 3


def part(form: Form) -> Reading:
    """The third quarter of 2011, the first half of June, the last week of May."""
    year, basis = year_of(form)
    month, unit = form.number("m"), form.need("part")
    nth = form.need("nth")
    if month is None:
        return since(form, _months(year or 0, nth, unit)), ""
    whole = point_of(form, (year, month, None), basis)
    return since(form, _days(whole, nth, unit)), ""


def quarter(form: Form) -> Reading:
    """In the second quarter: the latest that has begun, or the one to come."""
    unit, nth, today = form.need("part"), form.need("nth"), form.today
    if unit != _QUARTER or form.after == "f":
        raise ValueError("of a game")
    first = (nth - 1) * unit + 1
    months = (first - today.month) % 12
    if not form.is_ahead:
        months -= 12 * (months > 0)
    year = (today.year * 12 + today.month - 1 + months) // 12
    return since(form, _months(year, nth, unit)), ""


def first_of(form: Form) -> Reading:
    """The first two weeks of June, the last three months of 2011."""
    count, unit, month = form.need("count"), form.need("part"), form.number("m")
    sign = form.need("nth")
    if sign not in {1, -1}:
        raise ValueError("neither first nor last")
    if month is None and unit == UNITS["month"]:
        year = form.need("y0")
        first = 1 if sign > 0 else 13 - count
        bounds = (spans.month(year, each) for each in (first, first + count - 1))
        return since(form, spans.between(*bounds)), ""
    days = {_WEEK: 7 * count, UNITS["day"]: count}.get(unit, 0)
    if month is None or not 0 < days <= 28:
        raise ValueError("no days of a month")
    year_read, basis = year_of(form)
    whole = point_of(form, (year_read, month, None), basis)
    low, high = whole.start, whole.end or whole.start
    if sign > 0:
        return since(form, _between_days(low, low + timedelta(days=days - 1))), ""
    return since(form, _between_days(high - timedelta(days=days - 1), high)), ""


def _months(year: int, nth: int, length: int) -> DateSpan:
    """The nth quarter or half; the unit is its length in months."""
    last = nth * length
    if not length <= last <= 12:
        raise ValueError("no such part of a year")
    bounds = (spans.month(year, number) for number in (last - length + 1, last))
    return spans.between(*bounds)


def _days(whole: DateSpan, nth: int, unit: int) -> DateSpan:
    """The nth week of a month counted from its first day, or a half of it."""
    last = whole.end or whole.start
    if unit not in {_WEEK, 6} or nth > (4 if unit == _WEEK else 2):
        raise ValueError("no such part of a month")
    if nth < 0:
        return _between_days(last - timedelta(days=6), last)
    if unit == _WEEK:
        first = whole.start + timedelta(weeks=nth - 1)
        return _between_days(first, first + timedelta(days=6))
    middle = whole.start.replace(day=15)
    if nth == 1:
        return _between_days(whole.start, middle)
    return _between_days(middle + timedelta(days=1), last)


def _between_days(first: date, last: date) -> DateSpan:
    return spans.between(
        spans.day(first, Basis.INFERRED), spans.day(last, Basis.INFERRED)
    )
