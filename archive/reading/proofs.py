"""What a text proves, and the notes that say so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.models import Claim, Document, Evidence
from archive.models.authorship import Author as Viewer
from archive.reading import origins, visible
from archive.reading.notes import ClaimNote
from archive.reading.origins import Origins
from archive.reading.prepared import Prepared, by_viewer, given
from archive.reading.screen import Screen

_KINDS = {str(each.value): each.label for each in Claim.Kind}
_MODALITIES = {str(each.value): each.label for each in Claim.Modality}
_CLAIM = ("kind", "sentence", "modality", "attributed_to", "status", "superseded_on")


@dataclass(frozen=True, slots=True)
class Proof:
    """A claim, and words of the text for or against it, as the archive has them.

    newer: the sentence of the claim that replaced it, "" when that is not shown.
    """

    start: int
    end: int
    stance: str
    claim_id: int
    kind: str
    sentence: str
    modality: str
    attributed_to: str
    status: str
    superseded_on: date | None
    newer: str


def proving(text: str, where: Origins, *, viewer: Viewer, on: date) -> list[Proof]:
    """Of a text that may be seen: what supports a claim proves it, what contradicts
    one is shown where it is proven, whatever became of the words. One query.
    """
    asked = origins.values(where, length=len(text))
    rows = _evidence(len(where))(viewer).ask(**asked, on=on)
    return list(_proofs(rows, where))


def _proofs(rows: list[tuple[Any, ...]], where: Origins) -> Iterator[Proof]:
    for revision, start, end, *told, sentence, is_shown in rows:
        origin = where[revision]
        newer = (sentence or "") if is_shown else ""
        yield Proof(*(start - origin, end - origin, *told, newer))


@cache
def _evidence(many: int) -> Callable[[Viewer], Prepared[tuple[Any, ...]]]:
    on = given("on", date)
    supports = Q(stance=Evidence.Stance.SUPPORTS)

    @by_viewer
    def rows(viewer: Viewer) -> QuerySet[Evidence, tuple[Any, ...]]:
        shown = Document.objects.visible_to(viewer, on=on)
        proof = Evidence.objects.filter(
            supports, claim=OuterRef("claim"), passage__revision__document__in=shown
        )
        newer = visible.cited(viewer, on=on).filter(
            supports, claim=OuterRef("claim__superseded_by")
        )
        return (
            Evidence.objects.filter(
                origins.within(many),
                supports | Exists(proof),
                claim__status__in=visible.SHOWN,
            )
            .annotate(newer_is_shown=Exists(newer))
            .order_by("passage__start", "id")
            .values_list(
                "passage__revision",
                "passage__start",
                "passage__end",
                "stance",
                "claim",
                *(f"claim__{name}" for name in _CLAIM),
                "claim__superseded_by__sentence",
                "newer_is_shown",
            )
        )

    return rows


def note(proof: Proof, *, on: date, screen: Screen) -> ClaimNote:
    """As the public reads it."""
    is_over = proof.superseded_on is not None and proof.superseded_on <= on
    people = screen.everybody()
    return ClaimNote(
        start=proof.start,
        end=proof.end,
        claim_id=proof.claim_id,
        kind=str(_KINDS.get(proof.kind, proof.kind)),
        sentence=screen.words(proof.sentence, people),
        modality=_modality(proof),
        attributed_to=screen.words(proof.attributed_to, people),
        against=proof.stance == Evidence.Stance.CONTRADICTS,
        disputed=proof.status == Claim.Status.DISPUTED,
        superseded_on=proof.superseded_on if is_over else None,
        superseded_by=screen.words(proof.newer, people) if is_over else "",
    )


def _modality(proof: Proof) -> str:
    """In words, when the kind of claim does not say as much."""
    if proof.modality == Claim.Modality.REPORTED or (
        proof.kind == Claim.Kind.THREAT and proof.modality == Claim.Modality.THREATENED
    ):
        return ""
    return str(_MODALITIES.get(proof.modality, proof.modality))
