"""What is not settled about somebody: said on the page, not left to be noticed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from archive.dates import DateSpan
from archive.models import Claim
from archive.models.dated import Basis
from archive.reading.known import Known


class Why(StrEnum):
    """Days: two claims say the same of different days. Reckoned: no report prints
    the day.
    """

    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"
    SUPERSEDED = "superseded"
    DAYS = "days"
    RECKONED = "reckoned"


@dataclass(frozen=True, slots=True)
class Question:
    """other: the second claim, of Why.DAYS; what replaced it, of SUPERSEDED."""

    why: Why
    claim: Claim
    other: Claim | None = None


def questions(known: Sequence[Known]) -> tuple[Question, ...]:
    """In the order of the claims, what contradicts before what is only unsure."""
    found = [question for each in known for question in _of_one(each)]
    found += _of_days([each.claim for each in known if not each.is_over])
    return tuple(sorted(found, key=lambda each: list(Why).index(each.why)))


def _of_one(known: Known) -> Iterator[Question]:
    claim = known.claim
    if claim.status == Claim.Status.DISPUTED:
        yield Question(Why.DISPUTED, claim)
    elif known.contradictions:
        yield Question(Why.CONTRADICTED, claim)
    if known.is_over:
        yield Question(Why.SUPERSEDED, claim, known.newer)
    elif claim.happened and claim.happened_basis == Basis.INFERRED:
        yield Question(Why.RECKONED, claim)


def _of_days(claims: Iterable[Claim]) -> Iterator[Question]:
    """Of claims in the same words that cannot be of one day."""
    alike: dict[tuple[str, str], list[tuple[Claim, DateSpan]]] = {}
    for each in claims:
        if happened := each.happened:
            words = each.kind, _folded(each.sentence)
            alike.setdefault(words, []).append((each, happened))
    for together in alike.values():
        for (one, first), (other, second) in pairwise(together):
            if _apart(first, second) or _apart(second, first):
                yield Question(Why.DAYS, one, other)


def _folded(sentence: str) -> str:
    """Without the figures, which may be the day itself."""
    return " ".join(re.findall(r"[^\W\d_]+", sentence.casefold()))


def _apart(first: DateSpan, second: DateSpan) -> bool:
    return first.end is not None and first.end < second.start
