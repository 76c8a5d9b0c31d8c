"""One look-up, one machine, redirects within the host."""

import socket
import threading

import pytest

from archive import fetching
from archive.fetching import NotFetched
from tests.website import PAGE, PUBLIC, answer, moved


def test_a_page_is_fetched_from_the_address_that_was_looked_up(site):
    opened = site(answer(media_type='Text/HTML; Charset="Windows-1251"'))

    fetched = opened.fetch("https://reports.example.org/2011?q=ж#top")

    assert fetched == fetching.Fetched(
        content=PAGE,
        media_type="text/html; charset=windows-1251",
        url="https://reports.example.org/2011?q=ж#top",
        final_url="https://reports.example.org/2011?q=%D0%B6",
        status=200,
    )
    assert opened.looked_up == [("reports.example.org", 443)]
    assert opened.connected_to == [(PUBLIC, 443, "reports.example.org")]


def test_the_site_learns_nothing_of_us_but_the_name(site):
    opened = site(answer())

    opened.fetch()

    assert opened.asked[0].split("\r\n")[:3] == [
        "GET / HTTP/1.1",
        "Host: reports.example.org",
        "User-Agent: Demarche",
    ]
    names = {
        line.partition(":")[0] for line in opened.asked[0].split("\r\n")[1:] if line
    }
    assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_proxies_of_the_environment_are_not_used(site, canary, monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")

    site(answer()).fetch()

    assert canary.hits() == 0


def test_a_redirect_within_the_host_is_followed_to_the_same_machine(site):
    opened = site(
        moved("/2011/report", "301 Moved"), moved("//reports.example.org/end"), answer()
    )

    fetched = opened.fetch()

    assert fetched.final_url == "https://reports.example.org/end"
    assert len(opened.looked_up) == 1
    assert {address for address, _, _ in opened.connected_to} == {PUBLIC}


@pytest.mark.parametrize(
    "location",
    [
        "https://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}/",
        "//127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "https://localhost.example.net:{port}/",
        "http://reports.example.org/",
        "https://reports.example.org:{port}/",
        "https://evil.example.com/",
        "https://a.example.net/",
        "//evil.example.com/",
        "\\\\evil.example.com\\",
        "https:\\\\evil.example.com",
        "https://reports.example.org@127.0.0.1:{port}/",
        "https://[::ffff:127.0.0.1]:{port}/",
        "https://[::1",
        "file:///etc/passwd",
        "/a\tb",
        "/актау",
        "",
    ],
)
def test_a_redirect_to_anywhere_else_is_not_followed(site, canary, location):
    opened = site(moved(location.format(port=canary.port)))

    with pytest.raises(NotFetched):
        opened.fetch()

    assert (len(opened.connected_to), canary.hits()) == (1, 0)


def test_the_new_home_of_a_page_is_named(site):
    with pytest.raises(NotFetched, match=r"moved to another site, www\.example\.net"):
        site(moved("https://www.example.net/")).fetch()


def test_a_fourth_redirect_is_one_too_many(site):
    opened = site(*[moved(f"/{number}") for number in range(9)])

    with pytest.raises(NotFetched, match="without end"):
        opened.fetch()

    assert len(opened.asked) == 4


def test_a_name_that_changes_its_address_is_asked_only_once(site):
    """DNS rebinding: public when checked, inside when connected to."""
    opened = site(moved("/again"), answer())
    numbers = iter([[PUBLIC], ["127.0.0.1"]])

    opened.fetch(resolve=lambda *_: next(numbers))

    assert {address for address, _, _ in opened.connected_to} == {PUBLIC}


def test_a_name_nobody_knows_is_said_to_be_unknown(site):
    def unknown(host, port):
        raise socket.gaierror("no such name")

    with pytest.raises(NotFetched, match=r"no site called reports\.example\.org"):
        site().fetch(resolve=unknown)


def test_the_second_address_is_tried_when_the_first_is_dead(site):
    opened = site(answer())
    tried = []

    def connect(address, port, name, seconds):
        tried.append(address)
        if len(tried) == 1:
            raise ConnectionRefusedError
        return opened.connect(address, port, name, seconds)

    opened.fetch(connect=connect, resolve=lambda *_: [PUBLIC, "1.1.1.1"])

    assert tried == [PUBLIC, "1.1.1.1"]


def test_a_look_up_that_never_ends_is_left(site):
    ended = threading.Event()

    with pytest.raises(NotFetched, match="too long"):
        site().fetch(resolve=lambda *_: ended.wait(5) and [], timeout_seconds=0.1)
    ended.set()
