"""Tasks for workers that are to die at them."""

import os
import signal
import time
from pathlib import Path

from django_tasks import task


@task()
def slowly(file: str, seconds: float = 2) -> None:
    """Leaves a line when it begins and one when it is done."""
    _note(file, "begun")
    time.sleep(seconds)
    _note(file, "done")


@task()
def deadly(file: str) -> None:
    """Kills whoever does it."""
    _note(file, "begun")
    os.kill(os.getpid(), signal.SIGKILL)


def _note(file: str, word: str) -> None:
    with Path(file).open("a") as stream:
        stream.write(f"{word}\n")
