"""Campaigns: what they demand, whom they write to, what is new, what came of it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from archive.admin.history import HistoryAdmin
from archive.admin.inlines import HTTPS
from campaign.models import Campaign, Demand, LetterCount, Target, Update, lists


class DemandInline(admin.TabularInline):
    model = Demand
    extra = 0


class Targets(forms.BaseInlineFormSet):
    """The three lists, as they are about to be."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.is_checked_together = True

    def clean(self) -> None:
        super().clean()
        chosen = [
            (form.cleaned_data["recipient"], form.cleaned_data["role"])
            for form in self.forms
            if form.is_valid()
            and {"recipient", "role"} <= form.cleaned_data.keys()
            and not form.cleaned_data.get("DELETE")
        ]
        if clash := lists.clash_between(self.instance, chosen):
            raise ValidationError(str(clash))


class TargetInline(admin.TabularInline):
    model = Target
    formset = Targets
    extra = 0
    fields = ["role", "order", "recipient", "paused_because"]
    autocomplete_fields = ["recipient"]


class UpdateInline(admin.StackedInline):
    model = Update
    extra = 0
    fields = [("number", "published_on"), "title", "text"]


@admin.register(Campaign)
class CampaignAdmin(HistoryAdmin):
    list_display = ["title", "number", "urgency", "state", "opens_on", "closes_on"]
    list_filter = ["state", "urgency", "addressed_state"]
    search_fields = ["title", "slug", "number"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["documents", "successor", "outcome_claims"]
    inlines = [DemandInline, TargetInline, UpdateInline]
    formfield_overrides = HTTPS
    change_form_template = "admin/campaign/campaign/change.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("slug", "number"),
                    "summary",
                    ("addressed_state", "urgency"),
                    "documents",
                ]
            },
        ),
        (
            "When",
            {"fields": [("state",), ("opens_on", "review_by", "closes_on")]},
        ),
        ("Beside the letter", {"fields": ["tone", "advice"]}),
        ("Notice", {"fields": ["banner", "banner_source_url"]}),
        ("What came of it", {"fields": ["outcome", "outcome_claims", "successor"]}),
    ]


@admin.register(LetterCount)
class LetterCountAdmin(admin.ModelAdmin):
    list_display = ["day", "campaign", "country", "format", "count"]
    list_filter = ["campaign", "format"]
    list_select_related = ["campaign"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
