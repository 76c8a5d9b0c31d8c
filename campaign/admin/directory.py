"""Whom letters go to, how they are reached, and what visitors say about it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from archive.admin.history import HistoryAdmin
from archive.admin.inlines import HTTPS, ReadOnlyInline
from campaign.models import Accreditation, Address, AddressReport, Holder, Recipient


class AddressInline(admin.StackedInline):
    model = Address
    extra = 0
    fields = [
        ("medium", "grade"),
        "value",
        ("street", "postcode"),
        ("city", "region", "country"),
        ("valid_from", "valid_until"),
        "source_url",
        ("checked_on", "check_by"),
        "note",
    ]


class HolderInline(admin.TabularInline):
    model = Holder
    extra = 0
    formfield_overrides = HTTPS


class AccreditationInline(admin.TabularInline):
    model = Accreditation
    extra = 0
    formfield_overrides = HTTPS


class AddressReportInline(ReadOnlyInline):
    model = AddressReport
    fields = ["reported_on", "state", "medium", "value", "source_url"]
    show_change_link = True


@admin.register(Recipient)
class RecipientAdmin(HistoryAdmin):
    list_display = ["slug", "name", "kind", "state", "stands_in", "city", "office"]
    list_filter = ["kind", "office"]
    search_fields = ["slug", "name", "city", "state", "stands_in"]
    formfield_overrides = HTTPS
    fieldsets = [
        (None, {"fields": ["slug", ("kind", "office"), "name"]}),
        ("Where it is", {"fields": [("state", "stands_in", "city"), "entrance"]}),
        (
            "More",
            {
                "fields": [("latitude", "longitude"), "website", "wikidata"],
                "classes": ["collapse"],
            },
        ),
    ]
    inlines = [AddressInline, HolderInline, AccreditationInline, AddressReportInline]


@admin.register(AddressReport)
class AddressReportAdmin(HistoryAdmin):
    """Read here; decided on the desk, which keeps the old address."""

    list_display = ["recipient", "medium", "value", "state", "reported_on"]
    list_filter = ["state", "medium"]
    list_select_related = ["recipient"]
    search_fields = ["value", "recipient__slug", "recipient__name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
