"""What waits for a second person: read, approved exactly so, or sent back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.desk import shell, stages
from campaign import approval, letters
from campaign.models import Approval, gate

SHOWN = 25
STAGE = stages.Stage(
    "approvals",
    gettext_lazy("Approvals"),
    "desk:approvals",
    Approval.objects.waiting,
    gettext_lazy("Read what somebody else wants to publish, and approve it or not."),
)


@shell.page("campaign.view_approval")
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, and what was decided last."""
    rows = Approval.objects.select_related("proposed_by", "decided_by")
    decided = rows.exclude(state=Approval.State.WAITING).order_by("-decided_at", "-id")
    context = {
        "waiting": rows.waiting().order_by("id")[:SHOWN],
        "decided": decided[:SHOWN],
    }
    return shell.render(
        request,
        "desk/approvals.html",
        context,
        stage="approvals",
        title=_("What waits for a second person"),
    )


@shell.page("campaign.view_approval", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, with all that it would change."""
    found = get_object_or_404(
        Approval.objects.select_related("proposed_by", "decided_by", "model_letter"),
        pk=pk,
    )
    if request.method == "POST":
        return _decided(request, found)
    is_waiting = found.state == Approval.State.WAITING
    context = {
        "approval": found,
        "shown": approval.shown(found) if found.mark else [],
        "is_waiting": is_waiting,
        "is_void": is_waiting and approval.has_changed(found),
        "may_decide": is_waiting and approval.may_decide(found, request.user),
        "is_mine": found.proposed_by_id == shell.person(request).pk,
    }
    return shell.render(
        request,
        "desk/approval.html",
        context,
        stage="approvals",
        title=found.title,
    )


def _decided(request: HttpRequest, found: Approval) -> HttpResponse:
    act = request.POST.get("act", "")
    if act != "take_back":
        shell.refuse_without(request, gate.APPROVE)
    by, at = request.user, shell.moment()

    def decide() -> None:
        if act == "approve":
            seen = request.POST.get("seen", "")
            _say(request, letters.approve(found, seen=seen, by=by, at=at))
        elif act == "send_back":
            reason = request.POST.get("reason", "")
            approval.send_back(found.pk, reason=reason, by=by, at=at)
        elif act == "take_back":
            approval.take_back(found.pk, by=by, at=at)
        else:
            raise ValueError(_("Say what is to be done: approve it or send it back."))

    here = reverse("desk:approval", args=[found.pk])
    return shell.decided(request, decide, then=reverse("desk:approvals"), instead=here)


def _say(request: HttpRequest, found: Approval) -> None:
    if found.state == Approval.State.VOID:
        sentence = _("It was changed after it was proposed: nothing was published.")
        messages.error(request, sentence)
    else:
        messages.success(request, _("Approved: it is published."))


def say_waiting(request: HttpRequest, outcome: object) -> None:
    """After an act whose outcome is a proposal."""
    if isinstance(outcome, Approval):
        sentence = _("“%(title)s” waits for another publisher, under Approvals.")
        messages.warning(request, sentence % {"title": outcome.title})


urls = [
    path("approvals/", queue, name="approvals"),
    path("approvals/<int:pk>/", card, name="approval"),
]
