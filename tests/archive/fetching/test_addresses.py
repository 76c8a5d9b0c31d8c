"""Addresses that must open no socket, and those that may."""

from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import fetching
from archive.fetching import NotFetched
from tests.website import ALLOWED, PUBLIC, answer

pytestmark = pytest.mark.slow


def never(*arguments) -> NoReturn:
    raise AssertionError(f"a hostile address got as far as {arguments}")


HOSTILE = [
    "",
    "reports.example.org",
    "//reports.example.org/",
    "http://reports.example.org/",
    "ftp://reports.example.org/",
    "file:///etc/passwd",
    "gopher://reports.example.org/",
    "javascript:alert(1)",
    "data:text/html,x",
    "https:reports.example.org/",
    "https:/reports.example.org/",
    "https:///reports.example.org/",
    "https://",
    "https:///",
    "https://?reports.example.org",
    "https://evil.example.com/",
    "https://example.org/",
    "https://example.net/",
    "https://badexample.net/",
    "https://reports.example.org.evil.example.com/",
    "https://evil.example.com/reports.example.org",
    "https://evil.example.com#reports.example.org",
    "https://evil.example.com?reports.example.org",
    "https://a.reports.example.org/",
    "https://REPORTS.example.org/",
    "https://reports.example.org./",
    "https://.reports.example.org/",
    "https://reports..example.org/",
    "https://-a.example.net/",
    "https://a_b.example.net/",
    "https://user@reports.example.org/",
    "https://user:password@reports.example.org/",
    "https://:@reports.example.org/",
    "https://reports.example.org@evil.example.com/",
    "https://reports.example.org:443@evil.example.com/",
    "https://evil.example.com\\@reports.example.org/",
    "https://reports.example.org\\.evil.example.com/",
    "https:\\\\reports.example.org/",
    "https://reports.example.org/a\\b",
    "https://reports.example.org:80/",
    "https://reports.example.org:8443/",
    "https://files.example.org/",
    "https://reports.example.org:/",
    "https://reports.example.org:0443/",
    "https://reports.example.org:443:443/",
    "https://reports.example.org:65536/",
    "https://reports.example.org:-1/",
    "https://reports.example.org:４４３/",
    "https://reports.example%2eorg/",
    "https://reports%00.example.org/",
    "https://%72eports.example.org/",
    "https://reports.example.org%2f@evil.example.com/",
    "\thttps://reports.example.org/",
    "https://reports.example.org/\n",
    "https://rep\torts.example.org/",
    "https://reports.example.org/a b",
    "https://reports.example.org/\r\nHost: evil.example.com",
    "https://reports.example.org/\x00",
    "https://reports.example.org/\u202egro.live",
    "https://reports.example.org/\ud800",
    "https://reports\u200d.example.org/",
    "https://reports.example.org\u3002evil.example.com/",
    "https://ｒeports.example.org/",
    "https://reports.example\uff0eorg/",
    "https://ⓔxample.net/",
    "https://straße.example.net/",
    "https://пРИМЕР.рф/",
    "https://xn--.example.org/",
    "https://" + "a" * 64 + ".example.net/",
    "https://" + "a." * 130 + "example.net/",
    "https://reports.example.org/" + "a" * 5_000,
    "https://localhost/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.0.0.1.example.net:22/",
    "https://0/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://169.254.169.254./",
    "https://①②⑦.⓪.⓪.①/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fd00:ec2::254]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[::1]:443/",
    "https://[reports.example.org]/",
    "https://metadata.google.internal/",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_opens_no_socket(url):
    with pytest.raises(NotFetched, match=r"\A[A-Z].*\.\Z"):
        fetching.fetch(url, allowed=ALLOWED, resolve=never, connect=never)


@given(
    st.text() | st.text("htps:/@.%[]\\#?0x1a-é\t", max_size=40).map("https://".__add__)
)
def test_any_text_is_refused_with_a_sentence(url):
    with pytest.raises(NotFetched):
        fetching.fetch(
            url, allowed=["reports.example.org"], resolve=never, connect=never
        )


def test_nothing_is_fetched_where_nothing_is_allowed():
    with pytest.raises(NotFetched, match="switched off"):
        fetching.fetch("https://a.org/", allowed=[], resolve=never, connect=never)


@pytest.mark.parametrize(
    "entry",
    [
        "*",
        "*.org",
        "localhost",
        "127.0.0.1",
        "https://a.org",
        "a.*.org",
        "",
        "**.a.org",
    ],
)
def test_an_entry_that_is_no_name_of_a_site_is_pointed_out(entry):
    with pytest.raises(NotFetched, match="tell the operator"):
        fetching.fetch(
            "https://a.org/", allowed=["a.org", entry], resolve=never, connect=never
        )


CLOSED = [
    "0.0.0.0",  # noqa: S104 (an address to be refused)
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.216.34",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::1",
    "2002:5db8:d822::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:2800:220:1:248:1893:25c8:1946%1",
    "fec0::1",
    "ff02::1",
    "",
    "localhost",
    "0177.0.0.1",
    "127.1",
]


@pytest.mark.parametrize("number", CLOSED)
def test_a_name_that_leads_inside_opens_no_socket(number):
    with pytest.raises(NotFetched, match="closed network"):
        fetching.fetch(
            "https://reports.example.org/",
            allowed=ALLOWED,
            resolve=lambda *_: [PUBLIC, number],
            connect=never,
        )


@pytest.mark.parametrize(
    "number", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
)
def test_an_open_address_is_public(number):
    assert fetching.is_public(number)


@pytest.mark.parametrize(
    ("url", "host", "port", "authority"),
    [
        (
            "HTTPS://reports.example.org",
            "reports.example.org",
            443,
            "reports.example.org",
        ),
        (
            "https://reports.example.org:443/",
            "reports.example.org",
            443,
            "reports.example.org",
        ),
        ("https://a.b.example.net/", "a.b.example.net", 443, "a.b.example.net"),
        (
            "https://files.example.org:8443/",
            "files.example.org",
            8443,
            "files.example.org:8443",
        ),
        ("https://пример.рф/", "xn--e1afmkfd.xn--p1ai", 443, "xn--e1afmkfd.xn--p1ai"),
        (
            "https://xn--e1afmkfd.xn--p1ai/",
            "xn--e1afmkfd.xn--p1ai",
            443,
            "xn--e1afmkfd.xn--p1ai",
        ),
    ],
)
def test_an_allowed_host_is_asked_by_its_plain_name(site, url, host, port, authority):
    opened = site(answer())

    opened.fetch(url)

    assert opened.connected_to == [(PUBLIC, port, host)]
    assert f"\r\nHost: {authority}\r\n" in opened.asked[0]


@pytest.mark.parametrize(
    "path", ["/a%20b", "/%D0%96", "/a;b=c,d", "/?a=[1]&b=%", "/~x/(y)!"]
)
def test_a_path_is_asked_for_as_it_was_written(site, path):
    opened = site(answer())

    opened.fetch(f"https://reports.example.org{path}")

    assert opened.asked[0].startswith(f"GET {path} HTTP/1.1\r\n")
