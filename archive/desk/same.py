"""Same? Two entries side by side, and what was said of others before."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import merging, resolution
from archive.desk import cards, opponents, shell
from archive.models import Entity, Judgement, Pair
from archive.reading import keyset
from archive.reading.dossier import Naming

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of knowledge, and what each side has of it."""

    label: str
    left: Sequence[merging.Told]
    right: Sequence[merging.Told]


@dataclass(frozen=True, slots=True)
class Barrier:
    """A judgement that stands in the way, and a passage of each of its two."""

    judgement: Judgement
    passages: Sequence[Naming]


class JudgeForm(forms.Form):
    """Which page stays when they are one, and why, when somebody wants to say."""

    kept = forms.IntegerField(required=False)
    reason = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Why (not needed)")
    )


@shell.page("archive.view_entity", "archive.change_entity")
def queue(request: HttpRequest) -> HttpResponse:
    """To the likeliest open pair, or to the one after or before another."""
    waiting = resolution.open_pairs()
    at = _pair(request.GET.get("after", "") or request.GET.get("before", ""))
    found = None
    if at is not None and request.GET.get("after"):
        later = Q(score__lt=at.score) | Q(score=at.score, pk__gt=at.pk)
        found = waiting.filter(later).first()
    elif at is not None:
        earlier = Q(score__gt=at.score) | Q(score=at.score, pk__lt=at.pk)
        found = waiting.filter(earlier).order_by("score", "-id").first()
    found = found or waiting.first()
    if found is not None:
        return shell.SeeOther(_address(found.left_id, found.right_id))
    return shell.render(
        request, "desk/same_done.html", {}, stage="same", title=_("Same?")
    )


def _pair(key: str) -> Pair | None:
    return Pair.objects.filter(pk=shell.number(key) or 0).first()


def _address(left: int, right: int) -> str:
    return reverse("desk:same-pair", args=[left, right])


@shell.page("archive.view_entity", "archive.change_entity", methods=shell.BOTH)
def card(request: HttpRequest, left: int, right: int) -> HttpResponse:
    """Two entries, whether a machine asks or a person. Ten queries more."""
    if request.method == "POST":
        one = get_object_or_404(Entity, pk=left)
        return _decided(request, one, get_object_or_404(Entity, pk=right))
    try:
        comparison = merging.compare(left, right)
    except KeyError as gone:
        raise Http404 from gone
    one, other = comparison.left.entity, comparison.right.entity
    if why := opponents.refusal(one, other):
        messages.error(request, why)
        return shell.SeeOther(reverse("desk:same-with", args=[one.pk]))
    sides = comparison.left, comparison.right
    context = {
        "comparison": comparison,
        "rows": _rows(comparison),
        "sides": sides,
        "kept": max(sides, key=lambda side: side.times).entity.pk,
        "is_latin": bool(request.GET.get("latin")),
        "blocked": _blocked(request),
        "form": JudgeForm(),
        "seen": _seen(one, other)[0],
        "pair": _pair_of(one, other),
    }
    title = f"{one} / {other}"
    return shell.render(request, "desk/same.html", context, stage="same", title=title)


@shell.page("archive.view_entity", "archive.change_entity")
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """With whom to compare an entry: by a part of a name. Five queries more."""
    entity = get_object_or_404(Entity.objects.select_related("root"), pk=pk)
    words = request.GET.get("with", "").strip()[: opponents.LENGTH]
    found = opponents.find(entity, words) if words else opponents.Found()
    if found.exactly is not None:
        return shell.SeeOther(_address(entity.pk, found.exactly.pk))
    examples = cards.examples(found.rows)
    context = {
        "entity": entity,
        "words": words,
        "refused": found.refused,
        "rows": [(each, examples.get(each.pk)) for each in found.rows],
        "is_more": found.is_more,
    }
    title = _("Compare “%(entry)s” with …") % {"entry": entity}
    return shell.render(
        request, "desk/same_with.html", context, stage="same", title=title
    )


def _pair_of(one: Entity, other: Entity) -> Pair | None:
    low, high = sorted((one.pk, other.pk))
    return Pair.objects.filter(left=low, right=high).first()


def _rows(comparison: merging.Comparison) -> list[Row]:
    """What the two columns say, line by line; where neither knows, no line."""
    left, right = comparison.left, comparison.right
    every = [
        Row(_("names"), left.names, right.names),
        Row(_("who or what"), left.descriptions, right.descriptions),
        Row(_("parts played"), left.roles, right.roles),
        Row(_("facts"), left.claims, right.claims),
        Row(_("dates"), left.dates, right.dates),
        Row(_("places"), left.places, right.places),
    ]
    return [row for row in every if row.left or row.right]


def _blocked(request: HttpRequest) -> Barrier | None:
    """What was said that is in the way, with a passage of each. Two queries."""
    pk = shell.number(request.GET.get("blocked", ""))
    if pk is None:
        return None
    said = (
        Judgement.objects.live()
        .select_related("entity", "kept", "made_by")
        .filter(pk=pk)
        .first()
    )
    if said is None:
        return None
    found = cards.examples([said.entity, said.kept])
    passages = [found[e.pk] for e in (said.entity, said.kept) if e.pk in found]
    return Barrier(said, passages)


def _seen(one: Entity, other: Entity) -> tuple[str, object]:
    """What was said of either, as far as the page knows, and who said it last."""
    about = Judgement.history.filter(
        Q(entity__in=[one, other]) | Q(kept__in=[one, other])
    )
    newest = about.select_related("history_user").order_by("-history_id").first()
    return (str(newest.history_id), newest.history_user) if newest else ("", None)


def _decided(request: HttpRequest, one: Entity, other: Entity) -> HttpResponse:
    here = _address(one.pk, other.pk)
    pair, barriers = _pair_of(one, other), list[int]()
    following = _after(pair) if pair else None
    onwards = _address(following.left_id, following.right_id) if following else ""

    def act() -> None:
        try:
            _judge(request, one, other)
        except merging.Blocked as reason:
            if reason.judgement is not None:
                barriers.append(reason.judgement.pk)
            raise

    answer = shell.decided(
        request, act, then=onwards or reverse("desk:same"), instead=here
    )
    if barriers:
        return shell.SeeOther(f"{here}?{urlencode({'blocked': barriers[0]})}")
    return answer


def _after(pair: Pair) -> Pair | None:
    later = Q(score__lt=pair.score) | Q(score=pair.score, pk__gt=pair.pk)
    return resolution.open_pairs().filter(later).first()


def _judge(request: HttpRequest, one: Entity, other: Entity) -> None:
    """Raises ValueError with what is in the way."""
    verdict, form = request.POST.get("act", ""), JudgeForm(request.POST)
    if not form.is_valid() or verdict not in Judgement.Verdict.values:
        raise ValueError(_("That choice is not on offer."))
    now, by = _seen(one, other)
    shell.refuse_stale(seen=request.POST.get("seen", ""), now=now, by=by)
    said = {
        "by": request.user,
        "at": shell.moment(),
        "reason": form.cleaned_data["reason"],
    }
    if verdict == Judgement.Verdict.DIFFERENT:
        merging.different(one, other, **said)
    elif verdict == Judgement.Verdict.UNSURE:
        merging.unsure(one, other, **said)
    elif form.cleaned_data["kept"] == one.pk:
        merging.same(other, one, **said)
    elif form.cleaned_data["kept"] == other.pk:
        merging.same(one, other, **said)
    else:
        raise ValueError(_("Say which of the two pages stays."))


@shell.page("archive.view_entity", "archive.change_entity")
def judged(request: HttpRequest) -> HttpResponse:
    """What was said of pairs, the newest first. One query more."""
    shown = keyset.page(
        Judgement.objects.select_related("entity", "kept", "made_by", "revoked_by"),
        keyset.LATEST,
        after=request.GET.get("after", ""),
        size=PAGE_SIZE,
    )
    return shell.render(
        request,
        "desk/same_judged.html",
        {"page": shown},
        stage="same",
        title=_("Pairs that were judged"),
    )


@shell.page("archive.change_entity", methods=("POST",))
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a judgement back, in whatever order."""
    said = get_object_or_404(Judgement, pk=pk)
    return shell.decided(
        request,
        lambda: merging.revoke(said, by=request.user, at=shell.moment()),
        then=_address(said.entity_id, said.kept_id),
        instead=reverse("desk:same-judged"),
    )


urls = [
    path("same/", queue, name="same"),
    path("same/<int:left>/<int:right>/", card, name="same-pair"),
    path("same/<int:pk>/with/", choose, name="same-with"),
    path("same/judged/", judged, name="same-judged"),
    path("same/judged/<int:pk>/", revoke, name="same-revoke"),
]
