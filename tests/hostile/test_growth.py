"""Twice as much of anything takes about twice the time: no pattern runs away."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from archive import cleaning, search
from archive.extraction import Gazetteer, extract
from campaign import adapting, placeholders
from tests.growth import ratio
from tests.hostile import payloads

pytestmark = [
    pytest.mark.trust,
    pytest.mark.alone,
    pytest.mark.slow(300 if payloads.IS_FULL else 20),
]

MOST_TIMES = 2.5
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


@pytest.mark.parametrize("act", ACTS)
def test_twice_the_text_takes_twice_the_time(act, trust_figure):
    """What takes less than thirty milliseconds counts as taking them."""
    worst, whose = 0.0, "none"
    for name, unit in UNITS.items():
        half = (unit * LONGEST)[: LONGEST // 2]
        once, twice = (partial(ACTS[act], text) for text in (half, half + half))
        found = ratio(once, twice, enough=MOST_TIMES, shortest=0.03)
        if found > worst:
            worst, whose = found, name

    trust_figure(
        f"time for twice the text, {act} ({whose})",
        f"{worst:.2f} times",
        f"< {MOST_TIMES} times",
        ok=worst < MOST_TIMES,
    )
