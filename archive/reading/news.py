"""What is new to readers: reports that came out, or whose text was put right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Min, OuterRef, Subquery

from archive.models import Document, Revision
from archive.models.authorship import Author as Viewer
from archive.models.document import DocumentQuerySet
from archive.reading.protecting import screen_for

SIZE = 40
# So many changes are looked through for what came out: a bound, not a promise.
_LOOKED_THROUGH = 500


@dataclass(frozen=True, slots=True)
class News:
    """A report as its viewer reads it.

    since: when it could first be read with the text it has. corrected: what was
    put right in that; empty also where nobody said.
    """

    document: Document
    since: datetime
    is_corrected: bool
    corrected: str


def news(viewer: Viewer, *, on: date) -> list[News]:
    """The newest first, by when they became readable. Four queries, or five.

    An embargo ends on its day, and the report is new on that day.
    """
    shown = Document.objects.visible_to(viewer, on=on).whole()
    rows = (
        shown.filter(pk__in=_candidates(shown), current_revision__isnull=False)
        .select_related("source", "current_revision")
        .defer("current_revision__text")
        .annotate(first_public=_first_public())
    )
    newest = sorted(rows, key=lambda each: (_since(each), each.pk), reverse=True)
    return _read(newest[:SIZE], viewer)


def since(keys: Collection[int]) -> dict[int, datetime]:
    """When each of these could first be read with the text it has. One query."""
    rows = (
        Document.objects.filter(pk__in=keys)
        .select_related("current_revision")
        .defer("current_revision__text")
        .annotate(first_public=_first_public())
    )
    return {each.pk: _since(each) for each in rows if each.current_revision}


def _candidates(shown: DocumentQuerySet) -> set[int]:
    """The documents changed last, and those with the newest days of their own."""
    changed = Document.history.order_by("-history_id").values_list("id", flat=True)
    dated = shown.newest_first().values_list("pk", flat=True)
    return {*changed[:_LOOKED_THROUGH], *dated[:SIZE]}


def _first_public() -> Subquery:
    states = Document.history.filter(
        id=OuterRef("pk"), visibility=Document.Visibility.PUBLIC
    )
    days = states.order_by().values("id").annotate(first=Min("history_date"))
    return Subquery(days.values("first"))


def _since(document: Document) -> datetime:
    revision = document.current_revision
    ends = document.embargo_until
    moments: list[datetime | None] = [
        revision.created_at if revision else None,
        getattr(document, "first_public", None),
        datetime.combine(ends, time(), UTC) if ends else None,
    ]
    return max(each for each in moments if each)


def _read(documents: Iterable[Document], viewer: Viewer) -> list[News]:
    found = list(documents)
    screen = screen_for(viewer, documents={each.pk for each in found})
    return [
        News(
            screen.document(each),
            _since(each),
            is_corrected=_is_corrected(each),
            corrected=screen.words(each.current_revision.note, screen.of(each.pk))
            if each.current_revision and _is_corrected(each)
            else "",
        )
        for each in found
    ]


def _is_corrected(document: Document) -> bool:
    revision = document.current_revision
    return revision is not None and revision.kind == Revision.Kind.CORRECTION
