"""Deciding about the mentions of one document, each in its sentence."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import curation, passages
from archive.forms import DecisionForm
from archive.models import Document, Entity, Mention, Revision, StopRule


def mentions(door: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The finds of a document with what was decided. Eight queries."""
    document = editable(door, request, pk)
    revision = current(document)
    found = list(
        Mention.objects.in_revision(revision)
        .exclude(status=Mention.Status.SUPERSEDED)
        .select_related("passage", "entity", "decided_by")
        .order_by("passage__start")
    )
    context = door.admin_site.each_context(request) | {
        "title": document.title,
        "document": document,
        "opts": door.opts,
        "cards": cards(revision, found),
        "waiting": sum(m.status == Mention.Status.SUGGESTED for m in found),
        "is_read": revision.extracted_at is not None,
        "entities": entities_by_kind(),
        "scopes": StopRule.Scope.choices,
    }
    return TemplateResponse(request, "admin/archive/document/mentions.html", context)


def accept_shown(door: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the finds named in the form, which are those the page showed."""
    document = editable(door, request, pk)
    shown = (
        Mention.objects.in_revision(current(document))
        .suggested()
        .filter(pk__in=[n for n in request.POST.getlist("mention") if n.isdecimal()])
        .exclude(kind__in=curation.NAMED, entity=None)
        .select_related("passage", "entity")
    )
    count = curation.accept(shown, by=request.user, at=timezone.now())
    door.message_user(request, _("%(n)s accepted.") % {"n": count})
    return HttpResponseRedirect(mentions_url(document))


def decide(
    door: ModelAdmin, request: HttpRequest, pk: int, mention_pk: int
) -> HttpResponse:
    document = editable(door, request, pk)
    mention = get_object_or_404(
        Mention.objects.in_revision(current(document)).select_related(
            "passage__revision__document__source", "entity"
        ),
        pk=mention_pk,
    )
    try:
        act_on(mention, DecisionForm(request.POST, mention=mention), request)
    except ValueError as error:
        door.message_user(request, str(error), messages.ERROR)
    return HttpResponseRedirect(f"{mentions_url(document)}#m{mention.pk}")


def show(door: ModelAdmin, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Publish or withdraw."""
    document = editable(door, request, pk)
    acts = {"publish": curation.publish, "withdraw": curation.withdraw}
    if verb not in acts:
        raise Http404
    acts[verb]([document], by=request.user)
    door.message_user(request, document.get_visibility_display())
    return HttpResponseRedirect(
        reverse("admin:archive_document_change", args=[document.pk])
    )


def editable(door: ModelAdmin, request: HttpRequest, pk: int) -> Document:
    document = get_object_or_404(
        Document.objects.select_related("current_revision"), pk=pk
    )
    if not door.has_change_permission(request, document):
        raise PermissionDenied
    return document


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


def act_on(mention: Mention, form: DecisionForm, request: HttpRequest) -> None:
    """One decision from the form to the act. Raises ValueError."""
    if not form.is_valid():
        raise ValueError(_("That choice is not on offer."))
    chosen = form.cleaned_data
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
