"""Campaigns: what they demand, whom they write to, what is new, what came of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.admin.inlines import HTTPS
from campaign import actions
from campaign.admin import directory
from campaign.admin.searched import SearchedAdmin
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
            form.instance
            for form in self.forms
            if form.is_valid()
            and {"recipient", "role"} <= form.cleaned_data.keys()
            and not form.cleaned_data.get("DELETE")
        ]
        strange = (each.refusal_in(self.instance) for each in chosen)
        if refused := [each for each in strange if each]:
            raise ValidationError(refused)
        if opened := lists.opening_of(self.instance, chosen):
            raise ValidationError(opened)
        if clash := lists.clash_between(self.instance, chosen):
            raise ValidationError(str(clash))


class TargetInline(directory.Chooser, admin.TabularInline):
    model = Target
    formset = Targets
    extra = 0
    fields = ["role", "order", "recipient", "paused_because"]


class UpdateInline(admin.StackedInline):
    model = Update
    extra = 0
    fields = [("number", "published_on"), "title", "text"]


class CampaignForm(forms.ModelForm):
    """What the desk refuses is refused here as well."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        state, today = said.get("state"), timezone.localdate()
        if state == Campaign.State.OPEN and "state" in self.changed_data:
            opens_on = said.get("opens_on") or today
            self._refuse(
                "state", actions.refuse_without_letter, on=max(opens_on, today)
            )
        if not {"state", "outcome", "outcome_claims"} & {*self.changed_data}:
            return said
        ends = state in {Campaign.State.WON, Campaign.State.CLOSED}
        if ends and not said.get("outcome", "").strip():
            self.add_error("outcome", _("Say in a sentence what came of it."))
        if state == Campaign.State.WON:
            proof = list(said.get("outcome_claims", ()))
            self._refuse(
                "outcome_claims", actions.refuse_without_proof, proof, on=today
            )
        return said

    def _refuse(
        self, field: str, rule: Callable[..., None], *given: object, on: date
    ) -> None:
        try:
            rule(self.instance, *given, on=on)
        except actions.CannotChange as reason:
            self.add_error(field, str(reason))


@admin.register(Campaign)
class CampaignAdmin(SearchedAdmin):
    room = "campaign"
    form = CampaignForm
    list_display = ["title", "number", "urgency", "state", "opens_on", "closes_on"]
    list_filter = ["state", "urgency", "addressed_state"]
    search_fields = ["title", "slug", "number"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["documents", "successor", "outcome_claims"]
    inlines = [DemandInline, TargetInline, UpdateInline]
    formfield_overrides = HTTPS
    change_form_template = "admin/campaign/campaign/change.html"

    def get_readonly_fields(
        self, request: HttpRequest, obj: Campaign | None = None
    ) -> list[str]:
        """Opened and ended by who may, and by nobody else."""
        fields = list(super().get_readonly_fields(request, obj))
        may = request.user.has_perm("campaign.move_campaign")
        return fields if may else [*fields, "state"]

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
