"""The campaign's nouns. A letter is a value, never a row."""

from campaign.models.action import Action, ActionEvidence, Reply
from campaign.models.address_report import AddressReport
from campaign.models.approval import Approval
from campaign.models.campaign import Campaign, Demand, LetterCount, Target, Update
from campaign.models.model_letter import (
    Alternative,
    Citation,
    ModelLetter,
    Paragraph,
)
from campaign.models.recipient import Accreditation, Address, Holder, Recipient

__all__ = [
    "Accreditation",
    "Action",
    "ActionEvidence",
    "Address",
    "AddressReport",
    "Alternative",
    "Approval",
    "Campaign",
    "Citation",
    "Demand",
    "Holder",
    "LetterCount",
    "ModelLetter",
    "Paragraph",
    "Recipient",
    "Reply",
    "Target",
    "Update",
]
