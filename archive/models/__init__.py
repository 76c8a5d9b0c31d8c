"""The archive's nouns: what one row is, and what the database refuses."""

from archive.models.claim import Claim, Evidence, Participant
from archive.models.document import Capture, Document, Passage, Revision, Segment
from archive.models.entity import Entity, Name
from archive.models.mention import Mention, StopRule
from archive.models.source import Source

__all__ = [
    "Capture",
    "Claim",
    "Document",
    "Entity",
    "Evidence",
    "Mention",
    "Name",
    "Participant",
    "Passage",
    "Revision",
    "Segment",
    "Source",
    "StopRule",
]
