"""Every public page there is: the sweep reads the URLconf.

A new page is swept as soon as it has a route; a route with arguments needs a
row in EXAMPLES.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from archive.views_exports import BULK
from config.static import compact
from tests import make

# the whole site is asked for once, which takes seconds
pytestmark = pytest.mark.slow
STATIC = Path(__file__).parent.parent / "static"
STAFF = {"admin", "allauth", "account", "desk", "mfa"}
REPORT = "kazakhstan-london-embassy-protest"
CAMPAIGN = "stop-repression-of-striking-oil-and-gas-workers"
EXAMPLES: dict[str, list[list[str | int]]] = {
    "archive:report": [
        [REPORT],
        [f"{REPORT}-letter"],
        ["protesters-lobby-kazakh-embassy-in-germany"],
    ],
    "archive:report-text": [[REPORT]],
    "archive:report-json": [[REPORT]],
    "archive:report-bib": [[REPORT]],
    "archive:report-ris": [[REPORT]],
    "archive:report-csl": [[REPORT]],
    "archive:report-jsonld": [[REPORT]],
    "archive:report-annotations": [[REPORT], [f"{REPORT}-letter"]],
    "archive:revision": [[REPORT, 1]],
    "archive:revision-text": [[REPORT, 1]],
    "archive:changes": [["a-corrected-report", 2]],
    "archive:person": [["natalia-sokolova"]],
    "archive:organisation": [["kazmunaigas"]],
    "archive:place": [["aktau"]],
    "archive:source": [["socialistworld-net"]],
    "campaign:campaign": [[CAMPAIGN]],
    "campaign:feed": [[CAMPAIGN]],
    "campaign:evidence": [[CAMPAIGN]],
    "campaign:history": [[CAMPAIGN]],
    "campaign:pack": [[CAMPAIGN]],
    "campaign:card": [[CAMPAIGN]],
    "campaign:button": [[CAMPAIGN]],
    "campaign:write": [[CAMPAIGN]],
    "campaign:letter": [[CAMPAIGN, "txt"]],
    "campaign:recipient": [["kz-gb"]],
    "campaign:address-report": [["kz-gb"]],
}
ANSWERS_POST = {"campaign:write", "campaign:letter", "campaign:address-report"} | {
    "campaign:action-report"
}
ANSWERS_POST_ONLY = {"campaign:letter"}
LEADS_ON = {"campaign:evidence-short", "campaign:evidence-printed"}
READ = {"archive:report", "archive:revision", "archive:person", "archive:place"}
QUERIES = {
    "archive:reports": 5,  # those with a day, and where they end those without
    "archive:report": 9,  # two of them for what else there is to read
    "archive:revision": 7,
    "archive:report-text": 6,
    "archive:revision-text": 7,
    "archive:report-json": 9,
    "archive:report-bib": 7,
    "archive:report-ris": 7,
    "archive:report-csl": 7,
    "archive:report-jsonld": 9,
    "archive:report-annotations": 9,
    # to know whether anything has changed; the rows are read while they are sent
    **{f"archive:all-{name}": 19 for name in BULK},
    "archive:corrections": 13,  # texts, facts, withdrawals, addresses and letters
    "archive:person": 12,  # eight of what is known, one of campaigns
    "archive:organisation": 12,
    "archive:place": 12,
    "campaign": 9,
    "campaign:feed": 14,  # seven of what was answered, six of when
    "campaign:campaign": 20,  # seven of them for what was done, three to count
}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
FIELDS = {"input", "select", "textarea"}


def routes(patterns=None, namespace="") -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name
        elif isinstance(pattern, URLResolver) and pattern.namespace not in STAFF:
            yield from routes(pattern.url_patterns, pattern.namespace or namespace)


ROUTES = sorted(set(routes()))
PAGES = [
    route
    for route in ROUTES
    if ":" in route and route not in ANSWERS_POST_ONLY | LEADS_ON
]
ARCHIVE = [route for route in PAGES if route.startswith("archive:")]


@dataclass(frozen=True)
class Answer:
    address: str
    response: HttpResponseBase
    queries: int
    again: HttpResponseBase
    refused: HttpResponseBase

    @property
    def is_html(self) -> bool:
        return self.response["Content-Type"].startswith("text/html")


class Page(HTMLParser):
    """A page taken apart, with what is wrong in its structure."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        if "main" in self._open:
            self.words.append(data)

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def marks(self) -> list[str]:
        """Where the names that are marked in the text lead."""
        links = self.all("a")
        return [
            one["href"] or "" for one in links if "mention" in str(one.get("class"))
        ]

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name))]


def answers_of(route: str) -> list[Answer]:
    client = Client()
    found = []
    for arguments in EXAMPLES.get(route, [[]]):
        address = reverse(route, args=arguments)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        etag = response.headers.get("ETag", '"none"')
        found.append(
            Answer(
                address,
                response,
                len(queries),
                again=client.get(address, headers={"If-None-Match": etag}),
                refused=client.post(address),
            )
        )
    return found


@pytest.fixture(scope="module")
def answers(demo_rows, django_db_blocker):
    """Each page of the demonstration, asked for once."""
    with django_db_blocker.unblock():
        corrected = make.document("It was said.", slug="a-corrected-report")
        make.revision(corrected, "It was said twice.")
        return {route: answers_of(route) for route in PAGES}


@pytest.fixture
def htmls(answers):
    def of(route: str) -> list[Page]:
        return [
            Page(answer.response.content.decode())
            for answer in answers[route]
            if answer.is_html
        ]

    return of


def gzipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


@pytest.mark.parametrize("route", PAGES)
def test_it_answers(answers, route):
    assert [answer.response.status_code for answer in answers[route]] == [
        200 for _ in answers[route]
    ]


@pytest.mark.parametrize("route", PAGES)
def test_it_sets_no_cookie_and_carries_the_headers(answers, route):
    for answer in answers[route]:
        assert not answer.response.cookies
        assert "Cookie" not in answer.response.headers.get("Vary", "")
        assert "default-src 'none'" in answer.response["Content-Security-Policy"]
        assert answer.response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("route", [one for one in PAGES if one not in ANSWERS_POST])
def test_it_answers_nothing_but_reading(answers, route):
    assert {answer.refused.status_code for answer in answers[route]} == {405}


@pytest.mark.parametrize("route", PAGES)
def test_it_costs_few_queries(answers, route):
    limit = QUERIES.get(route, QUERIES.get(route.partition(":")[0], 4))

    assert max(answer.queries for answer in answers[route]) <= limit


@pytest.mark.parametrize("route", ARCHIVE)
def test_it_may_be_kept_for_a_minute_and_then_asked_after(answers, route):
    for answer in answers[route]:
        assert answer.response["Cache-Control"] == "public, max-age=60"
        assert (answer.again.status_code, answer.again.content) == (304, b"")


@pytest.mark.parametrize("route", PAGES)
def test_its_elements_nest_and_its_ids_are_its_own(htmls, route):
    for page in htmls(route):
        ids = page.values("id")
        assert page.faults == []
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("route", PAGES)
def test_it_has_a_language_a_title_and_one_first_heading(htmls, route):
    for page in htmls(route):
        (root,) = page.all("html")
        assert root["lang"]
        # a drawing has a title of its own, which its label points at
        titles = [each for each in page.all("title") if "id" not in each]
        assert len(titles) == len(page.all("h1")) == 1


@pytest.mark.parametrize("route", PAGES)
def test_its_headings_skip_no_level(htmls, route):
    for page in htmls(route):
        levels = [
            int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4"}
        ]
        steps = [low - high for high, low in pairwise(levels)]
        assert max(steps, default=0) <= 1


@pytest.mark.parametrize("route", PAGES)
def test_each_field_has_a_label(htmls, route):
    for page in htmls(route):
        labelled = {label.get("for") for label in page.all("label")}
        unlabelled = [
            field
            for field in page.all(*FIELDS)
            if field.get("id") not in labelled
            and field.get("type") not in {"hidden", "submit"}
            and "id" in field
        ]
        assert unlabelled == []


@pytest.mark.parametrize("route", PAGES)
def test_it_loads_nothing_from_elsewhere_and_nothing_inline(htmls, route):
    for page in htmls(route):
        loaded = [
            *(link["href"] for link in page.all("link") if link["rel"] != "canonical"),
            *page.values("src"),
        ]
        assert [address for address in loaded if not address.startswith("/")] == []
        assert page.all("style") == []
        assert [n for _, attrs in page.tags for n in attrs if n.startswith("on")] == []
        assert page.values("style") == []


@pytest.mark.parametrize("route", PAGES)
def test_links_that_lead_away_say_nothing_of_where_from(htmls, route, settings):
    for page in htmls(route):
        away = [
            link
            for link in page.all("a")
            if (link.get("href") or "").startswith("http")
            and not link["href"].startswith(settings.SITE_URL)
        ]
        assert {link.get("rel") for link in away} <= {"noreferrer noopener"}


@pytest.mark.parametrize("route", PAGES)
def test_every_jump_inside_the_page_arrives(htmls, route):
    for page in htmls(route):
        jumps = {href[1:] for href in page.values("href") if href.startswith("#")}
        assert jumps <= set(page.values("id"))


@pytest.mark.parametrize("route", sorted(READ & set(PAGES)))
def test_reading_costs_little_beside_the_words(answers, htmls, route):
    """At most 5 KB gzip, the page's own words apart; 3/4 more for a report, which
    has notes, who is named, a link for each paragraph and how to cite it.
    """
    most = 5.75 if route in {"archive:report", "archive:revision"} else 5
    for answer, page in zip(answers[route], htmls(route), strict=True):
        styles = [
            compact((STATIC / Path(str(one["href"])).name).read_text())
            for one in page.all("link")
            if one["rel"] == "stylesheet"
        ]
        weight = gzipped(answer.response.content.decode()) + sum(map(gzipped, styles))
        # The links to whom it names and the places to jump to are content too.
        own = gzipped("".join([*page.words, *page.values("id"), *page.marks]))
        assert weight - own <= most * 1024
        assert len(styles) <= 2
        assert page.all("script", "img") == []


def test_every_passage_a_page_links_to_is_there(answers, db):
    """From entity, campaign and report pages to the words they point at."""
    pages = [
        Page(answer.response.content.decode())
        for route in PAGES
        for answer in answers[route]
        if answer.is_html
    ]
    targets = {
        tuple(href.split("#"))
        for page in pages
        for href in page.values("href")
        if "#p-" in href and href.startswith("/")
    }

    client = Client()
    for address in {address for address, _ in targets}:
        ids = Page(client.get(address).content.decode()).values("id")
        assert {anchor for where, anchor in targets if where == address} <= set(ids)
    assert len(targets) > 10
