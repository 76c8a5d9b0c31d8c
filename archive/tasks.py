"""What runs in the worker, never in a web process."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

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
    """Queue what a worker that was stopped half-way has left. Idempotent."""
    unread = list(Revision.objects.unread().values_list("pk", flat=True))
    for revision_id in unread:
        extract.enqueue(revision_id)
    return len(unread)
