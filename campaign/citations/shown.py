"""What the public reads of a campaign, and of what its letters rest on.

Rows come back as copies for show, without the names that are protected.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.utils.translation import get_language

from archive.models import Claim, Evidence
from archive.reading.screen import Screen
from campaign.citations.standing import DECIDED, Status, cited
from campaign.models import (
    Campaign,
    Citation,
    Demand,
    ModelLetter,
    Paragraph,
    Recipient,
)


def campaign(found: Campaign, screen: Screen, *, on: date | None = None) -> Campaign:
    """What the public reads of a campaign, and of the one that goes on.

    On a day past its review it is not called urgent.
    """
    words = ("title", "summary", "banner", "outcome", "advice")
    shown = screen.reworded(found, *words)
    if on is not None and not found.is_urgent_on(on):
        shown = copy(shown)
        shown.urgency = Campaign.Urgency.STANDING
    # who did not load it does not show it
    if screen and Campaign.successor.is_cached(found) and found.successor:
        shown.successor = screen.reworded(found.successor, "title")
    if screen.in_address(shown.banner_source_url):
        shown.banner_source_url = ""
    return shown


def demands(campaign: Campaign, screen: Screen) -> list[Demand]:
    """In the language of the page, else in English, else in any."""
    by_language: dict[str, list[Demand]] = {}
    for each in campaign.demands.all():
        shown = screen.reworded(each, "text")
        by_language.setdefault(each.language, []).append(shown)
    wanted = ((get_language() or "en")[:2], "en", *by_language)
    return next((by_language[code] for code in wanted if code in by_language), [])


def recipients(campaign: Campaign, screen: Screen) -> dict[str, list[Recipient]]:
    """By role; without those nobody is asked to write to for now."""
    roles: dict[str, list[Recipient]] = {}
    for target in campaign.targets.all():
        if target.paused_because:
            continue
        roles.setdefault(f"{target.role}_to", []).append(
            screen.reworded(target.recipient, "name", "city")
        )
    return roles


@dataclass(frozen=True, slots=True)
class Proven:
    """A claim and the numbers under which its passages are cited."""

    claim: Claim
    sources: tuple[tuple[int, Evidence], ...]
    is_replaced: bool
    newer: Claim | None  # None also while it is not public


def is_told(citation: Citation) -> bool:
    """Whether the public reads the claim: proved to it, and looked at."""
    return citation.is_proven and citation.claim.status in DECIDED


def proven(model_letters: Iterable[ModelLetter]) -> list[Citation]:
    """What all versions cite and something public proves, as it happened."""
    by_claim = {
        citation.claim_id: citation
        for each in model_letters
        for citation in cited(each)
        if is_told(citation)
    }
    return sorted(by_claim.values(), key=lambda each: _happened(each.claim))


def _happened(claim: Claim) -> tuple[date, int]:
    return claim.happened_from or claim.known_from, claim.pk


def numbered(
    citations: Iterable[Citation], today: date, screen: Screen
) -> Iterator[Proven]:
    numbers = count(1)
    for citation in citations:
        claim = screen.claim(citation.claim)
        yield Proven(
            claim,
            tuple(
                (next(numbers), screen.proof(each))
                for each in citation.claim.evidence.all()
                if each.stance == Evidence.Stance.SUPPORTS
            ),
            is_replaced=bool(claim.superseded_on and claim.superseded_on <= today),
            newer=claim.superseded_by if citation.newer_is_public else None,
        )


def status(found: Status, screen: Screen) -> Status:
    """With what its letter was adapted from, and what changed."""
    letter = screen.reworded(found.model_letter, "what_changed")
    if letter.adapted_from is not None and screen:
        letter.adapted_from = screen.document(letter.adapted_from)
    return replace(found, model_letter=letter)


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim a paragraph rests on, and its passages; none when unproven."""

    claim: Claim
    is_proven: bool
    evidence: tuple[Evidence, ...]


def proof(claim: Claim, screen: Screen) -> Cited:
    """A claim that is proved, with the passages that were loaded."""
    found = tuple(screen.proof(each) for each in claim.evidence.all())
    return Cited(screen.claim(claim), is_proven=True, evidence=found)


def resting(paragraph: Paragraph, screen: Screen) -> list[Cited]:
    """What a paragraph cites, with the passages that were loaded."""
    return [
        Cited(
            screen.claim(citation.claim),
            is_told(citation),
            tuple(screen.proof(each) for each in citation.claim.evidence.all()),
        )
        for citation in paragraph.citations.all()
    ]
