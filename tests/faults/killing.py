"""Commands in processes that are loaded already, and kill -9 in the middle of them.

Most of a short command's time is Python's own beginning, where a kill proves nothing.
"""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings

from tests.places import Place

# For a line of its input: a process with these arguments, which ends by itself or is
# killed after so many seconds. The answer is how it ended, as wait() says it.
_LOADED = """
import json, os, signal, sys, time, traceback
import django
from django.core.management import ManagementUtility, get_commands, load_command_class
django.setup()
for name in sys.argv[1:]:
    load_command_class(get_commands()[name], name)
for line in sys.stdin:
    seconds, arguments = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 1
        try:
            ManagementUtility(["manage.py", *arguments]).execute()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Loaded:
    """A site with a command that is begun at once, as often as it is asked for."""

    def __init__(self, place: Place, command: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-c", _LOADED, command],
            cwd=settings.BASE_DIR,
            env=place.env | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Loaded":
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.communicate()

    def run(self, *arguments: str) -> None:
        assert self._told(None, arguments) == 0

    def kill_within(self, seconds: float, *arguments: str) -> bool:
        """Whether it was at work still."""
        ended = self._told(seconds, arguments)
        assert ended in {0, signal.SIGKILL}
        return ended == signal.SIGKILL

    def _told(self, seconds: float | None, arguments: tuple[str, ...]) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([seconds, arguments]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def ends_of_killed(
    fresh: Callable[[], Place], *command: str, took: float, kills: int
) -> list[str]:
    """How sites end on which it was killed so often in all, always at work.

    Begun again each time, and, once it is done, on a site of its own.
    took: about how long it takes when it is not killed.
    """
    chance, met, ends = random.Random(11), 0, []  # noqa: S311
    while met < kills:
        place = fresh()
        with Loaded(place, command[0]) as loaded:
            # early and late, but more often early: so that a site is killed often
            while met < kills and loaded.kill_within(
                took * chance.random() ** 3, *command
            ):
                met += 1
            loaded.run(*command)
        ends.append(place.end())
    return ends
