"""The search page and its feed as they are asked for."""

import re
from html import unescape
from itertools import pairwise

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import curation, search
from archive.models import Document
from tests import make
from tests.archive.search import shelf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOSTILE = [
    "",
    " ",
    '"',
    "'",
    '"""',
    "-",
    "--- -",
    "*",
    "a*",
    "AND OR NOT",
    "NEAR(a b)",
    "title:",
    "source:",
    "year:99999999999999999999",
    "year:-1 strike",
    "language:<script> strike",
    "entity:../../etc strike",
    "' OR 1=1; DROP TABLE archive_document; --",
    "%' UNION SELECT * FROM auth_user --",
    "{{ 7*7 }}{% load x %}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a\x00b\x01\x02",
    "\ud800",
    "\u202eabc\u202c",
    "😀 👨‍👩‍👧",
    "石油工人",
    "إضراب",
    "̈" * 50,
    "word " * 2000,
    "a" * 5000,
    "(" * 500,
    "strike:*:*|||&&&!!",
    "col : value ^ x:y:z",
]


def find(client, q="strike", **given):
    return client.get("/search/", {"q": q, **given})


def html(client, q="strike", **given):
    answer = find(client, q, **given)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("q", HOSTILE)
@pytest.mark.parametrize("kind", ["", "x\x00"])
def test_whatever_is_asked_is_answered(client, q, kind):
    page = html(client, q.encode("utf-8", "replace").decode(), type=kind)
    assert "<h1>Search</h1>" in page
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    "given",
    [
        {"after": "1-zzz"},
        {"after": "6-ffffffffffffffff"},
        {"after": "9" * 500},
        {"year": "x"},
        {"year": "\x00"},
        {"source": "a'b\x00", "entity": "%00", "language": "e\x00n"},
        {"kind": "report' --", "without": "all"},
        {"type": ["report", "claim"]},
    ],
)
def test_whatever_it_is_narrowed_by_is_answered(client, given):
    shelf.fill()
    assert "<h1>Search</h1>" in html(client, **given)
    assert client.get("/search/feed.atom", {"q": "strike", **given}).status_code == 200


def test_a_result_says_what_where_when_and_why(client):
    source = make.source("A union paper")
    report = make.document(
        "Рабочие Жаңаөзен бастуют.", title="Забастовка", language="ru", source=source
    )
    search.index_documents([report.pk])

    page = html(client, "Zhanaozen")

    assert f'<h3 lang="ru" dir="auto"><a href="/reports/{report.slug}/?q=' in page
    assert "<mark>Жаңаөзен</mark>" in page
    assert "A union paper · Russian · <em>other spelling or script</em>" in re.sub(
        "</?bdi>", "", page
    )
    assert '<time datetime="2021-05-04">' in page


def test_the_page_is_the_same_for_all_and_may_be_kept(client):
    shelf.fill()
    answer = find(client, "oil")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert client.post("/search/", {"q": "oil"}).status_code == 405


def test_a_page_of_results_is_in_no_catalogue_and_the_empty_one_is(client):
    assert '<meta name="robots" content="noindex, nofollow">' in html(client, "oil")
    assert 'name="robots"' not in html(client, "")


def test_an_empty_search_tells_how(client):
    page = html(client, "")
    assert page.count("<li>", page.index('class="help"')) >= 5
    assert "Nothing found" not in page


def test_punctuation_alone_is_said_to_be_no_words(client):
    page = html(client, '"" -!')
    assert "There is nothing to look for in this" in page


def test_what_was_typed_stays_in_the_field_and_does_no_harm(client):
    page = html(client, '"><b>x')
    assert 'value="&quot;&gt;&lt;b&gt;x"' in page


def test_form_keeps_where_is_looked(client):
    shelf.fill()
    page = html(client, "oil", type="report", language="en")
    assert '<input type="hidden" name="type" value="report">' in page
    assert '<input type="hidden" name="language" value="en">' in page


def test_all_headings_follow_each_other_and_ids_are_one(client):
    made = shelf.fill()
    person = make.person("Natalia Sokolova")
    make.mention(made["embassy"], "Natalia Sokolova", person)
    search.index_entities([person.pk])
    page = html(client, "Sokolova", type="")
    levels = [int(n) for n in re.findall(r"<h([1-4])", page)]
    assert levels[0] == 1
    assert max(b - a for a, b in pairwise(levels)) <= 1
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_nothing_on_the_site_is_a_door_to_a_search(client):
    page = client.get("/there-is-no-such-page/").content.decode()
    assert 'action="/search/"' in page


# the page that opens


def test_a_report_opens_with_the_words_marked(client):
    report = make.document("Oil workers strike. The strike goes on.", title="Strike")
    search.index_documents([report.pk])
    (url,) = re.findall(r'href="(/reports/[^"]+#hit)"', html(client, "strike"))

    page = client.get(unescape(url)).content.decode()

    assert page.count("<mark id=") == 3
    assert '<mark id="hit">Strike</mark>' in page
    assert 'href="#hit-3"' in page
    assert "3 places" in page
    assert "search.css" in page


def test_a_text_at_its_permanent_address_is_marked_too(client):
    report = make.document("Oil workers strike.")
    page = client.get(f"/reports/{report.slug}/r/1/?q=strike").content.decode()
    assert '<mark id="hit">strike</mark>' in page


def test_a_report_without_the_words_says_so(client):
    report = make.document("Oil workers strike.")
    page = client.get(f"/reports/{report.slug}/?q=embassy").content.decode()
    assert "“embassy” is not in the text shown here." in page
    assert page.count('id="hit"') == 1


@pytest.mark.parametrize("q", HOSTILE)
def test_a_report_opens_whatever_is_marked(client, q):
    report = make.document("Oil workers strike.")
    given = {"q": q.encode("utf-8", "replace").decode()}
    answer = client.get(f"/reports/{report.slug}/", given)
    assert answer.status_code == 200
    assert "<script" not in answer.content.decode()


def test_marking_costs_no_query(client):
    report = make.document("Oil workers strike.")
    counts = []
    for query in ("", "?q=strike"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/reports/{report.slug}/{query}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


# the feed


def feed(client, **given):
    answer = client.get("/search/feed.atom", given)
    assert answer.status_code == 200
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def test_the_feed_of_a_search_says_why_each_is_there(client):
    shelf.fill()
    found = feed(client, q="Sokolva")
    assert {each.title for each in found.entries} == {
        "Oil workers at the embassy",
        "Забастовка",
    }
    assert all("similar spelling" in each.summary for each in found.entries)
    assert all("#hit" in each.link for each in found.entries)


def test_the_page_tells_of_its_feed(client):
    page = html(client, "oil workers", year="2011")
    assert 'type="application/atom+xml"' in page
    assert 'href="/search/feed.atom?q=oil+workers&amp;year=2011"' in page


def test_what_came_out_last_stands_first_in_the_feed(client):
    old = make.document("Strike.", slug="old", visibility=Document.Visibility.DRAFT)
    new = make.document("Strike.", slug="new", visibility=Document.Visibility.DRAFT)
    search.index_documents([old.pk, new.pk])
    for each in (new, old):
        curation.publish([each], by=None)
    links = [each.link for each in feed(client, q="strike").entries]
    assert [link.split("/")[-2] for link in links] == ["old", "new"]


def test_a_feed_of_nothing_is_a_feed(client):
    assert feed(client, q="qwertzuiop").entries == []
    assert feed(client).entries == []


def test_two_searches_are_two_feeds_and_one_is_the_same_for_ever(client):
    one, same, other = (feed(client, q=q).feed.id for q in ("oil", "oil", "gas"))
    assert one == same != other


@pytest.mark.parametrize("q", ["oil", "Sokolva"])
def test_what_the_feed_costs(client, q):
    shelf.fill()
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/feed.atom", {"q": q})
    assert len(queries) <= 8
