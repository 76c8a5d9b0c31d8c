"""What runs in the worker, never in a web process."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from archive import integrity, reconcile
from archive.models import Revision

# What a task is said to have failed of when its worker died under it again.
CUT_OFF = "archive.attending.CutOff"


@task()
def extract(revision_id: int) -> dict[str, int]:
    """Find mentions in a revision and set them against what people decided."""
    revision = Revision.objects.select_related("document").get(pk=revision_id)
    counts = reconcile.run(
        revision, pipelines=settings.EXTRACTION_PIPELINES, at=timezone.now()
    )
    integrity.seal(at=timezone.now(), wait=False)
    return counts.as_dict()


def enqueue_unread() -> int:
    """Queue what waits for no worker though it was never read; how many.

    What waits, is being read, or has killed its worker twice is not queued again.
    """
    unread = set(Revision.objects.unread().values_list("pk", flat=True))
    left = sorted(unread - seen_to(extract.module_path))
    for revision_id in left:
        extract.enqueue(revision_id)
    return len(left)


def seen_to(path: str) -> set[int]:
    """What tasks of this kind are about that wait, run, or were cut off twice."""
    cut_off = DBTaskResult.objects.failed().filter(exception_class_path=CUT_OFF)
    open_ones = DBTaskResult.objects.ready() | DBTaskResult.objects.running() | cut_off
    found = open_ones.filter(task_path=path).values_list("args_kwargs", flat=True)
    return {each["args"][0] for each in found if each["args"]}
