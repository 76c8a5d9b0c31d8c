"""What the machine reads as a fact, set beside what people have decided.

Writes suggestions only; a claim a person has touched is never written here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import prefetch_related_objects
from simple_history.utils import bulk_update_with_history

from archive.claims.deciding import happened_columns
from archive.dates.spans import from_value
from archive.extraction.proposals import Party, Proposal
from archive.models import (
    Claim,
    Entity,
    Evidence,
    Participant,
    Passage,
    Revision,
    states,
)
from archive.reading.prepared import Prepared, given

_Key = tuple[int, int, str]  # start, end, kind
# As _slug() writes it.
_SLUG = re.compile(r"([a-z]+)-(\d+)-(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a run did to the proposed claims of a text."""

    new: int = 0
    kept: int = 0
    suppressed: int = 0
    withdrawn: int = 0


def suggest(
    revision: Revision,
    proposals: Iterable[Proposal],
    *,
    entities: Mapping[str, Entity],
    at: datetime,
    is_rehearsal: bool = False,
) -> Suggested:
    """Propose claims with their passages, once each however often asked.

    entities: by the label that finds carry. What a person confirmed, rejected,
    rewrote or set aside at these words is left alone, and so suppresses the
    proposal. About eight queries. Called inside the transaction of a run.
    """
    known = _known(revision)
    mine = {key: claim for key, claim in known if _is_machines(claim)}
    decided = [
        (start, end, kind)
        for (start, end, _kind), claim in known
        if not _is_machines(claim)
        for kind in _kinds(claim)
    ] + [
        place
        for _key, claim in known
        if not _is_machines(claim)
        for place in _proposed_at(claim, revision)
    ]
    new, kept, suppressed = [], [], 0
    for key, proposal in {(p.start, p.end, p.kind): p for p in proposals}.items():
        if key in mine:
            kept.append((mine.pop(key), proposal))
        elif any(_overlap(key, other) for other in decided):
            suppressed += 1
        else:
            new.append(proposal)
    if not is_rehearsal:
        _write(revision, new, kept, list(mine.values()), entities=entities, at=at)
    return Suggested(len(new), len(kept), suppressed, len(mine))


def _known(revision: Revision) -> list[tuple[_Key, Claim]]:
    proofs = _proofs().ask(revision=revision.pk)
    prefetch_related_objects(proofs, "claim__participants")
    return [
        ((proof.passage.start, proof.passage.end, proof.claim.kind), proof.claim)
        for proof in proofs
    ]


@cache
def _proofs() -> Prepared[Evidence]:
    proofs = Evidence.objects.filter(passage__revision=given("revision", int))
    whole = proofs.select_related("passage", "claim__place")
    return Prepared(whole.order_by("claim", "pk"))


def _kinds(claim: Claim) -> set[str]:
    """What it is, and what it was proposed as before a person said otherwise."""
    proposed = _SLUG.fullmatch(claim.slug)
    return {claim.kind, proposed[1]} if proposed else {claim.kind}


def _proposed_at(claim: Claim, revision: Revision) -> list[_Key]:
    """Where it was proposed in this text, wherever a person has set its words."""
    proposed = _SLUG.fullmatch(claim.slug)
    if proposed is None or int(proposed[2]) != revision.pk:
        return []
    return [(int(proposed[3]), int(proposed[4]), proposed[1])]


def _is_machines(claim: Claim) -> bool:
    return (
        bool(claim.extractor)
        and claim.status == Claim.Status.SUGGESTED
        and claim.set_aside_at is None
    )


def _overlap(one: _Key, other: _Key) -> bool:
    return one[2] == other[2] and one[0] < other[1] and other[0] < one[1]


def _write(
    revision: Revision,
    new: Sequence[Proposal],
    kept: Sequence[tuple[Claim, Proposal]],
    gone: Sequence[Claim],
    *,
    entities: Mapping[str, Entity],
    at: datetime,
) -> None:
    for claim in gone:
        claim.delete()
    claims = [
        Claim(slug=_slug(revision, each), **_columns(each, revision, entities))
        for each in new
    ]
    states.create_with_history(claims, at=at)
    places = Passage.objects.at_all(revision, ((p.start, p.end) for p in new))
    proofs = [
        Evidence(claim=claim, passage=places[p.start, p.end])
        for claim, p in zip(claims, new, strict=True)
    ]
    states.create_with_history(proofs, at=at)
    changed = [
        (claim, proposal)
        for claim, proposal in kept
        if _says_otherwise(claim, proposal, revision, entities)
    ]
    _rewrite(revision, changed, entities, at=at)
    states.create_with_history(
        [
            Participant(claim=claim, role=role, entity_id=entity, words=words)
            for claim, proposal in [*zip(claims, new, strict=True), *changed]
            for role, entity, words in _parts(proposal, revision, entities)
        ],
        at=at,
    )


def _says_otherwise(
    claim: Claim,
    proposal: Proposal,
    revision: Revision,
    entities: Mapping[str, Entity],
) -> bool:
    columns = _columns(proposal, revision, entities)
    parts = [(p.role, p.entity_id, p.words) for p in claim.participants.all()]
    return any(
        getattr(claim, name) != value for name, value in columns.items()
    ) or sorted(map(str, parts)) != sorted(
        map(str, _parts(proposal, revision, entities))
    )


def _rewrite(
    revision: Revision,
    changed: Sequence[tuple[Claim, Proposal]],
    entities: Mapping[str, Entity],
    *,
    at: datetime,
) -> None:
    names: set[str] = set()
    for claim, proposal in changed:
        columns = _columns(proposal, revision, entities)
        for name, value in columns.items():
            setattr(claim, name, value)
        names |= set(columns)
        claim.participants.all().delete()
    if changed:
        rows = [claim for claim, _ in changed]
        bulk_update_with_history(rows, Claim, sorted(names), default_date=at)


def _columns(
    proposal: Proposal, revision: Revision, entities: Mapping[str, Entity]
) -> dict[str, Any]:
    place = proposal.place
    return {
        "kind": proposal.kind,
        "sentence": proposal.sentence[:500],
        "known_from": _known_from(revision),
        "modality": proposal.modality,
        "attributed_to": proposal.attributed_to[:200],
        "place": entities.get(place.canonical) if place else None,
        "happened_words": proposal.happened_words[:200],
        "extractor": proposal.source[:80],
        "score": round(proposal.score, 3),
        **_happened(proposal),
    }


def _happened(proposal: Proposal) -> Mapping[str, Any]:
    if not proposal.happened:
        return {"happened_from": None, "happened_until": None}
    return happened_columns(from_value(proposal.happened))


def _known_from(revision: Revision) -> date:
    return revision.document.published_on or revision.created_at.date()


def _slug(revision: Revision, proposal: Proposal) -> str:
    # by place, not by words: a slug is public for ever, and may name nobody
    return f"{proposal.kind}-{revision.pk}-{proposal.start}-{proposal.end}"


def words_of(party: Party, revision: Revision) -> str:
    """What stands for somebody who has no entry."""
    return " ".join(revision.quote(party.start, party.end).split())[:200]


def _parts(
    proposal: Proposal, revision: Revision, entities: Mapping[str, Entity]
) -> list[tuple[str, int | None, str]]:
    """Role, key of the entity, or the words for somebody without an entry."""
    parts: dict[tuple[str, int | None, str], None] = {}
    for party in proposal.parties:
        entity = entities.get(party.find.canonical) if party.find else None
        words = words_of(party, revision)
        parts[party.role, entity.pk if entity else None, "" if entity else words] = None
    return list(parts)
