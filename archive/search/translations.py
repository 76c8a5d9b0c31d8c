"""Translations among what is searched: each by its own words, in its own language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models import Revision, Segment
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, translations
from archive.reading.blocks import Part
from archive.reading.screen import Screen
from archive.search.index import Entry
from archive.search.rooms import Read, Room

_KIND = "translation"
_OPENING = 100


def _of_translations(objects: Sequence[int]) -> Iterator[Entry]:
    """All that were made and not taken back; which of them is read, rows() says."""
    rows = Revision.objects.translations().filter(pk__in=objects)
    for each in rows.prefetch_related("segments").order_by("pk"):
        title, language = _called(each)
        day = each.created_at.date()
        yield Entry(_KIND, each.pk, title, each.text, language, day)


def _called(revision: Revision) -> tuple[str, str]:
    """Its title, or how it begins; and its language."""
    parts = [
        Part(each.start, each.end, each.kind, each.language)
        for each in sorted(revision.segments.all(), key=lambda each: each.start)
    ]
    opening = " ".join(revision.text[: 4 * _OPENING].split())[:_OPENING]
    title = translations.own_title(revision, parts) or opening
    return title, translations.spoken_in(revision, parts)


def _translations(viewer: Viewer, on: date) -> "QuerySet[Any]":
    newest = translations.newest(viewer, on=on)
    return newest.select_related("document").prefetch_related("segments")


def _translations_read(
    found: Mapping[int, Revision], screen: Screen
) -> Mapping[int, Read]:
    """While somebody is protected, as the pages of their reports call people."""
    about = {each.document_id for each in found.values()}
    about |= {key for each in found.values() if (key := each.document.part_of_id)}
    if screen:
        screen = protecting.screen_for(None, documents=about)
    made = {}
    for pk, each in found.items():
        title, language = _called(each)
        people = screen.of(each.document_id, each.document.part_of_id)
        words = screen.words(title, people), screen.words(each.text, people)
        made[pk] = Read(each, *words, language)
    return made


def _note(revision: Revision) -> str:
    """The language as it calls itself; of the rows that are read it is at hand."""
    return translations.own_name(getattr(revision, "spoken", "") or "")


TRANSLATIONS = Room(
    kind=_KIND,
    label=_("Translations"),
    model=Revision,
    entries=_of_translations,
    rows=_translations,
    read=_translations_read,
    note=_note,
    parts={Segment: "revision_id"},
)
