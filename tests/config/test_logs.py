"""What a log may say about a visitor: nothing."""

import json
import logging
from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from config import logs
from config.logs import Discreet, ErrorInfo, Structured


def record(
    message: str, *args: object, error: ErrorInfo | None = None, **extra: object
) -> logging.LogRecord:
    made = logging.LogRecord("site", logging.ERROR, "", 0, message, args, error)
    made.__dict__.update(extra)
    return made


def line(message: str, *args: object, error: ErrorInfo | None = None) -> str:
    return Discreet().format(record(message, *args, error=error))


def structured(message: str, *args: object, **more: object) -> dict[str, object]:
    text = Structured().format(record(message, *args, **more))
    assert "\n" not in text
    found: dict[str, object] = json.loads(text)
    return found


def failed_with(typed: str) -> ErrorInfo:
    try:
        try:
            int(typed)
        except ValueError as cause:
            raise RuntimeError(f"cannot read {typed}") from cause
    except RuntimeError as error:
        return RuntimeError, error, error.__traceback__
    raise AssertionError(f"{typed} is a number")


def test_a_query_string_is_cut():
    assert line("Error handling request %s", "/search/?q=Sokolova") == (
        "ERROR site: Error handling request /search/"
    )


def test_what_was_typed_is_not_in_the_report_of_a_fault():
    assert "Nadia" not in line("fault", error=failed_with("Nadia"))


def test_the_report_of_a_fault_names_its_kind_its_cause_and_its_place():
    report = line("fault", error=failed_with("Nadia"))

    assert "builtins.RuntimeError" in report
    assert "builtins.ValueError" in report
    assert "in failed_with" in report


def test_a_line_without_a_fault_is_one_line():
    assert line("started") == "ERROR site: started"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\x1b[2K", "\u2028", "\u202e", "\0"])
def test_nobody_writes_a_line_of_the_log_by_an_address(ending):
    forged = line("Not found: %s", f"/a{ending}ERROR site: all is lost")

    assert ending not in forged
    assert len(forged.splitlines()) == 1


def test_a_structured_line_says_when_how_grave_where_and_what():
    found = structured("started")

    assert list(found) == ["time", "level", "logger", "event"]
    assert str(found["time"]).endswith("+00:00")
    assert found["level"] == "ERROR"
    assert found["logger"] == "site"
    assert found["event"] == "started"


def test_a_structured_line_leaves_out_what_is_filled_in():
    found = structured("Error handling request %s of %s", "/a/?q=Nadia", "10.0.0.7")

    assert found["event"] == "Error handling request %s of %s"
    assert "Nadia" not in str(found)
    assert "10.0.0.7" not in str(found)


def test_a_structured_line_of_a_fault_has_its_kinds_and_its_frames():
    found = structured("fault", error=failed_with("Nadia"))

    assert found["error"] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert "in failed_with" in str(found["frames"])
    assert "Nadia" not in str(found)


def test_a_request_that_failed_is_told_by_its_route():
    request = RequestFactory().get("/reports/nadia/", {"q": "secret"})
    request.resolver_match = resolve("/reports/nadia/")

    found = structured("%s: %s", "Fault", request.path, request=request)

    assert found["route"] == "archive:report"
    assert "nadia" not in str(found)
    assert "secret" not in str(found)


@pytest.fixture
def told(settings, caplog) -> Callable[..., list[dict[str, object]]]:
    """What is written of a request, as fields."""
    settings.LOG_REQUESTS = True
    caplog.set_level(logging.INFO, logger="config.logs")

    def ask(method: str, path: str) -> list[dict[str, object]]:
        request = getattr(RequestFactory(), method)(path, HTTP_USER_AGENT="Nadia/1")
        request.resolver_match = resolve(request.path_info)
        logs.requests(lambda _request: HttpResponse("read"))(request)
        return [
            json.loads(Structured().format(each))
            for each in caplog.records
            if each.name == "config.logs"
        ]

    return ask


def test_a_page_read_leaves_its_route_its_status_and_its_time(told):
    (found,) = told("get", "/reports/nadia/?q=secret")

    assert found["event"] == "request"
    assert found["route"] == "archive:report"
    assert found["status"] == 200
    assert isinstance(found["ms"], int)
    assert set(found) == {"time", "level", "logger", "event", "route", "status", "ms"}
    assert "nadia" not in str(found).lower()


def test_the_plain_line_of_a_request_says_the_same():
    fields = {"route": "archive:report", "status": 200, "ms": 12}

    assert Discreet().format(record("request", fields=fields)) == (
        "ERROR site: request route=archive:report status=200 ms=12"
    )


WRITTEN = [
    "/campaigns/a/write/",
    "/campaigns/a/letter.pdf",
    "/embassies/a/report/",
    "/actions/report/",
    "/actions/thanks/",
]


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("path", WRITTEN)
def test_a_letter_and_a_report_leave_no_line(told, method, path):
    assert told(method, path) == []


def test_no_post_of_a_visitor_leaves_a_line(told):
    assert told("post", "/reports/a/") == []


def test_the_routes_that_are_left_out_are_those_of_these_addresses():
    assert {resolve(path).view_name for path in WRITTEN} == logs.WRITTEN


def test_what_staff_send_leaves_a_line(told):
    assert [found["route"] for found in told("post", "/admin/")] == ["admin:index"]


def test_requests_leave_no_line_unless_it_is_asked_for(settings):
    assert settings.LOG_REQUESTS is False
    with pytest.raises(MiddlewareNotUsed):
        logs.requests(lambda _request: HttpResponse())


def test_a_format_that_is_none_is_named_with_those_that_are():
    with pytest.raises(ImproperlyConfigured, match="'xml'; it is one of: plain, json"):
        logs.to_console("xml")
