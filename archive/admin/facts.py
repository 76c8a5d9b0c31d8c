"""Proving a sentence with the exact words of one document."""

from datetime import date

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from archive import claims
from archive.admin import desk
from archive.forms import FactForm
from archive.models import Claim, Document, Evidence
from archive.models.authorship import Author


def facts(door: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What the document proves, and a form for one proof more."""
    document = desk.editable(door, request, pk)
    if not request.user.has_perms(["archive.add_claim", "archive.change_claim"]):
        raise PermissionDenied
    revision = desk.current(document)
    form = FactForm(request.POST or None, initial={"known_from": document.published_on})
    if request.method == "POST" and form.is_valid():
        try:
            claim = prove(document, form, by=request.user)
        except ValueError as error:
            form.add_error("words", str(error))
        else:
            door.message_user(request, _("Kept: “%(claim)s”.") % {"claim": claim})
            return HttpResponseRedirect(facts_url(document))
    context = door.admin_site.each_context(request) | {
        "title": document.title,
        "document": document,
        "opts": door.opts,
        "form": form,
        "proofs": Evidence.objects.filter(passage__revision=revision)
        .select_related("claim", "passage")
        .order_by("passage__start", "claim"),
    }
    return TemplateResponse(request, "admin/archive/document/facts.html", context)


@transaction.atomic
def prove(document: Document, form: FactForm, *, by: Author) -> Claim:
    """The claim that the words of the form now support. Raises ValueError."""
    chosen = form.cleaned_data
    passage = claims.exact_words(desk.current(document), chosen["words"])
    claim: Claim | None = chosen["claim"]
    if claim is not None:
        claims.support(claim, passage, by=by)
        return claim
    known_from: date = chosen["known_from"]
    return claims.propose(
        chosen["sentence"],
        slug=claims.free_slug(chosen["sentence"]),
        kind=chosen["kind"],
        modality=chosen["modality"],
        known_from=known_from,
        evidence=[passage],
        by=by,
    )


def confirm(
    door: ModelAdmin, request: HttpRequest, pk: int, claim_pk: int
) -> HttpResponse:
    """Confirm a claim that this document proves."""
    document = desk.editable(door, request, pk)
    if not request.user.has_perm("archive.change_claim"):
        raise PermissionDenied
    proven = Claim.objects.filter(
        evidence__passage__revision=desk.current(document), pk=claim_pk
    )
    for claim in proven.distinct():
        try:
            claims.confirm(claim, by=request.user)
        except claims.Unproven as reason:
            door.message_user(request, str(reason), messages.ERROR)
    return HttpResponseRedirect(facts_url(document))


def facts_url(document: Document) -> str:
    return reverse("admin:archive_document_facts", args=[document.pk])
