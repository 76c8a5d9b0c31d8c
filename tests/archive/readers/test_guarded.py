import contextlib
import subprocess
import time

import pytest

from archive import readers
from tests.archive.readers import files, pages

pytestmark = pytest.mark.slow

HEAVY = "<html><body>" + "".join(f"<p>Line {n} of them.</p>" for n in range(20_000))


@pytest.fixture(scope="module")
def guarded():
    with readers.Guarded() as guard:
        yield guard


@pytest.mark.parametrize(
    "content",
    [
        pages.MODERN.encode(),
        pages.CYRILLIC.encode("cp1251"),
        files.pdf(f"{files.PROSE} #pagebreak() {files.PROSE}"),
        files.word("Words."),
        b"Plain words.",
        "Слова без имени.".encode("cp1251"),
    ],
)
def test_the_answer_is_the_same_as_without_a_guard(guarded, content):
    assert guarded.read(content) == readers.read(content)


def test_the_pieces_of_a_web_archive_come_through(guarded):
    content = files.warc(("http://a.example/", "200 OK", "text/plain", b"A note."))

    assert guarded.pieces(content) == readers.pieces(content)


def test_a_refusal_comes_through_in_its_words(guarded):
    with pytest.raises(readers.Unreadable, match="nests thousands"):
        guarded.read(b"<html><body>" + b"<div>" * 9_000)


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read():
    with readers.Guarded(limit_seconds=0.2) as guard:
        with pytest.raises(readers.Unreadable, match=r"longer than 0\.2 seconds"):
            guard.read(HEAVY.encode())

        assert guard.read(b"<html><body><p>Next.</p></body></html>").text == "Next."


@pytest.mark.slow
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_one_read():
    with readers.Guarded(limit_bytes=90 * 1024 * 1024) as guard:
        with pytest.raises(readers.Unreadable, match=r"memory|broken"):
            guard.read(HEAVY.encode() * 8)

        assert guard.read(b"<html><body><p>Next.</p></body></html>").text == "Next."


def test_text_needs_no_process(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    with readers.Guarded() as guard:
        assert guard.read(b"Plain words.").text == "Plain words."


def parts_without_end():
    head = (
        b"From: a\r\nMIME-Version: 1.0\r\nSubject: x\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    )
    return head + b"--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n" * 80_000


# Made when asked for: making them is slow as well.
HOSTILE = {
    "100,000 pages": lambda: files.pdf_of_empty_pages(100_000),
    "a PDF that unfolds": lambda: files.pdf_that_unfolds(400_000_000),
    "half a million tags": lambda: HEAVY.encode() * 10,
    "tags and no line": lambda: b"<html><body>" + b"<b>x</b>" * 149_000,
    "one endless word": lambda: b"<html><body><p>" + b"a" * 5_000_000,
    "one endless line": lambda: b"a" * 200_000,
    "piled accents": lambda: ("стачка a" + "\u0315\u0300" * 400_000).encode("gb18030"),
    "parts without end": parts_without_end,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_holds_the_archive_up(guarded, name):
    content = HOSTILE[name]()
    started = time.perf_counter()

    with contextlib.suppress(readers.Unreadable):
        assert guarded.read(content).text

    assert time.perf_counter() - started < 30  # for ever, without a guard
