"""The archive's nouns: what one row is, and what the database refuses."""

from archive.models.accession import Accession, AccessionFile
from archive.models.batch import Batch, recording
from archive.models.chain import ChainLink, ChainShape, ChainWaiting, Purge
from archive.models.claim import Claim, Evidence, Participant
from archive.models.document import Capture, Document
from archive.models.entity import Entity, Name, NameBlock
from archive.models.judgement import Band, Judgement, Likeness, Pair
from archive.models.keys import DeskKeys
from archive.models.lost import LostPassage
from archive.models.mention import Mention, StopRule
from archive.models.passage import Passage
from archive.models.revision import Revision, Segment
from archive.models.search import SearchText, SearchWord
from archive.models.source import Source

__all__ = [
    "Accession",
    "AccessionFile",
    "Band",
    "Batch",
    "Capture",
    "ChainLink",
    "ChainShape",
    "ChainWaiting",
    "Claim",
    "DeskKeys",
    "Document",
    "Entity",
    "Evidence",
    "Judgement",
    "Likeness",
    "LostPassage",
    "Mention",
    "Name",
    "NameBlock",
    "Pair",
    "Participant",
    "Passage",
    "Purge",
    "Revision",
    "SearchText",
    "SearchWord",
    "Segment",
    "Source",
    "StopRule",
    "recording",
]
