"""A rejection that reaches further than its card: what goes with it, then the act."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import curation, passages
from archive.desk import cards, choosing, forms, shell
from archive.models import Document, Mention
from archive.reading.dossier import in_sentences

# So many of the other places are shown, and so many are counted.
SHOWN = 30
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that would be rejected too, in its sentence."""

    document: Document
    context: passages.Context


def address(request: HttpRequest, document: Document | None) -> str:
    """Where the rejection that a card asks for is shown before it is done."""
    scope = request.POST.get("act", "").partition("-")[2]
    here = reverse("desk:mentions-reject", args=[document.pk if document else 0])
    asked = {
        "scope": scope,
        "mention": request.POST.getlist("mention"),
        "card": request.POST.get("card", ""),
        "from": request.POST.get("from", ""),
        "kind": request.GET.get("kind", ""),
    }
    return f"{here}?{urlencode(asked, doseq=True)}"


@shell.page("archive.change_mention", methods=shell.BOTH)
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """What a rejection reaches. pk: the document whose card it is, 0 for none.

    Six queries more.
    """
    document = get_object_or_404(Document, pk=pk) if pk else None
    asked = request.POST if request.method == "POST" else request.GET
    scope, seen = asked.get("scope", ""), asked.getlist("mention")[: cards.PLACES]
    card = reverse("desk:mention", args=[shell.number(asked.get("card", "")) or 0])
    if request.method == "POST":
        return shell.decided(
            request,
            lambda: decide(request, document, scope, seen),
            then=_onwards(request, document),
            instead=card,
        )
    mentions = choosing.shown(seen, document)
    form = forms.ReachForm({"scope": scope})
    if not mentions or not scope or not form.is_valid():
        return shell.SeeOther(card if mentions else _onwards(request, document))
    try:
        found = _reached(mentions, scope)
    except ValueError as reason:
        messages.error(request, str(reason))
        return shell.SeeOther(card)
    others, number = _elsewhere(found), len(found)
    context = {
        "document": document,
        "mentions": mentions,
        "words": list(dict.fromkeys(each.passage.quote for each in mentions)),
        "seen": seen,
        "scope": scope,
        "source": mentions[0].passage.revision.document.source,
        "others": others,
        "number": number,
        "counted": COUNTED,
        "further": number - len(others),
        "total": number + len(mentions),
        "card": card,
        "asked": asked,
    }
    return shell.render(
        request,
        "desk/mentions_reject.html",
        context,
        stage="mentions",
        title=document.title if document else _("By spelling"),
    )


def decide(
    request: HttpRequest, document: Document | None, scope: str, seen: Sequence[str]
) -> None:
    """Reject as far as was shown. Raises ValueError, Stale."""
    form = forms.ReachForm({"scope": scope})
    if not scope or not form.is_valid():
        raise ValueError(_("That choice is not on offer."))
    mentions = choosing.locked(seen, document)
    number = len(_reached(mentions, scope))
    if request.POST.get("number") != str(number):
        raise ValueError(
            _("It would reach %(n)s other places now. Nothing was changed.")
            % {"n": number}
        )
    curation.reject(mentions, by=request.user, at=shell.moment(), scope=scope)


def _reached(mentions: Sequence[Mention], scope: str) -> list[int]:
    """The keys of the other places, up to one more than are counted."""
    found = curation.reach(mentions, scope).order_by("pk")
    return list(found.values_list("pk", flat=True)[: COUNTED + 1])


def _elsewhere(found: Sequence[int]) -> list[Elsewhere]:
    rows = in_sentences(Mention.objects.filter(pk__in=found[:SHOWN])).order_by("pk")
    return [Elsewhere(each.passage.revision.document, _around(each)) for each in rows]


def _around(mention: Mention) -> passages.Context:
    window, first = mention.window, mention.window_start  # type: ignore[attr-defined]
    start = mention.passage.start - first
    return passages.context(window, start, start + len(mention.passage.quote))


def _onwards(request: HttpRequest, document: Document | None) -> str:
    asked = request.POST if request.method == "POST" else request.GET
    if document is None:
        kind = urlencode({"kind": asked.get("kind", "")})
        return f"{reverse('desk:mentions-spelling')}?{kind}"
    here = reverse("desk:mentions-document", args=[document.pk])
    return f"{here}?{urlencode({'from': shell.number(asked.get('from', '')) or 0})}"


urls = [path("mentions/<int:pk>/reject/", reject, name="mentions-reject")]
