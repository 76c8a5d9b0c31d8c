"""When somebody last looked at what a letter says."""

from datetime import date

from campaign import citations
from campaign.models import ModelLetter


def facts_checked_on(model_letter: ModelLetter, *, on: date) -> date | None:
    """The day to print once a review is overdue; None while it is not.

    Overdue: the letter's day is past the campaign's day of review, or past
    that of a claim it cites. The newest check known is the day this version
    came into force, or the day the youngest cited claim became known, if that
    is later: both had to be read by a person before. No query when the letter
    was loaded with its text.
    """
    claims = [each.claim for each in citations.cited(model_letter)]
    due = [model_letter.campaign.review_by, *(each.review_by for each in claims)]
    if all(day is None or on <= day for day in due):
        return None
    return max(
        model_letter.in_force_from, *(each.known_from for each in claims), date.min
    )
