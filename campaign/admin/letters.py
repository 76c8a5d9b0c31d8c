"""Model letters: their list and head; the text is written in the editor."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.history import HistoryAdmin
from campaign import drafting, letters
from campaign.admin import adapting, editor, versions
from campaign.admin.frozen import Frozen, FrozenInline, is_frozen
from campaign.models import Alternative, Citation, ModelLetter, Paragraph, gate


@admin.register(ModelLetter)
class ModelLetterAdmin(Frozen, HistoryAdmin):
    list_display = [
        "text",
        "frame",
        "in_force_from",
        "is_published",
        "followed",
        "campaign",
    ]
    list_display_links = None
    list_filter = ["campaign", "language", "frame", "is_published"]
    list_select_related = ["campaign", "follows"]
    search_fields = ["subject", "campaign__title"]
    autocomplete_fields = ["campaign", "adapted_from", "follows"]
    actions = ["publish", "unpublish", "make_next_version"]
    readonly_fields = ["is_published", "problems"]
    fields = [
        "campaign",
        ("language", "frame", "register"),
        ("version", "in_force_from", "is_published"),
        "subject",
        "what_changed",
        ("adapted_from", "follows"),
        "problems",
    ]
    change_form_template = "admin/campaign/modelletter/change.html"
    frozen_fields = (
        "campaign",
        "language",
        "frame",
        "version",
        "in_force_from",
        "register",
        "subject",
        "adapted_from",
        "follows",
        "what_changed",
    )

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(address, self.admin_site.admin_view(view), name=f"campaign_{name}")
            for address, view, name in (
                ("<int:pk>/edit/", editor.edit, "modelletter_edit"),
                ("<int:pk>/differences/", versions.compare, "modelletter_differences"),
                ("<int:pk>/publish/", versions.publish, "modelletter_publish"),
                ("<int:pk>/withdraw/", versions.withdraw, "modelletter_withdraw"),
                ("<int:pk>/next/", versions.make_next, "modelletter_next"),
                ("<int:pk>/translate/", versions.translate, "modelletter_translate"),
                ("<int:pk>/frame/", versions.copy, "modelletter_frame"),
                ("adapt/<int:pk>/", adapting.adapt, "modelletter_adapt"),
            )
        ]
        stock: list[URLPattern] = super().get_urls()
        return own + stock

    def get_readonly_fields(
        self, request: HttpRequest, obj: ModelLetter | None = None
    ) -> list[str]:
        """What is published is not rewritten: the next version is."""
        fields = list(super().get_readonly_fields(request, obj))
        return fields + list(self.frozen_fields) if is_frozen(obj) else fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # a published version opens too, with nothing to type
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def response_add(
        self, request: HttpRequest, obj: ModelLetter, post_url_continue: Any = None
    ) -> HttpResponse:
        return HttpResponseRedirect(
            reverse("admin:campaign_modelletter_edit", args=[obj.pk])
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ModelLetter]:
        same = ModelLetter.objects.published().filter(
            campaign=OuterRef("follows__campaign"),
            language=OuterRef("follows__language"),
            frame=OuterRef("follows__frame"),
        )
        newest = same.order_by("-version").values("version")[:1]
        later = ModelLetter.objects.filter(
            campaign=OuterRef("campaign"),
            language=OuterRef("language"),
            frame=OuterRef("frame"),
            version__gt=OuterRef("version"),
        )
        found: QuerySet[ModelLetter] = super().get_queryset(request)
        return found.annotate(newest_followed=Subquery(newest), is_past=Exists(later))

    @admin.display(description=gettext_lazy("follows"))
    def followed(self, model_letter: ModelLetter) -> str:
        """The version it translates, and whether a newer one is there."""
        source = model_letter.follows
        if source is None:
            return "–"
        said = f"{source.language} {source.version}"
        newest = getattr(model_letter, "newest_followed", None) or source.version
        if newest <= source.version or getattr(model_letter, "is_past", False):
            return said
        newer = _("%(followed)s; version %(new)s is there")
        return newer % {"followed": said, "new": newest}

    @admin.display(description=gettext_lazy("letter"), ordering="language")
    def text(self, model_letter: ModelLetter) -> str:
        address = reverse("admin:campaign_modelletter_edit", args=[model_letter.pk])
        label = _("%(language)s, version %(n)s") % {
            "language": model_letter.language,
            "n": model_letter.version,
        }
        return format_html('<a href="{}">{}</a>', address, label)

    @admin.display(description=gettext_lazy("problems"))
    def problems(self, model_letter: ModelLetter) -> str:
        """What is wrong with the letter as it is saved now."""
        if model_letter._state.adding:
            return _("Save it to see what is missing.")
        today = timezone.localdate()
        found = drafting.problems(versions.loaded(model_letter.pk), today=today)
        if not found:
            return _("None.")
        rows = format_html_join("", "<li>{}</li>", ((each.sentence,) for each in found))
        return format_html('<ul class="errorlist">{}</ul>', rows)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(gate.APPROVE) or request.user.has_perms(
            versions.MAY_CHANGE
        )

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[ModelLetter]) -> None:
        for model_letter in queryset:
            versions.offered(request, versions.loaded(model_letter.pk))

    @admin.action(
        description=gettext_lazy("Take back from the site"), permissions=["publish"]
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
            made = drafting.next_version(model_letter, on=today, by=request.user)
            sentence = _("%(letter)s can be edited now; publish it when it is ready.")
            self.message_user(request, sentence % {"letter": made})


class CitationInline(FrozenInline, admin.TabularInline):
    model = Citation
    extra = 1
    autocomplete_fields = ["claim"]


class AlternativeInline(FrozenInline, admin.TabularInline):
    model = Alternative
    extra = 0


@admin.register(Paragraph)
class ParagraphAdmin(Frozen, HistoryAdmin):
    list_display = ["model_letter", "order", "role", "is_locked", "is_optional"]
    list_filter = ["model_letter__campaign", "model_letter__language", "role"]
    list_select_related = ["model_letter__campaign"]
    search_fields = ["text"]
    autocomplete_fields = ["model_letter", "follows"]
    raw_id_fields = ["adapted_from"]
    inlines = [AlternativeInline, CitationInline]


@admin.register(Alternative)
class AlternativeAdmin(Frozen, HistoryAdmin):
    """Searched and read; written in the editor of its letter."""

    list_display = ["text", "order", "paragraph"]
    list_select_related = ["paragraph__model_letter__campaign"]
    search_fields = ["text", "paragraph__text"]
    autocomplete_fields = ["paragraph"]
