"""Versions of a model letter: compared, published, continued, translated."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from archive.reading.changes import paragraphs
from campaign import addressing, approval, drafting, letters, protocol
from campaign.models import Approval, ModelLetter, gate
from campaign.models.model_letter import ModelLetterQuerySet

MAY_SEE = ("campaign.view_modelletter",)
MAY_ADD = ("campaign.add_modelletter", "campaign.add_paragraph")
MAY_CHANGE = ("campaign.change_modelletter", "campaign.change_paragraph")


def refuse_publishing(request: HttpRequest) -> None:
    """Whoever writes letters proposes them; whoever approves may begin it too."""
    if not request.user.has_perm(gate.APPROVE):
        refuse_without(request, MAY_CHANGE)


def refuse_without(request: HttpRequest, permissions: tuple[str, ...]) -> None:
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def loaded(key: int) -> ModelLetter:
    """With all its text, and what proves it today. Raises Http404."""
    return get_object_or_404(
        ModelLetter.objects.with_text(today=timezone.localdate())
        .select_related("follows", "adapted_from")
        .prefetch_related("campaign__targets__recipient"),
        pk=key,
    )


def page(
    request: HttpRequest, template: str, title: str, **context: object
) -> TemplateResponse:
    shared = admin.site.each_context(request) | {
        "title": title,
        "opts": ModelLetter._meta,
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(
        request, f"admin/campaign/{template}", {**shared, **context}
    )


def to_editor(model_letter: ModelLetter) -> HttpResponse:
    address = reverse("admin:campaign_modelletter_edit", args=[model_letter.pk])
    return HttpResponseRedirect(address, status=303)


def siblings(model_letter: ModelLetter) -> ModelLetterQuerySet:
    """Every version of its language and frame, the newest first."""
    return ModelLetter.objects.filter(
        campaign=model_letter.campaign_id,
        language=model_letter.language,
        frame=model_letter.frame,
    ).order_by("-version")


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since another version; the one before by default."""
    refuse_without(request, MAY_SEE)
    letter = loaded(pk)
    others = list(siblings(letter).exclude(pk=pk))
    older = [each for each in others if each.version < letter.version]
    chosen = next(iter(older or others), None)
    asked = request.GET.get("with", "")
    if asked:
        chosen = next((each for each in others if str(each.pk) == asked), None)
        if chosen is None:
            raise Http404(_("There is no such version of this letter."))
    changed = paragraphs(said(loaded(chosen.pk)), said(letter)) if chosen else ()
    return page(
        request,
        "modelletter/differences.html",
        _("What changed in version %(n)s") % {"n": letter.version},
        letter=letter,
        others=others,
        chosen=chosen,
        changed=changed,
    )


def said(letter: ModelLetter) -> str:
    """Everything a version says and cites, a paragraph to a line."""
    lines = [letter.subject]
    for paragraph in letter.paragraphs.all():
        lines.append(f"{paragraph.get_role_display()}: {paragraph.text}")
        lines += [
            _("Other wording: %(text)s") % {"text": each.text}
            for each in paragraph.alternatives.all()
        ]
        lines += [
            _("Rests on: %(claim)s") % {"claim": each.claim}
            for each in paragraph.citations.all()
        ]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first, with what changed and what is wrong."""
    refuse_publishing(request)
    letter = loaded(pk)
    if request.method == "POST":
        offered(request, letter)
        return to_editor(letter)
    found = drafting.problems(letter, today=timezone.localdate())
    before = siblings(letter).published().filter(version__lt=letter.version).first()
    return page(
        request,
        "modelletter/publish.html",
        _("Publish this letter"),
        letter=letter,
        before=before,
        stopping=[each for each in found if each.stops],
        advice=[each for each in found if not each.stops],
        changed=paragraphs(said(loaded(before.pk)), said(letter)) if before else (),
        begins_later=letter.in_force_from > timezone.localdate(),
        waits=approval.has_to_wait(request.user),
    )


def offered(request: HttpRequest, letter: ModelLetter) -> None:
    """Published, laid before a second person, or refused; in words."""
    outcome = letters.offer(letter, by=request.user)
    if isinstance(outcome, Approval):
        logged(request, letter, _("Proposed for publication."))
        sentence = _("%(letter)s waits for another publisher, under Approvals.")
        messages.success(request, sentence % {"letter": letter})
    elif outcome:
        for reason in outcome:
            messages.error(request, f"{letter}: {reason}")
    else:
        logged(request, letter, _("Published."))
        messages.success(request, _("%(letter)s is published.") % {"letter": letter})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; the version before is in force again."""
    refuse_publishing(request)
    letter = loaded(pk)
    if request.method == "POST":
        letters.unpublish(letter, by=request.user)
        logged(request, letter, _("Taken back from the site."))
        messages.success(
            request, _("%(letter)s is a draft again.") % {"letter": letter}
        )
        return to_editor(letter)
    others = siblings(letter).published().exclude(pk=pk)
    return page(
        request,
        "modelletter/withdraw.html",
        _("Take this letter back from the site"),
        letter=letter,
        other=others.order_by("-in_force_from", "-version").first(),
    )


def logged(request: HttpRequest, letter: ModelLetter, sentence: str) -> None:
    """For the list of recent actions; the histories keep what changed."""
    admin.site.get_model_admin(ModelLetter).log_change(request, letter, sentence)


def _made(
    request: HttpRequest, pk: int, make: Callable[[ModelLetter, date], ModelLetter]
) -> HttpResponse:
    refuse_without(request, MAY_ADD)
    letter = loaded(pk)
    try:
        made = make(letter, timezone.localdate())
    except drafting.Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return to_editor(letter)
    sentence = _("%(letter)s can be edited now; publish it when it is ready.")
    messages.success(request, sentence % {"letter": made})
    return to_editor(made)


@require_POST
def make_next(request: HttpRequest, pk: int) -> HttpResponse:
    def make(letter: ModelLetter, day: date) -> ModelLetter:
        return drafting.next_version(letter, on=day, by=request.user)

    return _made(request, pk, make)


@require_POST
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    language = request.POST.get("language", "")[:12]

    def make(letter: ModelLetter, day: date) -> ModelLetter:
        return drafting.translation_of(
            letter, language=language, on=day, by=request.user
        )

    return _made(request, pk, make)


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    frame = request.POST.get("frame", "")[:16]

    def make(letter: ModelLetter, day: date) -> ModelLetter:
        return drafting.copy_to_frame(letter, frame=frame, on=day, by=request.user)

    return _made(request, pk, make)


def languages() -> list[str]:
    """In which a letter can be written."""
    return sorted(set(protocol.languages()) & set(addressing.languages()))


def day_of(typed: str) -> date | None:
    """A day as a date field sends it; None when it is none."""
    field = forms.DateField(input_formats=["%Y-%m-%d"])
    try:
        day: date = field.clean(typed.strip())
    except forms.ValidationError:
        return None
    return day
