"""Atom as its readers parse it, whatever stands in the words."""

from datetime import UTC, date, datetime, timedelta, timezone

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.exports import atom

AT = datetime(2026, 3, 1, 12, 30, 15, 999, tzinfo=UTC)
SPACE = {"a": "http://www.w3.org/2005/Atom"}


def entry(**fields):
    fields.setdefault("id", "tag:example.org,2026:report/1")
    fields.setdefault("title", "A report")
    fields.setdefault("address", "https://example.org/reports/one/")
    fields.setdefault("updated", AT)
    return atom.Entry(**fields)


def feed(*entries, **fields):
    fields.setdefault("title", "Reports")
    return atom.Feed(
        id="tag:example.org,2026:reports",
        address="https://example.org/reports/feed.atom",
        page="https://example.org/reports/",
        by="A site",
        language="en-gb",
        entries=entries,
        **fields,
    )


def parsed(made):
    found = feedparser.parse(atom.write(made))
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def test_a_reader_finds_what_was_said():
    made = entry(
        title="Репортаж",
        language="ru",
        author="Union paper",
        published=date(2021, 5, 4),
        summary="A report\nA second line",
        original="https://paper.example/1",
        categories=("report",),
    )

    found = parsed(feed(made, subtitle="What is new"))

    assert found.feed.title == "Reports"
    assert found.feed.subtitle == "What is new"
    assert found.feed.language == "en-gb"
    assert found.feed.author == "A site"
    (read,) = found.entries
    assert (read.id, read.title, read.author) == (made.id, "Репортаж", "Union paper")
    assert read.title_detail.language == "ru"
    assert read.summary == "A report\nA second line"
    assert read.summary_detail.language == "en-gb"
    assert read.updated == "2026-03-01T12:30:15Z"
    assert read.published == "2021-05-04T00:00:00Z"
    assert {each.rel: each.href for each in read.links} == {
        "alternate": made.address,
        "via": "https://paper.example/1",
    }
    assert [each.term for each in read.tags] == ["report"]


def test_the_feed_is_as_new_as_its_newest_entry():
    older = entry(updated=AT - timedelta(days=400))

    assert parsed(feed(older, entry())).feed.updated == "2026-03-01T12:30:15Z"


def test_a_moment_elsewhere_is_given_in_utc():
    away = timezone(timedelta(hours=5))

    found = parsed(feed(entry(updated=datetime(2026, 3, 1, 2, tzinfo=away))))

    assert found.entries[0].updated == "2026-02-28T21:00:00Z"


def test_a_feed_with_nothing_in_it_is_a_feed():
    assert parsed(feed()).entries == []


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script> & \"quotes\" 'too' ]]>",
        "nul \x00 and bell \x07",
        "\ud800 half of a pair",
        "\ufffe no letter",
        "\u202eright to left\u202c",
        "   \n\t ",
        "",
        "x" * 50_000,
    ],
)
def test_no_words_break_it(words):
    made = entry(
        title=words,
        summary=words,
        author=words,
        original=words,
        language=words[:5],
        categories=(words,),
    )

    (read,) = etree.fromstring(atom.write(feed(made, title=words))).findall(
        "a:entry", SPACE
    )

    assert read.findtext("a:title", namespaces=SPACE)
    assert "<script" not in atom.write(feed(made)).decode()


@given(st.text())
def test_text_comes_back_as_it_was(words):
    made = atom.write(feed(entry(summary=words)))

    read = etree.fromstring(made).findtext("a:entry/a:summary", "", SPACE)

    kept = "".join(each for each in words if etree_keeps(each))
    assert read == kept.replace("\r\n", "\n").replace("\r", "\n")


def etree_keeps(letter):
    try:
        etree.Element("a").text = letter
    except ValueError:
        return False
    return letter not in "\ufffe\uffff"


@pytest.mark.parametrize(
    ("site", "authority"),
    [
        ("https://example.org", "example.org"),
        ("https://example.org:8443/", "example.org"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("https://пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("nothing", "localhost"),
        ("http://[::1", "localhost"),
        ("http://[::1]:8000", "localhost"),
        ("https://" + "x" * 70 + ".org", "localhost"),
    ],
)
def test_a_tag_names_the_host_and_no_port(site, authority):
    assert atom.tag(site, "report/1") == f"tag:{authority},2026:report/1"
