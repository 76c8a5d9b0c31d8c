"""Claims: proposed, proven, confirmed, superseded, disputed.

The only writer of claims and their evidence. The archive does not know who
cites a claim; whoever does asks each time whether it still holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from archive import dates
from archive.models import Claim, Entity, Evidence, Participant, Passage, Revision
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
        support(claim, passage, by=by)
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


def support(claim: Claim, passage: Passage, *, by: Author) -> Evidence:
    """Set a passage that proves the claim beside it; once, however often asked.

    Raises ValueError when the same words are kept as denying it.
    """
    known = Evidence.objects.filter(claim=claim, passage=passage).first()
    if known is None:
        known = Evidence(claim=claim, passage=passage)
        save_as(known, by)
    if known.stance != Evidence.Stance.SUPPORTS:
        raise ValueError("These words are kept as denying this claim.")
    return known


def exact_words(revision: Revision, words: str) -> Passage:
    """The passage with these words; line breaks and spaces count alike.

    Raises ValueError unless they stand in the text exactly once.
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        raise ValueError("Give the words of the report that prove it.")
    found = list(re.finditer(r"\s+".join(parts), revision.text))
    if not found:
        raise ValueError("These words do not stand in this report.")
    if len(found) > 1:
        raise ValueError(
            f"These words stand {len(found)} times in this report: give more of them."
        )
    return Passage.objects.at(revision, *found[0].span())


def free_slug(sentence: str) -> str:
    stem = slugify(anyascii(sentence))[:100].strip("-") or "claim"
    taken = set(
        Claim.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


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
