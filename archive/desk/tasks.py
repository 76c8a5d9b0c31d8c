"""What was put off or has grown old, and waits for somebody to look again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from archive import curation
from archive.desk import shell, stages
from archive.models import Mention, Revision

SHOWN = 12


@shell.page("archive.view_document")
def tasks(request: HttpRequest) -> HttpResponse:
    """Five queries more, whatever the archive's size."""
    mentions = stages.mentions_aside().select_related("passage__revision__document")
    context = {
        "overdue": stages.overdue_claims().order_by("review_by", "id")[:SHOWN],
        "mentions": mentions.order_by("-set_aside_at", "-id")[:SHOWN],
        "claims": stages.claims_aside().order_by("-set_aside_at", "-id")[:SHOWN],
        "failed": DBTaskResult.objects.failed().order_by("-finished_at")[:SHOWN],
        "unread": Revision.objects.unread().select_related("document")[:SHOWN],
    }
    return shell.render(
        request, "desk/tasks.html", context, stage="tasks", title=_("Tasks")
    )


@shell.page("archive.change_mention", methods=("POST",))
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a mention that was set aside back into the queue."""
    here = reverse("desk:tasks")

    def act() -> None:
        mention = get_object_or_404(
            Mention.objects.select_for_update(of=("self",)), pk=pk
        )
        shell.refuse_stale(
            seen=request.POST.get("seen", ""), now=mention.state, by=mention.decided_by
        )
        curation.reopen([mention], by=request.user)

    return shell.decided(request, act, then=here, instead=here)


urls = [
    path("tasks/", tasks, name="tasks"),
    path("tasks/mentions/<int:pk>/", take_up, name="take-up"),
]
