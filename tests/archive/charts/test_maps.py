import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.charts import maps


@pytest.mark.parametrize(
    ("place", "side"),
    [((0, 0), "middle"), ((180, 0), "right"), ((-180, 0), "left")],
)
def test_the_equator_goes_from_edge_to_edge(place, side):
    x, _y = maps.project(*place)

    assert x == {"left": 0, "middle": maps.WIDTH // 2, "right": maps.WIDTH}[side]


def test_north_is_above_and_east_is_right():
    london, almaty, cape_town = (
        maps.project(-0.1, 51.5),
        maps.project(76.9, 43.2),
        maps.project(18.4, -33.9),
    )

    assert london[0] < cape_town[0] < almaty[0]
    assert london[1] < almaty[1] < cape_town[1]


def test_a_square_degree_is_as_large_anywhere():
    """Equal Earth keeps areas: at 60° a degree is half as wide, so taller."""

    def area(latitude):
        width = maps.on_sheet(1, latitude)[0]
        south, north = (maps.on_sheet(0, latitude + d)[1] for d in (-0.5, 0.5))
        return width * (north - south)

    assert area(0) / area(60) == pytest.approx(2, rel=0.001)


@given(st.floats(-180, 180), st.floats(-57, 84))
def test_every_place_with_people_is_on_the_sheet(longitude, latitude):
    drawn = maps.world([(longitude, latitude)])

    x, y = map(int, re.fullmatch(r"M(\d+) (\d+)h0", drawn.points).groups())
    assert 0 <= x <= drawn.width
    assert 0 <= y <= drawn.height


@pytest.mark.parametrize("place", [(181, 0), (0, 91), (float("nan"), 0)])
def test_what_is_no_place_is_refused(place):
    assert not maps.is_place(*place)
    with pytest.raises(ValueError, match="no place on earth"):
        maps.project(*place)


def test_offices_in_one_street_are_one_point_and_are_counted():
    drawn = maps.world([(0, 51.5), (0.001, 51.5), (76, 43)], marked=(76, 43))

    assert drawn.points.count("M") == 2
    assert drawn.number == 3
    assert drawn.marked == maps.project(76, 43)


def test_the_land_is_closed_rings_that_never_cross_the_sheet():
    land = maps.world([]).land

    assert land.count("M") == land.count("z") > 50
    assert len(land) < 9_000
    steps = [int(each) for each in re.findall(r"(?<=[l ])-?\d+(?= )", land)]
    assert max(map(abs, steps)) < maps.WIDTH // 4
