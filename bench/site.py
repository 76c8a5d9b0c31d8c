"""What pages and letters cost in a running site: python bench/site.py.

Starts the real server on a throw-away demo and asks for everything in turn,
in one process and on one connection. What counts is the ratio to the
constant answer of the same server; times alone are those of this machine.
"""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, WARM_UP = 120, 5
CAMPAIGN = "/campaigns/stop-repression-of-striking-oil-and-gas-workers/"
SENDER = {"to": "kz-gb", "language": "en", "as": "person", "town": "Leeds"}
# No wait is without an end: a machine under load may starve either side.
PREPARING, STARTING, STOPPING, ANSWERING = 300, 60, 15, 60

PAGES = {
    "constant answer": ("GET", "/healthz"),
    "front page": ("GET", "/"),
    "report": ("GET", "/reports/kazakhstan-london-embassy-protest/"),
    "person": ("GET", "/people/natalia-sokolova/"),
    "letter form": ("GET", f"{CAMPAIGN}write/"),
    "letter preview": ("POST", f"{CAMPAIGN}write/"),
    "letter as text": ("POST", f"{CAMPAIGN}letter.txt"),
    "letter as PDF": ("POST", f"{CAMPAIGN}letter.pdf"),
    "letter as DOCX": ("POST", f"{CAMPAIGN}letter.docx"),
}


@contextlib.contextmanager
def site() -> Iterator[int]:
    """The port of a site with the demo in it, gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"VAR_DIR": folder, "PORT": str(port)}
        prepare = start([sys.executable, "bin/prepare.py"], env)
        with ended(prepare):
            try:
                failed = prepare.wait(PREPARING)
            except subprocess.TimeoutExpired:
                sys.exit(f"The demo was not prepared in {PREPARING} seconds.")
        if failed:
            sys.exit("The demo could not be prepared.")
        gunicorn = str(Path(sys.executable).parent / "gunicorn")
        server = start([gunicorn, "-c", "python:config.server", "config.wsgi"], env)
        with ended(server):
            wait_for(port, server)
            yield port


def start(command: list[str], env: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextlib.contextmanager
def ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Stopped afterwards with all it started: first asked, then made to."""
    try:
        yield
    finally:
        if process.poll() is None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(STOPPING)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOPPING)


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until it answers; that the port is open says only that it is being started."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        if server.poll() is not None:
            sys.exit(f"The site ended with {server.returncode} before it answered.")
        with contextlib.suppress(OSError, http.client.HTTPException):
            if answered(port):
                return
        time.sleep(0.1)
    sys.exit(f"The site did not answer in {STARTING} seconds.")


def answered(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection):
        connection.request("GET", PAGES["constant answer"][1])
        return connection.getresponse().status == 200


def milliseconds(port: int, method: str, path: str) -> list[float]:
    try:
        return list(timed(port, method, path))[WARM_UP:]
    except (OSError, http.client.HTTPException) as error:
        sys.exit(f"{path} was not answered in {ANSWERING} seconds: {error!r}.")


def timed(port: int, method: str, path: str) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWERING)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with contextlib.closing(connection):
        for number in range(ROUNDS + WARM_UP):
            body = urllib.parse.urlencode(SENDER | {"name": f"A. Sender {number}"})
            started = time.perf_counter()
            if method == "POST":
                connection.request(method, path, body, headers)
            else:
                connection.request(method, path)
            answer = connection.getresponse()
            answer.read()
            yield (time.perf_counter() - started) * 1000
            if answer.status != 200:
                sys.exit(f"{path} answered {answer.status}.")


def main() -> None:
    with site() as port:
        times = {name: milliseconds(port, *page) for name, page in PAGES.items()}
    constant = median(times["constant answer"])
    print(f"{'':18}{'median ms':>10}{'p95 ms':>9}{'ratio':>8}")  # noqa: T201
    for name, taken in times.items():
        middle, high = median(taken), quantiles(taken, n=20)[-1]
        print(f"{name:18}{middle:10.2f}{high:9.2f}{middle / constant:8.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
