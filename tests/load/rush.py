"""Many requests at once, by threads with a connection each. No tool to install."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count, takewhile
from urllib.parse import urlencode

ANSWERING_SECONDS = 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(slots=True)
class Rush:
    """What was answered: seconds of each good answer, and what was none."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent_away: int = 0

    def p99_ms(self) -> float:
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]


def read(port: int, path: str, *, number: int, at_once: int) -> Rush:
    """GET the path `number` times, `at_once` at a time."""
    left = iter(range(number))
    return _rush(lambda line: _read_on(port, path, left, line), at_once)


def read_until(port: int, path: str, done: threading.Event, *, at_once: int) -> Rush:
    """GET the path again and again until something else is done."""
    going = takewhile(lambda _nth: not done.is_set(), count())
    return _rush(lambda line: _read_on(port, path, going, line), at_once)


def post(
    port: int, path: str, sent: dict[str, str], *, number: int, at_once: int
) -> Rush:
    """POST a form `number` times; whoever is sent away comes back when told to."""
    left = count()

    def send(line: Rush) -> None:
        while next(left) < number:
            _post(port, path, urlencode(sent), line)

    return _rush(send, at_once)


def _rush(work: Callable[[Rush], None], at_once: int) -> Rush:
    lines = [Rush() for _ in range(at_once)]
    threads = [threading.Thread(target=work, args=(line,)) for line in lines]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return Rush(
        [taken for line in lines for taken in line.seconds],
        [fault for line in lines for fault in line.faults],
        sum(line.sent_away for line in lines),
    )


def _read_on(port: int, path: str, going: Iterator[object], line: Rush) -> None:
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=ANSWERING_SECONDS
    )
    with closing(connection), suppress(StopIteration):
        while True:
            next(going)
            _ask(connection, path, line)


def _ask(connection: http.client.HTTPConnection, path: str, line: Rush) -> None:
    started = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        line.faults.append(repr(error))
        connection.close()
        return
    if answer.status == 200:
        line.seconds.append(time.perf_counter() - started)
    else:
        line.faults.append(f"{path}: {answer.status}")


def _post(port: int, path: str, body: str, line: Rush) -> None:
    until = time.monotonic() + ANSWERING_SECONDS
    while time.monotonic() < until:
        connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=ANSWERING_SECONDS
        )
        started = time.perf_counter()
        with closing(connection):
            connection.request("POST", path, body, FORM)
            answer = connection.getresponse()
            content = answer.read()
        if answer.status == 200 and content.startswith(b"%PDF"):
            line.seconds.append(time.perf_counter() - started)
            return
        if answer.status != 503:
            line.faults.append(f"{path}: {answer.status}")
            return
        line.sent_away += 1
        time.sleep(float(answer.headers["Retry-After"]))
    line.faults.append(f"{path}: sent away for too long")
