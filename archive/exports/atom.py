"""Atom (RFC 4287): what is new, for programs that look for it themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/atom+xml"
# In tag URIs (RFC 4151): of names that whoever runs the site held in that year.
MINTED = "2026"
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
# XML 1.0, section 2.2: what no document may hold, not even as a reference
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news. id: tag() of the row, for ever the same.

    language: of the title; what is said of it is in that of the feed. summary
    is plain text. original: where it was printed first. All addresses are whole.
    """

    id: str
    title: str
    address: str
    updated: datetime
    published: date | None = None
    summary: str = ""
    author: str = ""
    language: str = ""
    original: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """address: its own. page: what a person reads instead. by: who runs it."""

    id: str
    title: str
    address: str
    page: str
    by: str
    language: str
    entries: tuple[Entry, ...] = ()
    subtitle: str = ""

    @property
    def updated(self) -> datetime:
        """Of its newest entry; 1970 while there is none."""
        return max((each.updated for each in self.entries), default=_NOTHING_YET)


def tag(site: str, thing: str) -> str:
    """A name that stays when addresses change. thing: such as "report/12"."""
    try:
        host = (urlsplit(site).hostname or "").encode("idna").decode()
    except ValueError:  # UnicodeError is one: a name no resolver knows
        host = ""
    if ":" in host:  # a bare address of IPv6 names nobody
        host = ""
    return f"tag:{host or 'localhost'},{MINTED}:{thing}"


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def write(feed: Feed) -> bytes:
    """The same bytes for the same feed."""
    return "\n".join(_document(feed)).encode()


def _document(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    space = "http://www.w3.org/2005/Atom"
    yield f'<feed xmlns="{space}" xml:lang={_quoted(feed.language)}>'
    yield _element("id", feed.id)
    yield _element("title", _line(feed.title))
    if feed.subtitle:
        yield _element("subtitle", _line(feed.subtitle))
    yield _element("updated", _moment(feed.updated))
    yield f"<author>{_element('name', _line(feed.by))}</author>"
    yield _link("self", MEDIA_TYPE, feed.address)
    yield _link("alternate", "text/html", feed.page)
    for each in feed.entries:
        yield from _entry(each)
    yield "</feed>\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield "<entry>"
    yield _element("id", entry.id)
    yield _element("title", _line(entry.title), entry.language)
    yield _element("updated", _moment(entry.updated))
    if entry.published:
        yield _element("published", _moment(midnight(entry.published)))
    if entry.author:
        yield f"<author>{_element('name', _line(entry.author))}</author>"
    yield _link("alternate", "text/html", entry.address)
    if entry.original:
        yield _link("via", "", entry.original)
    for each in entry.categories:
        yield f"<category term={_quoted(each)}/>"
    # without content an entry is its page, and what is said of it stands here
    yield _element("summary", entry.summary)
    yield "</entry>"


def _element(name: str, words: str, language: str = "") -> str:
    spoken = f" xml:lang={_quoted(language)}" if language else ""
    return f"<{name}{spoken}>{escape(_clean(words))}</{name}>"


def _link(relation: str, kind: str, address: str) -> str:
    of_kind = f' type="{kind}"' if kind else ""
    return f'<link rel="{relation}"{of_kind} href={_quoted(address)}/>'


def _quoted(words: str) -> str:
    return quoteattr(_clean(words))


def _line(words: str) -> str:
    """In one line; what has no words says so to nobody's parser."""
    return " ".join(words.split()) or "–"


def _clean(words: str) -> str:
    return _NO_XML.sub("", words)


def _moment(at: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
