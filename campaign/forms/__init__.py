"""What a visitor types for a letter or looks up; values out, nothing kept."""

from campaign.forms.fields import clean_line
from campaign.forms.finder import FinderForm
from campaign.forms.letter import LetterForm, composed
from campaign.forms.offer import Offer, offer_of
from campaign.forms.standard import standard_text

__all__ = [
    "FinderForm",
    "LetterForm",
    "Offer",
    "clean_line",
    "composed",
    "offer_of",
    "standard_text",
]
