"""What a translation says of itself, and which of them are read today."""

from collections.abc import Iterable, Sequence
from datetime import date

from babel import Locale, UnknownLocaleError
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from archive.models import Document, Revision, Segment
from archive.models.authorship import Author as Viewer
from archive.reading.blocks import Part


def spoken_in(revision: Revision, segments: Sequence[Part]) -> str:
    """Of a translation the language of its longest part which names one; or ""."""
    if revision.kind != Revision.Kind.TRANSLATION:
        return ""
    named = [each for each in segments if each.language]
    longest = max(named, key=lambda each: each.end - each.start, default=None)
    return longest.language if longest else ""


def own_title(revision: Revision, segments: Iterable[Part]) -> str:
    """Of a translation what it is called in its language; "" when it does not say."""
    if revision.kind != Revision.Kind.TRANSLATION:
        return ""
    titles = (each for each in segments if each.kind == Segment.Kind.TITLE)
    first = next(titles, None)
    return " ".join(revision.quote(first.start, first.end).split()) if first else ""


def own_name(code: str) -> str:
    """A language as it calls itself; the code when nobody knows it."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name()
    except (ValueError, UnknownLocaleError):
        return code
    return f"{name[0].upper()}{name[1:]}" if name else code


def spoken(revision: str) -> Subquery:
    """The language of most words of a revision's segments that name one."""
    named = Segment.objects.filter(revision=OuterRef(revision)).exclude(language="")
    longest = named.order_by(F("start") - F("end"), "id")
    return Subquery(longest.values("language")[:1])


def newest(viewer: Viewer, *, on: date) -> QuerySet[Revision]:
    """Of each document that may be seen the last translation into each language.

    With `spoken`, that language.
    """
    seen = Document.objects.visible_to(viewer, on=on)
    newer = Segment.objects.filter(
        revision__document=OuterRef("document"),
        revision__kind=Revision.Kind.TRANSLATION,
        revision__number__gt=OuterRef("number"),
        language=OuterRef("spoken"),
    )
    made = Revision.objects.translations().annotate(spoken=spoken("pk"))
    return made.filter(
        ~Exists(newer), Exists(seen.filter(pk=OuterRef("document")))
    ).order_by("pk")
