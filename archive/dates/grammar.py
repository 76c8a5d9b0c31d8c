"""Which rows of words are dates: one pattern over kinds of words a form.

The patterns serve every language; none has an unbounded repetition, so the
time is linear in the text. What a form means is archive.dates.readings'.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from archive.dates import anchored, cjk, near, parts, readings, spans, story, words
from archive.dates.found import FoundDate
from archive.dates.readings import Form, Reader
from archive.dates.spans import DateSpan
from archive.dates.words import Language, Row

# A weekday before a day; a day; a month; a year in figures or as "last year".
_Compiled = tuple[re.Pattern[str], Reader, frozenset[str]]
_Read = tuple[FoundDate, Form, Reader]

# What stands before it: early on, the night of, overnight, the eve of, the week of.
# A glance at the first letter spares most places the rest of the pattern.
_H = r"(?=[@UEPHABCaWwdoOMmYZN])(?:(?:@|Uf|(?:Ep?t?)?P?H|Ep?|(?<![dQ#])PI?(?=[WwdoON]))[tL]?)?"
_W = r"(?:[ABCa]?(?P<w>[Ww])P?(?:(?<=w)\.)?c?[tL]?)?"
_W2 = r"(?:(?P<w2>[Ww])(?:(?<=w)\.)?c?[tL]?)?"
_D = r"(?:(?P<turn_>[ACa])?(?P<d>[do])k?|(?P<d_>O)(?=[fM]))"
_M = r"(?P<m>[Mm])(?:(?<=m)\.)?(?:/(?P<alias>M))?"
_M2 = r"(?P<m2>[Mm])(?:(?<=m)\.)?"
_Y = (
    r"(?:c?f?t?(?P<y>Y)z?|c?f?t?(?P<q>[ABC])(?P<v>[Uz])"
    r"|f?[tL]?(?P<v_>[Uz])(?P<q_>a))"
)
_Y0 = r"(?:c?f?(?P<y0>Y)z?)?"
_E = r"[E>]-?f?[tL]?"
_TO = r"(?P<to>-|F?T|&|/)[tLF]?"

# Each with the letters one of which must be there for the pattern to fit.
_FORMS: list[tuple[str, Reader, str]] = [
    (
        rf"{_H}{_W}{_D}f?{_M}(?:{_Y}|(?P<turn>a))?(?:c?(?P<w3>W))?",
        readings.calendar,
        "Mm",
    ),
    (
        rf"{_H}{_W}(?P<d>[do])k?(?=(?:ct?[do]k?){{0,4}}c?&t?[do]k?f?{_M}{_Y}?)",
        readings.calendar,
        "&",
    ),
    (
        rf"{_H}{_W}(?P<d>[do])k?(?:ct?[do]k?){{1,4}}c?(?P<to>&)t?(?P<d2>[do])k?f?{_M}{_Y}?",
        readings.days_running,
        "&",
    ),
    (
        (
            r"(?=[do])(?:(?<=[Mm][do][&c])|(?<=[Mm][do]c&)|(?<=[Mm][do]c[do]&)"
            r"|(?<=[Mm][do]c[do]c&))(?P<d>[do])"
            rf"(?:{_Y}|(?=c?&[do])|(?=[.c;|IpT&tFSKC%]))"
        ),
        readings.month_before,
        "&",
    ),
    (
        rf"Ht?(?P<d>[do])k?(?P<to>[Ip])t?(?P<d2>[do])k?f?{_M}{_Y}?",
        readings.interval,
        "H",
    ),
    (
        rf"Ht?(?P<d>[do])k?f?{_M}(?P<to>[Ip])t?(?P<d2>[do])k?f?{_M2}{_Y}?",
        readings.interval,
        "H",
    ),
    (
        rf"(?<=S)(?P<d>[do])k?(?P<to>I)(?P<d2>[do])k?f?{_M}{_Y}?",
        readings.interval,
        "S",
    ),
    (rf"{_H}{_W}(?P<d>[do])f?(?P<m>l){_Y}", readings.calendar, "l"),
    (rf"{_H}{_W}{_M}t?(?P<d>[do])(?![-/]?[dM]){_Y}?", readings.month_first, "Mm"),
    (rf"{_H}(?P<y>Y)[z.]?c?{_M}(?P<d>[do])k?(?!f?[Mm])", readings.calendar, "Y"),
    (rf"{_H}(?P<y>Y)zc?(?P<d>[do])k?f?{_M}", readings.calendar, "Y"),
    (r"(?P<d>d)[-/](?P<m>[Mm])[-/](?P<y>Y)", readings.calendar, "Y"),
    (rf"{_H}(?P<m_d>Z)(?:c?f?(?P<y>Y)z?)?", readings.holiday, "Z"),
    (rf"{_H}{_W}(?P<n>N)", readings.figures, "N"),
    (r"(?<=[pfSFT])(?P<n>~)|(?<=\|)(?P<n_>~)(?=\|)", readings.figures, "~"),
    (rf"{_W}(?P<s>s)", readings.day_and_month, "s"),
    (r"(?P<month_value>D)|(?P<years>V)", readings.figures, "DV"),
    (rf"(?:{_E})?{_M}{_Y}", readings.calendar, "Mm"),
    (r"(?<=I)(?P<m>l)f?(?P<y>Y)", readings.calendar, "l"),
    (r"(?P<m>M)(?=(?:cM){0,4}c?&[Mm]f?(?P<y>Y))", readings.calendar, "&"),
    (r"(?=M)(?:(?<=[IpSFTK^])|(?<=Uf)|(?<=[IS]M&))(?P<m>M)", readings.bare_month, "M"),
    (rf"{_E}{_M}", readings.calendar, "E>"),
    (rf"(?P<q>[ABCa]){_M}", near.near_month, "ABCa"),
    (rf"{_M}(?P<q_>a)", near.near_month, "a"),
    (rf"{_E}(?P<y>Y)z?", readings.calendar, "E>"),
    (r"(?P<y>Y)z?", readings.bare_year, "Y"),
    (rf"{_H}{_W}{_D}{_TO}{_W2}(?P<d2>[do])k?f?{_M}{_Y}?", readings.interval, "Mm"),
    (rf"{_H}{_W}{_M}(?P<d>[do]){_TO}(?P<d2>[do]){_Y}?", readings.month_first, "Mm"),
    (
        rf"{_H}{_W}{_D}f?{_M}{_Y0}{_TO}{_W2}(?P<d2>[do])k?f?{_M2}{_Y}?",
        readings.interval,
        "Mm",
    ),
    (
        rf"{_H}{_W}{_M}(?P<d>[do]){_Y0}{_TO}{_W2}{_M2}(?P<d2>[do]){_Y}?",
        readings.month_first,
        "Mm",
    ),
    (rf"(?:{_E})?{_M}{_Y0}{_TO}(?:{_E})?{_M2}{_Y}", readings.interval, "Mm"),
    (rf"(?<=[FKSIEf])(?P<m>M){_Y0}{_TO}{_M2}", readings.interval, "M"),
    (
        rf"(?<=[FK])(?:{_E})?(?P<m>[Mm]){_Y0}{_TO}(?:{_E})?(?P<m2>[Mm]){_Y}?",
        readings.interval,
        "E>",
    ),
    (
        r"(?:E-?f?)?(?P<y>Y)z?(?P<to>-|T|&|/)(?:E-?f?)?(?P<y2>Y)z?",
        readings.years,
        "Y",
    ),
    (r"(?<![BQ])(?P<days>R)P?", near.near_day, "R"),
    (r"(?P<days>R)c?(?P<w>W)", near.near_day, "R"),
    (r"(?P<q>[AB])[PR]", near.near_day, "AB"),
    (rf"(?:{_E})?(?P<q>[ABCa])(?P<v>[Uz])", near.near_unit, "ABCa"),
    (rf"(?:{_E})?(?P<v_>[Uz])(?P<q_>a)", near.near_unit, "a"),
    (r"E-?(?:[fF][tL]?|[tL])(?P<v>[Uz])", near.near_unit, "E"),
    (r"(?<=[IpStTFf])(?P<v>\*)", near.near_unit, "*"),
    (r"(?<=[pIS]t)(?P<weekend>U)|(?<=[pIS])(?P<weekend_>U)", near.near_unit, "U"),
    (
        r"(?<!q)(?P<count>[Qd])(?P<v>[Uuz])g|b(?P<count_>[Qd])(?P<v_>[Uuz])",
        near.ago,
        "gb",
    ),
    (r"(?<![Qd])(?P<v>[Uz])g", near.ago, "g"),
    (
        r"(?P<w>W)P?[fI]?t?(?:(?P<q>[ABC])(?P<v>U)|(?P<v_>U)(?P<q_>a))",
        near.weekday_of_week,
        "W",
    ),
    (r"(?P<q>[ABC])(?P<v>U)c?(?P<w>W)P?(?!c?[do]k?[fMm])", near.weekday_of_week, "U"),
    (
        r"(?P<d>[do])k?f[tL]?(?:(?P<q>[ABC])(?P<v>U)|(?P<v_>U)(?P<q_>a))",
        near.day_of_month,
        "f",
    ),
    (r"(?P<q>[ABCa])(?P<w>W)P?|(?P<w_>W)(?P<q_>a)", near.near_weekday, "ABCa"),
    (rf"{_H}(?<=[IpSKFTLHEPt^])(?<!WT)(?P<w>W)P?(?!v)", near.near_weekday, "W"),
    (r"(?<=f)(?P<w>W)P?(?![TXvw-])", near.weekday_of_it, "f"),
    (r"(?<![nQtT-])(?P<w>W)(?:P|(?![Xvw-]|T[tL]?[Ww]|\.w))", near.bare_weekday, "W"),
    (r"(?<=[FK])(?P<w>W)[T&]t?(?P<w2>W)", near.weekdays, "W"),
    (r"(?<=S)(?P<w>W)Tt?(?P<w2>W)", near.weekdays, "S"),
    (r"H[tL]?(?P<w>W)[TIp]t?(?P<w2>W)", near.weekdays, "H"),
    (r"(?<=W&)(?P<w>W)P?", near.near_weekday, "&"),
    (rf";(?P<d>d);{_M}{_Y}?", readings.quoted_day, ";"),
    (r"E(?P<v>[Uz])", near.unit_without_article, "E"),
    (r"(?P<q>[ABC])(?P<g>r)", near.season, "r"),
    (r"(?:h[IJ][it]?|[IJ]i)(?P<nth>[oO])(?P<v>[Uz])", near.nth_unit, "hIJ"),
    (r"(?<=[pTFS]t)(?P<d>o)(?=[.c;|IpT&tFSKC])", near.day_alone, "o"),
    (rf"{_W}(?<=[cLt])(?P<d>o)(?=[.c;|IpT&tFSKC]|-x)", near.day_alone, "o"),
    (r"(?P<w>W)[ct]?(?P<d>o)(?![-/&T]?t?[doMmUqz])", near.day_alone, "o"),
    (
        rf"{_H}(?P<w>W)c?t?(?P<d>d)k?(?![-/&T]?t?[doMmUuqz:#])P?",
        near.day_after_weekday,
        "W",
    ),
    (r"(?P<d>o)k", near.day_alone, "k"),
    (r"H[tL]?(?P<d>[do])(?=[xc.;|%])", near.day_alone, "H"),
    (rf"(?:{_E})?(?P<g>[Gr])c?f?(?P<y>Y)(?:[-/](?P<y2>[Yd]))?z?", near.season, "Gr"),
    (rf"(?:{_E})?(?P<g>[Gr])f?(?P<years>V)z?", near.season, "Gr"),
    (r"(?<=[Ip])(?P<g>G)(?!f)|(?<=[pI]t)(?P<g__>G)(?!f)|(?P<g_>r)", near.season, "Gr"),
    (rf"(?P<nth>[oO])(?P<part>q)f?t?{_Y}", parts.part, "q"),
    (r"(?<=[IpStLTF])(?P<nth>[oO])(?P<part>q)(?![fYz])", parts.quarter, "q"),
    (rf"(?P<nth>[oOA])(?P<part>[qU])f?t?{_M}{_Y}?", parts.part, "qU"),
    (
        rf"(?P<nth>[oOA])(?P<count>[Qd])(?P<part>[Uu])f?t?(?:{_M}{_Y}?|{_Y0})",
        parts.first_of,
        "Uu",
    ),
    (rf"(?:{_E})?(?P<decade>e)[zuU]?", readings.decade, "e"),
    (
        rf"(?:{_E})?(?P<decade>e)[zuU]?(?P<to>-|T)(?:{_E})?(?P<decade2>e)[zuU]?",
        readings.decade,
        "e",
    ),
    (rf"(?:{_E})?(?P<g>[Gr])f?t?(?P<q>[ABC])(?P<v>[Uz])", near.season, "Gr"),
    (rf"(?:{_E})?(?:(?P<q>[ABCa])(?P<g>G)|(?P<g_>G)(?P<q_>a))", near.season, "G"),
]
# What is told from the date before it in the text.
_ANCHORED: list[tuple[str, Reader, str]] = [
    (r"(?P<count>[Qd])(?P<v>[Uu])(?P<sign>>)", anchored.away, ">"),
    (r"(?P<v>U)(?P<sign>>)(?![Ip]?t?[UYM])", anchored.away, ">"),
    (r"(?P<sign><)(?P<count>[Qd])?(?P<v>[Uu])(?![>p])", anchored.away, "<"),
    (rf"(?:{_E})?(?P<q>=)(?P<v>[UP])P?", anchored.near, "="),
    (r"(?P<v_>[UP])(?P<q_>=)", anchored.near, "="),
    (r"(?P<q>C)(?P<v>[UP])P?", anchored.near, "C"),
    (r"(?P<days>!)P?", anchored.near, "!"),
    (r"(?P<days>@)(?=[.c;|IpF])", anchored.near, "@"),
]


def _compiled(forms: list[tuple[str, Reader, str]]) -> list[_Compiled]:
    return [
        (re.compile(form), reader, frozenset(needs)) for form, reader, needs in forms
    ]


_COMPILED, _COMPILED_ANCHORED = _compiled(_FORMS), _compiled(_ANCHORED)
# Code points between a date and what is told from it; about a paragraph.
_REACH = 600
# The night of, late on, early in the morning of.
_HOURS = re.compile(r"(?:Ep?t?)?P?H[tL]?|Ep[tL]?|PI[tL]?")
# A square or a movement called after a day.
_NAME_AFTER = re.compile(r"X{0,2}y")
_FIGURES = re.compile(r"(?<![\w/.-])([0-9]{1,2})/([0-9]{1,2})/(?:[0-9]{4}|[0-9]{2})\b")


def find(
    text: str, *, published_on: date | None, language: str = "en"
) -> list[FoundDate]:
    """The dates of a text in their order, no two overlapping.

    Without a day of publication only dates with their year printed are
    found: nothing else could be reckoned. A date without a year is the
    latest one up to sixty days after publication.
    """
    if words.primary(language) in cjk.LANGUAGES:
        return cjk.find(text, published_on=published_on)
    spoken = words.language_of(_variant(text, language))
    row = words.read(text, spoken)
    taken = bytearray(len(row.kinds))
    chosen = []
    for length, start, read in sorted(
        _candidates(row, spoken, published_on), key=lambda entry: entry[:2]
    ):
        if not any(taken[start : start - length]):
            taken[start : start - length] = b"\x01" * -length
            chosen += [read] if read else []
    chosen.sort(key=lambda read: read[0].start)
    dates = story.with_days_in_brackets(text, _continued(chosen))
    return _with_anchored(row, spoken, published_on, dates)


def parse(text: str, *, language: str = "en") -> DateSpan:
    """What a curator types: 2011, 2011-06-22, a/b, a/.., or 22 June 2011.

    Raises ValueError with a sentence that says what would be understood.
    """
    typed = text.strip()
    found = find(typed[:100], published_on=None, language=language)
    is_in_words = any(letter.isalpha() or letter == "." for letter in typed[:-2])
    if found and found[0].surface == typed and is_in_words:
        return found[0].span
    return spans.from_value(typed)


def _variant(text: str, language: str) -> str:
    """An American's English when a day above twelve comes second in figures."""
    if language.casefold() != "en":
        return language
    figures = [(int(a), int(b)) for a, b in _FIGURES.findall(text)]
    is_american = any(b > 12 >= a for a, b in figures)
    return "en-US" if is_american and all(a <= 12 for a, _ in figures) else language


def _candidates(
    row: Row, spoken: Language, published_on: date | None
) -> Iterator[tuple[int, int, _Read | None]]:
    """Each with minus its length in words and its first word.

    None where the day is in a name: no shorter one is read there either.
    """
    for reader, match in _matches(row, _COMPILED):
        form = Form(row, spoken, match, published_on)
        found = _read(form, reader)
        if found:
            length = _last(row, match) - match.start()
            read = None if _is_named(row, match) else (found, form, reader)
            yield -length, match.start(), read


def _continued(chosen: list[_Read]) -> list[FoundDate]:
    """With the year of the day before, where a story of years ago goes on.

    On 16 December 2011 they fired; on 20 December they came for the others.
    """
    told: list[FoundDate] = []
    for found, form, reader in chosen:
        before = told[-1] if told and story.may_go_on(told[-1], found, form) else None
        again = None
        if before is not None:
            seen_from = story.seen_from(before, form.today)
            again = _read(replace(form, published_on=seen_from), reader)
        is_next = again and before and again.span.start >= before.span.start
        told.append(again if again and is_next else found)
    return told


def _matches(
    row: Row, forms: list[_Compiled]
) -> Iterator[tuple[Reader, re.Match[str]]]:
    present = set(row.kinds)
    for pattern, reader, needs in forms:
        if not present.isdisjoint(needs):
            for match in pattern.finditer(row.kinds):
                yield reader, match


def _read(form: Form, reader: Reader) -> FoundDate | None:
    try:
        span, warning = reader(form)
    except (ValueError, OverflowError):
        return None  # the words fit, but there is no such day
    row = form.row
    if _has_unit_before(form):
        span = near.around(span, form.row.values[form.match.start()])
    elif form.anchor is None and row.kinds[form.match.start()] == "@":
        span = near.beside(span, form.row.values[form.match.start()])
    first = row.starts[_first(row, form.match)]
    last = row.ends[_last(row, form.match) - 1]
    return FoundDate(first, last, row.text[first:last], span, warning)


def _has_unit_before(form: Form) -> bool:
    """Whether it begins as the week of, the weekend of."""
    start = form.match.start()
    return form.row.kinds[start : min(start + 2, form.match.end())] == "Uf"


def _first(row: Row, match: re.Match[str]) -> int:
    """The night of, early on: the hour before a preposition stays outside."""
    hours = _HOURS.match(row.kinds, match.start(), match.end())
    return hours.end() if hours else match.start()


def _last(row: Row, match: re.Match[str]) -> int:
    """The full stop after "Jun" belongs to it only inside a date."""
    return match.end() - (row.kinds[match.end() - 1] == ".")


def _is_named(row: Row, match: re.Match[str]) -> bool:
    """Whether it is in a name: May 9 Square, calle 2 de Mayo."""
    start, end = match.span()
    if _NAME_AFTER.match(row.kinds, end):
        return True
    is_of = row.kinds[start - 1] in "fF"
    if row.kinds[start - 1 - is_of] != "j":
        return False
    first, last = row.starts[start], row.ends[end - 1]
    is_titled = any(letter.isupper() for letter in row.text[first:last])
    return is_of or is_titled or row.kinds[start] == "Y"


def _with_anchored(
    row: Row, spoken: Language, published_on: date | None, dates: list[FoundDate]
) -> list[FoundDate]:
    """With what is told from the date before: the next day, a week later."""
    matches = [
        (match.start(), -match.end(), reader, match)
        for reader, match in _matches(row, _COMPILED_ANCHORED)
    ]
    known = list(dates)
    starts = [found.start for found in known]
    for _, _, reader, match in sorted(matches, key=lambda entry: entry[:2]):
        start = row.starts[match.start()]
        at = bisect_right(starts, start)
        if not at or start - known[at - 1].end > _REACH or start < known[at - 1].end:
            continue
        form = Form(row, spoken, match, published_on, known[at - 1].span)
        found = _read(form, reader)
        if found and (at == len(known) or found.end <= known[at].start):
            known.insert(at, found)
            starts.insert(at, start)
    return known
