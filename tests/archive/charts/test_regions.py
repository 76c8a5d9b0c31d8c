import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.charts.regions import TEXT, WIDTH, Place, around

pytestmark = pytest.mark.slow

AKTAU = Place("Aktau", 51.15, 43.65)
ZHANAOZEN = Place("Zhanaozen", 52.86, 43.34)
LONDON = Place("London", -0.13, 51.51)


def points(region):
    return [
        tuple(map(int, each)) for each in re.findall(r"M(\d+) (\d+)h0", region.points)
    ]


def land(region):
    """Every corner, from the steps of the path."""
    found = []
    for ring in region.land.split("z")[:-1]:
        x, y, *steps = map(int, re.findall(r"-?\d+", ring))
        found.append((x, y))
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + right, y + down
            found.append((x, y))
    return found


def test_a_town_alone_stands_in_the_middle_with_a_coast_in_sight():
    region = around([AKTAU])

    assert points(region) == [(WIDTH // 2, region.height // 2)]
    assert len(land(region)) > 20


def test_two_towns_that_are_near_are_told_apart_and_both_named():
    region = around([AKTAU, ZHANAOZEN])

    assert len(points(region)) == 2
    assert {label.text for label in region.labels} == {"Aktau", "Zhanaozen"}


def test_points_that_touch_and_bear_one_name_are_named_once():
    berlin, embassy = Place("Berlin", 13.38, 52.52), Place("Berlin", 13.41, 52.57)
    region = around([AKTAU, berlin, LONDON, embassy])
    assert len(points(region)) == 4
    names = sorted(label.text for label in region.labels)
    assert names == ["Aktau", "Berlin", "London"]


def test_one_name_of_two_towns_is_written_at_both():
    far = Place("London", -81.25, 42.98)
    assert [each.text for each in around([LONDON, far]).labels] == ["London"] * 2


def test_places_far_apart_are_on_one_sheet():
    region = around([AKTAU, LONDON])

    assert len(points(region)) == 2
    assert [label.text for label in region.labels] == ["Aktau", "London"]


def test_places_at_one_point_are_drawn_once_and_named_for_the_first():
    region = around([AKTAU, Place("A street of Aktau", 51.15, 43.65)])

    assert len(points(region)) == 1
    assert region.number == 2
    assert [label.text for label in region.labels] == ["Aktau"]


def test_names_that_would_cover_each_other_are_left_to_the_list():
    crowd = [Place(f"Village {at}", 51 + at / 100, 43.6) for at in range(40)]

    region = around(crowd)

    assert 0 < len(region.labels) < 10
    assert region.number == 40


def test_a_long_name_is_cut():
    (label,) = around([Place("W" * 200, 10, 10)]).labels

    assert label.text == "W" * 23 + "…"


@pytest.mark.parametrize("place", [(181, 0), (0, 91), (float("nan"), 0)])
def test_what_is_no_place_is_left_out(place):
    assert around([Place("Nowhere", *place)]) is None
    assert around([Place("Nowhere", *place), AKTAU]).number == 1


def test_a_small_map_is_small():
    assert len(around([AKTAU]).land) < 1_500


@given(
    st.lists(
        st.builds(
            Place, st.text(max_size=40), st.floats(-180, 180), st.floats(-90, 90)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_all_that_is_drawn_is_on_the_sheet(places):
    region = around(places)

    for x, y in [*points(region), *land(region)]:
        assert 0 <= x <= region.width
        assert 0 <= y <= region.height
    for label in region.labels:
        assert 0 <= label.x <= region.width
        assert TEXT / 2 < label.y <= region.height
    assert len(region.land) < 9_000
