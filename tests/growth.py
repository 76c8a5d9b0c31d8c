"""How an act's cost grows with its input, as steadily as a shared machine allows.

No test here looks at seconds: processor time is compared with processor time, and
what a page reads is counted in rows.
"""

import gc
import math
import time
from collections.abc import Callable, Iterable

from django.db import connection

# Four times the input may take so many times as long; sixteen would be its square.
LINEAR = 10.0
TRIES = 6
SHORTEST = 0.02  # seconds: below it a machine's clock says little


def growth_of(act: Callable[[int], object], size: int) -> float:
    """How many times as long four times the size takes; compare with LINEAR."""
    return ratio(lambda: act(size), lambda: act(size * 4), enough=LINEAR)


def ratio(
    one: Callable[[], object],
    other: Callable[[], object],
    *,
    enough: float,
    shortest: float = SHORTEST,
) -> float:
    """How many times the processor time of one the other takes.

    What takes less than the shortest counts as taking that. Measured anew, six
    times at most, while it is not below enough: something else may have run beside
    it. The other goes first, so that what is loaded once makes it look worse.
    """
    least = math.inf
    for _ in range(TRIES):
        long = _cpu_seconds(other)
        least = min(least, long / max(_cpu_seconds(one), shortest))
        if least < enough:
            break
    return least


def _cpu_seconds(act: Callable[[], object]) -> float:
    gc.disable()
    begin = time.process_time()
    try:
        act()
    finally:
        gc.enable()
    return time.process_time() - begin


def rows_read(asked: Iterable[dict[str, str]]) -> int:
    """How many rows the captured queries answer with, all together."""
    with connection.cursor() as cursor:
        return sum(_rows(cursor, each["sql"]) for each in list(asked))


def _rows(cursor, sql: str) -> int:
    cursor.execute(f"SELECT count(*) FROM ({sql}) AS asked")  # noqa: S608
    return int(cursor.fetchone()[0])
