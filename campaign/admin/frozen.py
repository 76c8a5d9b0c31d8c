"""What is published is not rewritten: the next version is."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from campaign.models import Alternative, Citation, ModelLetter, Paragraph

Row = ModelLetter | Paragraph | Alternative | Citation


def is_frozen(row: Row | None) -> bool:
    """Does it belong to a published version, as the database has it now?

    Asked of the database: a row from the history may say otherwise.
    """
    if row is None or row.pk is None:
        return False
    if isinstance(row, ModelLetter):
        return ModelLetter.objects.published().filter(pk=row.pk).exists()
    key = row.pk if isinstance(row, Paragraph) else row.paragraph_id
    shown = Paragraph.objects.filter(model_letter__is_published=True)
    return shown.filter(pk=key).exists()


class Frozen(admin.options.BaseModelAdmin):
    """Rows that cannot be changed while their version is published."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_frozen(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_frozen(obj) and super().has_delete_permission(request, obj)


class FrozenInline(Frozen, admin.options.InlineModelAdmin):
    """The same for rows on the page of what they belong to."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_frozen(obj) and super().has_add_permission(request, obj)
