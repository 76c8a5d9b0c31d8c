from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.history import HistoryAdmin
from archive.admin.inlines import HTTPS
from campaign import letters
from campaign.models import (
    Accreditation,
    Address,
    Campaign,
    Citation,
    Demand,
    Holder,
    LetterCount,
    ModelLetter,
    Paragraph,
    Recipient,
    Target,
    make_next_version,
)


class DemandInline(admin.TabularInline):
    model = Demand
    extra = 0


class TargetInline(admin.TabularInline):
    model = Target
    extra = 0
    autocomplete_fields = ["recipient"]


@admin.register(Campaign)
class CampaignAdmin(HistoryAdmin):
    list_display = ["title", "number", "urgency", "state", "opens_on", "closes_on"]
    list_filter = ["state", "urgency", "addressed_state"]
    search_fields = ["title", "slug", "number"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["documents", "successor"]
    inlines = [DemandInline, TargetInline]
    formfield_overrides = HTTPS


class Frozen(admin.options.InlineModelAdmin):
    """Rows that cannot be changed while their version is published."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_frozen(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_frozen(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_frozen(obj) and super().has_delete_permission(request, obj)


class ParagraphInline(Frozen, admin.StackedInline):
    model = Paragraph
    extra = 0
    show_change_link = True
    raw_id_fields = ["adapted_from"]
    readonly_fields = ["cites"]
    fields = [
        ("order", "role", "is_locked", "is_optional"),
        "text",
        "cites",
        "adapted_from",
    ]

    @admin.display(description=gettext_lazy("cites"))
    def cites(self, paragraph: Paragraph) -> str:
        """The claims it rests on; they are chosen behind “Change”."""
        cited = [citation.claim for citation in paragraph.citations.all()]
        if not cited:
            needs = paragraph.role == Paragraph.Role.FACT
            return _("Nothing. A fact needs a claim.") if needs else _("Nothing.")
        return format_html_join(
            ", ", "{} [{}]", ((c, c.get_status_display()) for c in cited)
        )


@admin.register(ModelLetter)
class ModelLetterAdmin(HistoryAdmin):
    list_display = [
        "campaign",
        "language",
        "frame",
        "version",
        "in_force_from",
        "is_published",
    ]
    list_filter = ["campaign", "language", "frame", "is_published"]
    list_select_related = ["campaign"]
    search_fields = ["subject", "campaign__title"]
    autocomplete_fields = ["campaign", "adapted_from"]
    inlines = [ParagraphInline]
    actions = ["publish", "unpublish", "make_next_version"]
    readonly_fields = ["problems", "is_published"]
    frozen_fields = (
        "campaign",
        "language",
        "frame",
        "version",
        "in_force_from",
        "register",
        "subject",
        "adapted_from",
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: ModelLetter | None = None
    ) -> list[str]:
        """What is published is not rewritten: the next version is."""
        fields = list(super().get_readonly_fields(request, obj))
        return fields + list(self.frozen_fields) if is_frozen(obj) else fields

    def has_delete_permission(
        self, request: HttpRequest, obj: ModelLetter | None = None
    ) -> bool:
        return not is_frozen(obj) and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("problems"))
    def problems(self, model_letter: ModelLetter) -> str:
        """What is wrong with the letter as it is saved now."""
        if model_letter._state.adding:
            return _("Save it to see what is missing.")
        found = letters.model_problems(loaded(model_letter))
        if not found:
            return _("None.")
        rows = format_html_join("", "<li>{}</li>", ((each,) for each in found))
        return format_html('<ul class="errorlist">{}</ul>', rows)

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[ModelLetter]) -> None:
        for model_letter in queryset:
            if found := letters.publish(loaded(model_letter), by=request.user):
                self.message_user(
                    request, f"{model_letter}: {' '.join(found)}", messages.ERROR
                )

    @admin.action(
        description=gettext_lazy("Take back from the site"), permissions=["change"]
    )
    def unpublish(self, request: HttpRequest, queryset: QuerySet[ModelLetter]) -> None:
        for model_letter in queryset:
            letters.unpublish(model_letter, by=request.user)

    @admin.action(
        description=gettext_lazy("Make the next version"), permissions=["add"]
    )
    def make_next_version(
        self, request: HttpRequest, queryset: QuerySet[ModelLetter]
    ) -> None:
        today = timezone.localdate()
        for model_letter in queryset:
            made = make_next_version(model_letter, on=today, by=request.user)
            sentence = _("%(letter)s can be edited now; publish it when it is ready.")
            self.message_user(request, sentence % {"letter": made})


def is_frozen(row: ModelLetter | Paragraph | None) -> bool:
    """Does it belong to a published version, as the database has it now?

    Asked of the database: a row from the history may say otherwise.
    """
    if row is None or row.pk is None:
        return False
    if hasattr(row, "model_letter_id"):
        shown = Paragraph.objects.filter(model_letter__is_published=True)
        return shown.filter(pk=row.pk).exists()
    return ModelLetter.objects.published().filter(pk=row.pk).exists()


def loaded(model_letter: ModelLetter) -> ModelLetter:
    return ModelLetter.objects.with_text().get(pk=model_letter.pk)


class CitationInline(Frozen, admin.TabularInline):
    model = Citation
    extra = 1
    autocomplete_fields = ["claim"]


@admin.register(Paragraph)
class ParagraphAdmin(HistoryAdmin):
    list_display = ["model_letter", "order", "role", "is_locked"]
    list_filter = ["model_letter__campaign", "model_letter__language", "role"]
    list_select_related = ["model_letter__campaign"]
    search_fields = ["text"]
    autocomplete_fields = ["model_letter"]
    raw_id_fields = ["adapted_from"]
    inlines = [CitationInline]

    def has_change_permission(
        self, request: HttpRequest, obj: Paragraph | None = None
    ) -> bool:
        return not is_frozen(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Paragraph | None = None
    ) -> bool:
        return not is_frozen(obj) and super().has_delete_permission(request, obj)


class AddressInline(admin.StackedInline):
    model = Address
    extra = 0


class HolderInline(admin.TabularInline):
    model = Holder
    extra = 0
    formfield_overrides = HTTPS


class AccreditationInline(admin.TabularInline):
    model = Accreditation
    extra = 0
    formfield_overrides = HTTPS


@admin.register(Recipient)
class RecipientAdmin(HistoryAdmin):
    list_display = ["slug", "kind", "state", "stands_in", "city", "office"]
    list_filter = ["kind", "office"]
    search_fields = ["slug", "name", "city", "state", "stands_in"]
    formfield_overrides = HTTPS
    inlines = [AddressInline, HolderInline, AccreditationInline]


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
