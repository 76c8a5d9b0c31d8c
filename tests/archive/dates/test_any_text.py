from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import dates
from tests.growth import LINEAR, growth_of

WEDNESDAY = date(2011, 6, 22)


@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)), st.integers(0, 3))
def test_a_day_is_found_however_it_is_printed(day, form):
    text = [
        f"On {day.day} {day:%B} {day.year} it was.",
        f"On {day:%B} {day.day}, {day.year} it was.",
        f"On {day:%A} {day.day:02} {day:%b} {day.year} it was.",
        f"On {day.isoformat()} it was.",
    ][form]

    (found,) = dates.find(text, published_on=WEDNESDAY)

    assert (found.span.start, found.span.end, found.warning) == (day, day, "")
    assert text[found.start : found.end] == found.surface


SCRAPS = """年 6月11日 later same next day 1990s half Day quarter 11 3 2011 1st May may June Monday last week , . - / of the from to
since and between in ago yesterday ' 2011-06-11 é ٣ \u200f 😀 its third month"""
scraps = st.lists(st.sampled_from([*SCRAPS.split(), " ", "\n", "\n\n"]), max_size=40)


@given(
    scraps,
    st.sampled_from(["", " "]),
    st.sampled_from(["en", "de", "fr", "es", "ru", "ar", "tr", "kk", "zh", "zz"]),
)
def test_dates_quote_the_text_and_never_overlap(words, gap, language):
    text = gap.join(words)
    end = 0

    for found in dates.find(text, published_on=WEDNESDAY, language=language):
        assert found.surface == text[found.start : found.end] != ""
        assert found.start >= end
        assert dates.parse(found.span.value).value == found.span.value
        end = found.end


@given(st.text(max_size=200), st.dates())
def test_no_text_and_no_day_is_too_strange(text, day):
    dates.find(text + " last year, next year and 3 June", published_on=day)


@pytest.mark.slow
@pytest.mark.parametrize(
    "scrap",
    [
        "1 ",
        "June ",
        "1",
        "1.",
        "1,2011,",
        "\n ",
        "mid-",
        "11 June 2011-",
        "http://",
        "a.",
        "Monday ",
        "last week ",
        "next day ",
        "11 June, next day ",
        "overnight on ",
        "third quarter of ",
        "1990s ",
    ],
)
def test_a_hostile_text_costs_linear_time(scrap):
    def read(size):
        text = scrap * (size // len(scrap))
        return dates.find(text, published_on=WEDNESDAY)

    assert growth_of(read, 10_000) < LINEAR
