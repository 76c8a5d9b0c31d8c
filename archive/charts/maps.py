"""A map of the world as numbers for an SVG: land, and points on it.

The projection is Equal Earth (Šavrič, Patterson and Jenny, 2018): no country
looks larger than it is beside another. Borders are not drawn.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

WIDTH = 1000  # units of the drawing
_LAND = Path(__file__).resolve().parents[2] / "data" / "land" / "land.json"
# The polynomial of the projection.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = sqrt(3)
# What is drawn reaches from Cape Horn to the north of Greenland.
_NORTH, _SOUTH = 84.0, -57.0

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Map:
    """Path data for `d`, and the size of the drawing in the same units."""

    width: int
    height: int
    land: str
    points: str  # one stroke of no length for each: drawn with round caps
    number: int  # of places; those at one point are drawn once
    marked: Point | None


def is_place(longitude: float, latitude: float) -> bool:
    return -180 <= longitude <= 180 and -90 <= latitude <= 90


def project(longitude: float, latitude: float) -> Point:
    """Degrees to units from the left and the top, rounded.

    Raises ValueError for what is no place on earth.
    """
    if not is_place(longitude, latitude):
        raise ValueError(f"{latitude}, {longitude} is no place on earth.")
    x, y = on_sheet(longitude, latitude)
    return round((x + _edge()) * _scale()), round((_top() - y) * _scale())


def world(
    places: Iterable[tuple[float, float]], *, marked: tuple[float, float] | None = None
) -> Map:
    """Longitude and latitude of each place; `marked` is the one asked for."""
    drawn = [project(*place) for place in places]
    return Map(
        width=WIDTH,
        height=round((_top() - on_sheet(0, _SOUTH)[1]) * _scale()),
        land=_land(),
        points="".join(f"M{x} {y}h0" for x, y in sorted(set(drawn))),
        number=len(drawn),
        marked=project(*marked) if marked else None,
    )


def on_sheet(longitude: float, latitude: float) -> tuple[float, float]:
    """X and y in radii of the earth, from the point 0° 0°."""
    theta = asin(_ROOT / 2 * sin(radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    slope = _A1 + 3 * _A2 * squared + sixth * (7 * _A3 + 9 * _A4 * squared)
    x = 2 * _ROOT * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (_A1 + _A2 * squared + sixth * (_A3 + _A4 * squared))
    return x, y


@cache
def _edge() -> float:
    return on_sheet(180, 0)[0]


@cache
def _top() -> float:
    return on_sheet(0, _NORTH)[1]


@cache
def _scale() -> float:
    return WIDTH / (2 * _edge())


@cache
def _land() -> str:
    """Every ring as a closed path of relative steps."""
    return "".join(_ring(ring) for ring in rings())


@cache
def rings() -> tuple[tuple[int, ...], ...]:
    """The outline of the land: longitude, latitude, ... in tenths of a degree."""
    found: list[list[int]] = json.loads(_LAND.read_text(encoding="utf-8"))
    return tuple(tuple(ring) for ring in found)


def _ring(tenths: Sequence[int]) -> str:
    """Empty when nothing of it is left at this size."""
    pairs = zip(tenths[::2], tenths[1::2], strict=True)
    (x, y), *others = [project(east / 10, north / 10) for east, north in pairs]
    steps = []
    here = x, y
    for point in others:
        if point != here:
            steps.append(f"{point[0] - here[0]} {point[1] - here[1]}")
            here = point
    return f"M{x} {y}l{' '.join(steps)}z" if len(steps) > 1 else ""
