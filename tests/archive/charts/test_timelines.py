from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.charts.timelines import Event, Shape, chart
from archive.dates import DateSpan, Precision
from archive.dates.spans import day, from_value, month, onwards, whole_year

JUNE = month(2011, 6)


def drawn(*values):
    return chart(Event("strike", from_value(each)) for each in values)


def marks(*values):
    return drawn(*values).lanes[0].marks


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("2011-06-11", Shape.DAY),
        ("2011-06", Shape.WITHIN),
        ("2011", Shape.WITHIN),
        ("2011-06-13/2011-06-19", Shape.THROUGH),
        ("2011-05/2011-06", Shape.THROUGH),
        ("2011-06-13/2011-06-13", Shape.DAY),
        ("2011-05/..", Shape.ONWARDS),
    ],
)
def test_a_date_looks_as_exact_as_it_is(value, shape):
    assert [mark.shape for mark in marks(value)] == [shape]


def test_a_month_is_as_wide_as_its_days():
    june, whole = marks("2011-06", "2011")

    if june.width > whole.width:
        june, whole = whole, june
    assert june.width / whole.width == pytest.approx(30 / 365, abs=0.001)


def test_what_has_no_known_end_goes_to_the_edge():
    (mark,) = marks("2011-05/..")

    assert mark.x + mark.width == pytest.approx(100, abs=0.02)


def test_the_axis_begins_and_ends_with_what_is_known():
    found = drawn("2011-05/..", "2011-09-26/2011-09-28")

    assert (found.first, found.last) == (date(2011, 5, 1), date(2011, 9, 28))


def test_one_day_alone_has_a_month_around_it():
    found = drawn("2011-06-11")

    assert found.last - found.first == timedelta(days=28)
    assert 40 < found.lanes[0].marks[0].x < 60


def test_events_of_the_same_days_are_one_mark_with_their_number():
    (mark,) = marks("2011-06-11", "2011-06-11")

    assert mark.number == 2
    assert drawn("2011-06-11", "2011-06-11").number == 2


def test_what_overlaps_stands_below_each_other():
    rows = {mark.y for mark in marks("2011-06", "2011-06-11", "2011-06-13/2011-06-19")}

    assert len(rows) == 2


def test_each_kind_has_a_lane_in_the_order_it_comes():
    found = chart([Event("b", JUNE), Event("a", JUNE), Event("b", day(JUNE.start))])

    assert [(lane.name, lane.number) for lane in found.lanes] == [("b", 2), ("a", 1)]
    assert found.lanes[0].y < found.lanes[1].y < found.base < found.height


def test_nothing_is_no_chart():
    assert chart([]) is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("2011-05", "2011-09-28"), ["2011-05", "2011-07", "2011-09"]),
        (("1991", "2011"), ["2000", "2010"]),
        (("2011-06-03", "2011-06-30"), [f"2011-06-{n:02}" for n in (6, 13, 20, 27)]),
    ],
)
def test_the_axis_has_round_words(values, words):
    assert [tick.span.value for tick in drawn(*values).ticks] == words


@st.composite
def spans(draw):
    first = draw(st.dates())
    kind = draw(st.sampled_from(Precision))
    if kind is Precision.MONTH:
        return month(first.year, first.month)
    if kind is Precision.YEAR:
        return whole_year(first.year)
    if kind is Precision.OPEN:
        return onwards(day(first))
    last = draw(st.dates(first)) if kind is Precision.INTERVAL else first
    return DateSpan(first, last, kind)


@given(st.lists(spans(), min_size=1, max_size=30))
def test_any_dates_make_a_chart_that_stays_on_its_sheet(found):
    made = chart(Event("raid", each) for each in found)

    for mark in made.lanes[0].marks:
        assert 0 <= mark.x <= mark.x + mark.width <= 101
        assert 0 < mark.top < made.base
    assert len(made.ticks) <= 5
    assert all(0 <= tick.x <= 100 for tick in made.ticks)
    assert made.number == made.lanes[0].number == len(found)
    drawn_as = [mark.number for mark in made.lanes[0].marks]
    assert sum(drawn_as) == len(found)
