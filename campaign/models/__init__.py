"""The campaign's nouns. A letter is a value, never a row."""

from campaign.models.campaign import Campaign, Demand, LetterCount, Target
from campaign.models.model_letter import (
    Citation,
    ModelLetter,
    Paragraph,
    make_next_version,
)
from campaign.models.recipient import Accreditation, Address, Holder, Recipient

__all__ = [
    "Accreditation",
    "Address",
    "Campaign",
    "Citation",
    "Demand",
    "Holder",
    "LetterCount",
    "ModelLetter",
    "Paragraph",
    "Recipient",
    "Target",
    "make_next_version",
]
