"""People, organisations and places, and their spellings."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive import curation, resolution
from archive.admin.history import HistoryAdmin
from archive.models import Batch, Entity, Name
from archive.reading import protecting


class NameForm(forms.ModelForm):
    """One spelling. Whether it fits is said of all of them together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # in a table the fields of the library are named by its head only
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def validate_unique(self) -> None:
        """Against the other rows of the page: what is saved may be on its way out."""

    def validate_constraints(self) -> None:
        """As validate_unique."""


class NameFormSet(forms.BaseInlineFormSet):
    """The spellings of an entity as they will stand together."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete")

    def validate_unique(self) -> None:
        """Said in clean, without the rows that are being deleted."""

    def clean(self) -> None:
        kept = [
            form
            for form in self.forms
            if form.is_valid()
            and form.cleaned_data.get("text")
            and not form.cleaned_data.get("DELETE")
        ]
        texts = [form.cleaned_data["text"] for form in kept]
        if len(set(texts)) < len(texts):
            raise ValidationError(_("One spelling stands here twice."))
        kinds = [form.cleaned_data["kind"] for form in kept]
        if kinds.count(Name.Kind.PREFERRED) > 1:
            raise ValidationError(_("Only one name can be the preferred one."))
        before = [form.initial.get("text") for form in kept]
        if any(
            old != new and old in texts for old, new in zip(before, texts, strict=True)
        ):
            # rows are saved singly, and the database knows each spelling once
            raise ValidationError(_("Change these spellings one after the other."))


class NameInline(admin.TabularInline):
    model = Name
    form = NameForm
    formset = NameFormSet
    extra = 1
    fields = ["text", "kind", "language"]


@admin.register(Entity)
class EntityAdmin(HistoryAdmin):
    list_display = ["label", "kind", "description", "protection"]
    list_filter = ["kind", "protection"]
    search_fields = ["label", "names__text", "slug"]
    inlines = [NameInline]
    change_form_template = "admin/archive/entity/change.html"
    # worked out from what was judged, and never typed
    exclude = ["root"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Entity | None = None
    ) -> list[str]:
        # The slug is public, and mentions of one kind hang on it.
        return ["slug", "kind"] if obj else []

    def has_change_permission(
        self, request: HttpRequest, obj: Entity | None = None
    ) -> bool:
        is_purged = obj is not None and obj.is_purged
        return not is_purged and super().has_change_permission(request, obj)

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Entity | None = None
    ) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["label"]}

    def said(self, request: HttpRequest, row: Any) -> tuple[str, str]:
        """To show or hide a name is told apart from other changes."""
        level = request.POST.get("protection", Entity.Protection.PUBLIC)
        before = row.protection if row else Entity.Protection.PUBLIC
        if level == before or level not in Entity.Protection.values:
            return super().said(request, row)
        whose = row or request.POST.get("label", "")
        return Batch.Verb.PROTECT, f"{whose} ({Entity.Protection(level).label})"

    def save_model(
        self, request: HttpRequest, obj: Entity, form: Any, change: bool
    ) -> None:
        obj.sort_key = obj.sort_key or curation.sort_key(obj.label, kind=obj.kind)
        level = obj.protection
        obj.protection = form.initial.get("protection", Entity.Protection.PUBLIC)
        super().save_model(request, obj, form, change)
        if level != obj.protection:
            curation.protect(obj, level, by=request.user)
            self._say_where_it_stays(request, obj)
            self._say_who_is_alike(request, obj)

    def _say_where_it_stays(self, request: HttpRequest, entity: Entity) -> None:
        """An address is public for good: it is not projected."""
        if found := protecting.addressed(entity):
            sentence = _("The name also stands in the address of: %(documents)s.")
            values = {"documents": ", ".join(found)}
            messages.warning(request, sentence % values)

    def _say_who_is_alike(self, request: HttpRequest, entity: Entity) -> None:
        """An open question may be the same person under a name that is shown."""
        if entity.protection == Entity.Protection.PUBLIC:
            return
        own = entity.root_id_or_own
        pairs = resolution.open_pairs().filter(Q(left=own) | Q(right=own))
        labels = [
            str(pair.right if pair.left_id == own else pair.left) for pair in pairs[:5]
        ]
        if labels:
            sentence = _("Perhaps the same, and still shown in full: %(entries)s.")
            messages.warning(request, sentence % {"entries": ", ".join(labels)})

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: bool
    ) -> None:
        typed = formset.save(commit=False)
        for name in formset.deleted_objects:
            curation.delete_name(name, by=request.user)
        # one preferred name at a time: the old one steps down first
        for name in sorted(typed, key=lambda n: n.kind == Name.Kind.PREFERRED):
            curation.save_name(name, by=request.user)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        curation.prefer_label(form.instance, by=request.user)
