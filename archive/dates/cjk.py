"""Dates of Chinese, Japanese and Korean, where no space parts the words."""

import re
from datetime import date, timedelta

from archive.dates import spans
from archive.dates.found import FoundDate
from archive.dates.spans import Basis, DateSpan

LANGUAGES = frozenset({"zh", "ja", "ko"})
_FORWARD = timedelta(days=60)
_CHINESE = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0
}
_FIGURE = "[0-9\uff10-\uff19]"
_NUMBER = f"{_FIGURE}{{1,2}}|[一二三四五六七八九十廿]{{1,3}}"
_DATE = re.compile(
    rf"""(?<!{_FIGURE})
    (?:(?P<y>{_FIGURE}{{4}}|[〇零一二三四五六七八九]{{4}})\ ?[年년]\ ?)?
    (?:(?P<m>{_NUMBER})\ ?[月월]\ ?
        (?:(?P<d>{_NUMBER})\ ?[日号號일]
            (?:\ ?[至到~–—-]\ ?(?:(?P<m2>{_NUMBER})\ ?[月월]\ ?)?
               (?P<d2>{_NUMBER})\ ?[日号號일])?
        )?
    )?""",
    re.VERBOSE,
)
_FIGURES = re.compile(
    r"(?<![\w/.-])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9/-])"
)
_NEAR = {
    "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1,
    "그저께": -2, "어제": -1, "오늘": 0, "내일": 1,
}  # fmt: skip
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "작년": -1, "올해": 0, "내년": 1}
_WORDS = re.compile("|".join([*_NEAR, *_YEARS]))


def find(text: str, *, published_on: date | None) -> list[FoundDate]:
    """As archive.dates.find."""
    found = []
    for pattern, reading in ((_DATE, _date), (_FIGURES, _figures), (_WORDS, _word)):
        for match in pattern.finditer(text):
            if match.end() == match.start():
                continue
            try:
                span = reading(match, published_on)
            except (ValueError, OverflowError):
                continue
            surface = match.group().strip()
            end = match.start() + len(surface)
            found.append(FoundDate(match.start(), end, surface, span, ""))
    found.sort(key=lambda one: (one.start, -one.end))
    return [
        one for at, one in enumerate(found) if not at or one.start >= found[at - 1].end
    ]


def _figures(match: re.Match[str], _published_on: date | None) -> DateSpan:
    return spans.day(date(int(match[1]), int(match[3]), int(match[4])))


def _word(match: re.Match[str], published_on: date | None) -> DateSpan:
    if published_on is None:
        raise ValueError("no day of publication")
    word = match.group()
    if word in _NEAR:
        on = published_on + timedelta(days=_NEAR[word])
        return spans.day(on, Basis.RESOLVED)
    return spans.whole_year(published_on.year + _YEARS[word], Basis.RESOLVED)


def _date(match: re.Match[str], published_on: date | None) -> DateSpan:
    year, month, day, last_month, last_day = (
        _value(part) for part in match.group("y", "m", "d", "m2", "d2")
    )
    if month is None:
        if year is None or not 1000 <= year < 2200:
            raise ValueError("a number")
        return spans.whole_year(year)
    basis = Basis.STATED if year else Basis.RESOLVED
    year = year or _nearest(month, day or 1, published_on)
    if day is None:
        return spans.month(year, month, basis)
    first = spans.day(date(year, month, day), basis)
    if last_day is None:
        return first
    last = date(year, last_month or month, last_day)
    return spans.between(first, spans.day(last, basis))


def _nearest(month: int, day: int, published_on: date | None) -> int:
    if published_on is None:
        raise ValueError("no day of publication")
    limit = published_on + _FORWARD
    return limit.year - (date(limit.year, month, day) > limit)


def _value(figures: str | None) -> int | None:
    """Of figures, of digits in a row, or of tens and ones: 二十一."""
    if figures is None:
        return None
    if figures.isdecimal():
        return int(figures)
    if "十" not in figures and "廿" not in figures:
        return int("".join(str(_CHINESE[digit]) for digit in figures))
    tens, _, ones = figures.replace("廿", "二十").partition("十")
    return 10 * (_CHINESE[tens] if tens else 1) + (_CHINESE[ones] if ones else 0)
