"""How an act's cost grows with its input, as steadily as a shared machine allows."""

import gc
import time
from collections.abc import Callable


def cpu_seconds(act: Callable[[], object]) -> float:
    """The least of three runs, in processor time: what others do does not count."""
    gc.disable()
    try:
        return min(_once(act) for _ in range(3))
    finally:
        gc.enable()


def _once(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin
