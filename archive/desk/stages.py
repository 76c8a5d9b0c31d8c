"""What waits at each stage of the desk, and how it is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from archive import resolution
from archive.models import Claim, Document, Evidence, LostPassage, Mention
from archive.models.revision import is_current

# What cannot be counted in a moment is not counted: "1,000+".
COUNTED = 1000


def untriaged() -> QuerySet[Document]:
    """Documents nobody has confirmed; a letter goes with its report."""
    return (
        Document.objects.whole()
        .filter(triaged_at=None, current_revision__isnull=False)
        .exclude(visibility=Document.Visibility.WITHDRAWN)
    )


def open_mentions() -> QuerySet[Mention]:
    """Finds in texts of today that nobody has decided or set aside."""
    return undecided().filter(is_current("passage__revision"))


def undecided() -> QuerySet[Mention]:
    """As open_mentions(), in texts of any day."""
    return Mention.objects.filter(
        status=Mention.Status.SUGGESTED, decided_at=None, set_aside_at=None
    )


def open_claims() -> QuerySet[Claim]:
    """Proposed facts whose words stand in a text of today."""
    return Claim.objects.filter(
        Exists(Evidence.objects.live().filter(claim=OuterRef("pk"))),
        status=Claim.Status.SUGGESTED,
        set_aside_at=None,
    )


def lost_passages() -> QuerySet[LostPassage]:
    return LostPassage.objects.filter(status=LostPassage.Status.WAITING)


def unpublished() -> QuerySet[Document]:
    """Triaged drafts: what may be published next."""
    return Document.objects.whole().filter(
        visibility=Document.Visibility.DRAFT,
        triaged_at__isnull=False,
        current_revision__isnull=False,
    )


def overdue_claims() -> QuerySet[Claim]:
    """Confirmed facts whose day to be looked at again is over."""
    today = timezone.localdate()  # noqa: TID251 (the desk is a door)
    return Claim.objects.filter(
        status=Claim.Status.CONFIRMED, superseded_by=None, review_by__lt=today
    )


def mentions_aside() -> QuerySet[Mention]:
    return Mention.objects.suggested().filter(set_aside_at__isnull=False)


def claims_aside() -> QuerySet[Claim]:
    return Claim.objects.filter(
        status=Claim.Status.SUGGESTED, set_aside_at__isnull=False
    )


def put_off() -> QuerySet:
    """All that waits for somebody to look again; a text waits for the worker."""
    return together(overdue_claims(), claims_aside(), mentions_aside())


def together(first: QuerySet, *others: QuerySet) -> QuerySet:
    """Several queues, to be counted as one."""
    rows = [queue.order_by().values("pk") for queue in (first, *others)]
    return rows[0].union(*rows[1:], all=True)


@dataclass(frozen=True, slots=True)
class Stage:
    """A kind of decision, where it is made, and what waits for it."""

    name: str
    label: object
    url_name: str
    waiting: Callable[[], QuerySet]
    advice: object

    @property
    def address(self) -> str:
        return reverse(self.url_name)


STAGES = (
    Stage(
        "triage",
        _("Triage"),
        "desk:triage",
        untriaged,
        _("Say of each new report what it is, when it came out and what of it counts."),
    ),
    Stage(
        "mentions",
        _("Names and dates"),
        "desk:mentions",
        open_mentions,
        _("Say who and what is meant, each in its sentence."),
    ),
    Stage(
        "same",
        _("Same?"),
        "desk:same",
        resolution.open_pairs,
        _("Say whether two entries are one."),
    ),
    Stage(
        "facts",
        _("Facts"),
        "desk:facts",
        open_claims,
        _("Confirm what the reports prove."),
    ),
    Stage(
        "reanchor",
        _("Re-anchor"),
        "desk:reanchor",
        lost_passages,
        _("Find the words again that a correction has changed."),
    ),
    Stage(
        "publish",
        _("Publish check"),
        "desk:publish",
        unpublished,
        _("See what is in the way, then publish."),
    ),
)
TASKS = Stage(
    "tasks",
    _("Tasks"),
    "desk:tasks",
    put_off,
    _("Look again at what was put off or has grown old."),
)


def every() -> tuple[Stage, ...]:
    """The stages of the archive, those the site adds to them, and what is put off."""
    added: list[Stage] = [import_string(name) for name in settings.DESK_STAGES]
    return (*STAGES, *added, TASKS)


@dataclass(frozen=True, slots=True)
class Count:
    """How many wait at a stage; is_bounded: at least so many."""

    stage: Stage
    number: int
    is_bounded: bool

    @property
    def words(self) -> str:
        return f"{self.number:,}+" if self.is_bounded else f"{self.number}"


def counts(shown: Sequence[Stage]) -> list[Count]:
    """How many wait at each of these, up to COUNTED. One query."""
    if not shown:
        return []
    today = timezone.localdate()  # noqa: TID251 (the desk is a door)
    asked, values = _question(
        tuple(stage.waiting for stage in shown),
        COUNTED + 1,
        today,
        connection.vendor,
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        numbers = [int(number) for number in cursor.fetchone()]
    return [
        Count(stage, min(number, COUNTED), number > COUNTED)
        for stage, number in zip(shown, numbers, strict=True)
    ]


# A set of stages for each role, on the day and the one before.
@lru_cache(maxsize=32)
def _question(
    queues: Sequence[Callable[[], QuerySet]], most: int, _day: date, _vendor: str
) -> tuple[str, Sequence[str | int | bool]]:
    """The length of each, up to the most, in a single query.

    Writing it takes longer than asking it, and every page of the desk asks: it is
    kept for the day that the queues reckon from, in the words of the database.
    """
    asked: list[str] = []
    values: list[str | int | bool] = []
    for waiting in queues:
        queue = waiting()
        first = queue if queue.query.combinator else queue.order_by().values("pk")
        first = first[:most]
        sql, params = first.query.sql_with_params()
        asked.append(f"(SELECT COUNT(*) FROM ({sql}) AS waiting)")  # noqa: S608
        values.extend(params)
    return f"SELECT {', '.join(asked)}", tuple(values)
