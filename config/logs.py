"""How a log line is written: what went wrong and where, never by whom."""

import json
import logging
import re
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import TracebackType

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None]
Answer = Callable[[HttpRequest], HttpResponseBase]

LOGGER = logging.getLogger(__name__)
QUERY = re.compile(r"\?\S*")
# What would end a line, colour a terminal or turn the reading direction round.
CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
# The routes of forms, where a visitor reads what to send before sending it.
WRITTEN = frozenset(
    {
        "campaign:write",
        "campaign:letter",
        "campaign:address-report",
        "campaign:action-report",
        "campaign:action-thanks",
    }
)


class Discreet(logging.Formatter):
    """Level, logger and sentence; query strings and what errors quote are cut.

    The message of an exception often repeats what a visitor typed (a value
    that cannot be parsed, a row the database refused), so of an exception
    only its types and the lines of our code remain.
    """

    def __init__(self) -> None:
        super().__init__("{levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        words = QUERY.sub("", super().formatMessage(record))
        for name, value in getattr(record, "fields", {}).items():
            words += f" {name}={value}"
        return CONTROLS.sub(_escaped, words)

    def formatException(self, ei: object) -> str:  # noqa: N802
        error = ei[1] if isinstance(ei, tuple) else None
        return "".join(_frames(error)).rstrip()


class Structured(logging.Formatter):
    """One JSON object a line, for programs that collect lines.

    A message is written as the program has it, without what is filled in: that
    is where paths, names and values stand. Only `extra={"fields": …}` is added,
    and only our own code writes that.
    """

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": QUERY.sub("", str(record.msg)),
            **_of_request(record),
            **getattr(record, "fields", {}),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = [_name(each) for each in _causes(error)]
            line["frames"] = "".join(_frames(error)).rstrip()
        return json.dumps(line, ensure_ascii=True)


FORMATS = {"plain": Discreet, "json": Structured}


def to_console(kind: str) -> dict[str, object]:
    """Django's LOGGING: everything to standard error, in one of the two formats."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": formatter(kind)}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "lines"}
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # a fault with its place; a page not found is none
            "django.request": {"level": "ERROR"},
            # its lines name the passkeys of who signs in
            "fido2": {"level": "WARNING"},
            # its lines quote what visitors sent
            "django.security": {"level": "CRITICAL", "propagate": False},
        },
    }


def formatter(kind: str) -> type[logging.Formatter]:
    if kind not in FORMATS:
        raise ImproperlyConfigured(
            f"LOG_FORMAT is {kind!r}; it is one of: {', '.join(FORMATS)}."
        )
    return FORMATS[kind]


def requests(get_response: Answer) -> Answer:
    """With LOG_REQUESTS: a line for each request, by the name of its route.

    None of where a letter or a report is written: the moment of it, beside what a
    provider notes of who was connected, would lead to the sender.
    """
    if not settings.LOG_REQUESTS:
        raise MiddlewareNotUsed

    def answer(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        if _may_be_told(request):
            fields = {
                "route": route(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000),
            }
            LOGGER.info("request", extra={"fields": fields})
        return response

    return answer


def _may_be_told(request: HttpRequest) -> bool:
    if request.path_info.startswith("/admin/"):
        return True
    return request.method != "POST" and route(request) not in WRITTEN


def route(request: HttpRequest) -> str:
    """The name of a route, never the path that led to it."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


def _of_request(record: logging.LogRecord) -> dict[str, object]:
    """Route and status of what Django could not answer, instead of its path."""
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return {}
    return {"route": route(request), "status": getattr(record, "status_code", None)}


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it, innermost last."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _frames(error: BaseException | None) -> Iterator[str]:
    """The same without their messages, each with the lines of code it came by."""
    for each in _causes(error):
        yield f"{_name(each)}\n"
        yield from traceback.format_tb(each.__traceback__)
