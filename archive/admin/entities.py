"""People, organisations and places, and their spellings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from archive import curation
from archive.models import Entity, Name


class NameInline(admin.TabularInline):
    model = Name
    extra = 1
    fields = ["text", "kind", "language"]


@admin.register(Entity)
class EntityAdmin(SimpleHistoryAdmin):
    list_display = ["label", "kind", "description"]
    list_filter = ["kind"]
    search_fields = ["label", "names__text", "slug"]
    prepopulated_fields = {"slug": ["label"]}
    inlines = [NameInline]

    def save_model(
        self, request: HttpRequest, obj: Entity, form: Any, change: bool
    ) -> None:
        obj.sort_key = obj.sort_key or curation.sort_key(obj.label, kind=obj.kind)
        super().save_model(request, obj, form, change)

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: bool
    ) -> None:
        for name in formset.save(commit=False):
            curation.save_name(name, by=request.user)
        for name in formset.deleted_objects:
            name.delete()
