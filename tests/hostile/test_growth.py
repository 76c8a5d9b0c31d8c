"""Twice as much of anything takes about twice the time: no pattern runs away."""

import math
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from archive import cleaning, search
from archive.extraction import Gazetteer, extract
from campaign import adapting, placeholders
from tests.growth import cpu_seconds
from tests.hostile import payloads

pytestmark = [
    pytest.mark.trust,
    pytest.mark.alone,
    pytest.mark.slow(300 if payloads.IS_FULL else 20),
]

MOST_TIMES, TRIES = 2.5, 4
# In bytes; the short form stops earlier.
LONGEST = 1_000_000 if payloads.IS_FULL else 60_000
UNITS = {
    "brackets": "[(<{",
    "quotes": "\"'«",
    "dots": "A. ",
    "spaces": " \t \n",
    "names": "Ivan Ivanov, ",
    "marks": "a\u0301\u0323",
    "days": "on 3 May 2021, ",
    "braces": "{{ a|b ",
    "addresses": "a@b.c http://x ",
    "digits": "1-2/3.",
    "one word": "w",
    "lines": "To the Ambassador\nYours sincerely,\n",
}


def extracted(text: str) -> object:
    return extract(
        text,
        language="en",
        published_on=date(2021, 5, 4),
        gazetteer=Gazetteer.build([]),
        model=None,
    )


ACTS: dict[str, Callable[[str], object]] = {
    "clean": cleaning.clean,
    "extract": extracted,
    "adapt a letter": lambda text: adapting.adapt(text, language="en"),
    "read a search": search.parse,
    "read placeholders": placeholders.problems,
}


def times(act: Callable[[str], object], half: str) -> float:
    """How much longer twice the text takes; 0.0 where it is too short to say.

    Measured anew where it looks bad: something else may have run beside it once.
    """
    least = math.inf
    for _ in range(TRIES):
        once = cpu_seconds(partial(act, half))
        if once < 0.03:
            return 0.0
        least = min(least, cpu_seconds(partial(act, half + half)) / once)
        if least < MOST_TIMES:
            break
    return least


@pytest.mark.parametrize("act", ACTS)
def test_twice_the_text_takes_twice_the_time(act, trust_figure):
    """Where a run is too short to be measured nothing is said of it."""
    worst, whose = 0.0, ""
    for name, unit in UNITS.items():
        found = times(ACTS[act], (unit * LONGEST)[: LONGEST // 2])
        if found > worst:
            worst, whose = found, name

    trust_figure(
        f"time for twice the text, {act} ({whose or 'all too quick to measure'})",
        f"{worst:.2f} times",
        f"< {MOST_TIMES} times",
        ok=worst < MOST_TIMES,
    )
