"""Where a request ends is not open to argument: nothing is smuggled in behind it."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow(10)
ROOT = Path(settings.BASE_DIR)
HIDDEN = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
CHUNKED = b"0\r\n\r\n" + HIDDEN
# What two programs may read in two ways; each with the hidden request behind.
AMBIGUOUS = {
    "both lengths": (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", CHUNKED),
    "both, the other way": (
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        CHUNKED,
    ),
    "two lengths": (b"Content-Length: 0\r\nContent-Length: 44\r\n", HIDDEN),
    "two lengths in one": (b"Content-Length: 0, 44\r\n", HIDDEN),
    "a length with a sign": (b"Content-Length: +0\r\n", HIDDEN),
    "a length below zero": (b"Content-Length: -1\r\n", HIDDEN),
    "a length in hexadecimal": (b"Content-Length: 0x0\r\n", HIDDEN),
    "an unknown coding": (b"Transfer-Encoding: xchunked\r\n", CHUNKED),
    "chunked twice": (b"Transfer-Encoding: chunked, chunked\r\n", CHUNKED),
    "chunked but not last": (b"Transfer-Encoding: chunked, identity\r\n", CHUNKED),
    "a space before the colon": (b"Transfer-Encoding : chunked\r\n", CHUNKED),
    "a line that goes on": (b"Transfer-Encoding:\r\n chunked\r\n", CHUNKED),
    "a NUL in a name": (b"Content-Length\0: 0\r\n", HIDDEN),
    "a bare carriage return": (b"X: a\rTransfer-Encoding: chunked\r\n", CHUNKED),
    "a chunk of odd size": (b"Transfer-Encoding: chunked\r\n", b"0x0\r\n\r\n" + HIDDEN),
    "a chunk below zero": (b"Transfer-Encoding: chunked\r\n", b"-1\r\n\r\n" + HIDDEN),
}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def sent(port: int, request: bytes) -> bytes:
    """All that comes back until nothing more does."""
    with socket.create_connection(("127.0.0.1", port), timeout=3) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        answer = b""
        with contextlib.suppress(OSError):
            while piece := line.recv(65536):
                answer += piece
    return answer


def is_up(port: int) -> bool:
    with contextlib.suppress(OSError):
        return b"200" in sent(port, b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
    return False


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """The server as it is shipped, without a database."""
    number = free_port()
    folder = tmp_path_factory.mktemp("var")
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [
            ROOT / ".venv/bin/gunicorn",
            "--config",
            "python:config.server",
            "config.wsgi",
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PORT": str(number),
            "VAR_DIR": str(folder),
            "DEBUG": "1",
        },
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not is_up(number):
            assert time.monotonic() < until, "gunicorn did not start"
            time.sleep(0.1)
        yield number
    finally:
        process.terminate()
        process.wait(20)


def test_the_hidden_request_is_answered_when_it_is_not_hidden(port):
    begin = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

    assert b"User-agent" in sent(port, begin + HIDDEN)


@pytest.mark.parametrize("way", AMBIGUOUS)
def test_nothing_is_smuggled_in_behind_a_request(port, way):
    headers, body = AMBIGUOUS[way]
    begin = b"POST /actions/report/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"

    answer = sent(port, begin + headers + b"\r\n" + body)

    assert b"User-agent" not in answer
    # refused at once, or, where the length of a piece is odd, once it is read
    assert not answer or b"HTTP/1.1 400" in answer or b"HTTP/1.1 501" in answer
