"""What is told from the date before it: the same day, three weeks later."""

from datetime import date, timedelta

from archive.dates import spans
from archive.dates.meanings import UNITS
from archive.dates.readings import Form, Reading
from archive.dates.spans import Basis, DateSpan, Precision

_DAY, _WEEK, _MONTH, _YEAR = (UNITS[name] for name in ("day", "week", "month", "year"))
_FINE_ENOUGH = {
    _DAY: {Precision.DAY},
    _WEEK: {Precision.DAY},
    _MONTH: {Precision.DAY, Precision.MONTH},
    _YEAR: {Precision.DAY, Precision.MONTH, Precision.YEAR},
}


def away(form: Form) -> Reading:
    """Three days later; a year earlier."""
    count = 1 if form.number("count") is None else form.need("count")
    return _moved(form, form.need("v"), count * form.need("sign"), is_exact=True), ""


def near(form: Form) -> Reading:
    """The same day, the following week, the next morning.

    A week or a month called "next" is the next from today, not from there.
    """
    offset = form.number("days")
    if offset is not None:
        return _moved(form, _DAY, offset), ""
    unit = form.need("v") or _DAY  # a part of a day has no unit
    called = form.row.kinds[form.match.start()]
    if called == "C" and unit != _DAY:
        raise ValueError("next week, from today")
    return _moved(form, unit, form.need("q")), ""


def _moved(form: Form, unit: int, count: int, *, is_exact: bool = False) -> DateSpan:
    bound = _bound(form.anchor, unit, is_late=count >= 0)
    if unit == _DAY or (unit == _WEEK and is_exact):
        days = count * (7 if unit == _WEEK else 1)
        return spans.day(bound + timedelta(days=days), Basis.INFERRED)
    if unit == _WEEK:
        return spans.week(bound + timedelta(weeks=count), Basis.INFERRED)
    if unit == _MONTH:
        year, month = divmod(bound.year * 12 + bound.month - 1 + count, 12)
        return spans.month(year, month + 1, Basis.INFERRED)
    return spans.whole_year(bound.year + count, Basis.INFERRED)


def _bound(anchor: DateSpan | None, unit: int, *, is_late: bool) -> date:
    """The end of the anchor that counts. Raises ValueError when it is coarser."""
    if anchor is None or unit not in _FINE_ENOUGH:
        raise ValueError("nothing to reckon from")
    on, precision = anchor.start, anchor.precision
    if precision is Precision.OPEN:
        precision = anchor.start_unit
    elif precision is Precision.INTERVAL:
        precision = anchor.end_unit if is_late else anchor.start_unit
        on = anchor.end if is_late and anchor.end else on
    if precision not in _FINE_ENOUGH[unit]:
        raise ValueError("a day cannot be reckoned from a month")
    return on
