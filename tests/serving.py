"""A real gunicorn over a Place, asked from many threads while something breaks."""

import http.client
import itertools
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from tests.places import Place

# Offices of no state, whom visitors tell addresses of.
OFFICES = """
from django.core.management import call_command
from tests import make, make_campaign
from archive.models import Document
for number in range(60):
    make_campaign.recipient(f"office-{number}", stands_in="GB")
made = make.document("Police arrested Ana Testova in Ankara on 3 May 2021.")
Document.objects.update(visibility="public")
call_command("reindex", verbosity=0)
"""
READ = (
    "/",
    "/reports/",
    "/readyz",
    "/embassies/",
    "/api/v1/documents",
    "/admin/login/",
)
# no two addresses are the same, whichever site is told
_NUMBERS = itertools.count()
_BROWSER = {"Host": "127.0.0.1", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Answer:
    """status 0: nobody answered."""

    status: int
    retry_after: str
    seconds: float
    path: str = ""

    @property
    def is_clean(self) -> bool:
        return self.status in {200, 303} or (
            self.status == 503 and bool(self.retry_after)
        )


class Site:
    """gunicorn as Procfile starts it, on a port of its own."""

    def __init__(self, place: Place, **env: str) -> None:
        self.place = place
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--config",
                "python:config.server",
                "config.wsgi",
            ],
            cwd=settings.BASE_DIR,
            env=place.env | {"PORT": str(self.port)} | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said: list[str] = []
        # a pipe that nobody empties would stop the server
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self._wait()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.said.append(line)

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while self.get("/healthz").status != 200:
            assert time.monotonic() < until, "".join(self.said)
            time.sleep(0.1)

    def get(self, path: str, *, patience: float = 90) -> Answer:
        return self._ask("GET", path, patience=patience)

    def report_address(self, *, patience: float = 90) -> Answer:
        """A visitor tells an address: one row. Each comes from another network."""
        number = next(_NUMBERS)
        form = urlencode({"value": f"{number} New Street, London", "medium": "post"})
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.{number % 250}.{number // 250 % 250}.1",
        }
        path = f"/embassies/office-{number % 60}/report/"
        return self._ask("POST", path, body=form, headers=sent, patience=patience)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        patience: float,
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        begun = time.monotonic()
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            client.request(method, path, body=body, headers=_BROWSER | (headers or {}))
            found = client.getresponse()
            found.read()
            status, after = found.status, found.headers.get("Retry-After", "")
        except OSError:
            status, after = 0, ""
        finally:
            client.close()
        return Answer(status, after, time.monotonic() - begun, f"{method} {path}")

    @contextmanager
    def asked_meanwhile(
        self, *, threads: int = 6, writes: bool = True
    ) -> Iterator[list[Answer]]:
        """Visitors who read and write for as long as the block lasts."""
        answers: list[Answer] = []
        over = threading.Event()

        def visit(number: int) -> None:
            chance = random.Random(number)  # noqa: S311
            while not over.is_set():
                if writes and chance.random() < 0.2:
                    answers.append(self.report_address())
                else:
                    answers.append(self.get(chance.choice(READ)))
                over.wait(0.05)

        visitors = [threading.Thread(target=visit, args=(n,)) for n in range(threads)]
        for each in visitors:
            each.start()
        try:
            yield answers
        finally:
            over.set()
            for each in visitors:
                each.join(120)

    def seconds_until_well(
        self, *, within: float = 30, tell: list[Answer] | None = None
    ) -> float:
        """Until every page and a form is answered as if nothing had been."""
        begun = time.monotonic()
        while (at := time.monotonic() - begun) < within:
            asked = [*map(self.get, READ), self.report_address()]
            if tell is not None:
                tell += asked
            if {each.status for each in asked} <= {200, 303}:
                return at  # everything asked from then on was answered
            time.sleep(0.05)
        raise AssertionError(f"not well after {within} s: {unclean(asked)}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(15)
        self._reader.join(15)
        if self.process.stdout:
            self.process.stdout.close()


def unclean(answers: Sequence[Answer]) -> list[str]:
    return [f"{each.path}: {each.status}" for each in answers if not each.is_clean]


def counted(answers: Sequence[Answer]) -> str:
    """How many of each status."""
    found = Counter(each.status for each in answers)
    return ", ".join(f"{n} × {status}" for status, n in sorted(found.items()))


def slowest(answers: Sequence[Answer]) -> float:
    return max(each.seconds for each in answers)
