"""What runs in the worker, never in a web process."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from archive import reconcile
from archive.models import Revision


@task()
def extract(revision_id: int) -> dict[str, int]:
    """Find mentions in a revision and set them against what people decided."""
    revision = Revision.objects.select_related("document").get(pk=revision_id)
    counts = reconcile.run(
        revision, pipelines=settings.EXTRACTION_PIPELINES, at=timezone.now()
    )
    return counts.as_dict()


def enqueue_unread() -> int:
    """Queue what a worker that was stopped half-way has left; how many.

    What waits already is not queued again. What is said to be running is: its
    worker may have been killed, and reading a text twice changes nothing.
    """
    unread = set(Revision.objects.unread().values_list("pk", flat=True))
    left = sorted(unread - _waiting())
    for revision_id in left:
        extract.enqueue(revision_id)
    return len(left)


def _waiting() -> set[int]:
    queued = DBTaskResult.objects.ready().filter(task_path=extract.module_path)
    return {
        task["args"][0]
        for task in queued.values_list("args_kwargs", flat=True)
        if task["args"]
    }
