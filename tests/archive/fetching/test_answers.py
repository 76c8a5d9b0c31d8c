"""What sites send, and what of it is taken."""

import itertools
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import fetching
from archive.fetching import NotFetched
from tests.website import ALLOWED, PAGE, PUBLIC, answer

BOMB = b"\x1f\x8b" + b"\x00" * 50


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer(b"x" * 2_000), "larger than 1 kB"),
        (answer(b"x" * 2_000, Content_Length=""), "larger than 1 kB"),
        (answer(b"x", Content_Length="99999999999999999999"), "larger than 1 kB"),
        (answer(b"x" * 10, Content_Length="500"), "broke off"),
        (
            answer(b"5\r\nabc", Content_Length="", Transfer_Encoding="chunked"),
            "broke off",
        ),
        (
            answer(b"-5\r\nabc", Content_Length="", Transfer_Encoding="chunked"),
            "broke off",
        ),
        (
            answer(b"zz\r\nabc", Content_Length="", Transfer_Encoding="chunked"),
            "broke off",
        ),
        (
            answer(
                b"7d0\r\n" + b"x" * 2_000 + b"\r\n0\r\n\r\n",
                Content_Length="",
                Transfer_Encoding="chunked",
            ),
            "larger than 1 kB",
        ),
        (answer(BOMB, Content_Encoding="gzip"), "packed form"),
        (answer(BOMB, Content_Encoding="deflate"), "packed form"),
        (answer(BOMB, Content_Encoding="br, gzip"), "packed form"),
        (answer(BOMB, Transfer_Encoding="gzip, chunked"), "packed form"),
        (answer(media_type="application/zip"), "but application/zip"),
        (answer(media_type="image/svg+xml"), r"but image/svg\+xml"),
        (answer(media_type="application/octet-stream"), "no page, text"),
        (answer(media_type="text/html text/plain"), "no page, text"),
        (answer(media_type=""), "no page, text"),
        (answer(status="404 Not Found"), "answered 404"),
        (answer(status="206 Partial Content"), "answered 206"),
        (answer(status="500 Broken"), "answered 500"),
        (b"", "broke off"),
        (b"<html>no headers at all", "broke off"),
        (b"HTTP/1.1 000 x\r\n\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000 + b"\r\n\r\n", "broke off"),
        (b"\xff\x00" * 500, "broke off"),
    ],
)
def test_an_answer_that_is_no_page_is_refused(site, sent, why):
    with pytest.raises(NotFetched, match=why):
        site(sent).fetch(limit_bytes=1_024)


@pytest.mark.parametrize(
    "sent",
    [
        answer(Content_Length=""),
        answer(Content_Length="nonsense"),
        answer(Content_Encoding="identity"),
        answer(
            b"10\r\n" + PAGE[:16] + b"\r\nf\r\n" + PAGE[16:] + b"\r\n0\r\n\r\n",
            Content_Length="",
            Transfer_Encoding="chunked",
        ),
        b"HTTP/1.1 100 Continue\r\n\r\n" + answer(),
        b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + PAGE,
    ],
)
def test_a_page_is_read_however_its_length_is_given(site, sent):
    assert site(sent).fetch().content == PAGE


@pytest.mark.parametrize(
    ("beginning", "endless"),
    [
        (answer(b"", Content_Length=""), b"x" * 1_000),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (answer(b"", Content_Length="", Transfer_Encoding="chunked"), b"1\r\nx\r\n"),
        (
            answer(b"0\r\n", Content_Length="", Transfer_Encoding="chunked"),
            b"Trailer: x\r\n",
        ),
    ],
)
def test_an_endless_answer_is_cut_by_size(site, beginning, endless):
    with pytest.raises(NotFetched, match="larger than"):
        site(beginning, endless=endless).fetch(limit_bytes=10_000)


def test_a_slow_drip_is_cut_when_the_time_for_all_of_it_is_over(site):
    """Each look at the clock is a second; no single wait is long."""
    opened = site(answer(b"", Content_Length=""), endless=b"x")

    with pytest.raises(NotFetched, match="too long"):
        opened.fetch(clock=itertools.count().__next__)


def test_a_site_that_says_nothing_is_left(site):
    silent = socket.create_server(("127.0.0.1", 0))

    with silent, pytest.raises(NotFetched, match="too long"):
        site().fetch(
            connect=lambda *_: socket.create_connection(silent.getsockname()),
            timeout_seconds=0.1,
        )


@given(st.binary(max_size=200))
def test_no_answer_makes_anything_but_a_page_or_a_sentence(noise):
    ours, theirs = socket.socketpair()
    with theirs:
        theirs.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + noise)
        theirs.shutdown(socket.SHUT_WR)

        try:
            fetched = fetching.fetch(
                "https://reports.example.org/",
                allowed=ALLOWED,
                resolve=lambda *_: [PUBLIC],
                connect=lambda *_: ours,
            )
        except NotFetched:
            return
    assert isinstance(fetched.content, bytes)
