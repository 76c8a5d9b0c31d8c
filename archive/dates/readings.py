"""What a form of words means: which day, month, year or interval.

Each reading raises ValueError when there is no such day, or when the form
needs a day of publication and none is known.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from babel.dates import format_date

from archive.dates import spans
from archive.dates.spans import Basis, DateSpan
from archive.dates.words import UNITS, Language, Row

_FORWARD = timedelta(days=60)
_DAY, _WEEKEND, _WEEK, _MONTH, _YEAR = UNITS.values()
_OLDEST_BARE_YEAR = 1700
# Names of groups that hold the same thing in another order of words.
_ALIASES = {"d": "d_", "q": "q_", "v": "v_", "w": "w_", "g": "g_", "count": "count_"}


@dataclass(frozen=True, slots=True)
class Form:
    """Words that fit a pattern of the grammar, and when they were printed."""

    row: Row
    language: Language
    match: re.Match[str]
    published_on: date | None

    def number(self, group: str) -> int | None:
        """The value of the word in a group, None when the group is empty."""
        groups = self.match.re.groupindex
        for name in (group, _ALIASES.get(group, group)):
            if name in groups and self.match.start(name) >= 0:
                return self.row.values[self.match.start(name)]
        return None

    def need(self, group: str) -> int:
        number = self.number(group)
        if number is None:
            raise ValueError(f"no {group}")
        return number

    @property
    def today(self) -> date:
        if self.published_on is None:
            raise ValueError("no day of publication")
        return self.published_on

    @property
    def before(self) -> str:
        """The kind of the word before, articles left out."""
        kinds = self.row.kinds[max(self.match.start() - 3, 0) : self.match.start()]
        return kinds.rstrip("tL")[-1:]

    @property
    def after(self) -> str:
        return self.row.kinds[self.match.end()]

    @property
    def is_capital(self) -> bool:
        return self.row.text[self.row.starts[self.match.start()]].isupper()

    @property
    def is_since(self) -> bool:
        return self.before == "S"


Reading = tuple[DateSpan, str]
Reader = Callable[[Form], Reading]


def calendar(form: Form) -> Reading:
    """A day, a month or a year of the calendar."""
    year, basis = _year(form)
    span = _point(form, (year, form.number("m"), form.number("d")), basis)
    return _since(form, span), _weekday_warning(span.start, form.number("w"))


def month_first(form: Form) -> Reading:
    """June 11: only where that is how days are written."""
    if "month_first" not in form.language.flags:
        raise ValueError("the day comes first")
    is_bare_count = form.row.kinds[form.match.end() - 1] == "d" and form.after == "x"
    if form.before == "I" and is_bare_count:
        raise ValueError("in June 16 workers were arrested")
    return interval(form) if form.number("d2") else calendar(form)


def bare_month(form: Form) -> Reading:
    """A month without day or year, where it cannot be a verb or a name."""
    if "titled_months" not in form.language.flags and form.is_capital:
        raise ValueError("a name: Plaza de Mayo")
    if form.before not in {"I", "S"} and form.after == "X":
        raise ValueError("a name: by May Smith")
    return calendar(form)


def bare_year(form: Form) -> Reading:
    """Four figures, where they cannot be a number of people or a house."""
    year, before = form.need("y"), form.row.kinds[form.match.start() - 1]
    is_worded = form.row.kinds[form.match.end() - 1] == "z"
    is_counted = form.after == "x" and year % 50 == 0
    fits = (
        is_worded
        or (before in "ISEFTKpfz&" and not is_counted)
        or (before == "U" and form.after not in "#d")
        or (before in "tQ" and form.after == "x" and year > 1900 and not is_counted)
        or _is_in_brackets(form)
    )
    if not fits or year < _OLDEST_BARE_YEAR:
        raise ValueError("a number")
    return calendar(form)


def _is_in_brackets(form: Form) -> bool:
    low, high = form.match.span()
    text, starts = form.row.text, form.row.starts
    before, after = starts[low - 1], starts[high]
    return text[before : before + 1] == "(" and text[after : after + 1] == ")"


def interval(form: Form) -> Reading:
    """Two days or two months. "3 and 5 June" is one only after "between"."""
    year, basis = _year(form)
    low = (form.need("m"), form.number("d"))
    high = (form.number("m2") or low[0], form.number("d2"))
    if not _is_joined(form, low, high):
        raise ValueError("two dates")
    wraps = _order(low) > _order(high)
    stated = form.number("y0")
    if year is None and stated is None:
        year = _nearest_year(form, low) + wraps
    last_year = year if year is not None else (stated or 0) + wraps
    first_year = stated or last_year - wraps
    if stated:
        basis = Basis.STATED
    first = _point(form, (first_year, *low), basis)
    last = _point(form, (last_year, *high), basis)
    warnings = (
        _weekday_warning(first.start, form.number("w")),
        _weekday_warning(last.start, form.number("w2")),
    )
    return spans.between(first, last), " ".join(filter(None, warnings))


def _order(point: tuple[int, int | None]) -> tuple[int, int]:
    return point[0], point[1] or 0


def _is_joined(
    form: Form, low: tuple[int, int | None], high: tuple[int, int | None]
) -> bool:
    joint = form.row.kinds[form.match.start("to") : form.match.end("to")]
    if joint not in "&/" or form.before == "K":
        return True
    return low[0] == high[0] and (high[1] or 0) - (low[1] or 0) == 1


def years(form: Form) -> Reading:
    first, last = form.need("y"), form.need("y2")
    joint = form.row.kinds[form.match.start("to")]
    if joint == "&" and form.before != "K":
        raise ValueError("two dates")
    if not _OLDEST_BARE_YEAR <= first < last:
        raise ValueError("two numbers")
    return spans.between(spans.whole_year(first), spans.whole_year(last)), ""


def figures(form: Form) -> Reading:
    """22/06/2011, 2011-06 or 2010-12."""
    if (ordinal := form.number("n")) is not None:
        on = date.fromordinal(ordinal)
        warning = _weekday_warning(on, form.number("w"))
        return _since(form, spans.day(on)), warning
    if (month := form.number("month_value")) is not None:
        return _since(form, spans.month(month // 100, month % 100)), ""
    first, last = divmod(form.need("years"), 10_000)
    return spans.between(spans.whole_year(first), spans.whole_year(last)), ""


def day_and_month(form: Form) -> Reading:
    """11.6. as in German, after a preposition or a weekday only."""
    weekday = form.number("w")
    if weekday is None and form.before not in "pFTSI":
        raise ValueError("a number")
    on, month = divmod(form.need("s"), 100)
    year = _nearest_year(form, (month, on))
    span = spans.day(date(year, month, on), Basis.RESOLVED)
    return _since(form, span), _weekday_warning(span.start, weekday)


def near_day(form: Form) -> Reading:
    """Yesterday; this morning."""
    number = form.number("days")
    offset = form.need("q") if number is None else number
    span = spans.day(form.today + timedelta(days=offset), Basis.RESOLVED)
    return _since(form, span), ""


def near_month(form: Form) -> Reading:
    """Last May: the latest before the month of publication."""
    today, number, offset = form.today, form.need("m"), form.need("q")
    year = today.year
    if offset < 0 and number >= today.month:
        year -= 1
    if offset > 0 and number <= today.month:
        year += 1
    return _since(form, spans.month(year, number, Basis.RESOLVED)), ""


def near_unit(form: Form) -> Reading:
    """Last week, this month, the end of the year, at the weekend."""
    if (weekend := form.number("weekend") or form.number("weekend_")) is not None:
        if weekend != _WEEKEND:
            raise ValueError("no weekend")
        return _since(form, _weekend(form.today, None)), ""
    offset, unit = form.number("q") or 0, form.need("v")
    before = form.row.kinds[form.match.start() - 1]
    is_duration = "the_last_is_a_duration" in form.language.flags and before == "t"
    if is_duration and form.row.kinds[form.match.start()] in "Aa":
        raise ValueError("the last week of the strike")
    return _since(form, _shifted(form.today, unit, offset)), ""


def ago(form: Form) -> Reading:
    count = form.number("count") or 1
    return _since(form, _shifted(form.today, form.need("v"), -count, is_ago=True)), ""


def near_weekday(form: Form) -> Reading:
    """On Monday: the latest, today included. Last Monday: before today."""
    today, weekday, offset = form.today, form.need("w"), form.number("q")
    if offset == 0:
        on = spans.week(today).start + timedelta(days=weekday)
    elif offset == 1:
        on = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    elif offset == -1:
        on = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    else:
        on = today - timedelta(days=(today.weekday() - weekday) % 7)
    return _since(form, spans.day(on, Basis.RESOLVED)), ""


def bare_weekday(form: Form) -> Reading:
    if "bare_weekday" not in form.language.flags:
        raise ValueError("a word")
    if "titled_months" in form.language.flags and not form.is_capital:
        raise ValueError("a word")
    return near_weekday(form)


def weekdays(form: Form) -> Reading:
    """From Monday to Wednesday, the latest that have begun."""
    first = form.today - timedelta(days=(form.today.weekday() - form.need("w")) % 7)
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
    """On the 11th: the latest day of that number."""
    number, on = form.need("d"), form.today
    for _ in range(63):
        if on.day == number:
            return _since(form, spans.day(on, Basis.INFERRED)), ""
        on -= timedelta(days=1)
    raise ValueError("no such day")


def season(form: Form) -> Reading:
    """Three months as in the north; a winter ends in the next year."""
    first = form.need("g")
    if form.number("v") is not None or form.number("y") is not None:
        year = _year(form)[0] or 0
    else:
        year = _season_year(form, first, form.need("q"))
    last_year, last = divmod(first + 1, 12)
    span = spans.between(
        spans.month(year, first, Basis.INFERRED),
        spans.month(year + last_year, last + 1, Basis.INFERRED),
    )
    return _since(form, span), ""


def _season_year(form: Form, first: int, offset: int) -> int:
    """Last: the latest that is over. Next: the first not yet begun."""
    now = form.today.year * 12 + form.today.month
    if offset < 0:
        return (now - first - 3) // 12
    return form.today.year + (offset > 0 and first <= form.today.month)


def _year(form: Form) -> tuple[int | None, Basis]:
    if (year := form.number("y")) is not None:
        return year, Basis.STATED
    if (unit := form.number("v")) is None:
        return None, Basis.RESOLVED
    if unit != _YEAR:
        raise ValueError("no year")
    return form.today.year + form.need("q"), Basis.RESOLVED


def _point(
    form: Form, parts: tuple[int | None, int | None, int | None], basis: Basis
) -> DateSpan:
    year, month, on = parts
    if month is None:
        return spans.whole_year(year or 0, basis)
    if year is None:
        year = _nearest_year(form, (month, on))
    if on is None:
        return spans.month(year, month, basis)
    return spans.day(date(year, month, on), basis)


def _nearest_year(form: Form, point: tuple[int, int | None]) -> int:
    """Of the latest such day not too far ahead; after "since", not ahead."""
    month, on = point
    limit = form.today if form.is_since else form.today + _FORWARD
    for year in range(limit.year, limit.year - 9, -1):
        try:
            if date(year, month, on or 1) <= limit:
                return year
        except ValueError:
            continue  # 29 February
    raise ValueError("no such day")


def _shifted(today: date, unit: int, count: int, *, is_ago: bool = False) -> DateSpan:
    """The day, week, month or year so many away; the day only for "ago"."""
    if unit == _DAY and is_ago:
        return spans.day(today + timedelta(days=count), Basis.RESOLVED)
    if unit == _WEEK:
        return spans.week(today + timedelta(weeks=count))
    if unit == _WEEKEND:
        return _weekend(today, count)
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


def _since(form: Form, span: DateSpan) -> DateSpan:
    return spans.onwards(span) if form.is_since else span


def _weekday_warning(on: date, printed: int | None) -> str:
    if printed is None or printed == on.weekday():
        return ""
    day = format_date(on, "d MMMM y", locale="en")
    real = format_date(on, "EEEE", locale="en")
    said = format_date(date(2001, 1, 1) + timedelta(days=printed), "EEEE", locale="en")
    return f"{day} was a {real}, the text says {said}"
