"""A piece of the map of the world around some places, with names beside the points."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import east_asian_width

from archive.charts.maps import is_place, on_sheet, rings

WIDTH, HEIGHT = 320, 200  # units of the drawing; it is lower at the poles
TEXT = 10  # the height of a line of it
_LONGEST = 24  # letters of a name; the list beside the map has all of it
# At least so much of the earth is shown, in its radii: a town without the coasts
# around it could be anywhere.
_LEAST = 0.8
_MARGIN = 1.3
_CLEAR = 5  # from the middle of a point to a name

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name where nothing else stands. anchor: SVG's, start or end."""

    x: int
    y: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Region:
    """Path data for `d`, in units of the drawing; labels: as many as there is room."""

    width: int
    height: int
    land: str
    points: str  # one stroke of no length for each: drawn with round caps
    number: int  # of places; those at one point are drawn once
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "_Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def around(places: Iterable[Place]) -> Region | None:
    """None when none of them is a place on earth.

    Of places that overlap the first is named.
    """
    found = [each for each in places if is_place(each.longitude, each.latitude)]
    if not found:
        return None
    box = _frame([_spot(each.longitude, each.latitude) for each in found])
    spots = [_drawn(_spot(each.longitude, each.latitude), box) for each in found]
    return Region(
        width=WIDTH,
        height=round((box.bottom - box.top) * WIDTH / (box.right - box.left)),
        land="".join(_path(ring, box) for ring in _rings()),
        points="".join(f"M{x} {y}h0" for x, y in dict.fromkeys(spots)),
        number=len(found),
        labels=tuple(_labels(dict(zip(spots[::-1], found[::-1], strict=True)), box)),
    )


def _spot(longitude: float, latitude: float) -> Spot:
    """In radii of the earth to the right and down."""
    x, y = on_sheet(longitude, latitude)
    return x, -y


def _frame(spots: Sequence[Spot]) -> _Box:
    across, down = zip(*spots, strict=True)
    wide = max(
        (max(across) - min(across)) * _MARGIN,
        (max(down) - min(down)) * _MARGIN * WIDTH / HEIGHT,
        _LEAST,
    )
    high = wide * HEIGHT / WIDTH
    left = (max(across) + min(across) - wide) / 2
    top = (max(down) + min(down) - high) / 2
    north, south = on_sheet(0, 90)[1], on_sheet(0, -90)[1]
    return _Box(left, max(top, -north), left + wide, min(top + high, -south))


def _drawn(spot: Spot, box: _Box) -> tuple[int, int]:
    scale = WIDTH / (box.right - box.left)
    return round((spot[0] - box.left) * scale), round((spot[1] - box.top) * scale)


@cache
def _rings() -> tuple[tuple[Spot, ...], ...]:
    return tuple(
        tuple(
            _spot(east / 10, north / 10)
            for east, north in zip(ring[::2], ring[1::2], strict=True)
        )
        for ring in rings()
    )


def _path(ring: Sequence[Spot], box: _Box) -> str:
    """What of a ring lies in the box; empty when nothing does."""
    for axis, limit, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        ring = list(_cut(ring, axis, limit, sign))
    points = list(dict.fromkeys(_drawn(spot, box) for spot in ring))
    if len(points) < 3:
        return ""
    (x, y), *others = points
    steps = []
    for right, down in others:
        steps.append(f"{right - x} {down - y}")
        x, y = right, down
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z"


def _cut(ring: Sequence[Spot], axis: int, limit: float, sign: int) -> Iterator[Spot]:
    """The side of a closed ring where sign * (value - limit) is not below nothing.

    Sutherland and Hodgman (1974): enough for what is filled and has no outline.
    """
    if not ring:
        return
    here = ring[-1]
    for there in ring:
        before, after = sign * (here[axis] - limit), sign * (there[axis] - limit)
        if (before < 0) != (after < 0):
            part = before / (before - after)
            yield (
                here[0] + part * (there[0] - here[0]),
                here[1] + part * (there[1] - here[1]),
            )
        if after >= 0:
            yield there
        here = there


def _labels(named: dict[tuple[int, int], Place], box: _Box) -> Iterator[Label]:
    """In the order given, the first that fits; points are never covered.

    A town and an embassy in it touch, and bear one name.
    """
    sheet = _Box(0, 0, *_drawn((box.right, box.bottom), box))
    taken = [_dot(x, y) for x, y in named]
    said: list[tuple[str, _Box]] = []
    for (x, y), place in reversed(named.items()):
        text, point = _short(place.name), _dot(x, y)
        if any(text == name and point.touches(other) for name, other in said):
            continue
        said.append((text, point))
        for label, here in _places_for(text, x, y):
            if sheet.holds(here) and not any(here.touches(each) for each in taken):
                taken.append(here)
                yield label
                break


def _dot(x: int, y: int) -> _Box:
    return _Box(x - 3, y - 3, x + 3, y + 3)


def _places_for(text: str, x: int, y: int) -> Iterator[tuple[Label, _Box]]:
    """To the right, to the left, above, below; the y of a label is its base line."""
    long = sum(TEXT if east_asian_width(one) in "WF" else 5.5 for one in text)
    for down in (4, -5, 13):
        top, bottom = y + down - 8, y + down + 2
        near = _CLEAR if down == 4 else 0
        start, end = x + near, x - near
        yield (
            Label(start, y + down, "start", text),
            _Box(start, top, start + long, bottom),
        )
        yield Label(end, y + down, "end", text), _Box(end - long, top, end, bottom)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
