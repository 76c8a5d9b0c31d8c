"""The history of a row is read, never put back: that would pass by its act."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from simple_history.admin import SimpleHistoryAdmin

from archive.models import Batch, recording


class HistoryAdmin(SimpleHistoryAdmin):
    """Shows what a row was; an old state is never saved over the present one."""

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        # all that one press of "Save" writes is one act, and undone as one
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, object_id) if object_id else None
        verb, what = self.said(request, row)
        with recording(verb, by=request.user, summary=what):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def said(self, request: HttpRequest, row: Any) -> tuple[str, str]:
        """What the history calls the act, and about what."""
        return Batch.Verb.EDIT, f"{self.opts.verbose_name} {row or ''}"

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        # the library asks for the right to look before it saves, not to change
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return super().history_form_view(request, object_id, version_id, extra_context)
