"""How a log line is written: what went wrong and where, never by whom."""

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None]

QUERY = re.compile(r"\?\S*")


class Discreet(logging.Formatter):
    """Level, logger and sentence; query strings and what errors quote are cut.

    The message of an exception often repeats what a visitor typed (a value
    that cannot be parsed, a row the database refused), so of an exception
    only its types and the lines of our code remain.
    """

    def __init__(self) -> None:
        super().__init__("{levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return QUERY.sub("", super().formatMessage(record))

    def formatException(self, ei: object) -> str:  # noqa: N802
        error = ei[1] if isinstance(ei, tuple) else None
        return "".join(_frames(error)).rstrip()


def _frames(error: BaseException | None) -> Iterator[str]:
    """The error and what led to it, innermost last, without their messages."""
    while error is not None:
        yield f"{type(error).__module__}.{type(error).__qualname__}\n"
        yield from traceback.format_tb(error.__traceback__)
        error = error.__cause__ or error.__context__
