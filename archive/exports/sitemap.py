"""sitemaps.org, version 0.9: where the pages are, for machines."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

MEDIA_TYPE = "application/xml"
# The protocol allows five times as many.
PAGE = 10_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
Line = tuple[str, datetime | None]


def index(addresses: Iterable[str]) -> str:
    lines = _lines("sitemap", ((address, None) for address in addresses))
    return f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{"".join(lines)}</sitemapindex>\n'


def page(lines: Iterable[Line]) -> str:
    """Addresses, and when what stands there was changed last, if that is known."""
    listed = "".join(_lines("url", lines))
    return f'{_HEAD}<urlset xmlns="{_SPACE}">\n{listed}</urlset>\n'


def _lines(name: str, lines: Iterable[Line]) -> Iterator[str]:
    for address, changed in lines:
        when = f"<lastmod>{_moment(changed)}</lastmod>" if changed else ""
        yield f"<{name}><loc>{escape(address)}</loc>{when}</{name}>\n"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
