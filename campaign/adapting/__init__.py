"""Letters of others taken apart, so that a model letter can be made of one."""

from campaign.adapting.finding import adapt
from campaign.adapting.matching import matching
from campaign.adapting.parts import Adapted, AdaptedParagraph, Part, Role
from campaign.adapting.proposing import Proposal, with_placeholders

__all__ = [
    "Adapted",
    "AdaptedParagraph",
    "Part",
    "Proposal",
    "Role",
    "adapt",
    "matching",
    "with_placeholders",
]
