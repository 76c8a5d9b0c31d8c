"""Work that costs much is done by few at a time, so that reading stays quick.

The others wait a moment, as long as there is room to wait; or they are told to come
back. A process has 44 threads (config/server.py): with every place taken and every
place to wait, some are left that answer all else. In memory, and nothing of anybody.
"""

from collections.abc import Callable, Mapping
from threading import BoundedSemaphore, Lock

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from config.security import Answer, refusal

RETRY_AFTER_SECONDS = 5


class Gate:
    """So many inside, so many before it, none of them for longer than patience."""

    def __init__(self, *, inside: int, waiting: int, patience_seconds: float) -> None:
        self.places = inside + waiting
        self._patience = patience_seconds
        self._inside = BoundedSemaphore(inside)
        self._here, self._lock = 0, Lock()

    def enter(self) -> bool:
        """Whether one is in, and has to leave() again."""
        with self._lock:
            if self._here == self.places:
                return False
            self._here += 1
        if self._inside.acquire(timeout=self._patience):
            return True
        self._gone()
        return False

    def leave(self) -> None:
        self._inside.release()
        self._gone()

    def _gone(self) -> None:
        with self._lock:
            self._here -= 1


# a page is set on one core, without the lock of the interpreter, in a tenth of a second
PRINTING = Gate(inside=1, waiting=19, patience_seconds=10)
SEARCHING = Gate(inside=3, waiting=17, patience_seconds=10)
GATES: Mapping[str, Gate] = {
    "campaign:letter": PRINTING,
    "campaign:pack": PRINTING,
    "archive:search": SEARCHING,
    "archive:search-feed": SEARCHING,
}
# Files of a letter that are only words put together.
LIGHT = ("txt", "html", "eml")


class AtTheGate:
    """The middleware: holds a place from before the view until there is an answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            passed: Gate | None = getattr(request, "passed_gate", None)
            if passed is not None:
                passed.leave()

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[object, ...],
        _kwargs: dict[str, object],
    ) -> HttpResponse | None:
        gate = gate_of(request.resolver_match)
        if gate is None:
            return None
        if gate.enter():
            request.passed_gate = gate  # type: ignore[attr-defined]
            return None
        notice = _("Many people ask for this at once. Please try again shortly.")
        return refusal(request, 503, notice, retry_after_seconds=RETRY_AFTER_SECONDS)


def gate_of(match: ResolverMatch | None) -> Gate | None:
    if match is None or match.kwargs.get("extension") in LIGHT:
        return None
    if match.url_name is None and str(match.kwargs.get("path", "")).endswith("/search"):
        return SEARCHING  # of the API, which has a door of its own
    return GATES.get(match.view_name)
