"""The first page of the desk, and taking the last act back from anywhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import undoing
from archive.desk import shell, stages
from archive.models import Accession

NEWEST = 8
DELIVERIES = 3


@shell.page("archive.view_document")
def home(request: HttpRequest) -> HttpResponse:
    """Where work waits, and the newest reports among it. Two queries more."""
    newest = stages.untriaged().select_related("source").order_by("-id")[:NEWEST]
    deliveries = Accession.objects.select_related("source", "made_by")[:DELIVERIES]
    context = {"newest": newest, "deliveries": deliveries}
    return shell.render(
        request, "desk/home.html", context, stage="home", title=_("Desk")
    )


@shell.page(methods=("POST",))
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the act that the frame showed, if it is still the last one."""
    back = shell.back(request, reverse("desk:home"))
    batch = undoing.last(shell.person(request))
    shell.refuse_undoing(request, batch)
    if batch is None or str(batch.pk) != request.POST.get("batch", ""):
        messages.warning(request, _("Another act came after that. Nothing was undone."))
        return shell.SeeOther(back)
    return shell.decided(
        request,
        lambda: undoing.undo(batch, by=request.user, at=shell.moment()),
        then=back,
        instead=back,
    )


urls = [path("", home, name="home"), path("undo/", undo, name="undo")]
