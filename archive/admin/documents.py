"""Documents and their sources: described and published here, read on the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import curation
from archive.admin.history import HistoryAdmin
from archive.admin.inlines import HTTPS, ReadOnlyInline
from archive.forms import DocumentForm
from archive.models import Capture, Document, Mention, Revision, Source


class CaptureInline(ReadOnlyInline):
    model = Capture
    fields = ["file_name", "media_type", "size_bytes", "sha256", "received_at"]


class RevisionInline(ReadOnlyInline):
    model = Revision
    fields = ["number", "kind", "sha256", "created_at", "made_by", "note"]


@admin.register(Source)
class SourceAdmin(HistoryAdmin):
    list_display = ["name", "kind", "language", "home"]
    list_filter = ["kind"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    # its rules are kept on the desk, where it is seen what they mark
    readonly_fields = ["boilerplate"]
    formfield_overrides = HTTPS
    change_form_template = "admin/archive/source/change.html"

    def save_model(
        self, request: HttpRequest, obj: Source, form: Any, change: bool
    ) -> None:
        curation.describe_source(obj, by=request.user)


@admin.register(Document)
class DocumentAdmin(HistoryAdmin):
    list_display = ["title", "kind", "source", "published_on", "visibility", "waiting"]
    list_filter = ["visibility", "kind", "source", "language"]
    list_select_related = ["source"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["source"]
    date_hierarchy = "published_on"
    # a choice is paged, and what is counted beside each row loses their order
    ordering = ["-published_on", "-id"]
    actions = ["withdraw"]  # the desk publishes, and looks first what is in the way
    inlines = [CaptureInline, RevisionInline]
    readonly_fields = ["slug", "part_of", "visibility"]
    form = DocumentForm
    fields = [
        "title",
        "slug",
        "kind",
        "source",
        ("author", "addressee"),
        "language",
        ("published", "published_basis"),
        "published_words",
        "url",
        "archived_url",
        "part_of",
        ("visibility", "embargo_until"),
    ]
    formfield_overrides = HTTPS
    change_form_template = "admin/archive/document/change.html"

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("archive.publish_document")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Document | None = None
    ) -> list[str]:
        """The day of an embargo is a day of publication."""
        fields = [*super().get_readonly_fields(request, obj)]
        may = self.has_publish_permission(request)
        return fields if may else [*fields, "embargo_until"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                waiting_count=Count(
                    "current_revision__passages__mentions",
                    filter=Q(
                        current_revision__passages__mentions__status=(
                            Mention.Status.SUGGESTED
                        )
                    ),
                )
            )
        )

    @admin.display(description=gettext_lazy("to decide"), ordering="waiting_count")
    def waiting(self, document: Document) -> int:
        return int(getattr(document, "waiting_count", 0))

    @admin.action(
        description=gettext_lazy("Withdraw from public view"), permissions=["publish"]
    )
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        count = curation.withdraw(queryset, by=request.user)
        self.message_user(request, _("%(n)s withdrawn.") % {"n": count})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What was received stays; a document is withdrawn instead.
        return False

    def save_model(
        self, request: HttpRequest, obj: Document, form: Any, change: bool
    ) -> None:
        curation.describe(obj, by=request.user)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        # Reports come in on the desk, and are read in the worker.
        return HttpResponseRedirect(reverse("desk:accession"))
