"""What visitors reported was done: mended, then published or rejected."""

from collections.abc import Container
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import dates
from archive.desk import shell
from archive.models import Claim
from archive.models.dated import columns
from campaign import actions
from campaign.forms.finder import country_choices
from campaign.models import Action, Campaign, Citation, Recipient, Reply

SHOWN = 30
# So many replies has a card; an empty one is left out.
REPLIES = 4
# So many claims are offered as speaking against a reply.
OFFERED = 60


class ActionForm(forms.Form):
    """An action as a moderator words it."""

    kind = forms.ChoiceField(choices=Action.Kind.choices, label=gettext_lazy("kind"))
    campaign = forms.ModelChoiceField(
        Campaign.objects.all(), required=False, label=gettext_lazy("campaign")
    )
    happened = forms.CharField(
        max_length=40,
        label=gettext_lazy("when"),
        help_text=gettext_lazy("2011-06-22, 2011-06 or 2011-06-13/2011-06-19"),
    )
    city = forms.CharField(max_length=120, required=False, label=gettext_lazy("town"))
    country = forms.ChoiceField(required=False, label=gettext_lazy("country"))
    who = forms.CharField(
        max_length=300,
        label=gettext_lazy("who"),
        help_text=gettext_lazy("Organisations and groups; no names of people."),
    )
    recipient = forms.SlugField(
        required=False,
        max_length=80,
        label=gettext_lazy("office"),
        help_text=gettext_lazy("The last part of its address, such as kz-gb."),
    )
    received_by = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("received by (role)")
    )
    summary = forms.CharField(
        max_length=3000,
        required=False,
        label=gettext_lazy("what happened"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source_url = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        label=gettext_lazy("where one can read of it"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        if isinstance(country, forms.ChoiceField):
            country.choices = [("", "–"), *country_choices()]

    def clean_happened(self) -> dates.DateSpan:
        try:
            return dates.parse(self.cleaned_data["happened"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_recipient(self) -> Recipient | None:
        slug: str = self.cleaned_data["recipient"]
        found = Recipient.objects.filter(slug=slug).first() if slug else None
        if slug and found is None:
            raise forms.ValidationError(_("There is no office of that address."))
        return found

    @property
    def changes(self) -> dict[str, object]:
        """The columns of the action; a day nobody changed stays as it was told."""
        said = dict(self.cleaned_data)
        span: dates.DateSpan = said.pop("happened")
        if "happened" not in self.changed_data:
            return said
        return said | {
            "happened_from": span.start,
            "happened_until": span.end,
            **columns(span, "happened"),
        }


class ReplyForm(forms.Form):
    """One thing they answered; without words it is left out."""

    stance = forms.ChoiceField(
        choices=Reply.Stance.choices, label=gettext_lazy("what it was")
    )
    text = forms.CharField(
        max_length=500,
        required=False,
        label=gettext_lazy("what they said"),
        help_text=gettext_lazy("A sentence that says who."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    claims = forms.ModelMultipleChoiceField(
        Claim.objects.none(),
        required=False,
        label=gettext_lazy("facts that speak against it"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        offered: list[int],
        row: int | None,
        rights: Container[str],
        **kwargs: Any,
    ) -> None:
        """rights: to a reply, of "add", "change" and "delete"."""
        super().__init__(*args, **kwargs)
        self.row = row
        claims = self.fields["claims"]
        if isinstance(claims, forms.ModelMultipleChoiceField):
            claims.queryset = Claim.objects.filter(pk__in=offered)
        for field in self.fields.values():
            field.disabled = row is not None and "change" not in rights
        # one without words goes
        self.fields["text"].required = row is not None and "delete" not in rights

    @property
    def described(self) -> actions.Described:
        said = self.cleaned_data
        claims = list(said["claims"])
        return actions.Described(said["stance"], said["text"], claims, row=self.row)


@shell.page("campaign.view_action")
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, and what was decided last."""
    rows = Action.objects.select_related("campaign")
    context = {
        "waiting": rows.waiting().order_by("reported_on", "pk")[:SHOWN],
        "decided": rows.exclude(state=Action.State.REPORTED).order_by("-pk")[:SHOWN],
    }
    return shell.render(
        request,
        "desk/actions.html",
        context,
        stage="campaigns",
        title=_("Actions that were reported"),
    )


@shell.page("campaign.view_action", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: read, worded anew, published or rejected."""
    action = get_object_or_404(
        Action.objects.select_related("campaign", "recipient", "document"), pk=pk
    )
    is_sent = request.method == "POST"
    if is_sent:
        shell.refuse_without(request, "campaign.change_action")
    act = request.POST.get("act", "")
    here = reverse("desk:action", args=[pk])
    if is_sent and act in {"reject", "again"}:
        then = here if act == "again" else reverse("desk:actions")
        return shell.decided(
            request, lambda: _decide(request, pk, act), then=then, instead=here
        )
    form = ActionForm(request.POST if is_sent else None, initial=_initial(action))
    replies = _reply_forms(action, request)
    asks = False
    if is_sent and all([form.is_valid(), *(each.is_valid() for each in replies)]):
        try:
            return _kept(request, pk, form, replies)
        except ValueError as reason:
            asks = isinstance(reason, actions.NamesInside)
    protected, people = actions.said_names(action)
    context = {
        "action": action,
        "form": form,
        "replies": replies,
        "is_wrong": is_sent,
        "asks": asks or bool(people),
        "is_protected": protected,
        "people": people,
        "seen": request.POST.get("seen") or shell.version(action),
    }
    return shell.render(
        request,
        "desk/action.html",
        context,
        stage="campaigns",
        title=str(action),
        status=422 if is_sent else 200,
    )


def _kept(
    request: HttpRequest, pk: int, form: ActionForm, replies: list[ReplyForm]
) -> HttpResponse:
    """Edit and publish are one step; what is public is looked at again.

    Raises ValueError, which has been said, and nothing is kept.
    """
    said = [each.described for each in replies if each.cleaned_data["text"].strip()]
    refused: list[ValueError] = []
    is_out = request.POST.get("act") == "publish"

    def act() -> None:
        try:
            locked = _locked(request, pk)
            with actions.deciding(locked, by=request.user, is_out=is_out):
                actions.edit(locked, form.changes, said, by=request.user)
                if is_out or locked.state == Action.State.PUBLISHED:
                    with_names = "with_names" in request.POST
                    actions.publish(locked, by=request.user, with_names=with_names)
        except shell.Stale:
            raise
        except ValueError as reason:
            refused.append(reason)
            raise

    here = reverse("desk:action", args=[pk])
    then = reverse("desk:actions") if is_out else here
    response = shell.decided(request, act, then=then, instead=here)
    if refused:
        raise refused[0]
    return response


def _decide(request: HttpRequest, pk: int, act: str) -> None:
    locked = _locked(request, pk)
    if act == "reject":
        actions.reject(locked, by=request.user)
    else:
        actions.decide_again(locked, by=request.user)


def _locked(request: HttpRequest, pk: int) -> Action:
    locked = Action.objects.select_for_update(of=("self",)).get(pk=pk)
    shell.refuse_changed(locked, request.POST.get("seen", ""))
    return locked


def _initial(action: Action) -> dict[str, object]:
    names = (
        "kind",
        "campaign",
        "city",
        "country",
        "who",
        "received_by",
        "summary",
        "source_url",
    )
    return {name: getattr(action, name) for name in names} | {
        "happened": action.happened.value if action.happened else "",
        "recipient": action.recipient.slug if action.recipient else "",
    }


def _reply_forms(action: Action, request: HttpRequest) -> list[ReplyForm]:
    """Those that are there, and an empty one."""
    there = list(action.replies.prefetch_related("contradicted_by"))
    kept = {claim.pk for reply in there for claim in reply.contradicted_by.all()}
    offered = [*kept, *_cited(action)]
    rights = {
        act
        for act in ("add", "change", "delete")
        if request.user.has_perm(f"campaign.{act}_reply")
    }
    rows: list[Reply | None] = [*there, None] if "add" in rights else [*there]
    # another one may have been added meanwhile: what was typed is not lost
    while (
        "add" in rights
        and len(rows) < REPLIES
        and f"reply{len(rows)}-text" in request.POST
    ):
        rows.append(None)
    return [
        ReplyForm(
            request.POST if request.method == "POST" else None,
            prefix=f"reply{number}",
            offered=offered,
            row=row.pk if row else None,
            rights=rights,
            initial={
                "stance": row.stance,
                "text": row.text,
                "claims": [claim.pk for claim in row.contradicted_by.all()],
            }
            if row
            else {"stance": Reply.Stance.ANSWERED},
        )
        for number, row in enumerate(rows)
    ]


def _cited(action: Action) -> list[int]:
    """The claims that the letters of its campaign cite, the newest first."""
    cited = Citation.objects.filter(
        paragraph__model_letter__campaign=action.campaign_id,
        claim__status=Claim.Status.CONFIRMED,
    )
    keys = cited.order_by("-claim").values_list("claim", flat=True).distinct()
    return list(keys[:OFFERED])


urls = [
    path("campaigns/actions/", queue, name="actions"),
    path("campaigns/actions/<int:pk>/", card, name="action"),
]
