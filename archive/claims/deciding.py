"""What people say of claims: proven, confirmed, superseded, disputed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from archive import dates, search
from archive.models import (
    Batch,
    Claim,
    Entity,
    Evidence,
    Participant,
    Passage,
    recording,
)
from archive.models.authorship import Author, delete_as, save_as
from archive.models.dated import columns


class Unproven(ValueError):
    """No passage supports the claim."""


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
    with recording(Batch.Verb.PROPOSE, by=by, summary=sentence):
        save_as(claim, by)
        for passage in evidence:
            support(claim, passage, by=by)
        take_part(claim, participants, by=by)
    return claim


def take_part(
    claim: Claim, participants: Iterable[tuple[str, Entity | str]], *, by: Author
) -> None:
    """Set who took part, in place of those named before."""
    with recording(Batch.Verb.EDIT, by=by, summary=claim.sentence):
        _adopt(claim, by=by)
        for earlier in claim.participants.all():
            delete_as(earlier, by)
        for role, who in participants:
            named = {"entity": who} if isinstance(who, Entity) else {"words": who}
            save_as(Participant(claim=claim, role=role, **named), by)


def correct(claim: Claim, *, by: Author) -> None:
    """Keep what a person typed into a claim that is not confirmed.

    From then on it is the person's, and no machine writes it. Raises
    ValueError for a confirmed one: what the passages prove is not rewritten.
    """
    known = Claim.objects.filter(pk=claim.pk, status=Claim.Status.CONFIRMED)
    if known.exists():
        raise ValueError("A confirmed fact is disputed or replaced, not rewritten.")
    with recording(Batch.Verb.EDIT, by=by, summary=claim.sentence):
        claim.extractor = ""
        save_as(claim, by)
        search.index_claims([claim.pk])


def reject(claim: Claim, *, by: Author) -> None:
    """Say that the report does not say so; no run proposes it there again.

    Raises ValueError for a confirmed one.
    """
    if claim.status == Claim.Status.CONFIRMED:
        raise ValueError("A confirmed fact is disputed or replaced, not rejected.")
    with recording(Batch.Verb.REJECT, by=by, summary=claim.sentence):
        claim.status = Claim.Status.REJECTED
        claim.set_aside_at = None
        save_as(claim, by)
        search.index_claims([claim.pk])


def set_aside(claim: Claim, *, by: Author, at: datetime) -> None:
    """Choose not to decide yet: it stays suggested, and leaves the queue."""
    with recording(Batch.Verb.SET_ASIDE, by=by, summary=claim.sentence):
        claim.set_aside_at = at
        save_as(claim, by)


def confirm(claim: Claim, *, by: Author) -> None:
    """Say that the passages prove the sentence.

    Raises Unproven without one that stands in a text of today.
    """
    if not claim.evidence.live().filter(stance=Evidence.Stance.SUPPORTS).exists():
        raise Unproven(f"No passage supports “{claim.sentence}” in any text of today.")
    with recording(Batch.Verb.CONFIRM, by=by, summary=claim.sentence):
        claim.status = Claim.Status.CONFIRMED
        claim.disputed_reason = ""
        claim.set_aside_at = None
        save_as(claim, by)
        search.index_claims([claim.pk])


def supersede(claim: Claim, by_claim: Claim, *, on: date, by: Author) -> None:
    """From that day another claim holds in its place; before it, this one.

    Raises ValueError for a circle of claims, or a day before both were known.
    """
    if by_claim.pk == claim.pk:
        raise ValueError("A claim cannot replace itself.")
    if claim in _replacements(by_claim):
        raise ValueError(f"“{by_claim.sentence}” is itself replaced by this claim.")
    if on < claim.known_from:
        raise ValueError("A claim cannot be replaced before it was known.")
    if on < by_claim.known_from:
        raise ValueError("A claim cannot replace another before it is known itself.")
    with recording(Batch.Verb.SUPERSEDE, by=by, summary=claim.sentence):
        claim.superseded_by = by_claim
        claim.superseded_on = on
        save_as(claim, by)


def dispute(claim: Claim, *, reason: str, by: Author) -> None:
    """Say that the sentence may be wrong: no letter cites it until confirmed."""
    with recording(Batch.Verb.DISPUTE, by=by, summary=claim.sentence):
        claim.status = Claim.Status.DISPUTED
        claim.disputed_reason = reason
        save_as(claim, by)
        search.index_claims([claim.pk])


def contradict(
    claim: Claim, passage: Passage, *, note: str = "", by: Author = None
) -> Evidence:
    """Set a passage that denies the claim beside those that support it."""
    against = Evidence(
        claim=claim, passage=passage, stance=Evidence.Stance.CONTRADICTS, note=note
    )
    with recording(Batch.Verb.EDIT, by=by, summary=claim.sentence):
        _adopt(claim, by=by)
        save_as(against, by)
    return against


def support(claim: Claim, passage: Passage, *, by: Author) -> Evidence:
    """Set a passage that proves the claim beside it; once, however often asked.

    Raises ValueError when the same words are kept as denying it.
    """
    known = Evidence.objects.filter(claim=claim, passage=passage).first()
    if known is None:
        known = Evidence(claim=claim, passage=passage)
        with recording(Batch.Verb.EDIT, by=by, summary=claim.sentence):
            _adopt(claim, by=by)
            save_as(known, by)
    if known.stance != Evidence.Stance.SUPPORTS:
        raise ValueError("These words are kept as denying this claim.")
    return known


def requote(proof: Evidence, passage: Passage, *, by: Author) -> None:
    """Say that other words of the text are the proof: fewer, more, or elsewhere.

    Raises ValueError for a confirmed claim, and where the words are kept already.
    """
    claim = proof.claim
    if claim.status == Claim.Status.CONFIRMED:
        raise ValueError("Of a confirmed fact the words are not changed: dispute it.")
    if not passage.quote.strip():
        raise ValueError("There are no words in that part of the text.")
    there = Evidence.objects.filter(claim=claim, passage=passage)
    if there.exclude(pk=proof.pk).exists():
        raise ValueError("These words are kept for this fact already.")
    if proof.passage_id == passage.pk:
        return
    with recording(Batch.Verb.EDIT, by=by, summary=claim.sentence):
        _adopt(claim, by=by)
        proof.passage = passage
        save_as(proof, by)


def dispute_unproven(claims: Iterable[Claim], *, reason: str, by: Author) -> None:
    """Those that no words of a present text support are confirmed no longer."""
    for claim in claims:
        is_proven = claim.evidence.live().filter(stance=Evidence.Stance.SUPPORTS)
        if claim.status == Claim.Status.CONFIRMED and not is_proven.exists():
            dispute(claim, reason=reason, by=by)


def _adopt(claim: Claim, *, by: Author) -> None:
    """A suggestion a person has added to is the person's: no run takes it away."""
    if claim.extractor and claim.status == Claim.Status.SUGGESTED:
        claim.extractor = ""
        save_as(claim, by)


def _replacements(claim: Claim) -> Iterator[Claim]:
    """What replaced a claim, what replaced that, and so on. One query each."""
    seen = {claim.pk}
    following = claim.superseded_by
    while following is not None and following.pk not in seen:
        yield following
        seen.add(following.pk)
        following = following.superseded_by


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
