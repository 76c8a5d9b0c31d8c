"""Claims: proposed, proven, confirmed, superseded, disputed.

The only writer of claims and their evidence. The archive does not know who
cites a claim; whoever does asks each time whether it still holds.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from archive import dates
from archive.models import Claim, Entity, Evidence, Participant, Passage
from archive.models.authorship import Author, save_as
from archive.models.document import columns


class Unproven(ValueError):
    """No passage supports the claim."""


@transaction.atomic
def propose(
    sentence: str,
    *,
    slug: str,
    kind: str,
    known_from: date,
    evidence: Iterable[Passage],
    by: Author = None,
    happened: dates.DateSpan | None = None,
    happened_words: str = "",
    place: Entity | None = None,
    modality: str = Claim.Modality.REPORTED,
    attributed_to: str = "",
    participants: Iterable[tuple[str, Entity | str]] = (),
) -> Claim:
    """A suggested claim with its passages and participants.

    participants: role and entity, or role and words for the unnamed.
    """
    claim = Claim(
        slug=slug,
        kind=kind,
        sentence=sentence,
        known_from=known_from,
        place=place,
        modality=modality,
        attributed_to=attributed_to,
        happened_words=happened_words,
        **happened_columns(happened),
    )
    save_as(claim, by)
    for passage in evidence:
        Evidence.objects.create(claim=claim, passage=passage)
    for role, who in participants:
        named = {"entity": who} if isinstance(who, Entity) else {"words": who}
        Participant.objects.create(claim=claim, role=role, **named)
    return claim


def confirm(claim: Claim, *, by: Author) -> None:
    """Say that the passages prove the sentence. Raises Unproven without one."""
    if not claim.evidence.filter(stance=Evidence.Stance.SUPPORTS).exists():
        raise Unproven(f"No passage supports “{claim.sentence}”.")
    claim.status = Claim.Status.CONFIRMED
    claim.disputed_reason = ""
    save_as(claim, by)


def supersede(claim: Claim, by_claim: Claim, *, on: date, by: Author) -> None:
    """From that day another claim holds in its place; before it, this one."""
    if by_claim.pk == claim.pk:
        raise ValueError("A claim cannot replace itself.")
    if by_claim.superseded_by_id == claim.pk:
        raise ValueError(f"“{by_claim.sentence}” is itself replaced by this claim.")
    if on < claim.known_from:
        raise ValueError("A claim cannot be replaced before it was known.")
    claim.superseded_by = by_claim
    claim.superseded_on = on
    save_as(claim, by)


def dispute(claim: Claim, *, reason: str, by: Author) -> None:
    """Say that the sentence may be wrong: no letter cites it until confirmed."""
    claim.status = Claim.Status.DISPUTED
    claim.disputed_reason = reason
    save_as(claim, by)


def contradict(claim: Claim, passage: Passage, *, note: str = "") -> Evidence:
    """Set a passage that denies the claim beside those that support it."""
    return Evidence.objects.create(
        claim=claim, passage=passage, stance=Evidence.Stance.CONTRADICTS, note=note
    )


def happened_columns(
    span: dates.DateSpan | None,
) -> Mapping[str, date | str | None]:
    """The columns of Claim that hold when it happened."""
    if span is None:
        return {}
    return {
        "happened_from": span.start,
        "happened_until": span.end,
        **columns(span, "happened"),
    }
