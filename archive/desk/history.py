"""Who did what: every act, newest first, and taking any of them back."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import undoing
from archive.desk import changes, shell
from archive.models import Batch
from archive.reading import keyset

PAGE_SIZE = 20


class FilterForm(forms.Form):
    """Which acts to show; all of them when nothing is chosen."""

    person = forms.ModelChoiceField(
        User.objects.filter(is_staff=True).order_by("username"),
        label=gettext_lazy("who"),
        required=False,
        empty_label=gettext_lazy("anybody"),
    )
    verb = forms.ChoiceField(
        label=gettext_lazy("what"),
        choices=[("", gettext_lazy("anything")), *Batch.Verb.choices],
        required=False,
    )
    document = forms.SlugField(
        label=gettext_lazy("document"),
        required=False,
        help_text=gettext_lazy("The last part of its address."),
    )
    day = forms.DateField(
        label=gettext_lazy("day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def chosen(self) -> QuerySet[Batch]:
        """Nothing is found by a filter that is not one."""
        if not self.is_valid():
            return Batch.objects.none()
        wanted = self.cleaned_data
        found = Batch.objects.all()
        if wanted["person"]:
            found = found.filter(made_by=wanted["person"])
        if wanted["verb"]:
            found = found.filter(verb=wanted["verb"])
        if wanted["document"]:
            found = found.filter(document__slug=wanted["document"])
        if wanted["day"]:
            found = found.filter(made_at__range=whole_day(wanted["day"]))
        return found


def whole_day(day: date) -> tuple[datetime, datetime]:
    """Its first and last moment, in the time zone of the site."""
    return (
        timezone.make_aware(datetime.combine(day, time.min)),
        timezone.make_aware(datetime.combine(day, time.max)),
    )


@shell.page("archive.view_document")
def batches(request: HttpRequest) -> HttpResponse:
    """A page of acts. Two queries more."""
    form = FilterForm(request.GET)
    acts = form.chosen().select_related(
        "made_by", "document", "undone_by__made_by", "undone_by__undone_by__undone_by"
    )
    shown = keyset.page(
        acts, keyset.LATEST, after=request.GET.get("after", ""), size=PAGE_SIZE
    )
    context = {"form": form, "page": shown, "older": _older(request, shown.older)}
    return shell.render(
        request, "desk/history.html", context, stage="history", title=_("History")
    )


def _older(request: HttpRequest, cursor: str) -> str:
    if not cursor:
        return ""
    wanted = request.GET.copy()
    wanted["after"] = cursor
    return f"?{wanted.urlencode()}"


@shell.page("archive.view_document")
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One act with its rows before and after, thirty to a page."""
    act = _act(pk)
    first = shell.number(request.GET.get("from", "")) or 1
    found = changes.of_batch(act, first=first)
    context: dict[str, Any] = {"batch": act, "changes": found}
    return shell.render(
        request, "desk/batch.html", context, stage="history", title=str(act)
    )


def _act(pk: int) -> Batch:
    related = "made_by", "document", "undone_by__undone_by__undone_by", "undoes"
    return get_object_or_404(Batch.objects.select_related(*related), pk=pk)


@shell.page(methods=("POST",))
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take any act back, somebody else's too."""
    here = reverse("desk:batch", args=[pk])
    act = _act(pk)
    shell.refuse_undoing(request, act)
    return shell.decided(
        request,
        lambda: undoing.undo(act, by=request.user, at=shell.moment()),
        then=here,
        instead=here,
    )


urls = [
    path("history/", batches, name="history"),
    path("history/<int:pk>/", batch, name="batch"),
    path("history/<int:pk>/undo/", undo, name="undo-batch"),
]
