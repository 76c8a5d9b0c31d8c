import pytest

from archive.readers import page
from tests.archive.readers.files import PROSE

SITE = "<meta property='og:site_name' content='Labour Net'>"


def read(head="", body=""):
    source = f"<html><head>{head}</head><body>{body}<p>{PROSE}</p></body></html>"
    return page.read(source.encode())


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Kim is free | Labour Net</title>", "<h2>Kim is free</h2>", "Kim is free"),
        ("<title>Labour Net: Kim is free</title>",
         "<h1>Labour Net</h1><h3>Kim is free</h3>", "Kim is free"),
        (f"<title>Kim - Labour Net</title>{SITE}", "", "Kim"),
        ("<title>Kim - a free man</title>", "", "Kim - a free man"),
        ("", "<h1>Kim is free</h1>", "Kim is free"),
        ("", "<h1>Kim</h1><h1>Free</h1>", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_without_the_sites_name(head, body, title):
    assert read(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("<meta name='DC.date' content='2011-06-22'>", "", "2011-06-22"),
        ("", "<time datetime='2011-06-22'>22 June</time>", "2011-06-22"),
        ("", "<abbr class=published title='2011-06-22T10:00'>10:00</abbr>", "2011-06-22"),
        ("", "<span class=post-date>22 June 2011</span>", "2011-06-22"),
        ("<title>Kim is free</title>", "<h1>Kim is free</h1><b>22 June 2011</b>",
         "2011-06-22"),
        ("", "<div class=comments><time datetime='2012-01-01'>x</time></div>", ""),
        ("", "<span class=date-modified>22 June 2011</span>", ""),
        ("", "<div class=calendar><span class=date>22 June 2011</span></div>", ""),
        ("", "<time datetime='2011-06-22'>a</time><time datetime='2011-06-23'>b</time>",
         ""),
        ("<link rel=canonical href='http://a.example/2011/06/22/kim'>", "", ""),
        ("<meta property='article:modified_time' content='2011-06-22'>", "", ""),
        ("", "They met on 22 June 2011.", ""),
    ],
)  # fmt: skip
def test_a_day_is_one_the_page_says_it_was_published(head, body, published):
    assert read(head, body).published == published


@pytest.mark.parametrize(
    ("data", "byline"),
    [
        ('{"@type":"NewsArticle","author":"Kim"}', "Kim"),
        ('{"@type":"NewsArticle","author":{"name":"Oleg Kim"}}', "Oleg Kim"),
        ('[{"@type":"Person"},{"@type":"Article","author":["A. K.","B. L."]}]',
         "A. K., B. L."),
        ('{"@type":"Article","author":{"name":{"name":{}}}}', ""),
        ('{"@type":"Article","author":17}', ""),
        ("[" * 50_000, ""),
        ("not json", ""),
    ],
)  # fmt: skip
def test_the_author_is_read_from_the_data_of_a_page(data, byline):
    head = f"<script type='application/ld+json'>{data}</script>"

    assert read(head).byline == byline


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://a.example/kim?x=1", "https://a.example/kim?x=1"),
        ("/kim", ""),
        ("javascript:alert(1)", ""),
        ("https://user:word@a.example/", ""),
        ("https://a.example/ a", ""),
        ("https://[broken", ""),
    ],
)
def test_an_address_is_whole_and_of_the_web_or_none(href, url):
    assert read(f"<link rel='canonical' href='{href}'>").url == url


def test_a_browser_notes_where_it_saved_from():
    source = "<!-- saved from url=(0024)http://a.example/kim.html -->"
    readout = page.read(f"{source}<html><body><p>{PROSE}</p></body></html>".encode())

    assert readout.url == "http://a.example/kim.html"
