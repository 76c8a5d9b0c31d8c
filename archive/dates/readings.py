"""What a form of words means: which day, month, year or interval.

Each reading raises ValueError when there is no such day, or when the form
needs a day of publication and none is known.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from archive.dates import spans
from archive.dates.meanings import UNITS
from archive.dates.spans import Basis, DateSpan
from archive.dates.words import Language, Row

_FORWARD = timedelta(days=60)
# How far a day is ahead that something lasts until, or begins with where a language
# has one word for "from" and "since".
_UNTIL, _FROM = timedelta(days=120), timedelta(days=31)
# What is told as to come, but so late, was rather just before.
_FAR_AHEAD = timedelta(days=300)
# A word that looks ahead, with the participle that may follow it, and no word of
# telling and no end of a sentence since.
_AHEAD = re.compile(r"\^x?%?[^%^|.]{0,10}$")
# Put off from 25 February to 4 March, where "from" is the word for "since".
_TO_A_DAY = re.compile("I[do]k?[Mm]")
# On Friday the court will rule.
_OPENS = re.compile(r"[.|][pIL]?$")
_AHEAD_AFTER = re.compile(r"c?[txXi]{0,3}\^")
_WEEK, _YEAR = UNITS["week"], UNITS["year"]
_OLDEST_BARE_YEAR = 1700
_FIRST_ALONE, _LAST_ALONE = 1850, 2040
_ADJECTIVE = ("e", "en", "er", "es")
# Names of groups that hold the same thing in another order of words.
_ALIASES = {
    "d": "d_",
    "n": "n_",
    "turn": "turn_",
    "q": "q_",
    "v": "v_",
    "w": "w_",
    "g": "g_",
    "count": "count_",
}


@dataclass(frozen=True, slots=True)
class Form:
    """Words that fit a pattern of the grammar, and when they were printed."""

    row: Row
    language: Language
    match: re.Match[str]
    published_on: date | None
    anchor: DateSpan | None = None

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
        is_put_off = _TO_A_DAY.match(self.row.kinds, self.match.end())
        return self.before == "S" and self.number("to") is None and not is_put_off

    @property
    def is_ahead(self) -> bool:
        """Whether it is told as to come: will be tried on, adjourned to.

        Not after the word of somebody who told it then: they will appeal, he
        said on Thursday.
        """
        turn = self.number("turn")
        if turn is not None:
            return turn > 0
        start = self.match.start()
        opens = _OPENS.search(self.row.kinds, max(start - 2, 0), start)
        if opens and _AHEAD_AFTER.match(self.row.kinds, self.match.end()):
            return True
        told = _AHEAD.search(self.row.kinds, max(start - 15, 0), start)
        if told is None or self.before in {"f", "S"}:
            return False
        row = self.row
        return ";" not in row.text[row.starts[told.start()] : row.starts[start]]


Reading = tuple[DateSpan, str]
Reader = Callable[[Form], Reading]


def calendar(form: Form) -> Reading:
    """A day, a month or a year of the calendar."""
    alias = form.number("alias")
    if alias is not None and alias != form.number("m"):
        raise ValueError("two months, not two names of one")
    year, basis = year_of(form)
    span = point_of(form, (year, form.number("m"), form.number("d")), basis)
    return since(form, span), _weekday_warning(span.start, _weekday(form))


def _weekday(form: Form) -> int | None:
    before, after = form.number("w"), form.number("w3")
    return after if before is None else before


def holiday(form: Form) -> Reading:
    """May Day, with or without its year: the nearest one."""
    month, on = divmod(form.need("m_d"), 100)
    year, basis = year_of(form)
    return since(form, point_of(form, (year, month, on), basis)), ""


def days_running(form: Form) -> Reading:
    """8, 9 and 10 August: one interval only when no day is left out."""
    low, high = form.match.start("d"), form.match.start("d2")
    row = form.row
    days = [row.values[at] for at in range(low, high + 1) if row.kinds[at] in "do"]
    if days != list(range(days[0], days[0] + len(days))):
        raise ValueError("some dates")
    return interval(form, is_run=True)


def month_before(form: Form) -> Reading:
    """The second day of June 13 and 27."""
    if "month_first" not in form.language.flags:
        raise ValueError("the day comes first")
    start = form.match.start()
    at = max(form.row.kinds.rfind(kind, start - 4, start) for kind in "Mm")
    year, basis = year_of(form)
    return point_of(form, (year, form.row.values[at], form.need("d")), basis), ""


def quoted_day(form: Form) -> Reading:
    """«16» июля 2012 года, as official letters have it."""
    row, start = form.row, form.match.start()
    if row.text[row.starts[start]] not in '«„“"':
        raise ValueError("no quotation marks")
    return calendar(form)


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
    year = form.need("y")
    low, high = form.match.start(), form.match.end() - 1
    has_ending = form.row.text[form.row.ends[low] - 1].isalpha()
    is_worded = has_ending or form.row.kinds[high] == "z"
    fits = is_worded or _is_in_brackets(form) or _stands_as_a_year(form, year)
    if not fits or year < _OLDEST_BARE_YEAR:
        raise ValueError("a number")
    return calendar(form)


def _stands_as_a_year(form: Form, year: int) -> bool:
    if "year_has_its_word" in form.language.flags:
        return False
    before, further = (form.row.kinds[form.match.start() - x] for x in (1, 2))
    if before == "U" or (before == "u" and further not in "Qd"):
        return form.after not in "#d"
    if form.after == "x" and year % 50 == 0:
        return False
    is_adjective = before in "tQ" and form.after == "x" and year > 1900
    return before in "ISE>FTKpfz&" or is_adjective or _stands_alone(form, year)


def _stands_alone(form: Form, year: int) -> bool:
    """As in German: 2009 wurde das Werk verkauft; es schloss 2009; 1921 gegründet.

    What is counted there has a capital, perhaps with an adjective before it.
    """
    if "bare_year_stands_alone" not in form.language.flags:
        return False
    row, high = form.row, form.match.end()
    before, after = row.kinds[form.match.start() - 1], form.after
    if before in ".|":
        return after == "x"
    fits = _FIRST_ALONE <= year <= _LAST_ALONE and year % 50
    if before not in "xcPB%^" or not fits:
        return False
    is_adjective = row.text[row.starts[high] : row.ends[high]].endswith(_ADJECTIVE)
    is_counted = after == "x" and is_adjective and row.kinds[high + 1] == "X"
    return after in "xIp.c|&^%" and not is_counted


def _is_in_brackets(form: Form) -> bool:
    low, high = form.match.span()
    text, starts = form.row.text, form.row.starts
    before, after = starts[low - 1], starts[high]
    return text[before : before + 1] == "(" and text[after : after + 1] == ")"


def interval(form: Form, *, is_run: bool = False) -> Reading:
    """Two days or two months. "3 and 5 June" is one only after "between"."""
    year, basis = year_of(form)
    low = (form.need("m"), form.number("d"))
    high = (form.number("m2") or low[0], form.number("d2"))
    if not is_run and not _is_joined(form, low, high):
        raise ValueError("two dates")
    wraps = _order(low) > _order(high)
    stated = form.number("y0")
    if year is None and stated is None:
        year = _nearest_year(form, low) + wraps
    last_year = year if year is not None else (stated or 0) + wraps
    first_year = stated or last_year - wraps
    if stated:
        basis = Basis.STATED
    first = point_of(form, (first_year, *low), basis)
    last = point_of(form, (last_year, *high), basis)
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
    if joint == "/" and low[1] is high[1] is None:
        return high[0] - low[0] == 1
    if form.number("m2") is not None:
        return False
    return low[0] == high[0] and (high[1] or 0) - (low[1] or 0) == 1


def years(form: Form) -> Reading:
    first, last = form.need("y"), form.need("y2")
    joint = form.row.kinds[form.match.start("to")]
    if joint == "&" and form.before != "K":
        raise ValueError("two dates")
    if not _OLDEST_BARE_YEAR <= first < last or _is_in_a_number(form):
        raise ValueError("two numbers")
    return spans.between(spans.whole_year(first), spans.whole_year(last)), ""


def _is_in_a_number(form: Form) -> bool:
    """Case 2-1917/2004."""
    start = form.row.starts[form.match.start()]
    return form.row.text[max(start - 1, 0) : start] in {"-", "/", "№", "#"}


def figures(form: Form) -> Reading:
    """22/06/2011, 2011-06 or 2010-12."""
    if (ordinal := form.number("n")) is not None:
        on = date.fromordinal(ordinal)
        warning = _weekday_warning(on, form.number("w"))
        return since(form, spans.day(on)), warning
    if (month := form.number("month_value")) is not None:
        return since(form, spans.month(month // 100, month % 100)), ""
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
    return since(form, span), _weekday_warning(span.start, weekday)


def decade(form: Form) -> Reading:
    """The 1990s; the late 1990s to the early 2000s."""
    first = form.need("decade")
    last = (form.number("decade2") or first) + 9
    whole = spans.between(spans.whole_year(first), spans.whole_year(last))
    return since(form, whole), ""


def year_of(form: Form) -> tuple[int | None, Basis]:
    if (year := form.number("y")) is not None:
        return year, Basis.STATED
    if (unit := form.number("v")) is None:
        return None, Basis.RESOLVED
    if unit != _YEAR:
        raise ValueError("no year")
    return form.today.year + form.need("q"), Basis.RESOLVED


def point_of(
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
    """Of the latest such day not too far ahead; after "since", not ahead.

    What is told as to come is the first from the day of publication on. A
    weekday printed with the day decides between two neighbouring years.
    """
    month, on = point
    today, years = form.today, range(form.today.year - 8, form.today.year + 9)
    days = [date(year, month, on or 1) for year in years if _exists(year, month, on)]
    if form.is_ahead:
        coming = min(day for day in days if day >= (today if on else _first_of(today)))
        if coming - today < _FAR_AHEAD:
            return coming.year
    is_past = form.is_since or form.number("turn") is not None
    ahead = _UNTIL if form.before == "T" and form.number("to") is None else _FORWARD
    limit = today if is_past else today + ahead
    if form.is_since and on and "since_or_from" in form.language.flags:
        limit = today + _FROM
    nearest = max(day for day in days if day <= limit)
    weekday = _weekday(form)
    if weekday is None or on is None or nearest.weekday() == weekday:
        return nearest.year
    beside = [day for day in days if abs(day.year - nearest.year) == 1]
    fitting = [day.year for day in beside if day.weekday() == weekday]
    return fitting[-1] if fitting else nearest.year


def _first_of(day: date) -> date:
    return day.replace(day=1)


def _exists(year: int, month: int, on: int | None) -> bool:
    return 1 <= year <= 9999 and (on or 1) <= monthrange(year, month)[1]


def since(form: Form, span: DateSpan) -> DateSpan:
    return spans.onwards(span) if form.is_since else span


def _weekday_warning(on: date, printed: int | None) -> str:
    if printed is None or printed == on.weekday():
        return ""
    day = format_date(on, "d MMMM y", locale="en")
    real = format_date(on, "EEEE", locale="en")
    said = format_date(date(2001, 1, 1) + timedelta(days=printed), "EEEE", locale="en")
    return f"{day} was a {real}, the text says {said}"
