"""Public pages kept in this process for as long as nothing at all is written.

A page is the same for everybody, so the hundredth reader of a minute costs nothing.
What the database is at a moment it says itself (archive.finding.moments): a name that
is protected now is on no page any more. Only addresses without a question are kept:
what somebody asks for is nobody's business.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from archive.finding.moments import moment
from config.security import Answer

PAGES, LARGEST_BYTES, MOMENTS = 200, 100_000, 4
# What the two rooms answer from the database; the front page, too.
FOLDERS = {
    *("", "reports", "people", "organisations", "places", "sources", "timeline"),
    *("campaigns", "embassies", "actions", "api"),
}

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    content: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        return cls(response.content, tuple(response.headers.items()))

    def answer(self) -> HttpResponse:
        return HttpResponse(self.content, headers=dict(self.headers))


@dataclass(slots=True)
class Shelf:
    """Pages of this moment of the database and of those just before; none of others.

    Who asked a moment ago and had to wait may have what was made for that moment,
    and takes nothing away from those who ask now.
    """

    _lock: Lock = field(default_factory=Lock)
    _pages: dict[str, dict[Key, Page]] = field(default_factory=dict)
    _making: dict[Key, Lock] = field(default_factory=dict)

    def find(self, at: str, key: Key) -> Page | None:
        with self._lock:
            if at not in self._pages:
                self._pages[at] = {}
                if len(self._pages) > MOMENTS:
                    self._pages.pop(next(iter(self._pages)))
            return self._pages[at].get(key)

    def keep(self, at: str, key: Key, page: Page) -> None:
        with self._lock:
            if at in self._pages and len(page.content) <= LARGEST_BYTES:
                self._pages[at][key] = page
                if len(self) > PAGES:
                    oldest = next(filter(None, self._pages.values()))
                    oldest.pop(next(iter(oldest)))

    def __len__(self) -> int:
        return sum(map(len, self._pages.values()))

    @contextmanager
    def made_once(self, key: Key) -> Iterator[None]:
        """Whoever wants the same page waits for the one who makes it."""
        with self._lock:
            if len(self._making) > PAGES:
                self._making.clear()
            mine = self._making.setdefault(key, Lock())
        with mine:
            yield


_SHELF = Shelf()


def pages(get_response: Answer) -> Answer:
    """The middleware; inside those that pack a page and say that it is not modified."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        at = _moment() if may_be_kept(request) else ""
        if not at:
            return get_response(request)
        key = _key(request)
        if (found := _SHELF.find(at, key)) is not None:
            return found.answer()
        with _SHELF.made_once(key):
            # another may have made it meanwhile, for this moment or for a later one
            asked, at = at, _moment()
            for each in dict.fromkeys((asked, at)):
                if each and (found := _SHELF.find(each, key)) is not None:
                    return found.answer()
            response = get_response(request)
            if isinstance(response, HttpResponse) and is_for_everybody(response):
                _SHELF.keep(at, key, Page.of(response))
            return response

    return answer


def may_be_kept(request: HttpRequest) -> bool:
    folder = request.path_info.split("/")[1]
    asks_nothing = not request.META.get("QUERY_STRING")
    return request.method == "GET" and asks_nothing and folder in FOLDERS


def is_for_everybody(response: HttpResponse) -> bool:
    said = response.headers.get("Cache-Control", "public")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        and not {"no-store", "no-cache", "private"} & set(said.split(", "))
    )


def _moment() -> str:
    """Empty where the database does not answer: the view finds that out, too."""
    try:
        return moment()
    except Error:
        return ""


def _key(request: HttpRequest) -> Key:
    day = timezone.localdate().isoformat()  # noqa: TID251 (a door)
    return (request.get_host(), request.path_info, day, translation.get_language())
