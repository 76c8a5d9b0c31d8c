"""Somebody objects to being named: hidden at once, and taken out for good."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import curation, objections, search
from archive.desk import shell
from archive.models import Entity

_FOUND = 30


class PurgeForm(forms.Form):
    """The second step: which words go with the name, why, and the name itself."""

    words = forms.CharField(
        required=False,
        max_length=4000,
        label=gettext_lazy("Other words that tell who it is, one a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.ChoiceField(
        choices=objections.Reason.choices, label=gettext_lazy("Why")
    )
    name = forms.CharField(
        max_length=200,
        label=gettext_lazy("The name, typed once more"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def said(self) -> list[str]:
        """The other words; blank lines are none."""
        lines = str(self.cleaned_data["words"]).splitlines()
        return [line.strip() for line in lines if line.strip()]


@shell.page("archive.view_entity")
def find(request: HttpRequest) -> HttpResponse:
    """Whose name is it? Nine queries more."""
    typed = request.GET.get("q", "").strip()[:200]
    hits = search.entities(typed, viewer=request.user, on=shell.day(), size=_FOUND)
    context = {"typed": typed, "rows": [hit.entity for hit in hits]}
    return shell.render(
        request,
        "desk/objections.html",
        context,
        stage="objections",
        title=_("Somebody objects to being named"),
    )


@shell.page("archive.view_entity", methods=shell.BOTH)
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """What vanishes, and the buttons that do it. Eight queries more."""
    entity = get_object_or_404(Entity.objects.select_related("root"), pk=pk)
    entity = entity.root or entity
    here = reverse("desk:objection", args=[entity.pk])
    if request.method == "POST":
        shell.refuse_without(request, "archive.change_entity")
        act = lambda: _protect(request, entity)  # noqa: E731
        return shell.decided(request, act, then=here, instead=here)
    context = {
        "entity": entity,
        "effects": objections.effects(entity, on=shell.day()),
        "seen": shell.version(entity),
        "may_hide": request.user.has_perm("archive.change_entity"),
        "may_purge": request.user.has_perm("archive.purge_entity"),
        "is_under_way": objections.is_under_way(entity),
    }
    return _render(request, "desk/objection.html", context, entity)


def _protect(request: HttpRequest, entity: Entity) -> None:
    locked = Entity.objects.select_for_update(of=("self",)).get(pk=entity.pk)
    shell.refuse_changed(locked, request.POST.get("seen", ""))
    curation.protect(locked, request.POST.get("level", ""), by=request.user)


@shell.page("archive.view_entity", "archive.purge_entity", methods=shell.BOTH)
def purge(request: HttpRequest, pk: int) -> HttpResponse:
    """The second step, for what is hidden already. Nothing undoes it."""
    entity = get_object_or_404(Entity, pk=pk, root=None)
    here = reverse("desk:objection", args=[pk])
    is_hidden = entity.protection == Entity.Protection.HIDDEN
    if entity.is_purged or not is_hidden or objections.is_under_way(entity):
        return shell.SeeOther(here)
    form = PurgeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["name"].split() == entity.label.split():
            act = lambda: _purge(request, entity, form)  # noqa: E731
            return shell.decided(request, act, then=here, instead=here)
        form.add_error("name", _("This is not the name. Nothing was changed."))
    reports, files = objections.naming(entity)
    context = {"entity": entity, "form": form, "reports": reports, "files": files}
    return _render(request, "desk/purge.html", context, entity)


def _purge(request: HttpRequest, entity: Entity, form: PurgeForm) -> None:
    objections.purge_soon(
        entity,
        words=form.said(),
        reason=objections.Reason(form.cleaned_data["reason"]),
        by=shell.person(request),
    )


def _render(
    request: HttpRequest, template: str, context: dict[str, object], entity: Entity
) -> HttpResponse:
    title = _("A name that was purged") if entity.is_purged else entity.label
    return shell.render(request, template, context, stage="objections", title=title)


urls = [
    path("objections/", find, name="objections"),
    path("objections/<int:pk>/", name, name="objection"),
    path("objections/<int:pk>/purge/", purge, name="objection-purge"),
]
