"""What an operator watches, as numbers that hold nothing of a person.

In the text format of Prometheus (version 0.0.4), which other programs read too.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db.models import Count, Min, QuerySet, Sum
from django_tasks_db.models import DBTaskResult

from archive import integrity
from archive.models import AccessionFile, Document, Revision
from campaign.models import LetterCount

PREFIX = "demarche_"


@dataclass(frozen=True, slots=True)
class Measure:
    """One name with its values: by labels, or one value without any."""

    name: str
    help: str
    values: Mapping[str, float] = field(default_factory=dict)
    label: str = ""

    def lines(self) -> Iterator[str]:
        yield f"# HELP {PREFIX}{self.name} {self.help}"
        yield f"# TYPE {PREFIX}{self.name} gauge"
        for which, value in self.values.items():
            labels = f'{{{self.label}="{which}"}}' if self.label else ""
            yield f"{PREFIX}{self.name}{labels} {value:.15g}"


def one(name: str, words: str, value: float) -> Measure:
    return Measure(name, words, {"": value})


def text(measures: Iterable[Measure]) -> str:
    return "".join(f"{line}\n" for each in measures for line in each.lines())


def measure(
    *, at: datetime, folder: Path, backups: Path | None = None
) -> Iterator[Measure]:
    """All of them; as many queries however much there is. `folder` is VAR_DIR."""
    yield one("measured_at_seconds", "When this was measured.", at.timestamp())
    yield from documents()
    yield from tasks(at=at)
    yield from chain(at=at)
    yield letters(before=at)
    free = float(shutil.disk_usage(folder).free)
    yield one("disk_free_bytes", "Room left where the site writes.", free)
    if backups is not None:
        yield from kept(backups, at=at)


def documents() -> Iterator[Measure]:
    counted = _counted(Document.objects.all(), "visibility", Document.Visibility.values)
    yield Measure("documents", "Documents by who may see them.", counted, "visibility")
    unread = Revision.objects.unread().count()
    yield one("texts_unread", "Texts that wait to be read for names.", unread)
    waiting = AccessionFile.objects.filter(status=AccessionFile.Status.WAITING)
    yield one("files_waiting", "Files handed in and not taken in.", waiting.count())


def tasks(*, at: datetime) -> Iterator[Measure]:
    rows = DBTaskResult.objects.all()
    status = DBTaskResult._meta.get_field("status")
    counted = _counted(rows, "status", [name for name, _words in status.flatchoices])
    values = {name.lower(): number for name, number in counted.items()}
    yield Measure("tasks", "Background tasks by state.", values, "status")
    waits = rows.ready().aggregate(oldest=Min("enqueued_at"))["oldest"]
    runs = rows.running().aggregate(oldest=Min("started_at"))["oldest"]
    yield one("task_waiting_seconds", "How long the next task waits.", _age(waits, at))
    yield one("task_running_seconds", "How long a task has run.", _age(runs, at))


def chain(*, at: datetime) -> Iterator[Measure]:
    count, since = integrity.unsealed(at=at)
    yield one("records_unsealed", "Records that wait for the chain.", count)
    yield one("record_unsealed_seconds", "How long the oldest waits.", _age(since, at))


def letters(*, before: datetime) -> Measure:
    """Of the days that are over: a count that grows within a day tells the moment."""
    rows = LetterCount.objects.filter(day__lt=before.astimezone(UTC).date())
    made = rows.aggregate(made=Sum("count"))["made"] or 0
    return one("letters", "Letters made until the end of yesterday.", made)


def kept(backups: Path, *, at: datetime) -> Iterator[Measure]:
    """Whole files only: the name of one that is being written begins with a dot."""
    files = [path for path in backups.glob("[!.]*") if path.is_file()]
    yield one("backups", "Backups in the folder.", len(files))
    if files:
        newest = max(files, key=lambda path: path.stat().st_mtime).stat()
        age = at.timestamp() - newest.st_mtime
        yield one("backup_age_seconds", "Age of the newest backup.", age)
        yield one("backup_bytes", "Size of the newest backup.", newest.st_size)


def _counted(rows: QuerySet, column: str, known: Iterable[str]) -> dict[str, float]:
    """By each value there may be, so that none is missing where there is no row."""
    pairs = rows.order_by().values_list(column).annotate(n=Count("pk"))
    found: dict[str, float] = dict(pairs)
    return {name: found.get(name, 0) for name in known}


def _age(since: datetime | None, at: datetime) -> float:
    return max((at - since) / timedelta(seconds=1), 0) if since else 0
