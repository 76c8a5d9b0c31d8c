"""All proposed facts of a document on one page: what is chosen is one act."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import claims, passages
from archive.desk import factcards, shell, stages
from archive.desk.factcards import Sibling
from archive.models import (
    Batch,
    Claim,
    Document,
    Entity,
    Evidence,
    Participant,
    recording,
)

# The others come when these are decided.
LISTED = 100
CONFIRM, REJECT = "confirm", "reject"
COMPARED = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal, and the confirmed fact that it may tell again."""

    fact: Sibling
    known: Claim | None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the report, and what is proposed of it."""

    context: passages.Context
    lines: Sequence[Line]


@shell.page("archive.change_claim", methods=shell.BOTH)
def every(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits in a document, nothing chosen yet. Seven queries more."""
    document = get_object_or_404(Document, pk=pk)
    here, queue = request.path, f"{reverse('desk:facts')}?document={pk}"
    if request.method == "POST":
        return shell.decided(
            request, lambda: _decide(request, document), then=queue, instead=here
        )
    rows = _waiting(document)
    if not rows:
        return shell.SeeOther(queue)
    context = {
        "document": document,
        "told": list(_told(rows, _worded(rows))),
        "further": max(_number(document) - LISTED, 0) if len(rows) == LISTED else 0,
    }
    title = document.title
    return shell.render(
        request, "desk/facts_all.html", context, stage="facts", title=title
    )


def _proofs(document: Document) -> QuerySet[Evidence]:
    return Evidence.objects.filter(
        passage__revision=document.current_revision_id,
        stance=Evidence.Stance.SUPPORTS,
        claim__in=stages.open_claims().order_by(),
    )


def _number(document: Document) -> int:
    return _proofs(document).values("claim").distinct().count()


def _waiting(document: Document) -> list[Evidence]:
    """Each proposal by its first words, in the order of the text. One query."""
    rows = _proofs(document).select_related(
        "claim__place", "passage__revision__document"
    )
    found: dict[int, Evidence] = {}
    for row in rows.order_by("passage__start", "claim")[: 2 * LISTED]:
        found.setdefault(row.claim_id, row)
    # one text, however many rows
    first = next(iter(found.values()), None)
    for row in found.values():
        row.passage.revision = first.passage.revision if first else row.passage.revision
    return list(found.values())[:LISTED]


def _worded(rows: Sequence[Evidence]) -> list[Sibling]:
    """Three queries."""
    factcards.with_parts([row.claim for row in rows])
    seen = factcards.versions(row.claim_id for row in rows)
    return factcards.worded(rows, claims.reread(rows), seen)


def _told(rows: Sequence[Evidence], facts: Sequence[Sibling]) -> Iterator[Told]:
    """One query."""
    known = _known(facts)
    lines: dict[tuple[int, int], list[Line]] = {}
    for row, fact in zip(rows, facts, strict=True):
        place = row.passage.start, row.passage.end
        lines.setdefault(place, []).append(Line(fact, known.get(row.claim_id)))
    for (start, end), group in lines.items():
        text = rows[0].passage.revision.text
        yield Told(passages.context(text, start, end), group)


def _known(facts: Sequence[Sibling]) -> dict[int, Claim]:
    """By key of a proposal a confirmed fact of its kind, days and people. One query."""
    people = {fact.claim.pk: _entries(fact) for fact in facts}
    every = {pk for keys in people.values() for pk in keys}
    parts = Participant.objects.filter(
        Q(entity__in=every) | Q(entity__root__in=every),
        claim__status=Claim.Status.CONFIRMED,
        claim__kind__in={fact.claim.kind for fact in facts},
    ).select_related("claim", "entity")
    found: dict[int, Claim] = {}
    for part in parts.order_by("-claim")[:COMPARED]:
        who = part.entity.root_id_or_own if part.entity else 0
        for fact in facts:
            if who in people[fact.claim.pk] and _is_of_one_day(fact.claim, part.claim):
                found.setdefault(fact.claim.pk, part.claim)
    return found


def _entries(fact: Sibling) -> set[int]:
    return {
        who.root_id_or_own for _role, who in fact.wording.who if isinstance(who, Entity)
    }


def _is_of_one_day(one: Claim, other: Claim) -> bool:
    mine, theirs = one.happened, other.happened
    if one.kind != other.kind or mine is None or theirs is None:
        return False
    has_begun = theirs.end is None or mine.start <= theirs.end
    return has_begun and (mine.end is None or theirs.start <= mine.end)


def _decide(request: HttpRequest, document: Document) -> None:
    """What is chosen, each as it is shown. Raises ValueError and Stale."""
    asked = {
        pk: choice
        for key in request.POST.getlist("fact")
        if (pk := shell.number(key)) is not None
        and (choice := request.POST.get(f"do-{pk}", "")) in {CONFIRM, REJECT}
    }
    if not asked:
        raise ValueError(_("Choose what is to be done with at least one fact."))
    rows = [row for row in _waiting(document) if row.claim_id in asked]
    if len(rows) < len(asked):
        raise shell.Stale(_("This has changed meanwhile. Nothing was changed by you."))
    locked = Claim.objects.select_for_update(of=("self",)).filter(pk__in=asked)
    list(locked.order_by("pk").values_list("pk"))
    number = len(rows)
    said = ngettext("%(n)s fact decided", "%(n)s facts decided", number) % {"n": number}
    with recording(
        Batch.Verb.CONFIRM, by=request.user, summary=said, document=document
    ):
        for fact in _worded(rows):
            sent = request.POST.get(f"seen-{fact.claim.pk}", "")
            shell.refuse_changed(fact.claim, sent)
            _carry_out(request, fact, asked[fact.claim.pk])
    messages.success(request, f"{said}.")


def _carry_out(request: HttpRequest, fact: Sibling, choice: str) -> None:
    by, wording = request.user, fact.wording
    if choice == REJECT:
        claims.reject(fact.claim, by=by)
        return
    wording.leave()
    claims.confirm(wording.keep(by=by), by=by)


urls = [path("facts/all/<int:pk>/", every, name="facts-all")]
