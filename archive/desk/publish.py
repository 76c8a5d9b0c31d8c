"""The publish check: what is in the way, then publish, embargo or withdraw."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import curation
from archive.desk import readiness, shell, stages
from archive.models import Document

MAY_PUBLISH = "archive.publish_document"


class EmbargoForm(forms.Form):
    """The day from which the public sees it; empty = at once."""

    until = forms.DateField(
        required=False,
        label=gettext_lazy("Not before (embargo)"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


@shell.page("archive.view_document")
def queue(request: HttpRequest) -> HttpResponse:
    """To the newest triaged draft, or to the one after or before another."""
    found = shell.next_of(stages.unpublished(), request.GET, newest_first=True)
    if found is not None:
        return shell.SeeOther(reverse("desk:publish-document", args=[found.pk]))
    return shell.render(
        request, "desk/publish_done.html", {}, stage="publish", title=_("Publish check")
    )


@shell.page("archive.view_document", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One document with what was found about it. Nine queries more."""
    document = get_object_or_404(
        Document.objects.select_related("current_revision", "part_of", "source"), pk=pk
    )
    here = reverse("desk:publish-document", args=[pk])
    if request.method == "POST":
        shell.refuse_without(request, MAY_PUBLISH)
        onwards = f"{reverse('desk:publish')}?after={pk}"
        is_out = request.POST.get("act") == "publish"
        return shell.decided(
            request,
            lambda: _decide(request, document),
            then=onwards if is_out else here,
            instead=here,
        )
    context = {
        "document": document,
        "readiness": readiness.of(document),
        "form": EmbargoForm(initial={"until": document.embargo_until}),
        "inner": document.parts.all(),
        "seen": shell.version(document),
        "is_closed": _is_closed(document),
        "may_publish": request.user.has_perm(MAY_PUBLISH),
    }
    return shell.render(
        request,
        "desk/publish.html",
        context,
        stage="publish",
        title=document.title.strip() or _("Without a title"),
    )


def _is_closed(document: Document) -> bool:
    """Published, and its embargo is not over."""
    until = document.embargo_until
    return document.is_public and until is not None and until > shell.day()


def _decide(request: HttpRequest, document: Document) -> None:
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    shell.refuse_changed(locked, request.POST.get("seen", ""))
    if request.POST.get("act") == "withdraw":
        curation.withdraw([document], by=request.user)
        return
    form = EmbargoForm(request.POST)
    if not form.is_valid():
        raise ValueError(_("That is no day: write it as 2026-03-01."))
    if readiness.of(document).blocks:
        raise ValueError(_("Something is in the way: see below. Nothing was changed."))
    until = form.cleaned_data["until"]
    if until is None and document.embargo_until is not None:
        until = shell.day()  # an emptied field ends the embargo
    curation.publish([document], by=request.user, embargo_until=until)


urls = [
    path("publish/", queue, name="publish"),
    path("publish/<int:pk>/", card, name="publish-document"),
]
