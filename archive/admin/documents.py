"""Documents and their sources: putting in, describing, publishing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from archive import curation, ingest
from archive.admin import desk, facts
from archive.admin.history import HistoryAdmin
from archive.admin.inlines import HTTPS, ReadOnlyInline
from archive.forms import DocumentForm, ReportForm
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
    formfield_overrides = HTTPS


@admin.register(Document)
class DocumentAdmin(HistoryAdmin):
    list_display = ["title", "kind", "source", "published_on", "visibility", "waiting"]
    list_filter = ["visibility", "kind", "source", "language"]
    list_select_related = ["source"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["source"]
    date_hierarchy = "published_on"
    actions = ["publish", "withdraw"]
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

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        count = curation.publish(queryset, by=request.user)
        self.message_user(request, _("%(n)s published.") % {"n": count})

    @admin.action(
        description=gettext_lazy("Withdraw from public view"), permissions=["change"]
    )
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        count = curation.withdraw(queryset, by=request.user)
        self.message_user(request, _("%(n)s withdrawn.") % {"n": count})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What was received stays; a document is withdrawn instead.
        return False

    def get_urls(self) -> list[URLPattern]:
        own = {
            "mentions/": ("mentions", require_safe(partial(desk.mentions, self))),
            "facts/": ("facts", partial(facts.facts, self)),
            "facts/<int:claim_pk>/": ("prove", self._post(facts.confirm)),
            "mentions/accept/": ("accept", self._post(desk.accept_shown)),
            "mentions/<int:mention_pk>/": ("decide", self._post(desk.decide)),
            "show/<str:verb>/": ("show", self._post(desk.show)),
        }
        return [
            path(
                f"<int:pk>/{route}",
                self.admin_site.admin_view(act),
                name=f"archive_document_{name}",
            )
            for route, (name, act) in own.items()
        ] + super().get_urls()

    def _post(self, act: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return require_POST(partial(act, self))

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ReportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                document = ingest.ingest(*report_of(form))
            except ingest.AlreadyKnown as known:
                self.message_user(request, str(known), messages.WARNING)
                return HttpResponseRedirect(desk.mentions_url(known.document))
            except ingest.Refused as reason:
                form.add_error(None, str(reason))
            else:
                self.message_user(request, stored_message(document))
                return HttpResponseRedirect(desk.mentions_url(document))
        context = self.admin_site.each_context(request) | {
            "title": _("Put a report in"),
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/archive/document/put_in.html", context)


def report_of(form: ReportForm) -> tuple[ingest.Received, ingest.Described]:
    cleaned = dict(form.cleaned_data)
    uploaded, text = cleaned.pop("file"), cleaned.pop("text")
    received = ingest.Received(
        content=uploaded.read() if uploaded else text.encode(),
        received_at=timezone.now(),
        file_name=uploaded.name if uploaded else "",
        media_type="" if uploaded else "text/plain",
        url=cleaned["url"],
    )
    return received, ingest.Described(**cleaned)


def stored_message(document: Document) -> str:
    return _(
        "Stored as a draft. Names and dates are being looked for: “%(title)s”."
    ) % {"title": document.title}
