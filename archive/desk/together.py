"""Many cards of one document at once: shown first, then one act, one undo."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import curation, resolution
from archive.desk import cards, choosing, forms, grouping, shell
from archive.extraction import FindKind, says_who
from archive.models import Batch, Document, Entity, Mention, recording

# What a page bears; the rest comes when these have gone.
ROWS = 40
NEW = "new"


@dataclass(frozen=True, slots=True)
class Row:
    """What would happen to a group. is_sure: ticked before anybody looks.

    seen: the finds it is about, each as shown. chosen: the key of an entry, or
    "new"; empty where nothing is to be chosen.
    """

    group: grouping.Group
    seen: Sequence[str]
    offered: Sequence[tuple[Entity, str]]
    chosen: str
    is_sure: bool


@shell.page("archive.change_mention", methods=shell.BOTH)
def every(request: HttpRequest, pk: int) -> HttpResponse:
    """All groups of a document as a list to tick, or those of a kind.

    Ten queries more.
    """
    document = get_object_or_404(
        Document.objects.select_related("current_revision"), pk=pk
    )
    here, only = reverse("desk:mentions-all", args=[pk]), request.GET.get("only", "")
    onwards = reverse("desk:mentions-document", args=[pk])
    if request.method == "POST":
        return shell.decided(
            request,
            lambda: decide(request, document),
            then=onwards,
            instead=request.get_full_path(),
        )
    every = grouping.grouped(grouping.open_in(document))
    kinds = grouping.AT_ONCE.get(only)
    groups = [group for group in every if kinds is None or group.kind in kinds]
    if not groups:
        return shell.SeeOther(onwards)
    context = {
        "document": document,
        "rows": list(_rows(groups[:ROWS], document)),
        "only": only if kinds is not None else "",
        "is_all_ticked": request.GET.get("tick") == "all",
        "here": here,
        "further": len(groups) - len(groups[:ROWS]),
    }
    return shell.render(
        request,
        "desk/mentions_all.html",
        context,
        stage="mentions",
        title=document.title,
    )


def decide(request: HttpRequest, document: Document) -> None:
    """Do what the ticked rows say, as one act. Raises ValueError, Stale."""
    ticked = request.POST.getlist("row")[:ROWS]
    if not ticked:
        raise ValueError(_("Tick what is to be accepted."))
    seen = {row: request.POST.getlist(f"mention-{row}") for row in ticked}
    mentions = {
        mention.pk: mention
        for mention in choosing.locked(
            [each for row in ticked for each in seen[row]], document
        )
    }
    summary = ngettext(
        "%(n)s decision at once", "%(n)s decisions at once", len(ticked)
    ) % {"n": len(ticked)}
    with recording(
        Batch.Verb.ACCEPT, by=request.user, summary=summary, document=document
    ):
        for row in ticked:
            own = [mentions[key] for each in seen[row] if (key := _key(each))]
            if own:
                _accept(request, row, own)


def _key(seen: str) -> int:
    return shell.number(seen.partition(".")[0]) or 0


def _accept(request: HttpRequest, row: str, mentions: Sequence[Mention]) -> None:
    chosen = request.POST.get(f"as-{row}", "")
    form = forms.KeepForm(
        {"kind": mentions[0].kind, "text": request.POST.get(f"text-{row}", "")}
    )
    if not form.is_valid():
        raise ValueError(forms.complaint(form))
    by, at = request.user, shell.moment()
    kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
    if kind not in curation.NAMED:
        language = mentions[0].passage.revision.document.language
        choosing.keep(mentions, kind=kind, value=form.value(language), request=request)
    elif chosen == NEW:
        curation.accept_as_new(mentions, text, kind=kind, by=by, at=at)
    else:
        entity = choosing.entity(chosen)
        curation.accept(mentions, by=by, at=at, entity=entity, retag=True)


def _rows(groups: Sequence[grouping.Group], document: Document) -> Iterator[Row]:
    """Six queries, however many groups."""
    surfaces = [
        (words, group.kind)
        for group in groups
        if group.is_named
        for words, _n in group.spellings[: cards.SPELLINGS]
    ]
    likely = resolution.candidates(surfaces, document=document)
    sure = resolution.certain(surfaces, present=_present(document))
    states = cards.newest_states(
        mention.pk for group in groups for mention in group.mentions
    )
    for group in groups:
        seen = [f"{each.pk}.{states.get(each.pk, '')}" for each in group.mentions]
        offered = cards.ranked(group, likely)[: cards.OFFERED]
        yield Row(group, seen, offered, *_proposed(group, offered, sure))


def _proposed(
    group: grouping.Group,
    offered: Sequence[tuple[Entity, str]],
    sure: Mapping[tuple[str, str], str],
) -> tuple[str, bool]:
    """What is chosen before anybody looks, and whether it is ticked.

    A date needs its value. Nobody is made a new entry unasked: the name is
    filled in, and the tick is the curator's.
    """
    if not group.is_named:
        return "", group.kind != Mention.Kind.DATE or bool(group.value)
    slugs = {sure.get((words, group.kind)) for words, _n in group.spellings} - {None}
    certain = [each for each, _why in offered if slugs == {each.slug}]
    if group.entity is not None:
        is_sure = group.says_who or group.entity in certain
        return str(group.entity.pk), is_sure
    return (str(certain[0].pk), True) if certain else (NEW, False)


def _present(document: Document) -> set[str]:
    """Slugs of whom the text names in full, as people decided. One query."""
    named = (
        Mention.objects.accepted()
        .filter(entity__isnull=False, passage__revision=document.current_revision_id)
        .order_by()
        .values_list(
            "passage__quote", "kind", Coalesce("entity__root__slug", "entity__slug")
        )
    )
    return {
        slug
        for words, kind, slug in named.distinct()
        if says_who(words, FindKind(kind))
    }


urls = [path("mentions/<int:pk>/all/", every, name="mentions-all")]
