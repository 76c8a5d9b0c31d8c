from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from simple_history.admin import SimpleHistoryAdmin

from archive import claims, curation, ingest, passages
from archive.forms import DecisionForm, ReportForm
from archive.models import (
    Capture,
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Name,
    Participant,
    Revision,
    Source,
    StopRule,
)

admin.site.site_header = gettext_lazy("Demarche")
admin.site.site_title = gettext_lazy("Demarche")
admin.site.index_title = gettext_lazy("Archive and campaigns")


class ReadOnlyInline(admin.TabularInline):
    """Evidence: shown, never edited."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CaptureInline(ReadOnlyInline):
    model = Capture
    fields = ["file_name", "media_type", "size_bytes", "sha256", "received_at"]


class RevisionInline(ReadOnlyInline):
    model = Revision
    fields = ["number", "kind", "sha256", "created_at", "made_by", "note"]


@admin.register(Source)
class SourceAdmin(SimpleHistoryAdmin):
    list_display = ["name", "kind", "language", "home"]
    list_filter = ["kind"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Document)
class DocumentAdmin(SimpleHistoryAdmin):
    list_display = ["title", "kind", "source", "published_on", "visibility", "waiting"]
    list_filter = ["visibility", "kind", "source", "language"]
    list_select_related = ["source"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["source"]
    date_hierarchy = "published_on"
    actions = ["publish", "withdraw"]
    inlines = [CaptureInline, RevisionInline]
    readonly_fields = ["slug", "part_of", "visibility"]
    fields = [
        "title",
        "slug",
        "kind",
        "source",
        ("author", "addressee"),
        "language",
        ("published_on", "published_until"),
        ("published_precision", "published_basis", "published_words"),
        "url",
        "archived_url",
        "part_of",
        ("visibility", "embargo_until"),
    ]
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
        view = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/mentions/",
                view(self.mentions_view),
                name="archive_document_mentions",
            ),
            path(
                "<int:pk>/mentions/<int:mention_pk>/",
                view(require_POST(self.decide_view)),
                name="archive_document_decide",
            ),
            path(
                "<int:pk>/mentions/accept/",
                view(require_POST(self.accept_all_view)),
                name="archive_document_accept_all",
            ),
            path(
                "<int:pk>/<str:verb>/",
                view(require_POST(self.show_view)),
                name="archive_document_show",
            ),
        ]
        return own[:3] + super().get_urls()[:-1] + own[3:] + super().get_urls()[-1:]

    # --- putting a report in ---

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
                return HttpResponseRedirect(mentions_url(known.document))
            except ingest.Refused as reason:
                form.add_error(None, str(reason))
            else:
                self.message_user(request, stored_message(document))
                return HttpResponseRedirect(mentions_url(document))
        context = self.admin_site.each_context(request) | {
            "title": _("Put a report in"),
            "form": form,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/archive/document/put_in.html", context)

    # --- deciding about mentions ---

    def mentions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = self._document(request, pk)
        mentions = list(
            Mention.objects.in_revision(current(document))
            .exclude(status=Mention.Status.SUPERSEDED)
            .select_related("passage", "entity", "decided_by")
            .order_by("passage__start")
        )
        context = self.admin_site.each_context(request) | {
            "title": document.title,
            "document": document,
            "opts": self.opts,
            "cards": cards(current(document), mentions),
            "waiting": sum(m.status == Mention.Status.SUGGESTED for m in mentions),
            "is_read": current(document).extracted_at is not None,
            "entities": entities_by_kind(),
            "scopes": StopRule.Scope.choices,
        }
        return TemplateResponse(
            request, "admin/archive/document/mentions.html", context
        )

    def decide_view(
        self, request: HttpRequest, pk: int, mention_pk: int
    ) -> HttpResponse:
        document = self._document(request, pk)
        mention = get_object_or_404(
            Mention.objects.in_revision(current(document)).select_related(
                "passage__revision__document__source", "entity"
            ),
            pk=mention_pk,
        )
        form = DecisionForm(request.POST, mention=mention)
        try:
            if not form.is_valid():
                raise ValueError(_("That choice is not on offer."))
            decide(mention, form.cleaned_data, request)
        except ValueError as error:
            self.message_user(request, str(error), messages.ERROR)
        return HttpResponseRedirect(f"{mentions_url(document)}#m{mention.pk}")

    def accept_all_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Those named in the form, which are those the page showed."""
        document = self._document(request, pk)
        shown = (
            Mention.objects.in_revision(current(document))
            .suggested()
            .filter(pk__in=[n for n in request.POST.getlist("mention") if n.isdigit()])
            .exclude(kind__in=curation.NAMED, entity=None)
            .select_related("passage", "entity")
        )
        count = curation.accept(shown, by=request.user, at=timezone.now())
        self.message_user(request, _("%(n)s accepted.") % {"n": count})
        return HttpResponseRedirect(mentions_url(document))

    def show_view(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        document = self._document(request, pk)
        acts = {"publish": curation.publish, "withdraw": curation.withdraw}
        if verb not in acts:
            raise PermissionDenied
        acts[verb]([document], by=request.user)
        self.message_user(request, document.get_visibility_display())
        return HttpResponseRedirect(
            reverse("admin:archive_document_change", args=[document.pk])
        )

    def _document(self, request: HttpRequest, pk: int) -> Document:
        document = get_object_or_404(
            Document.objects.select_related("current_revision"), pk=pk
        )
        if not self.has_change_permission(request, document):
            raise PermissionDenied
        return document


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


def mentions_url(document: Document) -> str:
    return reverse("admin:archive_document_mentions", args=[document.pk])


def current(document: Document) -> Revision:
    revision = document.current_revision
    if revision is None:
        raise ValueError(_("This document has no text yet."))
    return revision


def cards(
    revision: Revision, mentions: Sequence[Mention]
) -> list[tuple[Mention, passages.Context]]:
    """Each mention with the sentence before, its own, and the one after."""
    return [
        (m, passages.context(revision.text, m.passage.start, m.passage.end))
        for m in mentions
    ]


def entities_by_kind() -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {kind: [] for kind in Entity.Kind.values}
    for entity in Entity.objects.by_label():
        found[entity.kind].append(entity)
    return found


def decide(mention: Mention, chosen: dict[str, Any], request: HttpRequest) -> None:
    """One decision from the form to the act. Raises ValueError."""
    by, at = request.user, timezone.now()
    if chosen["decision"] == "reopen":
        curation.reopen([mention], by=by)
    elif chosen["decision"] == "reject":
        curation.reject([mention], by=by, at=at, scope=chosen["scope"])
    elif chosen["decision"] == "new":
        label = chosen["label"] or mention.passage.quote
        entity = curation.new_entity(label, kind=mention.kind, by=by)
        curation.accept([mention], by=by, at=at, entity=entity)
    else:
        curation.accept([mention], by=by, at=at, entity=chosen["entity"])


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


@admin.register(Mention)
class MentionAdmin(SimpleHistoryAdmin):
    list_display = ["passage", "kind", "entity", "status", "extractor", "score"]
    list_filter = ["status", "kind", "extractor"]
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


class EvidenceInline(ReadOnlyInline):
    model = Evidence
    fields = ["passage", "stance", "note"]


class ParticipantInline(admin.TabularInline):
    model = Participant
    extra = 0
    autocomplete_fields = ["entity"]


@admin.register(Claim)
class ClaimAdmin(SimpleHistoryAdmin):
    list_display = [
        "sentence",
        "kind",
        "modality",
        "status",
        "known_from",
        "superseded_on",
    ]
    list_filter = ["status", "kind", "modality"]
    search_fields = ["sentence", "slug"]
    autocomplete_fields = ["place", "superseded_by"]
    readonly_fields = ["status"]
    inlines = [EvidenceInline, ParticipantInline]
    actions = ["confirm", "dispute"]

    @admin.action(description=gettext_lazy("Confirm"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        for claim in queryset:
            try:
                claims.confirm(claim, by=request.user)
            except claims.Unproven as reason:
                self.message_user(request, str(reason), messages.ERROR)

    @admin.action(description=gettext_lazy("Dispute"), permissions=["change"])
    def dispute(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        for claim in queryset:
            claims.dispute(claim, reason=_("Disputed by a curator."), by=request.user)
        self.message_user(
            request, _("No letter cites them until they are confirmed again.")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(StopRule)
class StopRuleAdmin(SimpleHistoryAdmin):
    list_display = ["surface", "kind", "scope", "document", "source", "made_by"]
    list_filter = ["scope", "kind"]
    list_select_related = ["document", "source", "made_by"]
    search_fields = ["surface"]
    autocomplete_fields = ["document", "source"]
    readonly_fields = ["made_by", "made_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
