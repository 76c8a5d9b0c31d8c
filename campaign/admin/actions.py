"""What was done, what they answered, and what proves it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.admin.history import HistoryAdmin
from archive.admin.inlines import HTTPS
from campaign.admin import directory
from campaign.models import Action, ActionEvidence, Reply


class ReplyInline(admin.StackedInline):
    model = Reply
    extra = 0
    autocomplete_fields = ["contradicted_by"]
    show_change_link = True


class EvidenceInline(admin.TabularInline):
    model = ActionEvidence
    extra = 0
    raw_id_fields = ["passage"]
    autocomplete_fields = ["reply"]


@admin.register(Action)
class ActionAdmin(directory.Chooser, HistoryAdmin):
    list_display = ["happened_from", "kind", "city", "country", "who", "state"]
    list_display_links = ["happened_from", "kind"]
    list_filter = ["state", "kind", "campaign"]
    search_fields = ["who", "city", "summary", "slug"]
    autocomplete_fields = ["campaign", "document"]
    formfield_overrides = HTTPS
    date_hierarchy = "happened_from"
    inlines = [ReplyInline, EvidenceInline]
    fieldsets = [
        (None, {"fields": [("campaign", "kind"), "state", "slug", "who", "summary"]}),
        (
            "When and where",
            {
                "fields": [
                    ("happened_from", "happened_until"),
                    ("happened_precision", "happened_unit", "happened_basis"),
                    "happened_words",
                    ("city", "country"),
                ]
            },
        ),
        ("Handed to", {"fields": ["recipient", "received_by"]}),
        ("Where it is told", {"fields": ["document", "source_url", "reported_on"]}),
    ]


@admin.register(Reply)
class ReplyAdmin(HistoryAdmin):
    list_display = ["text", "stance", "action"]
    list_filter = ["stance"]
    search_fields = ["text", "action__who", "action__city"]
    autocomplete_fields = ["action", "contradicted_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reply]:
        found: QuerySet[Reply] = super().get_queryset(request)
        return found.select_related("action")
