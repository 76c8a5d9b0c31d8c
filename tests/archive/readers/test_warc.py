import gzip

import pytest

from archive.readers import Unreadable, pieces, read
from tests.archive.readers import files, pages

pytestmark = pytest.mark.slow

PAGE = ("http://a.example/page", "200 OK", "text/html", pages.WORDPRESS.encode())
TEXT = ("http://a.example/note", "200 OK", "text/plain", b"A note.")
OTHERS = [
    ("http://a.example/gone", "404 Not Found", "text/html", b"<html>gone</html>"),
    ("http://a.example/x.png", "200 OK", "image/png", b"\x89PNG"),
    ("http://a.example/robots.txt", "200 OK", "text/plain", b"Disallow: /"),
    ("http://a.example/blob", "200 OK", "application/octet-stream", b"\x00\x01"),
]


@pytest.mark.parametrize("is_packed", [True, False])
def test_each_page_is_a_piece_with_its_address_and_moment(is_packed):
    found = pieces(files.warc(PAGE, *OTHERS, TEXT, is_packed=is_packed))

    assert [piece.url for piece in found] == [PAGE[0], TEXT[0]]
    assert found[0].content == PAGE[3]
    assert (found[0].media_type, found[0].retrieved) == (
        "text/html",
        "2012-01-05T10:00:00Z",
    )


def test_a_piece_is_read_like_a_file():
    piece = pieces(files.warc(PAGE))[0]

    readout = read(piece.content, media_type=piece.media_type)

    assert readout.title == "Miners in Karaganda stop work over unpaid wages"


def test_the_charset_the_server_sent_is_kept():
    text = "<html><body><p>Двести шахтёров остановили работу.</p></body></html>"
    sent = ("http://a.example/", "200 OK", "text/html; charset=koi8-r")
    piece = pieces(files.warc((*sent, text.encode("koi8-r"))))[0]

    readout = read(piece.content, media_type=piece.media_type)

    assert readout.text == "Двести шахтёров остановили работу."


def test_a_record_that_is_too_large_is_left_out_with_a_reason():
    large = ("http://a.example/l", "200 OK", "text/plain", b"a" * 5_300_000)

    found = pieces(files.warc(large, TEXT))

    assert [piece.refused for piece in found] == ["The record is larger than 5 MB.", ""]
    assert found[0].content == b""


@pytest.mark.parametrize("is_packed", [True, False])
def test_what_comes_before_the_damage_is_kept(is_packed):
    content = files.warc(TEXT, PAGE, is_packed=is_packed)

    found = pieces(content[: -len(content) // 3])

    assert found[0].content == b"A note."
    assert "cut off" in found[-1].refused
    assert found[-1].content == b""


def test_an_archive_zipped_as_one_is_read():
    content = gzip.compress(files.warc(TEXT, PAGE, is_packed=False))

    assert len(pieces(content)) == 2


def test_a_bomb_is_refused():
    content = gzip.compress(b"WARC/1.0\r\n" + b"\x00" * 68_000_000)

    with pytest.raises(Unreadable, match="unfolds to more than 64 MB"):
        pieces(content)


def test_too_many_pages_are_refused():
    with pytest.raises(Unreadable, match="more than 1,000 pages"):
        pieces(files.warc(*[TEXT] * 1_001, is_packed=False))


def test_an_archive_without_a_page_is_refused():
    with pytest.raises(Unreadable, match="holds no page"):
        pieces(files.warc(*OTHERS))
