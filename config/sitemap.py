"""Where the public pages are, ten thousand at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Model, QuerySet
from django.urls import reverse

from archive.exports.sitemap import PAGE, Line
from archive.models import Document, Entity, Source
from archive.reading import protecting, shelves, visible
from archive.reading.screen import Screen
from campaign.models import Campaign, Recipient

# The same map for everybody, whoever asks.
_NOBODY = AnonymousUser()
_PLACES = (
    "campaign:home",
    "campaign:campaigns",
    "campaign:recipients",
    "campaign:actions",
    "archive:reports",
    "archive:people",
    "archive:organisations",
    "archive:places",
    "archive:sources",
    "archive:exports",
    "campaign:timeline",
    "api",
    "archive:about",
    "archive:privacy",
    "archive:accessibility",
    "archive:corrections",
)


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one kind. rows: those that may be seen on a day.

    changed: the path to when the row's page was changed, empty when not known.
    """

    model: type[Model]
    rows: Callable[[date, Screen], QuerySet[Any]]
    changed: str = ""


def _documents(on: date, _screen: Screen) -> QuerySet[Any]:
    shown = Document.objects.visible_to(_NOBODY, on=on)
    kept = shown.filter(current_revision__isnull=False)
    return kept.select_related("current_revision").only(
        "slug", "current_revision__created_at"
    )


def _entities(on: date, screen: Screen) -> QuerySet[Any]:
    return visible.entities(_NOBODY, on=on, screen=screen).only("slug", "kind")


def _sources(on: date, screen: Screen) -> QuerySet[Any]:
    return shelves.sources(_NOBODY, on=on, screen=screen).only("slug")


def _campaigns(_on: date, _screen: Screen) -> QuerySet[Any]:
    return Campaign.objects.visible_to(_NOBODY).only("slug")


def _recipients(_on: date, _screen: Screen) -> QuerySet[Any]:
    return Recipient.objects.all().only("slug")


SECTIONS = {
    "reports": Section(Document, _documents, "current_revision"),
    "entities": Section(Entity, _entities),
    "sources": Section(Source, _sources),
    "campaigns": Section(Campaign, _campaigns),
    "embassies": Section(Recipient, _recipients),
}


def pages() -> Iterable[tuple[str, int]]:
    """Section and number of each page; a query for each section.

    A page holds the keys of ten thousand rows, so that it stays where it is
    whatever is added. Asked of all rows: whether any on it may be seen costs more
    than an almost empty page.
    """
    for name, section in SECTIONS.items():
        rows = section.model._default_manager.order_by()
        numbers = rows.values_list((F("pk") - 1) / PAGE, flat=True).distinct()
        yield from ((name, number + 1) for number in sorted(numbers))


def lines(section: Section, number: int, *, on: date, site: str) -> list[Line]:
    """Those of a page. Two queries."""
    first = (number - 1) * PAGE + 1
    screen = protecting.screen_for(_NOBODY)
    rows = section.rows(on, screen).filter(pk__gte=first, pk__lt=first + PAGE)
    return [
        (
            site + screen.addressed(row).get_absolute_url(),
            _changed(row, section.changed),
        )
        for row in rows.order_by("pk")
    ]


def _changed(row: Any, path: str) -> Any:
    return getattr(row, path).created_at if path else None


def places(*, site: str) -> list[Line]:
    """Lists and pages about the site."""
    return [(site + reverse(name), None) for name in _PLACES]
