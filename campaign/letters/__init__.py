"""A letter as a value, how it is composed, and what stands in its way.

The day decides: the address, the holder, the version of the model letter and
the claims are those of the day the letter is dated.
"""

from campaign.letters.composing import compose
from campaign.letters.freshness import facts_checked_on
from campaign.letters.letter import BLANK_LINE, Letter, Refused, file_name
from campaign.letters.naming import mission_name, named
from campaign.letters.offered import (
    languages,
    model_letter_for,
    offered,
    refuse_odd_day,
)
from campaign.letters.publishing import (
    approve,
    model_problems,
    offer,
    publish,
    unpublish,
)
from campaign.letters.sender import FRAMES, Choices, Sender
from campaign.letters.wording import names_used

__all__ = [
    "BLANK_LINE",
    "FRAMES",
    "Choices",
    "Letter",
    "Refused",
    "Sender",
    "approve",
    "compose",
    "facts_checked_on",
    "file_name",
    "languages",
    "mission_name",
    "model_letter_for",
    "model_problems",
    "named",
    "names_used",
    "offer",
    "offered",
    "publish",
    "refuse_odd_day",
    "unpublish",
]
