"""Which file a page becomes, and which address has none."""

import hashlib
import posixpath
import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

# Pages whose files the copy writes itself: letters to copy, and its own search.
LETTERS = "campaign:write"
SEARCH_PAGE, SEARCH_INDEX = "/search/", "/search/index.js"
# What a server must answer each time.
_ONLINE = {
    "campaign:action-report",
    "campaign:action-thanks",
    "campaign:address-report",
    "campaign:letter",
    "campaign:pack",
    "healthz",
    "readyz",
    "security-txt",
}
# What may follow the question mark of a page that has a file: further pages of a
# list, what there is of somebody or of a campaign, the whole of a report, a state's
# offices, a letter's language.
_KEPT = {"after", "campaign", "entity", "language", "of", "page", "show"}
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]*")
# Names that Windows keeps for itself.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class Fate(Enum):
    """ELSEWHERE: not ours, or a place on the page itself."""

    FILE = "file"
    ONLINE = "online"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: an address of the site, and a place on its page.

    query: what a page of the copy itself is asked; the server never sees it.
    """

    fate: Fate
    address: str = ""
    fragment: str = ""
    query: str = ""


def place(link: str, *, on: str, site: str) -> Place:
    """Of a link on the page with that address."""
    try:
        parts = urlsplit(urljoin(site + on, link.strip()))
    except ValueError:
        return Place(Fate.ELSEWHERE)
    here = urlsplit(site)
    if (parts.scheme, parts.netloc) != (here.scheme, here.netloc) or link[:1] == "#":
        return Place(Fate.ELSEWHERE)
    return _ours(parts.path or "/", parts.query, parts.fragment)


def _ours(path: str, query: str, fragment: str) -> Place:
    asked = sorted(parse_qsl(query))
    whole = f"{path}?{urlencode(asked)}" if asked else path
    if path.startswith(settings.STATIC_URL):
        return Place(Fate.FILE, path, fragment)
    if path == SEARCH_PAGE:
        return Place(Fate.FILE, path, fragment, query)
    view = view_of(path)
    if view == LETTERS or path == SEARCH_INDEX:
        return Place(Fate.FILE, path, fragment)
    if not view or view in _ONLINE or path.startswith(("/admin/", "/api/")):
        return Place(Fate.ONLINE, whole, fragment)
    if not {name for name, _value in asked} <= _KEPT:
        return Place(Fate.ONLINE, whole, fragment)
    return Place(Fate.FILE, whole, fragment)


def view_of(path: str) -> str:
    """The name of the view that answers; empty when none does."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def file_of(address: str) -> str:
    """The same for the same address everywhere, and one that every disk can hold.

    Also one that does not tell large letters from small, and in Windows.
    """
    path, _mark, query = address.partition("?")
    *folders, name = path.lstrip("/").split("/")
    name = name or "index.html"
    if query:
        stem, dot, kind = name.partition(".")
        name = f"{stem}-{_digest(query)}{dot}{kind}"
    return "/".join(_safe(each) for each in (*folders, name))


def relative(file: str, *, on: str) -> str:
    """The link to one file from another."""
    return quote(posixpath.relpath(file, posixpath.dirname(on) or "."))


def _safe(name: str) -> str:
    if _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name):
        return name
    stem, dot, kind = name.rpartition(".")
    plain = re.sub(r"[^a-z0-9-]+", "-", (stem or kind).lower()).strip("-")
    ending = re.sub(r"[^a-z0-9]+", "", kind.lower()) if stem else ""
    return f"{plain or 'x'}-{_digest(name)}{dot if ending else ''}{ending}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
