"""A claim as it is read, with the words that prove it and those against it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from archive.models import Claim, Evidence, Passage
from archive.reading.screen import Screen


@dataclass(frozen=True, slots=True)
class Known:
    """numbers: by passage, its place among all that are cited, from 1.

    newer: what replaced it, where that is read too.
    """

    claim: Claim
    proofs: tuple[Passage, ...]
    contradictions: tuple[Passage, ...]
    is_over: bool
    proof_numbers: tuple[int, ...] = ()
    contradiction_numbers: tuple[int, ...] = ()
    newer: Claim | None = None

    @property
    def is_plain(self) -> bool:
        """Reported, and nothing more to say of it."""
        claim = self.claim
        return not (
            self.is_over
            or self.contradictions
            or claim.attributed_to
            or claim.modality != Claim.Modality.REPORTED
            or claim.status == Claim.Status.DISPUTED
        )

    @property
    def is_open(self) -> bool:
        """Whether something of it is not settled: look again, or say so."""
        claim = self.claim
        return bool(
            claim.status == Claim.Status.DISPUTED
            or self.contradictions
            or (self.is_over and self.newer is None)
        )

    def read(self, screen: Screen) -> "Known":
        """Through a screen of the documents its passages stand in."""
        if not screen:
            return self
        return replace(
            self,
            claim=screen.claim(self.claim),
            proofs=tuple(map(screen.passage, self.proofs)),
            contradictions=tuple(map(screen.passage, self.contradictions)),
            newer=self.newer and screen.claim(self.newer),
        )


def known(proofs: Iterable[Evidence], *, on: date) -> list[Known]:
    """Claim by claim, as the proofs come; those of one claim stand together."""
    numbers: dict[int, int] = {}
    found = []
    for claim, together in groupby(proofs, key=lambda proof: proof.claim):
        by_stance: dict[str, list[Passage]] = {}
        for proof in together:
            numbers.setdefault(proof.passage_id, len(numbers) + 1)
            by_stance.setdefault(proof.stance, []).append(proof.passage)
        for_it = tuple(by_stance.get(Evidence.Stance.SUPPORTS, ()))
        against = tuple(by_stance.get(Evidence.Stance.CONTRADICTS, ()))
        found.append(
            Known(
                claim=claim,
                proofs=for_it,
                contradictions=against,
                is_over=claim.superseded_on is not None and claim.superseded_on <= on,
                proof_numbers=tuple(numbers[each.pk] for each in for_it),
                contradiction_numbers=tuple(numbers[each.pk] for each in against),
            )
        )
    return _with_newer(found)


def cited(claims: Iterable[Known]) -> list[Passage]:
    """The passages by their numbers."""
    by_number: dict[int, Passage] = {}
    for each in claims:
        for_it = zip(each.proof_numbers, each.proofs, strict=True)
        against = zip(each.contradiction_numbers, each.contradictions, strict=True)
        by_number.update([*for_it, *against])
    return [by_number[number] for number in sorted(by_number)]


def _with_newer(found: list[Known]) -> list[Known]:
    claims = {each.claim.pk: each.claim for each in found}
    return [
        replace(each, newer=claims.get(each.claim.superseded_by_id or 0))
        if each.is_over
        else each
        for each in found
    ]
