"""Rows of the admin that are found by a search, kept so by the same act."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from archive import search
from archive.admin.history import HistoryAdmin


class SearchedAdmin(HistoryAdmin):
    """room: as archive.search calls what is edited here."""

    room = ""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        search.index_kind(self.room, [form.instance.pk])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        key = obj.pk
        super().delete_model(request, obj)
        search.drop(self.room, [key])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        keys = list(queryset.values_list("pk", flat=True))
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            search.drop(self.room, keys)
