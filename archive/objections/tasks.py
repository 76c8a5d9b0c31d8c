"""A purge reads every row there is, so the worker does it and no visitor waits."""

from collections.abc import Sequence
from dataclasses import asdict

from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from archive import integrity
from archive.models import Entity
from archive.objections.purging import Reason, purge


def purge_soon(
    entity: Entity, *, words: Sequence[str] = (), reason: Reason, by: User
) -> None:
    """Leave it to the worker. Words wait in its queue, where they are purged too."""
    if not is_under_way(entity):
        take_out.enqueue(entity.pk, list(words), str(reason.value), by.pk)


def is_under_way(entity: Entity) -> bool:
    """Whether the worker is at it or will be."""
    waiting = DBTaskResult.objects.ready() | DBTaskResult.objects.running()
    asked = waiting.filter(task_path=take_out.module_path)
    return any(
        each["args"][0] == entity.pk
        for each in asked.values_list("args_kwargs", flat=True)
    )


@task(priority=10)  # before files that wait to be read
def take_out(
    entity_id: int, words: list[str], reason: str, by_id: int
) -> dict[str, int]:
    """purge(), in the worker: how many texts and rows changed, and files went."""
    now = timezone.now()
    found = purge(
        Entity.objects.get(pk=entity_id),
        words=words,
        reason=Reason(reason),
        by=User.objects.get(pk=by_id),
        at=now,
    )
    integrity.seal(at=now, wait=False)
    return asdict(found)
