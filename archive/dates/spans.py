"""A date as far as it is known: a day, month, year, interval or open start."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

_VALUE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    OPEN = "open"


class Basis(StrEnum):
    """Stated: the words alone say it. Resolved: reckoned from the day of
    publication. Inferred: a rule of ours stands between words and date.
    Dateline: of a day of publication, that it stands at the head of the report.
    """

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"
    DATELINE = "dateline"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """First and last day, both included; end is None only when open.

    The units are the precision of the two bounds of an interval or an open
    span: since May 2011 starts on 2011-05-01 with the unit month.
    """

    start: date
    end: date | None
    precision: Precision
    basis: Basis = Basis.STATED
    start_unit: Precision = Precision.DAY
    end_unit: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("This date ends before it begins.")

    @property
    def value(self) -> str:
        """2011-06-22, 2011-06, 2011, 2011-06-13/2011-06-19 or 2011-05/.. ."""
        if self.precision is Precision.OPEN:
            return f"{_printed(self.start, self.start_unit)}/.."
        if self.end is None or self.precision is not Precision.INTERVAL:
            return _printed(self.start, self.precision)
        first = _printed(self.start, self.start_unit)
        return f"{first}/{_printed(self.end, self.end_unit)}"


def day(on: date, basis: Basis = Basis.STATED) -> DateSpan:
    return DateSpan(on, on, Precision.DAY, basis)


def month(year: int, number: int, basis: Basis = Basis.STATED) -> DateSpan:
    last = monthrange(year, number)[1]
    first = date(year, number, 1)
    return DateSpan(first, first.replace(day=last), Precision.MONTH, basis)


def whole_year(number: int, basis: Basis = Basis.STATED) -> DateSpan:
    return DateSpan(date(number, 1, 1), date(number, 12, 31), Precision.YEAR, basis)


def week(holding: date, basis: Basis = Basis.RESOLVED) -> DateSpan:
    """Monday to Sunday."""
    monday = holding - timedelta(days=holding.weekday())
    sunday = monday + timedelta(days=6)
    return DateSpan(monday, sunday, Precision.INTERVAL, basis)


def between(first: DateSpan, last: DateSpan) -> DateSpan:
    """From the start of one to the end of the other."""
    return replace(
        first,
        end=last.end,
        precision=Precision.INTERVAL,
        start_unit=_unit(first, first.start_unit),
        end_unit=_unit(last, last.end_unit),
    )


def onwards(span: DateSpan) -> DateSpan:
    """From the start of the span on."""
    unit = _unit(span, span.start_unit)
    return replace(
        span,
        end=None,
        precision=Precision.OPEN,
        start_unit=unit,
        end_unit=Precision.DAY,
    )


def from_value(text: str) -> DateSpan:
    """The span a value stands for. Raises ValueError for anything else."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        return _one(first)
    if last.strip() == "..":
        return onwards(_one(first))
    return between(_one(first), _one(last))


def describe(span: DateSpan, *, language: str) -> str:
    """For reading: 22 June 2011, June 2011, 13 June 2011 – 19 June 2011."""
    locale = _locale(language)
    if span.precision is Precision.OPEN:
        return f"{_read(span.start, span.start_unit, locale)} –"
    if span.end is None or span.precision is not Precision.INTERVAL:
        return _read(span.start, span.precision, locale)
    first = _read(span.start, span.start_unit, locale)
    return f"{first} – {_read(span.end, span.end_unit, locale)}"


def _one(text: str) -> DateSpan:
    match = _VALUE.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            f"“{text.strip()[:40]}” is not a date: write 2011, 2011-06, "
            "2011-06-22 or two of them with a slash between."
        )
    year, number, on = (int(part) if part else None for part in match.groups())
    try:
        if number is None:
            return whole_year(year or 0)
        return day(date(year or 0, number, on)) if on else month(year or 0, number)
    except ValueError:
        raise ValueError(f"There is no such date as {text.strip()}.") from None


def _unit(span: DateSpan, bound: Precision) -> Precision:
    compound = span.precision in {Precision.INTERVAL, Precision.OPEN}
    return bound if compound else span.precision


def _printed(on: date, unit: Precision) -> str:
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(unit, 10)
    return on.isoformat()[:length]


def _read(on: date, unit: Precision, locale: Locale) -> str:
    if unit is Precision.YEAR:
        return format_date(on, "y", locale=locale)
    if unit is Precision.MONTH:
        return format_skeleton("yMMMM", on, locale=locale)
    return format_date(on, "long", locale=locale)


def _locale(language: str) -> Locale:
    """British English where no country is named; also for a tongue unknown."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")
    return Locale("en", "GB") if str(locale) == "en" else locale
