"""A search that is asked again and again: what there is of it, the newest first."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from archive import search
from archive.finding.asked import Asked
from archive.finding.page import address_of, marking
from archive.models import Document
from archive.models.authorship import Author as Viewer
from archive.reading import news
from archive.search import Hit, Results

SIZE = 40
# Found by so many reasons and days, of which the newest are told.
_LOOKED_THROUGH = 200


@dataclass(frozen=True, slots=True)
class Match:
    """A report, since when it can be read, and why it is told of, in words."""

    document: Document
    since: datetime
    why: str
    snippet: str
    address: str


@dataclass(frozen=True, slots=True)
class Followed:
    """said: what is looked for, in words. asked: as far as it meant something."""

    asked: Asked
    said: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


def followed(asked: Asked, *, viewer: Viewer, on: date) -> Followed:
    """One query more than the search."""
    asked = replace(asked, after="")
    results = search.search(
        asked.query,
        viewer=viewer,
        on=on,
        filters=asked.filters,
        size=_LOOKED_THROUGH,
        aliases="aliases" not in asked.without,
        similar="similar" not in asked.without,
    )
    known = asked.only([n for n in asked.filters if n not in results.narrowed.ignored])
    since = news.since([hit.object_id for hit in results.hits])
    words = marking(results)
    matches = [
        Match(
            hit.object,
            since[hit.object_id],
            _why(hit, results),
            "".join(piece.text for piece in hit.snippet),
            address_of(hit, words),
        )
        for hit in results.hits
        if hit.object_id in since and isinstance(hit.object, Document)
    ]
    matches.sort(key=lambda each: (each.since, each.document.pk), reverse=True)
    return Followed(known, search.describe(asked.query), tuple(matches[:SIZE]))


def _why(hit: Hit, results: Results) -> str:
    values = {"words": results.query.typed, "why": hit.why}
    if hit.why:
        return _("Found for “%(words)s”: %(why)s.") % values
    return _("Found for “%(words)s”.") % values
