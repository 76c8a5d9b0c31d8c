"""Where letters to an office go: compared with its own page, right or put right."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive.desk import shell
from campaign.desk.addresses import CorrectionForm
from campaign.desk.approvals import say_waiting
from campaign.directory import correcting, parting, waiting
from campaign.models import Address, Recipient

_PARTS = ("street", "postcode", "city", "region")
_MAY = ("campaign.change_address", "campaign.add_address")


class AddressForm(CorrectionForm):
    """The address may be given as a whole: what it says is then told apart."""

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not any(typed.get(name) for name in _PARTS):
            typed |= parting.parts(typed.get("value", ""), country=self.country)
        return super().clean()


@shell.page("campaign.view_recipient", methods=shell.BOTH)
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """One office: what is known, its own page, and two ways to settle it.

    Four queries more.
    """
    found = get_object_or_404(Recipient, pk=pk)
    known = _in_use(found)
    form = AddressForm(
        request.POST if request.POST.get("act") == "enter" else None,
        initial=_proposed(found, known),
        medium=Address.Medium.POST,
        country=found.stands_in,
    )
    if request.method == "POST":
        shell.refuse_without(request, *_MAY)
        if not form.is_bound or form.is_valid():
            return _decided(request, found, form)
    context = {
        "office": found,
        "known": [(each, shell.version(each)) for each in known],
        "form": form,
        "may_enter": request.user.has_perms(_MAY),
    }
    return shell.render(
        request,
        "desk/office_address.html",
        context,
        stage="campaigns",
        title=_("Where do letters to it go?"),
        status=400 if form.errors else 200,
    )


def _in_use(recipient: Recipient) -> list[Address]:
    """By which a letter may go, the newest first; one that is written by post first."""
    rows = waiting.in_use(on=shell.day()).filter(recipient=recipient)
    by_age = rows.order_by(F("valid_from").desc(nulls_last=True), "-pk")
    return sorted(by_age, key=lambda each: each.medium != Address.Medium.POST)


def _proposed(recipient: Recipient, known: list[Address]) -> dict[str, str]:
    first = next((each for each in known if each.medium == Address.Medium.POST), None)
    if first is None:
        return {"source_url": recipient.website}
    parts = {name: getattr(first, name) for name in _PARTS}
    if not first.street:
        parts = parting.parts(first.value, country=recipient.stands_in)
    source = recipient.website or first.source_url
    return {"value": first.value, "source_url": source} | parts


def _decided(
    request: HttpRequest, found: Recipient, form: CorrectionForm
) -> HttpResponse:
    on, by, act = shell.day(), request.user, request.POST.get("act", "")

    def decide() -> None:
        if act == "enter":
            made = correcting.enter(found, form.correction(), on=on, by=by)
            say_waiting(request, made)
        elif act == "right":
            key = shell.number(request.POST.get("address", ""))
            rows = Address.objects.select_for_update(of=("self",))
            address = get_object_or_404(rows, pk=key, recipient=found)
            shell.refuse_changed(address, request.POST.get("seen", ""))
            say_waiting(request, correcting.confirm(address, on=on, by=by))
        else:
            raise ValueError(_("Say what is to be done: it is right, or another is."))

    here = reverse("desk:office-address", args=[found.pk])
    return shell.decided(request, decide, then=reverse("desk:addresses"), instead=here)


urls = [path("addresses/offices/<int:pk>/", office, name="office-address")]
