"""What a letter cites, and whether it still holds.

Asked anew each time: the archive does not know who cites a claim, and no
second copy of the answer is kept anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import Claim
from campaign.models import Campaign, ModelLetter


@dataclass(frozen=True, slots=True)
class Failing:
    """A cited claim that does not hold on the day, and why."""

    claim: Claim
    why: str
    since: date | None  # the day it was replaced; None for other reasons
    replaced_by: Claim | None


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a letter can be written today in one language."""

    language: str
    model_letter: ModelLetter
    failing: tuple[Failing, ...]

    @property
    def can_be_written(self) -> bool:
        return not self.failing


def claims_of(model_letter: ModelLetter) -> list[Claim]:
    """The claims a model letter cites, each once, in the order of the letter.

    No query when the letter was loaded with_text().
    """
    cited = {
        citation.claim_id: citation.claim
        for paragraph in model_letter.paragraphs.all()
        for citation in paragraph.citations.all()
    }
    return list(cited.values())


def failing(model_letter: ModelLetter, *, on: date) -> list[Failing]:
    """The cited claims that do not hold on a day; empty = the letter may go."""
    return [
        Failing(claim, why(claim, on=on), claim.superseded_on, claim.superseded_by)
        for claim in claims_of(model_letter)
        if not claim.holds_on(on)
    ]


def why(claim: Claim, *, on: date) -> str:
    """The reason a claim does not hold on a day, as a sentence."""
    if claim.status == Claim.Status.DISPUTED:
        return _("“%(claim)s” is disputed: %(reason)s") % {
            "claim": claim.sentence,
            "reason": claim.disputed_reason or _("no reason was given"),
        }
    if claim.status != Claim.Status.CONFIRMED:
        return _("“%(claim)s” has not been confirmed.") % {"claim": claim.sentence}
    if on < claim.known_from:
        return _("“%(claim)s” was not known before %(day)s.") % {
            "claim": claim.sentence,
            "day": date_format(claim.known_from),
        }
    return _("“%(claim)s” no longer holds: since %(day)s, %(newer)s") % {
        "claim": claim.sentence,
        "day": date_format(claim.superseded_on or on),
        "newer": f"“{claim.superseded_by}”",
    }


def in_force(
    campaign: Campaign, *, on: date, frame: str = ModelLetter.Frame.LETTER
) -> list[ModelLetter]:
    """The version in force on a day in each language. Five queries."""
    newest: dict[str, ModelLetter] = {}
    for model_letter in (
        campaign.model_letters.in_force(on=on).filter(frame=frame).with_text()
    ):
        newest.setdefault(model_letter.language, model_letter)
    return sorted(newest.values(), key=lambda each: each.language != "en")


def statuses(campaign: Campaign, *, on: date) -> list[Status]:
    """For each language, whether its letter can be written on a day."""
    return [
        Status(each.language, each, tuple(failing(each, on=on)))
        for each in in_force(campaign, on=on)
    ]


def uncited(model_letter: ModelLetter) -> Iterable[int]:
    """The order numbers of fact paragraphs that cite nothing."""
    return [
        paragraph.order
        for paragraph in model_letter.paragraphs.all()
        if paragraph.role == paragraph.Role.FACT and not paragraph.citations.all()
    ]
