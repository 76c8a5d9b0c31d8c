"""Claims and what proves them."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy

from archive import claims
from archive.admin.history import HistoryAdmin
from archive.admin.inlines import ReadOnlyInline
from archive.forms import DisputeForm, ReplacementForm
from archive.models import Claim, Evidence, Participant
from archive.models.authorship import Author


class EvidenceInline(ReadOnlyInline):
    model = Evidence
    fields = ["passage", "stance", "note"]


class ParticipantInline(admin.TabularInline):
    model = Participant
    extra = 0
    autocomplete_fields = ["entity"]


@admin.register(Claim)
class ClaimAdmin(HistoryAdmin):
    list_display = [
        "sentence",
        "kind",
        "modality",
        "status",
        "known_from",
        "superseded_on",
    ]
    list_filter = ["status", "kind", "modality"]
    search_fields = ["sentence", "slug"]
    autocomplete_fields = ["place"]
    # changed by the acts only
    readonly_fields = ["status", "disputed_reason", "superseded_by", "superseded_on"]
    inlines = [EvidenceInline, ParticipantInline]
    actions = ["confirm"]
    change_form_template = "admin/archive/claim/change.html"

    def get_readonly_fields(
        self, request: HttpRequest, obj: Claim | None = None
    ) -> list[str]:
        # What was confirmed is what the passages prove: dispute it to change it.
        if obj is None or obj.status != Claim.Status.CONFIRMED:
            return self.readonly_fields
        return [*self.readonly_fields, "sentence", "modality", "known_from"]

    @admin.action(description=gettext_lazy("Confirm"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        for claim in queryset:
            try:
                claims.confirm(claim, by=request.user)
            except claims.Unproven as reason:
                self.message_user(request, str(reason), messages.ERROR)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                f"<int:pk>/{verb}/",
                self.admin_site.admin_view(partial(self.act_view, verb=verb)),
                name=f"archive_claim_{verb}",
            )
            for verb in ("confirm", "dispute", "supersede")
        ] + super().get_urls()

    def act_view(self, request: HttpRequest, pk: int, *, verb: str) -> HttpResponse:
        """A page that asks what an act needs, and does it once that is given."""
        claim = get_object_or_404(Claim, pk=pk)
        if not self.has_change_permission(request, claim):
            raise PermissionDenied
        form = form_for(verb, claim, request)
        if request.method == "POST" and form.is_valid():
            try:
                act_on(claim, verb, form, by=request.user)
            except ValueError as error:
                form.add_error(None, str(error))
            else:
                self.message_user(request, claim.get_status_display())
                return HttpResponseRedirect(
                    reverse("admin:archive_claim_change", args=[claim.pk])
                )
        context = self.admin_site.each_context(request) | {
            "title": TITLES[verb],
            "claim": claim,
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/archive/claim/act.html", context)


TITLES = {
    "confirm": gettext_lazy("Confirm this fact"),
    "dispute": gettext_lazy("Dispute this fact"),
    "supersede": gettext_lazy("Replace this fact"),
}


def form_for(verb: str, claim: Claim, request: HttpRequest) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    if verb == "supersede":
        return ReplacementForm(data, claim=claim)
    return DisputeForm(data) if verb == "dispute" else forms.Form(data)


def act_on(claim: Claim, verb: str, form: forms.Form, *, by: Author) -> None:
    """Raises ValueError with the reason when the act is refused."""
    chosen = form.cleaned_data
    if verb == "supersede":
        claims.supersede(claim, chosen["by_claim"], on=chosen["on"], by=by)
    elif verb == "dispute":
        claims.dispute(claim, reason=chosen["reason"], by=by)
    else:
        claims.confirm(claim, by=by)
