"""What becomes of a campaign: opened, reviewed, won, closed; what is new in it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.desk import shell
from archive.models import Claim
from campaign import actions
from campaign.models import Campaign, Citation

SHOWN = 60
# Every step is written down as an update, which everybody reads.
MAY_TELL = ("campaign.add_update",)
MAY_MOVE = ("campaign.move_campaign", *MAY_TELL)
_ACTS = {
    Campaign.State.OPEN: gettext_lazy("Open it: letters are written"),
    Campaign.State.REVIEW: gettext_lazy("Put it under review: no letter for now"),
    Campaign.State.WON: gettext_lazy("It has been won"),
    Campaign.State.CLOSED: gettext_lazy("Close it"),
}


class LifeForm(forms.Form):
    """What is said when a campaign becomes something else."""

    outcome = forms.CharField(
        required=False,
        max_length=3000,
        label=gettext_lazy("what came of it, or why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Read by everybody, as an update. Needed to end it."),
    )
    proof = forms.ModelMultipleChoiceField(
        Claim.objects.none(),
        required=False,
        label=gettext_lazy("facts that prove it (only when it has been won)"),
        widget=forms.CheckboxSelectMultiple,
    )
    successor = forms.ModelChoiceField(
        Campaign.objects.all(),
        required=False,
        label=gettext_lazy("it goes on in (only when it ends)"),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proof, successor = self.fields["proof"], self.fields["successor"]
        if isinstance(proof, forms.ModelMultipleChoiceField):
            proof.queryset = _provable(campaign)
        if isinstance(successor, forms.ModelChoiceField):
            successor.queryset = Campaign.objects.exclude(pk=campaign.pk)


class UpdateForm(forms.Form):
    """What is new, in one line and more."""

    title = forms.CharField(max_length=200, label=gettext_lazy("what is new"))
    text = forms.CharField(
        required=False,
        max_length=5000,
        label=gettext_lazy("more about it"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@shell.page("campaign.view_campaign")
def lives(request: HttpRequest) -> HttpResponse:
    rows = Campaign.objects.order_by("state", "-pk")[:SHOWN]
    return shell.render(
        request,
        "desk/lives.html",
        {"campaigns": rows},
        stage="campaigns",
        title=_("Campaigns: open, won, closed"),
    )


@shell.page("campaign.view_campaign", methods=shell.BOTH)
def life(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: what it is, what it can become, its updates."""
    campaign = get_object_or_404(Campaign.objects.select_related("successor"), pk=pk)
    here = reverse("desk:campaign-life", args=[pk])
    is_update = request.POST.get("act") == "update"
    sent = request.POST if request.method == "POST" else None
    if sent is not None:
        shell.refuse_without(request, *(MAY_TELL if is_update else MAY_MOVE))
    form = LifeForm(None if is_update else sent, campaign=campaign)
    update = UpdateForm(sent if is_update else None)
    chosen = update if is_update else form
    failed = False
    if sent is not None and chosen.is_valid():
        refused: list[ValueError] = []

        def act() -> None:
            try:
                _do(request, pk, chosen.cleaned_data)
            except ValueError as reason:
                refused.append(reason)
                raise

        response = shell.decided(request, act, then=here, instead=here)
        if not refused or isinstance(refused[0], shell.Stale):
            return response
        failed = True
    context = {
        "campaign": campaign,
        "form": form,
        "update": update,
        "next": [
            (state, _ACTS[Campaign.State(state)])
            for state in actions.next_states(campaign)
        ],
        "updates": campaign.updates.all()[:SHOWN],
        "is_over": campaign.closes_on and campaign.closes_on < shell.day(),
        "counters": actions.counters(campaign),
        "seen": request.POST.get("seen") or shell.version(campaign),
        "may_tell": request.user.has_perms(MAY_TELL),
        "may_move": request.user.has_perms(MAY_MOVE),
    }
    return shell.render(
        request,
        "desk/life.html",
        context,
        stage="campaigns",
        title=campaign.title,
        status=422 if failed or chosen.errors else 200,
    )


def _do(request: HttpRequest, pk: int, said: dict[str, Any]) -> None:
    """One act on the campaign as it was seen. Raises ValueError."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=pk)
    shell.refuse_changed(campaign, request.POST.get("seen", ""))
    by, on, act = request.user, shell.day(), request.POST.get("act", "")
    if act == "update":
        actions.announce(campaign, said["title"], text=said["text"], on=on, by=by)
        return
    ended = {"outcome": said["outcome"], "successor": said["successor"]}
    if act == Campaign.State.OPEN:
        actions.open_up(campaign, on=on, by=by, why=said["outcome"])
    elif act == Campaign.State.REVIEW:
        actions.review(campaign, on=on, by=by, why=said["outcome"])
    elif act == Campaign.State.WON:
        proof = list(said["proof"])
        actions.win(campaign, proof=proof, on=on, by=by, **ended)
    elif act == Campaign.State.CLOSED:
        actions.close(campaign, on=on, by=by, **ended)
    else:
        raise ValueError(_("Say what it is to become."))


def _provable(campaign: Campaign) -> Any:
    """Confirmed claims of its reports and of its letters, the newest first."""
    cited = Citation.objects.filter(paragraph__model_letter__campaign=campaign)
    told = Claim.objects.filter(
        evidence__passage__revision__document__in=campaign.documents.all()
    )
    keys = {*cited.values_list("claim", flat=True), *told.values_list("pk", flat=True)}
    newest = sorted(keys, reverse=True)[:SHOWN]
    return Claim.objects.confirmed().filter(pk__in=newest).order_by("-known_from")


urls = [
    path("campaigns/lives/", lives, name="campaign-lives"),
    path("campaigns/<int:pk>/life/", life, name="campaign-life"),
]
