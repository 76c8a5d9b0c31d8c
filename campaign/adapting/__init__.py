"""Letters of others taken apart, so that a model letter can be made of one."""

from campaign.adapting.figures import states_figures
from campaign.adapting.finding import adapt
from campaign.adapting.matching import matching
from campaign.adapting.parts import Adapted, AdaptedParagraph, Part, Role
from campaign.adapting.proposing import Proposal, first_person, with_placeholders

__all__ = [
    "Adapted",
    "AdaptedParagraph",
    "Part",
    "Proposal",
    "Role",
    "adapt",
    "first_person",
    "matching",
    "states_figures",
    "with_placeholders",
]
