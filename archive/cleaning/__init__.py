"""Pages and pastes into title, text and marked segments. Cuts nothing."""

from archive.cleaning.decoding import decode
from archive.cleaning.letters import InnerLetter, find_letters
from archive.cleaning.lines import Segment, SegmentKind
from archive.cleaning.marking import Cleaned, clean

__all__ = [
    "Cleaned",
    "InnerLetter",
    "Segment",
    "SegmentKind",
    "clean",
    "decode",
    "find_letters",
]
