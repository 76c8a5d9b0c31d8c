"""Whether a date without a year goes on with the story of the date before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from archive.dates.found import FoundDate
from archive.dates.readings import Form
from archive.dates.spans import Basis, DateSpan, Precision

# Code points between the two dates; about a paragraph.
_REACH = 400
# What is so fresh is news, whatever was told before.
_NEWS = timedelta(days=31)
_OLDEST = 6
# How far a story goes without a year being said again.
_STRETCH = timedelta(days=120)
_STRETCH_OF_OLD = timedelta(days=15)
# A reading looks sixty days ahead of the day it is seen from.
_AHEAD = timedelta(days=60)
_CALENDAR = {Precision.DAY, Precision.MONTH, Precision.INTERVAL}


def may_go_on(before: FoundDate, found: FoundDate, form: Form) -> bool:
    """Whether the year of the date before may count for this one, too."""
    today, span = form.published_on, found.span
    if today is None or not _is_yearless(found, form) or form.is_ahead:
        return False
    told = before.span
    is_near = found.start - before.end <= _REACH and _is_one_paragraph(before, form)
    is_day_or_month = told.precision in {Precision.DAY, Precision.MONTH}
    is_past = told.start.year < span.start.year
    is_news = span.start >= today - _NEWS and not _is_one_sentence(before, form)
    is_told = is_near and is_day_or_month and told.basis is Basis.STATED
    return is_told and is_past and not is_news


def seen_from(before: FoundDate, today: date) -> date:
    """The day of publication that makes the next such day the latest."""
    is_old = before.span.start.year + _OLDEST < today.year
    return before.span.start + (_STRETCH_OF_OLD if is_old else _STRETCH) - _AHEAD


def _is_yearless(found: FoundDate, form: Form) -> bool:
    has_unit = any(form.number(group) is not None for group in ("y", "v", "turn"))
    is_resolved = found.span.basis is Basis.RESOLVED
    fits = found.span.precision in _CALENDAR and form.number("m") is not None
    return fits and is_resolved and not has_unit


def _is_one_sentence(before: FoundDate, form: Form) -> bool:
    start = form.row.starts[form.match.start()]
    return "." not in form.row.text[before.end : start]


def _is_one_paragraph(before: FoundDate, form: Form) -> bool:
    start = form.row.starts[form.match.start()]
    return "\n\n" not in form.row.text[before.end : start]


def with_days_in_brackets(text: str, dates: Iterable[FoundDate]) -> list[FoundDate]:
    """On Monday (12 April): the weekday is that very day."""
    told: list[FoundDate] = []
    for found in dates:
        before = told[-1] if told else None
        if before and text[before.end : found.start] in {" (", ", ("}:
            days = (before.span, found.span)
            are_days = all(span.precision is Precision.DAY for span in days)
            is_weekday = before.surface.replace(" ", "").isalpha()
            if are_days and is_weekday and _is_one_weekday(*days):
                told[-1] = replace(
                    before, span=replace(found.span, basis=before.span.basis)
                )
        told.append(found)
    return told


def _is_one_weekday(one: DateSpan, other: DateSpan) -> bool:
    return one.start.weekday() == other.start.weekday()
