"""What was found in the texts, and what is never to be found again."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.admin.history import HistoryAdmin
from archive.models import Mention, StopRule


class FoundBy(admin.AllValuesFieldListFilter):
    """By program and version; what a person marked names none."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for each in super().choices(changelist):
            yield {**each, "display": each["display"] or _("by hand")}


@admin.register(Mention)
class MentionAdmin(HistoryAdmin):
    list_display = ["passage", "kind", "entity", "status", "extractor", "score"]
    list_filter = ["status", "kind", ("extractor", FoundBy)]
    list_select_related = ["passage", "entity"]
    search_fields = ["passage__quote"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Decided on the document's own page, where the sentence is seen.
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(StopRule)
class StopRuleAdmin(HistoryAdmin):
    list_display = ["surface", "kind", "scope", "document", "source", "made_by"]
    list_filter = ["scope", "kind"]
    list_select_related = ["document", "source", "made_by"]
    search_fields = ["surface"]
    autocomplete_fields = ["document", "source"]
    readonly_fields = ["made_by", "made_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
