"""Promises of headers, methods, cross-site forms and cookies."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from config import security

ELSEWHERE = {"Origin": "https://evil.example"}


def answer_to(
    middleware: security.Middleware, method: str = "GET", path: str = "/", **extra: Any
) -> HttpResponseBase:
    request = getattr(RequestFactory(), method.lower())(path, **extra)
    return middleware(lambda _request: HttpResponse("answered"))(request)


@pytest.mark.parametrize("path", ["/healthz", "/nowhere/", "/admin/login/"])
@pytest.mark.django_db
def test_every_answer_carries_the_security_headers(client, path):
    response = client.get(path)

    assert set(security.HEADERS) <= set(response.headers)


def test_a_static_file_carries_the_security_headers(settings):
    settings.WHITENOISE_USE_FINDERS = True

    response = Client().get("/static/admin/css/base.css")

    assert response.getvalue().startswith(b"/*")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed():
    policy = security.HEADERS["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_a_page_that_is_not_there_has_no_version(client):
    assert "ETag" not in client.get("/nowhere/").headers
    assert "ETag" in client.get("/robots.txt").headers


def test_public_pages_tell_no_other_site_where_the_reader_came_from(client):
    assert client.get("/healthz").headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"]
)
@pytest.mark.parametrize("path", ["/healthz", "/nowhere/", "/admin/"])
def test_unknown_methods_are_refused_before_a_view(client, method, path):
    response = client.generic(method, path)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", "a b"])
def test_a_forged_host_is_refused_and_not_repeated(client, host):
    response = client.get("/healthz", headers={"Host": host})

    assert response.status_code == 400
    assert "evil.example" not in response.text
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize(
    "sent",
    [
        ELSEWHERE,
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "https://testserver:8443"},
        {"Origin": "https://["},
        {"Origin": "testserver"},
    ],
)
def test_a_form_sent_from_another_site_is_refused(sent):
    response = answer_to(
        security.refuse_cross_site_posts, "POST", "/letter/", headers=sent
    )

    assert response.status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://testserver"},
        {"Origin": "https://TESTSERVER"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_of_ours_is_answered(sent):
    response = answer_to(
        security.refuse_cross_site_posts, "POST", "/letter/", headers=sent
    )

    assert response.status_code == 200


def test_a_link_from_another_site_is_followed():
    response = answer_to(
        security.refuse_cross_site_posts, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 200


def test_what_a_form_answers_is_never_kept():
    response = answer_to(security.headers, "POST", "/letter/")

    assert response.headers["Cache-Control"] == "no-store"


def test_a_refusal_of_the_api_is_json():
    response = answer_to(security.known_methods_only, "PUT", "/api/v1/documents")

    assert response.headers["Content-Type"] == "application/json"


def test_the_kill_switch_closes_the_site_and_says_when_to_return(client, settings):
    settings.KILL_SWITCH = True

    closed, alive = client.get("/"), client.get("/healthz")

    assert closed.status_code == 503
    assert int(closed.headers["Retry-After"]) > 0
    assert alive.status_code == 200


def test_a_database_that_is_away_is_answered_503_with_a_time_to_return():
    away = security.DatabaseAway(lambda _request: HttpResponse())

    response = away.process_exception(
        RequestFactory().get("/"), OperationalError("connection refused on port 5432")
    )

    assert response is not None
    assert response.status_code == 503
    assert "5432" not in response.text
    assert int(response.headers["Retry-After"]) > 0


def test_a_fault_of_ours_is_not_called_a_database_that_is_away():
    away = security.DatabaseAway(lambda _request: HttpResponse())

    assert away.process_exception(RequestFactory().get("/"), ValueError()) is None


@pytest.mark.django_db
def test_a_curator_is_nobody_on_the_public_pages(client):
    client.force_login(User.objects.create_superuser("nadia"))

    response = client.get("/healthz")

    assert not response.wsgi_request.user.is_authenticated
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_a_curator_is_known_in_the_admin_and_its_pages_are_not_kept(client):
    client.force_login(User.objects.create_superuser("nadia"))

    response = client.get("/admin/")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_the_admin_refuses_a_form_without_its_token():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert response.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("is_https", [True, False])
def test_the_admin_cookies_are_kept_from_scripts_and_other_sites(client, is_https):
    cookies = client.get("/admin/login/", secure=is_https).cookies.values()

    assert cookies
    for cookie in cookies:
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert cookie["path"] == "/admin/"
        assert bool(cookie["secure"]) is is_https


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/campaigns/a/write/", "204800", 200),
        ("/campaigns/a/write/", "204801", 413),
        ("/campaigns/a/write/", "9" * 30, 413),
        ("/campaigns/a/write/", "-1", 413),
        ("/campaigns/a/write/", "0" * 12 + "204801", 413),
        ("/campaigns/a/write/", "0" * 5000 + "204800", 200),
        ("/campaigns/a/write/", "", 200),
        ("/admin/archive/document/add/", "20480000", 200),
    ],
)
def test_a_public_form_takes_no_file(path, length, status):
    answer = answer_to(security.small_public_posts, "POST", path, CONTENT_LENGTH=length)

    assert answer.status_code == status


def test_a_long_public_post_is_refused_by_a_page(client):
    answer = client.post("/campaigns/a/write/", {"own_words": "x" * 300_000})

    assert answer.status_code == 413
    assert "<h1>What you sent is too long</h1>" in answer.text
    assert "text only, no files" in answer.text
    assert answer["Cache-Control"] == "no-store"


def test_of_a_public_post_that_is_too_long_nothing_is_read(rf):
    request = rf.post("/campaigns/a/write/", {"own_words": "x" * 300_000})

    answer = security.small_public_posts(lambda _request: HttpResponse())(request)

    assert answer.status_code == 413
    assert request._stream.read(2) == b"--"  # what is sent begins with its first byte


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "status"), [("9" * 18, 404), ("9" * 19, 404), ("9" * 400, 404)]
)
def test_a_number_no_database_can_hold_is_a_page_that_is_not_there(
    client, number, status
):
    assert client.get(f"/reports/a/r/{number}/").status_code == status


OPEN = ["/api/v1/", "/exports/reports.csv", "/reports/a.json", "/reports/a/r/1.txt"]
CLOSED = ["/", "/reports/", "/reports/a/", "/reports/a/r/1/", "/exports/", "/e/1.json"]


@pytest.mark.parametrize("status", [200, 304, 404, 503])
@pytest.mark.parametrize("path", [*OPEN, "/search/feed.atom"])
def test_a_script_of_any_site_may_read_what_is_for_programs(path, status):
    request = RequestFactory().get(path, headers=ELSEWHERE)
    answer = security.headers(lambda _request: HttpResponse(status=status))(request)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", [*CLOSED, "/admin/reports/a.json"])
def test_no_script_of_another_site_may_read_a_page(path):
    answer = answer_to(security.headers, path=path, headers=ELSEWHERE)

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
