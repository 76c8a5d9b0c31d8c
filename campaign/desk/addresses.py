"""What visitors said about addresses, decided one by one; addresses to check."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.desk import shell
from campaign.desk.approvals import say_waiting
from campaign.directory import correcting, doubles, parting, waiting
from campaign.models import Address, AddressReport

SHOWN = 25
# What each act writes.
_RIGHTS = {
    "reject": ("campaign.change_addressreport",),
    "accept": (
        "campaign.change_addressreport",
        "campaign.change_address",
        "campaign.add_address",
    ),
}


class CorrectionForm(forms.Form):
    """The address as it will stand on envelopes; filled in from the report."""

    value = forms.CharField(max_length=500, label=gettext_lazy("The whole address"))
    street = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Street, house, box"),
    )
    postcode = forms.CharField(
        max_length=20, required=False, label=gettext_lazy("Postcode")
    )
    city = forms.CharField(max_length=120, required=False, label=gettext_lazy("City"))
    region = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("Region")
    )
    source_url = forms.CharField(
        max_length=1000, label=gettext_lazy("Source you compared it with")
    )
    since = forms.DateField(
        required=False,
        label=gettext_lazy("Right since"),
        help_text=gettext_lazy("Empty: from today, and the old one until yesterday."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    was_never_right = forms.BooleanField(
        required=False, label=gettext_lazy("The old one never was right")
    )

    def __init__(self, *args: Any, medium: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.medium = medium

    def clean(self) -> dict[str, Any]:
        """What is verified is printed: it must be whole and sendable."""
        typed: dict[str, Any] = self.cleaned_data
        names = ("value", "street", "city")
        verified = Address(
            medium=self.medium,
            grade=Address.Grade.VERIFIED,
            **{name: typed.get(name, "") for name in names},
        )
        try:
            verified.clean()
        except ValidationError as wrong:
            self.add_error(None, wrong.messages)
        if typed.get("since") and typed["since"] > shell.day():
            self.add_error("since", _("That day is yet to come."))
        return typed

    def correction(self) -> correcting.Correction:
        typed: dict[str, Any] = self.cleaned_data
        parts = ("street", "postcode", "city", "region")
        return correcting.Correction(
            value=typed["value"],
            source_url=typed["source_url"],
            parts={name: typed[name] for name in parts},
            since=typed["since"],
            was_never_right=typed["was_never_right"],
        )


@shell.page("campaign.view_recipient")
def overview(request: HttpRequest) -> HttpResponse:
    """Reports, addresses to check, offices without one. Seven queries more."""
    today = shell.day()
    context: dict[str, object] = {"doubles": doubles.doubles(most=SHOWN)}
    context |= {
        name: list(rows[:SHOWN])
        for name, rows in {
            "reports": waiting.reports().select_related("recipient"),
            "due": waiting.due(on=today).select_related("recipient"),
            "disputed": waiting.disputed(on=today).select_related("recipient"),
            "unreached": waiting.unreached(on=today).prefetch_related("addresses"),
            "decided": waiting.decided().select_related("recipient", "decided_by"),
        }.items()
    }
    return shell.render(
        request,
        "desk/addresses.html",
        context,
        stage="campaigns",
        title=_("Addresses"),
    )


@shell.page("campaign.view_addressreport", methods=shell.BOTH)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what we have beside what was said. Four queries more."""
    found = get_object_or_404(_reports(), pk=pk)
    form = CorrectionForm(
        request.POST or None, initial=_proposed(found), medium=found.medium
    )
    if request.method == "POST":
        act = request.POST.get("act")
        shell.refuse_without(request, *_RIGHTS.get(act or "", _RIGHTS["accept"]))
        if act != "accept" or form.is_valid():
            return _decided(request, pk, act, form)
    today = shell.day()
    context = {
        "report": found,
        "old": correcting.replaced_by(found, on=today),
        "known": found.recipient.addresses.filter(medium=found.medium),
        "form": form,
        "is_waiting": found.state == AddressReport.State.WAITING,
        "seen": shell.version(found),
    }
    return shell.render(
        request,
        "desk/address_report.html",
        context,
        stage="campaigns",
        title=_("Is this address right?"),
        status=400 if form.errors else 200,
    )


def _reports() -> Any:
    return AddressReport.objects.select_related("recipient", "address", "decided_by")


def _proposed(report: AddressReport) -> dict[str, str]:
    proposed = {"value": report.value, "source_url": report.source_url}
    if report.medium != Address.Medium.POST:
        return proposed
    country = report.recipient.stands_in
    return proposed | parting.parts(report.value, country=country)


def _decided(
    request: HttpRequest, pk: int, act: str | None, form: CorrectionForm
) -> HttpResponse:
    here = reverse("desk:address-report", args=[pk])
    today, by = shell.day(), request.user

    def decide() -> None:
        found = get_object_or_404(
            AddressReport.objects.select_for_update(of=("self",)), pk=pk
        )
        shell.refuse_changed(found, request.POST.get("seen", ""))
        acts: dict[str | None, Callable[[], object]] = {
            "accept": lambda: correcting.accept(
                found, form.correction(), on=today, by=by
            ),
            "reject": lambda: correcting.reject(found, on=today, by=by),
            "take_back": lambda: correcting.take_back(found, at=shell.moment(), by=by),
        }
        if act not in acts:
            raise ValueError(_("Say what is to be done: accept it or reject it."))
        say_waiting(request, acts[act]())

    then = here if act == "take_back" else reverse("desk:addresses")
    return shell.decided(request, decide, then=then, instead=here)


urls = [
    path("addresses/", overview, name="addresses"),
    path("addresses/reports/<int:pk>/", report, name="address-report"),
]
