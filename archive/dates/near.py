"""What a form of words means that is reckoned from the day of publication."""

from dataclasses import replace
from datetime import date, timedelta

from archive.dates import spans
from archive.dates.meanings import UNITS
from archive.dates.readings import Form, Reading, since, year_of
from archive.dates.spans import Basis, DateSpan, Precision

_SATURDAY = 5
# The month a winter begins with, and the last in which "this winter" is that one.
_WINTER, _WINTER_ENDS = 12, 3
_DAY, _WEEKEND, _WEEK, _MONTH, _YEAR = UNITS.values()


def near_day(form: Form) -> Reading:
    """Yesterday; this morning; tomorrow, Friday."""
    number = form.number("days")
    offset = form.need("q") if number is None else number
    span = spans.day(form.today + timedelta(days=offset), Basis.RESOLVED)
    if form.number("w") not in {None, span.start.weekday()}:
        raise ValueError("two days")
    return since(form, span), ""


def near_month(form: Form) -> Reading:
    """Last May: the latest before the month of publication."""
    today, number, offset = form.today, form.need("m"), form.need("q")
    year = today.year
    if offset < 0:
        year += offset + (number < today.month)
    if offset > 0 and number <= today.month:
        year += 1
    return since(form, spans.month(year, number, Basis.RESOLVED)), ""


def near_unit(form: Form) -> Reading:
    """Last week, this month, the end of the year, at the weekend."""
    if (weekend := form.number("weekend") or form.number("weekend_")) is not None:
        if weekend != _WEEKEND:
            raise ValueError("no weekend")
        return since(form, _weekend(form.today, 0 if form.is_ahead else None)), ""
    offset, unit = form.number("q") or 0, form.need("v")
    if unit < 0:
        offset, unit = -1, -unit
    before = form.row.kinds[form.match.start() - 1]
    is_duration = "the_last_is_a_duration" in form.language.flags and before == "t"
    if is_duration and form.row.kinds[form.match.start()] in "Aa":
        raise ValueError("the last week of the strike")
    return since(form, _shifted(form.today, unit, offset)), ""


def unit_without_article(form: Form) -> Reading:
    """The end of the year, where a language has neither article nor "of"."""
    if "no_articles" not in form.language.flags:
        raise ValueError("late week")
    return since(form, _shifted(form.today, form.need("v"), 0)), ""


def ago(form: Form) -> Reading:
    count = form.number("count") or 1
    return since(form, _shifted(form.today, form.need("v"), -count, is_ago=True)), ""


def near_weekday(form: Form) -> Reading:
    """On Monday: the latest, today included; told as to come, the first.

    Last Monday: before today.
    """
    today, weekday, offset = form.today, form.need("w"), form.number("q")
    if offset == 0:
        on = spans.week(today).start + timedelta(days=weekday)
    elif offset == 1:
        on = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    elif offset is not None and offset < 0:
        on = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        on -= timedelta(weeks=-1 - offset)
    elif form.is_ahead:
        on = today + timedelta(days=(weekday - today.weekday()) % 7)
    else:
        on = today - timedelta(days=(today.weekday() - weekday) % 7)
    return since(form, spans.day(on, Basis.RESOLVED)), ""


def bare_weekday(form: Form) -> Reading:
    if "bare_weekday" not in form.language.flags:
        raise ValueError("a word")
    if "titled_months" in form.language.flags and not form.is_capital:
        raise ValueError("a word")
    if form.row.kinds[form.match.start() - 1] in "oO" and form.after == "f":
        raise ValueError("the first Thursday of the month")
    return near_weekday(form)


def weekday_of_it(form: Form) -> Reading:
    """La huelga del martes: only where article and link are one word."""
    at = form.match.start() - 1
    if form.row.text[form.row.starts[at] : form.row.ends[at]].casefold() != "del":
        raise ValueError("no article")
    return near_weekday(form)


def weekday_of_week(form: Form) -> Reading:
    """Friday last week, Monday of next week."""
    if form.need("v") != _WEEK:
        raise ValueError("no week")
    monday = spans.week(form.today + timedelta(weeks=form.need("q"))).start
    on = monday + timedelta(days=form.need("w"))
    return since(form, spans.day(on, Basis.RESOLVED)), ""


def day_of_month(form: Form) -> Reading:
    """The 25th of last month."""
    if form.need("v") != _MONTH:
        raise ValueError("no month")
    month = _shifted(form.today, _MONTH, form.need("q")).start
    return since(form, spans.day(month.replace(day=form.need("d")), Basis.RESOLVED)), ""


def weekdays(form: Form) -> Reading:
    """From Monday to Wednesday, the latest that have begun, or those to come."""
    back = (form.today.weekday() - form.need("w")) % 7
    first = form.today - timedelta(days=back - 7 * (form.is_ahead and back > 0))
    last = first + timedelta(days=(form.need("w2") - form.need("w")) % 7)
    bounds = (spans.day(on, Basis.RESOLVED) for on in (first, last))
    return spans.between(*bounds), ""


def nth_unit(form: Form) -> Reading:
    """Now in its fourth month: open, from the month four months before.

    In the fourth month three have passed whole, so it began between four and
    three months ago; the earlier one is meant. A day has no part: the fourth
    day is three days after the first.
    """
    nth, unit = form.need("nth"), form.need("v")
    count = nth - 1 if unit == _DAY else nth
    span = _shifted(form.today, unit, -count, is_ago=True)
    return spans.onwards(replace(span, basis=Basis.INFERRED)), ""


def day_alone(form: Form) -> Reading:
    """On the 11th: the latest such day. Wednesday 18th: the nearest one."""
    number, weekday = form.need("d"), form.number("w")
    reach = range(63) if weekday is None else sorted(range(-60, 61), key=abs)
    if form.is_ahead:
        reach = range(0, -63, -1)
    for back in reach:
        on = form.today - timedelta(days=back)
        if on.day == number and weekday in {None, on.weekday()}:
            return since(form, spans.day(on, Basis.INFERRED)), ""
    raise ValueError("no such day")


def day_after_weekday(form: Form) -> Reading:
    """Lunes 12, Montag, den 12.: where that day is one, and no count of people."""
    is_usual = "day_after_weekday" in form.language.flags
    if form.after in "XP" or (form.after == "x" and not is_usual):
        raise ValueError("a number of something")
    return day_alone(form)


def season(form: Form) -> Reading:
    """Three months as in the north; a winter ends in the next year."""
    first = form.number("g") or form.need("g__")
    if (years := form.number("years")) is not None:
        year = years // 10_000
    elif form.number("v") is not None or form.number("y") is not None:
        year = year_of(form)[0] or 0
    else:
        offset = form.number("q")
        is_ahead = offset is None and form.is_ahead
        year = _season_year(form, first, 1 if is_ahead else offset)
    last_year, last = divmod(first + 1, 12)
    span = spans.between(
        spans.month(year, first, Basis.INFERRED),
        spans.month(year + last_year, last + 1, Basis.INFERRED),
    )
    return since(form, span), ""


def _season_year(form: Form, first: int, offset: int | None) -> int:
    """Last: the latest that is over. Next: the first not yet begun.

    In the summer, without a word more: the latest that has begun.
    """
    now = form.today.year * 12 + form.today.month
    if offset is None:
        return (now - first) // 12
    if offset < 0:
        return (now - first - 3) // 12 + offset + 1
    has_turned = first == _WINTER and offset == 0 and form.today.month <= _WINTER_ENDS
    return form.today.year + (offset > 0 and first <= form.today.month) - has_turned


def around(span: DateSpan, unit: int) -> DateSpan:
    """The week of 9 July, the weekend of 14 July; an interval says its days."""
    if unit not in {_WEEK, _WEEKEND} or span.end is None:
        raise ValueError("no days around")
    if span.precision is Precision.INTERVAL:
        return span
    whole = _weekend(span.start, 0) if unit == _WEEKEND else spans.week(span.start)
    return replace(whole, basis=Basis.INFERRED)


def beside(span: DateSpan, days: int) -> DateSpan:
    """The eve of May Day."""
    if span.precision is not Precision.DAY:
        raise ValueError("no day to be beside")
    return spans.day(span.start + timedelta(days=days), Basis.INFERRED)


def _shifted(today: date, unit: int, count: int, *, is_ago: bool = False) -> DateSpan:
    """The day, week, month or year so many away; the day only for "ago"."""
    if unit == _DAY and is_ago:
        return spans.day(today + timedelta(days=count), Basis.RESOLVED)
    if unit == _WEEK:
        return spans.week(today + timedelta(weeks=count))
    if unit == _WEEKEND:
        is_first = count == 1 and today.weekday() < _SATURDAY
        return _weekend(today, 0 if is_first else count)
    if unit == _MONTH:
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        return spans.month(year, month + 1, Basis.RESOLVED)
    if unit == _YEAR:
        return spans.whole_year(today.year + count, Basis.RESOLVED)
    raise ValueError("no unit of the calendar")


def _weekend(today: date, count: int | None) -> DateSpan:
    """Saturday and Sunday; without a count the latest that has begun."""
    saturday = spans.week(today).start + timedelta(days=5)
    if count is None:
        count = 0 if saturday <= today else -1
    saturday += timedelta(weeks=count)
    days = (saturday, saturday + timedelta(days=1))
    return spans.between(*(spans.day(on, Basis.RESOLVED) for on in days))
