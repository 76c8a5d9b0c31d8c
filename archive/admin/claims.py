"""Claims and what proves them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from archive import claims
from archive.admin.inlines import ReadOnlyInline
from archive.models import Claim, Evidence, Participant


class EvidenceInline(ReadOnlyInline):
    model = Evidence
    fields = ["passage", "stance", "note"]


class ParticipantInline(admin.TabularInline):
    model = Participant
    extra = 0
    autocomplete_fields = ["entity"]


@admin.register(Claim)
class ClaimAdmin(SimpleHistoryAdmin):
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
    autocomplete_fields = ["place", "superseded_by"]
    readonly_fields = ["status"]
    inlines = [EvidenceInline, ParticipantInline]
    actions = ["confirm", "dispute"]

    @admin.action(description=gettext_lazy("Confirm"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        for claim in queryset:
            try:
                claims.confirm(claim, by=request.user)
            except claims.Unproven as reason:
                self.message_user(request, str(reason), messages.ERROR)

    @admin.action(description=gettext_lazy("Dispute"), permissions=["change"])
    def dispute(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        for claim in queryset:
            claims.dispute(claim, reason=_("Disputed by a curator."), by=request.user)
        self.message_user(
            request, _("No letter cites them until they are confirmed again.")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
