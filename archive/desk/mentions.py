"""Mentions: who or what each find means, one card for what is one decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from archive import passages
from archive.desk import cards, choosing, grouping, rejecting, shell, stages
from archive.models import Document, Entity, Mention, StopRule
from archive.reading import keyset
from archive.reading.dossier import in_sentences

PAGE_SIZE = 25
# The list beside a card names so many groups.
BESIDE = 24
# Spellings are counted among so many finds; as they go, the next ones come.
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A group in the list beside the card: the key of its first find, its words."""

    pk: int
    words: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Pile:
    """What is decided one card after the other. at: the one that is shown.

    kinds: how many groups wait of each kind that is decided at once.
    """

    address: str
    title: str
    document: Document | None
    lines: Sequence[Line]
    at: int
    kinds: Mapping[str, int] = field(default_factory=dict)


@shell.page("archive.view_document")
def queue(request: HttpRequest) -> HttpResponse:
    """Documents with open finds, the newest first. Two queries more."""
    shown = keyset.page(
        waiting().select_related("source"),
        keyset.LATEST,
        after=request.GET.get("after", ""),
        size=PAGE_SIZE,
    )
    counts = _counts([document.current_revision_id for document in shown.rows])
    context = {
        "page": shown,
        "rows": [
            (each, counts.get(each.current_revision_id, 0)) for each in shown.rows
        ],
    }
    return shell.render(
        request,
        "desk/mentions.html",
        context,
        stage="mentions",
        title=_("Names and dates"),
    )


def waiting() -> QuerySet[Document]:
    """Documents in whose text of today something is to be decided."""
    # few wait of all that there are: not asked for each document in turn
    texts = stages.undecided().order_by().values("passage__revision")
    return Document.objects.filter(current_revision__in=texts)


def _counts(revisions: Sequence[int | None]) -> dict[int | None, int]:
    found = (
        stages.open_mentions()
        .filter(passage__revision__in=revisions)
        .order_by()
        .values_list("passage__revision")
        .annotate(Count("pk"))
    )
    return dict(found)


@shell.page("archive.change_mention", methods=shell.BOTH)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One group of the finds of a document. Nine queries more."""
    document = get_object_or_404(
        Document.objects.select_related("current_revision", "part_of"), pk=pk
    )
    here = reverse("desk:mentions-document", args=[pk])
    if request.method == "POST":
        return _decided(request, here, document)
    groups = grouping.grouped(grouping.open_in(document))
    lines = [Line(g.first.pk, g.fullest, g.kind_label, len(g.mentions)) for g in groups]
    if not groups:
        return _none_left(request, document)
    at = _chosen(request, groups)
    text = document.current_revision.text if document.current_revision else ""

    def around(mention: Mention) -> passages.Context:
        return passages.context(text, mention.passage.start, mention.passage.end)

    pile = Pile(here, document.title, document, lines, at, kinds=tally(groups))
    return _shown(request, pile, groups[at], around)


def tally(groups: Sequence[grouping.Group]) -> dict[str, int]:
    """How many groups there are of each kind of All at once."""
    counted = {
        name: sum(group.kind in kinds for group in groups)
        for name, kinds in grouping.AT_ONCE.items()
    }
    return {name: number for name, number in counted.items() if number}


def _chosen(request: HttpRequest, groups: Sequence[grouping.Group]) -> int:
    """The group of the find asked for, else the first from a place on."""
    asked = shell.number(request.GET.get("card", ""))
    if asked is not None and (at := grouping.position(groups, asked)) is not None:
        return at
    start = shell.number(request.GET.get("from", "")) or 0
    later = (n for n, g in enumerate(groups) if g.first.passage.start >= start)
    return next(later, 0)


@shell.page("archive.change_mention", methods=shell.BOTH)
def spelling(request: HttpRequest) -> HttpResponse:
    """One name wherever it waits, the most frequent first. Ten queries more.

    Names only: "last week" is another week in every report.
    """
    here = reverse("desk:mentions-spelling")
    if request.method == "POST":
        return _decided(request, here, None)
    kind, alike = _spellings(request.GET.get("kind", ""))
    if not alike:
        return _none_left(request, None)
    asked = shell.number(request.GET.get("card", ""))
    at = next((n for n, found in enumerate(alike) if asked in found.mentions), 0)
    lines = [
        Line(each.mentions[0], each.words, each.kind, len(each.mentions))
        for each in alike
    ]
    found = {
        mention.pk: mention
        for mention in in_sentences(
            Mention.objects.filter(pk__in=alike[at].mentions[: cards.PLACES])
        ).select_related("entity__root", "passage__revision__document__source")
    }

    def around(mention: Mention) -> passages.Context:
        seen = found[mention.pk]
        start = mention.passage.start - seen.window_start
        return passages.context(seen.window, start, start + len(mention.passage.quote))

    pile = Pile(f"{here}?kind={kind}", _("By spelling"), None, lines, at)
    return _shown(request, pile, grouping.Group(tuple(found.values())), around)


def _spellings(asked: str) -> tuple[str, list[grouping.Alike]]:
    """Of the kind asked for, or the first that waits. One query, three at most."""
    kinds = [value for value, _label in Entity.Kind.choices]
    for kind in [asked] if asked in kinds else kinds:
        rows = stages.open_mentions().filter(kind=kind).order_by("pk")
        words = rows.values_list("pk", "kind", "passage__quote")[:COUNTED]
        if alike := grouping.alike(words):
            return kind, alike
    return asked, []


def _shown(
    request: HttpRequest, pile: Pile, group: grouping.Group, around: cards.Around
) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:200]
    asked = shell.number(request.GET.get("card", "")) or 0
    shown = cards.card(
        group, around=around, document=pile.document, shown=asked, search=search
    )
    document = pile.document or shown.shown.mention.passage.revision.document
    context = {
        "card": shown,
        "pile": pile,
        "document": document,
        "search": search,
        "lines": pile.lines[max(pile.at - 2, 0) : pile.at + BESIDE],
        "left": len(pile.lines),
        "next": pile.lines[(pile.at + 1) % len(pile.lines)],
        "previous": pile.lines[pile.at - 1],
        "kinds": Mention.Kind.choices,
        "named": Entity.Kind.choices,
        "more": "&" if "?" in pile.address else "?",
        "kind_asked": request.GET.get("kind", ""),
        "scopes": _scopes(document),
    }
    return shell.render(
        request, "desk/mention.html", context, stage="mentions", title=pile.title
    )


def _scopes(document: Document) -> list[tuple[str, str]]:
    """How far a rejection may reach beyond the places: a source must be known."""
    return [
        (value, str(label))
        for value, label in StopRule.Scope.choices
        if value != StopRule.Scope.SOURCE or document.source_id is not None
    ]


def _none_left(request: HttpRequest, document: Document | None) -> HttpResponse:
    return shell.render(
        request,
        "desk/mentions_done.html",
        {"document": document},
        stage="mentions",
        title=document.title if document else _("By spelling"),
    )


def _decided(
    request: HttpRequest, here: str, document: Document | None
) -> HttpResponse:
    """Do what the button says, then the next card; after a move, this one again.

    A rejection that reaches further shows first what it reaches.
    """
    act = request.POST.get("act", "")
    if act.startswith("reject-") and request.POST.getlist("mention"):
        return shell.SeeOther(rejecting.address(request, document))
    asked = shell.number(request.POST.get("card", "")) or 0
    kind = request.GET.get("kind", "")
    only = {"kind": kind} if kind and document is None else {}
    this = f"{here}?{urlencode(only | {'card': asked})}"
    start = shell.number(request.POST.get("from", "")) or 0
    onwards = f"{here}?{urlencode(only if document is None else {'from': start})}"
    return shell.decided(
        request,
        lambda: choosing.decide(request, document),
        then=this if act in choosing.MOVES else onwards,
        instead=reverse("desk:mention", args=[asked]),
    )


@shell.page("archive.change_mention", methods=shell.BOTH)
def mention(request: HttpRequest, pk: int) -> HttpResponse:
    """One find as it is now: its card while it is open, else what was decided."""
    found = get_object_or_404(
        Mention.objects.select_related(
            "passage__revision__document", "entity", "decided_by"
        ),
        pk=pk,
    )
    document = found.passage.revision.document
    pile = reverse("desk:mentions-document", args=[document.pk])
    is_open = found.status == Mention.Status.SUGGESTED and found.set_aside_at is None
    if request.method == "POST":
        return shell.decided(
            request,
            lambda: choosing.reopen(request, found),
            then=f"{pile}?card={pk}",
            instead=request.path,
        )
    if is_open:
        return shell.SeeOther(f"{pile}?card={pk}")
    span = found.passage.start, found.passage.end
    context = {
        "mention": found,
        "document": document,
        "context": passages.context(found.passage.revision.text, *span),
        "seen": shell.version(found),
    }
    return shell.render(
        request,
        "desk/mention_decided.html",
        context,
        stage="mentions",
        title=document.title,
    )


@shell.page("archive.view_document")
def decided(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided in a document, to be looked at again. Two queries more."""
    document = get_object_or_404(Document, pk=pk)
    found = keyset.page(
        Mention.objects.filter(
            passage__revision=document.current_revision_id, decided_at__isnull=False
        ).select_related("passage", "entity", "decided_by"),
        (keyset.Key("passage__start", keyset.number), keyset.Key("id", keyset.number)),
        after=request.GET.get("after", ""),
        size=PAGE_SIZE,
    )
    return shell.render(
        request,
        "desk/mentions_decided.html",
        {"document": document, "page": found},
        stage="mentions",
        title=document.title,
    )


urls = [
    path("mentions/", queue, name="mentions"),
    path("mentions/spelling/", spelling, name="mentions-spelling"),
    path("mentions/<int:pk>/", card, name="mentions-document"),
    path("mentions/<int:pk>/decided/", decided, name="mentions-decided"),
    path("mentions/find/<int:pk>/", mention, name="mention"),
]
