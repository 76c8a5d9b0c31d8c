"""What pages and letters cost in a running site: python bench/site.py.

Starts the real server on a throw-away demo and asks for everything in turn,
in one process and on one connection. What counts is the ratio to the
constant answer of the same server; times alone are those of this machine.
"""

import contextlib
import http.client
import os
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
ROUNDS = 120
CAMPAIGN = "/campaigns/stop-repression-of-striking-oil-and-gas-workers/"
SENDER = {"to": "kz-gb", "language": "en", "as": "person", "town": "Leeds"}
WAITING_SECONDS = 20

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
        if prepare.wait():
            sys.exit("The demo could not be prepared.")
        gunicorn = str(Path(sys.executable).parent / "gunicorn")
        server = start([gunicorn, "-c", "python:config.server", "config.wsgi"], env)
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait()


def start(command: list[str], env: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(port: int) -> None:
    until = time.monotonic() + WAITING_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    sys.exit("The site did not start.")


def milliseconds(port: int, method: str, path: str) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    taken = []
    for number in range(ROUNDS + 5):
        body = urllib.parse.urlencode(SENDER | {"name": f"A. Sender {number}"})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        started = time.perf_counter()
        if method == "POST":
            connection.request(method, path, body, headers)
        else:
            connection.request(method, path)
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            sys.exit(f"{path} answered {answer.status}.")
    return taken[5:]


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
