"""Asking the site for every page that a link leads to, one after another."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from campaign.mirror import places, rewriting
from campaign.mirror.places import Fate, Place, place

_START = "/"
# A chain of redirects that is longer leads nowhere.
_STEPS = 5
Heard = Callable[[int, int], None]
Instead = Callable[[str], "str | None"]


@dataclass(slots=True)
class Crawled:
    """What was fetched. files: by address. moved: where an address led instead.

    pages: those of the addresses whose files are markup. missing: addresses a
    page links to that did not answer.
    """

    files: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    moved: dict[str, Place] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)

    def found(self, wanted: Place) -> tuple[str, str] | None:
        """The file a link leads to, and the place in it; None when there is none."""
        fragment = wanted.fragment
        for _step in range(_STEPS):
            if wanted.address not in self.moved:
                break
            wanted = self.moved[wanted.address]
            fragment = wanted.fragment or fragment
        file = self.files.get(wanted.address)
        return (file, fragment) if file else None


def crawl(folder: Path, *, site: str, instead: Instead, heard: Heard) -> Crawled:
    """Write each page into its file in a folder, as the site gives it.

    instead: by its address, a page that the copy has in the place of the site's.
    heard: is told how many files there are, and how many are known to come.
    """
    fetcher = _Fetcher(folder, site, instead)
    crawled = fetcher.crawled
    waiting = deque([_START, places.SEARCH_PAGE])
    # written once all the pages are there
    crawled.files[places.SEARCH_INDEX] = places.file_of(places.SEARCH_INDEX)
    known = {*waiting, places.SEARCH_INDEX}
    while waiting:
        for wanted in fetcher.fetch(waiting.popleft()):
            if wanted.fate is Fate.FILE and wanted.address not in known:
                known.add(wanted.address)
                waiting.append(wanted.address)
        heard(len(crawled.files), len(waiting))
    return crawled


class _Fetcher:
    def __init__(self, folder: Path, site: str, instead: Instead) -> None:
        self.folder, self.site, self.instead = folder, site, instead
        self.client = Client(
            raise_request_exception=False, headers={"host": _host(site)}
        )
        self.crawled = Crawled()

    def fetch(self, address: str) -> Sequence[Place]:
        """Store what answers at an address. Returns where that leads."""
        if address.startswith(settings.STATIC_URL):
            return self._fetch_static(address)
        if (page := self.instead(address)) is not None:
            return self._store_page(address, page.encode())
        answer = self.client.get(address, secure=self.site.startswith("https:"))
        if moved := answer.headers.get("Location"):
            led = place(moved, on=address, site=self.site)
            self.crawled.moved[address] = led
            return [led]
        if answer.status_code != 200:
            self.crawled.missing[address] = answer.status_code
            return []
        body = b"".join(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            return self._store_page(address, body)
        self._store(address, body)
        return []

    def _fetch_static(self, address: str) -> Sequence[Place]:
        """From where they were collected, or from where they are written."""
        name = address.removeprefix(settings.STATIC_URL)
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                self._store(address, file.read())
        elif found := finders.find(name):
            self._store(address, Path(found).read_bytes())
        else:
            self.crawled.missing[address] = 404
        return []

    def _store_page(self, address: str, body: bytes) -> Sequence[Place]:
        self._store(address, body)
        self.crawled.pages.append(address)
        found = rewriting.links(body.decode())
        return [place(each, on=address, site=self.site) for each in found]

    def _store(self, address: str, body: bytes) -> None:
        file = places.file_of(address)
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.crawled.files[address] = file


def _host(site: str) -> str:
    """The site's own, or one that this installation answers to."""
    own = urlsplit(site)
    allowed = settings.ALLOWED_HOSTS
    named = [each for each in allowed if each[:1] not in {"*", "."}]
    if not named or "*" in allowed or own.hostname in allowed:
        return own.netloc
    return str(named[0])
