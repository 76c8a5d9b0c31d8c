"""What was put right or taken back in public, by month: for everybody to read.

Nobody's protected name is said, nor what a report was that is not shown any more.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from itertools import groupby, pairwise

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Claim, Document, Revision
from archive.models.authorship import Author as Viewer
from archive.reading import everything, protecting
from archive.reading.screen import Screen

# A page has whole months, and with the last of them at least so many lines.
SIZE = 40
# So many of a kind are looked through for one page.
_AT_MOST = 500


class Kind(StrEnum):
    TEXT = "text"
    FACT = "fact"
    WITHDRAWN = "withdrawn"
    ADDRESS = "address"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Line:
    """url: where it can be read now, or ""; links: more of it, by their words."""

    on: date
    kind: Kind
    title: str
    said: str
    url: str = ""
    language: str = "en"
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Log:
    """older: where the next page goes on; "" on the last one."""

    months: Sequence[Month]
    older: str = ""
    is_first: bool = True


# What another room changed in public: CHANGE_LOGS.
Others = Callable[..., Iterable[Line]]


def log(viewer: Viewer, *, on: date, after: str = "") -> Log:
    """after: a month such as 2026-03; what came before it. Ten queries, some of
    which read histories; two more while somebody is protected.
    """
    until = _month(after)
    lines = [
        *_texts(viewer, on=on, until=until),
        *_facts(viewer, on=on),
        *_withdrawn(until=until),
        *_of_others(viewer, on=on),
    ]
    known = [each for each in lines if until is None or each.on < until]
    newest = sorted(known, key=lambda each: each.on, reverse=True)
    months: list[Month] = []
    count = 0
    for first, found in groupby(newest, key=lambda each: each.on.replace(day=1)):
        if count >= SIZE:
            return Log(months, f"{months[-1].first:%Y-%m}", until is None)
        months.append(Month(first, tuple(found)))
        count += len(months[-1].lines)
    return Log(months, is_first=until is None)


def _month(after: str) -> date | None:
    try:
        return date.fromisoformat(f"{after}-01") if len(after) == 7 else None
    except ValueError:
        return None


def _before(until: date | None, column: str) -> dict[str, datetime]:
    if until is None:
        return {}
    return {f"{column}__lt": datetime.combine(until, time(), UTC)}


def _texts(viewer: Viewer, *, on: date, until: date | None) -> Iterator[Line]:
    shown = Document.objects.visible_to(viewer, on=on)
    # a translation may lie between
    earlier = Revision.objects.written().filter(
        document=OuterRef("document"), number__lt=OuterRef("number")
    )
    made = Revision.objects.filter(
        kind=Revision.Kind.CORRECTION,
        document__in=shown,
        **_before(until, "created_at"),
    ).annotate(before=Subquery(earlier.order_by("-number").values("number")[:1]))
    rows = list(
        made.select_related("document").defer("text").order_by("-id")[:_AT_MOST]
    )
    keys = {each.document_id for each in rows}
    screen = protecting.screen_for(viewer, documents=keys)
    for row in map(screen.revision, rows):
        yield Line(
            on=row.created_at.date(),
            kind=Kind.TEXT,
            title=row.document.title,
            said=row.note or _("No reason was noted."),
            url=row.get_absolute_url(),
            language=row.document.language,
            links=tuple(_both(row, getattr(row, "before", None))),
        )


def _both(row: Revision, before: int | None) -> Iterator[tuple[str, str]]:
    if before:
        slug = row.document.slug
        yield _("The text before"), reverse("archive:revision", args=[slug, before])
        changes = reverse("archive:changes", args=[slug, row.number])
        yield _("What was corrected"), changes


def _facts(viewer: Viewer, *, on: date) -> Iterator[Line]:
    """Replaced from a day on, by what is public as well; or disputed."""
    public = everything.all_facts(viewer, on=on)
    newer = public.filter(pk=OuterRef("superseded_by"))
    replaced = public.filter(Exists(newer), superseded_on__lte=on)
    rows = _first(replaced.select_related("superseded_by").order_by("-superseded_on"))
    disputed = _first(public.filter(status=Claim.Status.DISPUTED).order_by("-id"))
    screen = _screen_of([*rows, *disputed], viewer) if rows or disputed else Screen()
    for claim in map(screen.claim, rows):
        if claim.superseded_on and claim.superseded_by:
            newer_one = claim.superseded_by.sentence
            said = _("Events have overtaken it: %(newer)s") % {"newer": newer_one}
            yield Line(claim.superseded_on, Kind.FACT, claim.sentence, said)
    since = _disputed_since(disputed)
    for claim in map(screen.claim, disputed):
        if claim.pk in since:
            said = claim.disputed_reason or _("It is disputed; no reason was noted.")
            yield Line(since[claim.pk], Kind.FACT, claim.sentence, said)


def _first(rows: "QuerySet[Claim]") -> list[Claim]:
    return list(rows.distinct()[:_AT_MOST])


def _screen_of(claims: Sequence[Claim], viewer: Viewer) -> Screen:
    """Of the documents that prove them: there a surname alone is somebody's."""
    keys = {each.pk for each in claims}
    keys |= {each.superseded_by_id for each in claims if each.superseded_by_id}
    documents = Document.objects.filter(revisions__passages__evidence__claim__in=keys)
    return protecting.screen_for(
        viewer, documents=documents.order_by().values_list("pk", flat=True)
    )


def _disputed_since(claims: Sequence[Claim]) -> dict[int, date]:
    """The day since which each has been, without a break. One query."""
    states = Claim.history.filter(id__in=[each.pk for each in claims])
    found: dict[int, date] = {}
    for pk, status, moment in states.order_by("history_id").values_list(
        "id", "status", "history_date"
    ):
        if status != Claim.Status.DISPUTED:
            found.pop(pk, None)
        else:
            found.setdefault(pk, moment.date())
    return found


def _withdrawn(*, until: date | None) -> Iterator[Line]:
    """How many reports on a day, and nothing else of them: they are not shown."""
    gone = Document.history.filter(visibility=Document.Visibility.WITHDRAWN)
    newest = gone.order_by("-history_id").values_list("id", flat=True)[:_AT_MOST]
    states = Document.history.filter(id__in=list(newest), part_of=None).order_by(
        "id", "history_id"
    )
    days = sorted(
        now.history_date.date()
        for was, now in pairwise(states)
        if was.id == now.id
        and now.visibility == Document.Visibility.WITHDRAWN
        and _was_read(was, at=now.history_date)
    )
    for day, found in groupby(days):
        if until is None or day < until:
            count = len(list(found))
            title = ngettext(
                "A report was withdrawn", "%(n)s reports were withdrawn", count
            ) % {"n": count}
            said = _("It is not shown any more, and so not named here.")
            yield Line(day, Kind.WITHDRAWN, title, said)


def _was_read(state: Document, *, at: datetime) -> bool:
    until = state.embargo_until
    return state.visibility == Document.Visibility.PUBLIC and (
        until is None or until <= at.date()
    )


def _of_others(viewer: Viewer, *, on: date) -> Iterator[Line]:
    for name in settings.CHANGE_LOGS:
        provider: Others = import_string(name)
        yield from provider(viewer=viewer, on=on)
