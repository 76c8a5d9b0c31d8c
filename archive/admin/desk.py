"""Deciding about the mentions of one document, each in its sentence."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import curation, passages
from archive.admin.candidates import Candidates
from archive.forms import DecisionForm
from archive.models import Document, Entity, Mention, Revision, StopRule


def mentions(door: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The finds of a document with what was decided. About ten queries."""
    document = editable(door, request, pk)
    revision = current(document)
    found = list(
        Mention.objects.in_revision(revision)
        .exclude(status=Mention.Status.SUPERSEDED)
        .select_related("passage", "entity", "decided_by")
        .order_by("passage__start")
    )
    waiting = [m for m in found if m.status == Mention.Status.SUGGESTED]
    candidates = Candidates(m.kind for m in waiting)
    context = door.admin_site.each_context(request) | {
        "title": document.title,
        "document": document,
        "opts": door.opts,
        "cards": cards(revision, found, candidates),
        "waiting": len(waiting),
        "is_read": revision.extracted_at is not None,
        "lists": candidates.lists(),
        "named": curation.NAMED,
        "scopes": scopes(document),
    }
    return TemplateResponse(request, "admin/archive/document/mentions.html", context)


@transaction.atomic
def accept_shown(door: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the finds named in the form, as whom the page showed them to be."""
    document = editable(door, request, pk)
    shown = set(request.POST.getlist("mention"))
    asked = {pk for pk in (each.partition(":")[0] for each in shown) if is_pk(pk)}
    waiting = (
        Mention.objects.in_revision(current(document))
        .suggested()
        .filter(pk__in=asked)
        .exclude(kind__in=curation.NAMED, entity=None)
        .select_related("passage", "entity")
        .select_for_update(of=("self",))
    )
    same = [m for m in waiting if f"{m.pk}:{m.entity_id or ''}" in shown]
    count = curation.accept(same, by=request.user, at=timezone.now())
    door.message_user(request, _("%(n)s accepted.") % {"n": count})
    return HttpResponseRedirect(mentions_url(document))


def decide(
    door: ModelAdmin, request: HttpRequest, pk: int, mention_pk: int
) -> HttpResponse:
    document = editable(door, request, pk)
    try:
        decide_once(document, mention_pk, request)
    except ValueError as error:
        door.message_user(request, str(error), messages.ERROR)
    return HttpResponseRedirect(f"{mentions_url(document)}#m{mention_pk}")


@transaction.atomic
def decide_once(document: Document, mention_pk: int, request: HttpRequest) -> None:
    """The decision of the form, if nobody else has decided. Raises ValueError."""
    mention = get_object_or_404(
        Mention.objects.in_revision(current(document))
        .select_related("passage__revision__document__source", "entity", "decided_by")
        .select_for_update(of=("self",)),
        pk=mention_pk,
    )
    form = DecisionForm(request.POST, mention=mention)
    if not form.is_valid():
        raise ValueError(complaint(form))
    refuse_stale(mention, form.cleaned_data["seen"])
    act_on(mention, form, request)


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
        Document.objects.select_related("current_revision", "part_of"), pk=pk
    )
    if not door.has_change_permission(request, document):
        raise PermissionDenied
    return document


def mentions_url(document: Document) -> str:
    return reverse("admin:archive_document_mentions", args=[document.pk])


def current(document: Document) -> Revision:
    revision = document.current_revision
    if revision is None:
        raise Http404(_("This document has no text yet."))
    return revision


def is_pk(text: str) -> bool:
    """Ascii figures, and no more of them than a database takes."""
    return text.isascii() and text.isdecimal() and len(text) < 19


def cards(
    revision: Revision, mentions: Sequence[Mention], candidates: Candidates
) -> list[tuple[Mention, passages.Context, Sequence[Entity]]]:
    """Each mention with the sentence before, its own, the one after, and whom
    it may mean.
    """
    return [
        (
            m,
            passages.context(revision.text, m.passage.start, m.passage.end),
            candidates.of(m) if m.status == Mention.Status.SUGGESTED else (),
        )
        for m in mentions
    ]


def scopes(document: Document) -> list[tuple[str, str]]:
    """How far a rejection may reach: a source must be known for it."""
    return [
        (value, str(label))
        for value, label in StopRule.Scope.choices
        if value != StopRule.Scope.SOURCE or document.source_id is not None
    ]


def complaint(form: DecisionForm) -> str:
    """What is wrong with the field that was typed, or with the choice."""
    for field in ("named", "label"):
        for sentence in form.errors.get(field, []):
            return str(sentence)
    return _("That choice is not on offer.")


def refuse_stale(mention: Mention, seen: str) -> None:
    if seen == mention.state:
        return
    if mention.decided_by is not None:
        raise ValueError(
            _("Decided meanwhile by %(name)s. Nothing was changed.")
            % {"name": mention.decided_by}
        )
    raise ValueError(_("This find has changed meanwhile. Nothing was changed."))


def act_on(mention: Mention, form: DecisionForm, request: HttpRequest) -> None:
    """One decision from the form to the act. Raises ValueError."""
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
        entity = chosen["named"] or chosen["entity"]
        if mention.kind in curation.NAMED and entity is None:
            raise ValueError(
                _("Choose who or what “%(words)s” is.") % {"words": mention.passage}
            )
        curation.accept([mention], by=by, at=at, entity=entity)
