"""Which rows of words are dates: one pattern over kinds of words a form.

The patterns serve every language; none has an unbounded repetition, so the
time is linear in the text. What a form means is archive.dates.readings'.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.dates import readings, spans, words
from archive.dates.readings import Form, Reader
from archive.dates.spans import DateSpan


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Offsets count code points, end excluded; the preposition is outside.

    The warning is "" or a sentence: the weekday printed is not that day's.
    """

    start: int
    end: int
    surface: str
    span: DateSpan
    warning: str


# A weekday before a day; a day; a month; a year in figures or as "last year".
_W = r"(?:[ABCa]?(?P<w>[Ww])P?(?:(?<=w)\.)?c?[tL]?)?"
_W2 = r"(?:(?P<w2>[Ww])(?:(?<=w)\.)?c?[tL]?)?"
_D = r"(?:(?P<d>[do])k?|(?P<d_>O)(?=f))"
_M = r"(?P<m>[Mm])(?:(?<=m)\.)?"
_M2 = r"(?P<m2>[Mm])(?:(?<=m)\.)?"
_Y = (
    r"(?:c?f?t?(?P<y>Y)z?|c?f?t?(?P<q>[ABC])(?P<v>[Uz])"
    r"|f?[tL]?(?P<v_>[Uz])(?P<q_>a))"
)
_Y0 = r"(?:c?f?(?P<y0>Y)z?)?"
_E = r"E-?f?[tL]?"
_TO = r"(?P<to>-|F?T|&|/)[tLF]?"

_FORMS: list[tuple[str, Reader]] = [
    (rf"{_W}{_D}f?{_M}{_Y}?", readings.calendar),
    (rf"{_W}(?P<d>[do])f?(?P<m>l){_Y}", readings.calendar),
    (rf"{_W}{_M}t?(?P<d>[do])(?![-/]?[dM]){_Y}?", readings.month_first),
    (rf"{_W}(?P<n>N)", readings.figures),
    (rf"{_W}(?P<s>s)", readings.day_and_month),
    (r"(?P<month_value>D)|(?P<years>V)", readings.figures),
    (rf"(?:{_E})?{_M}{_Y}", readings.calendar),
    (r"(?<=I)(?P<m>l)f?(?P<y>Y)", readings.calendar),
    (r"(?P<m>M)(?=&[Mm]f?(?P<y>Y))", readings.calendar),
    (r"(?:(?<=[IpSFTK])|(?<=Uf)|(?<=[IS]M&))(?P<m>M)", readings.bare_month),
    (rf"{_E}{_M}", readings.calendar),
    (rf"(?P<q>[ABCa]){_M}", readings.near_month),
    (rf"{_M}(?P<q_>a)", readings.near_month),
    (rf"{_E}(?P<y>Y)z?", readings.calendar),
    (r"(?P<y>Y)z?", readings.bare_year),
    (rf"{_W}{_D}{_TO}{_W2}(?P<d2>[do])k?f?{_M}{_Y}?", readings.interval),
    (rf"{_W}{_M}(?P<d>[do]){_TO}(?P<d2>[do]){_Y}?", readings.month_first),
    (rf"{_W}{_D}f?{_M}{_Y0}{_TO}{_W2}(?P<d2>[do])k?f?{_M2}{_Y}?", readings.interval),
    (
        rf"{_W}{_M}(?P<d>[do]){_Y0}{_TO}{_W2}{_M2}(?P<d2>[do]){_Y}?",
        readings.month_first,
    ),
    (rf"(?:{_E})?{_M}{_Y0}{_TO}(?:{_E})?{_M2}{_Y}", readings.interval),
    (rf"(?<=[FKSIE])(?P<m>M){_Y0}{_TO}{_M2}", readings.interval),
    (r"(?P<y>Y)z?(?P<to>-|T|&|/)(?P<y2>Y)z?", readings.years),
    (r"(?<![BQ])(?P<days>R)P?", readings.near_day),
    (r"(?P<q>[AB])[PR]", readings.near_day),
    (rf"(?:{_E})?(?P<q>[ABCa])(?P<v>[Uz])", readings.near_unit),
    (rf"(?:{_E})?(?P<v_>[Uz])(?P<q_>a)", readings.near_unit),
    (r"E-?(?:f[tL]?|[tL])(?P<v>[Uz])", readings.near_unit),
    (r"(?<=[pI]t)(?P<weekend>U)|(?<=[pI])(?P<weekend_>U)", readings.near_unit),
    (r"(?P<count>[Qd])(?P<v>[Uuz])g|b(?P<count_>[Qd])(?P<v_>[Uuz])", readings.ago),
    (r"(?P<v>[Uz])g", readings.ago),
    (r"(?P<q>[ABCa])(?P<w>W)P?|(?P<w_>W)(?P<q_>a)", readings.near_weekday),
    (r"(?<=[IpSKFTL])(?<!WT)(?P<w>W)P?(?!v)", readings.near_weekday),
    (r"(?<![nQtT-])(?P<w>W)(?:P|(?![XvTw-]|\.w))", readings.bare_weekday),
    (r"(?<=[FK])(?P<w>W)[T&]t?(?P<w2>W)", readings.weekdays),
    (r"(?:h[IJ][it]?|[IJ]i)(?P<nth>[oO])(?P<v>[Uz])", readings.nth_unit),
    (r"(?<=[pTFS]t)(?P<d>o)(?=[.c;|IpT&tFSKC])", readings.day_alone),
    (rf"(?:{_E})?(?P<g>G)c?f?(?P<y>Y)z?", readings.season),
    (rf"(?:{_E})?(?P<g>G)f?t?(?P<q>[ABC])(?P<v>[Uz])", readings.season),
    (rf"(?:{_E})?(?:(?P<q>[ABCa])(?P<g>G)|(?P<g_>G)(?P<q_>a))", readings.season),
]
_COMPILED = [(re.compile(pattern), reader) for pattern, reader in _FORMS]


def find(
    text: str, *, published_on: date | None, language: str = "en"
) -> list[FoundDate]:
    """The dates of a text in their order, no two overlapping.

    Without a day of publication only dates with their year printed are
    found: nothing else could be reckoned. A date without a year is the
    latest one up to sixty days after publication.
    """
    tables = words.language_of(language)
    row = words.read(text, tables)
    taken = bytearray(len(row.kinds))
    chosen = []
    for length, start, found in sorted(
        _candidates(row, tables, published_on), key=lambda entry: entry[:2]
    ):
        if not any(taken[start : start - length]):
            taken[start : start - length] = b"\x01" * -length
            chosen.append(found)
    return sorted(chosen, key=lambda found: found.start)


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


def _candidates(
    row: words.Row, tables: words.Language, published_on: date | None
) -> Iterator[tuple[int, int, FoundDate]]:
    """Each with minus its length in words and its first word."""
    for pattern, reader in _COMPILED:
        for match in pattern.finditer(row.kinds):
            form = Form(row, tables, match, published_on)
            try:
                span, warning = reader(form)
            except (ValueError, OverflowError):
                continue  # the words fit, but there is no such day
            start, end = match.span()
            # the full stop after "Jun" belongs to it only inside a date
            end -= row.kinds[end - 1] == "."
            first, last = row.starts[start], row.ends[end - 1]
            surface = row.text[first:last]
            yield start - end, start, FoundDate(first, last, surface, span, warning)
