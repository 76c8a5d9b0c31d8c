"""Pages and pastes into title, text and marked segments. Cuts nothing."""

from archive.cleaning.decoding import decode
from archive.cleaning.letters import InnerLetter, find_letters
from archive.cleaning.lines import Segment, SegmentKind
from archive.cleaning.marking import Cleaned, clean
from archive.cleaning.profiles import Profile, profile

__all__ = [
    "Cleaned",
    "InnerLetter",
    "Profile",
    "Segment",
    "SegmentKind",
    "clean",
    "decode",
    "find_letters",
    "profile",
]
