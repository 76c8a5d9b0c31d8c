"""Whom letters go to, how they are reached, and what visitors say about it."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin.history import HistoryAdmin
from archive.admin.inlines import HTTPS, ReadOnlyInline
from campaign import approval
from campaign.admin.searched import SearchedAdmin
from campaign.forms.finder import (
    country_choices,
    country_in_sentence,
    sort_key,
    towns,
    towns_like,
    where,
)
from campaign.models import (
    Accreditation,
    Address,
    AddressReport,
    Holder,
    Recipient,
)

# words of a label that tell nothing apart, and how many others are looked for
_LITTLE = frozenset({"of", "the", "in", "and"})
MOST_WORDS = 12


def labelled(recipient: Recipient) -> str:
    """Embassy of Peru, London, United Kingdom (pe-gb)."""
    kind = str(recipient.get_kind_display())
    if recipient.state:
        state = country_in_sentence(recipient.state)
        kind = _("%(kind)s of %(state)s") % {"kind": kind, "state": state}
    parts = recipient.name, capfirst(kind), where(recipient)
    return f"{', '.join(filter(None, parts))} ({recipient.slug})"


def described(words: str) -> Q:
    """Recipients whose label has each of the words, wherever it has them.

    One query, for the towns there are.
    """
    found = Q()
    tidy = [
        each for each in re.findall(r"[\w-]+", words) if each.lower() not in _LITTLE
    ]
    known = towns() if tidy else []
    for word in tidy[:MOST_WORDS]:
        found &= _having(word, known)
    return found


def _having(word: str, known: Sequence[str]) -> Q:
    folded = sort_key(word)
    countries = [
        code for code, name in country_choices() if folded in sort_key(name)
    ] + [word.upper()]
    kinds = [
        kind for kind, label in Recipient.Kind.choices if folded in sort_key(str(label))
    ]
    return (
        Q(slug__icontains=word)
        | Q(name__icontains=word)
        | Q(city__icontains=word)
        | Q(city__in=towns_like(word, known))
        | Q(state__in=countries)
        | Q(stands_in__in=countries)
        | Q(kind__in=kinds)
    )


class Choices(AutocompleteJsonView):
    """What the chooser offers, in words."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        row = super().serialize_result(obj, to_field_name)
        return row | {"text": labelled(obj)} if isinstance(obj, Recipient) else row


class RecipientSelect(AutocompleteSelect):
    url_name = "%s:campaign_recipient_choices"


class RecipientField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Model) -> str:
        return labelled(obj) if isinstance(obj, Recipient) else str(obj)


class Chooser(admin.options.BaseModelAdmin):
    """A table whose recipient is chosen by kind, state and place."""

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "recipient":
            kwargs["form_class"] = RecipientField
            kwargs["widget"] = RecipientSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


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
class RecipientAdmin(SearchedAdmin):
    room = "mission"
    list_display = ["slug", "name", "kind", "state", "stands_in", "city", "office"]
    list_filter = ["kind", "office"]
    search_fields = ["slug", "name", "city", "state", "stands_in"]
    search_help_text = "Peru London; Ministry; pe-gb"
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

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: bool
    ) -> None:
        """What would be printed waits for a second person; all else is saved."""
        if formset.model is Address and approval.has_to_wait(request.user):
            for row in formset.save(commit=False):
                self._save_or_propose(request, row)
            approval.delete_all(formset.deleted_objects, by=request.user)
            return
        super().save_formset(request, form, formset, change)

    def _save_or_propose(self, request: HttpRequest, row: Address) -> None:
        if approval.save_or_propose(row, by=request.user) is None:
            return
        sentence = _("“%(address)s” waits for another publisher, under Approvals.")
        self.message_user(request, sentence % {"address": row}, messages.WARNING)

    def get_urls(self) -> list[URLPattern]:
        view = Choices.as_view(admin_site=self.admin_site)
        choices = path(
            "choices/",
            self.admin_site.admin_view(view),
            name="campaign_recipient_choices",
        )
        return [choices, *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Recipient], search_term: str
    ) -> tuple[QuerySet[Recipient], bool]:
        return queryset.filter(described(search_term)), False


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
