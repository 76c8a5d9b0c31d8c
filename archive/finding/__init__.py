"""The page and the feed of a search: what was asked, what was found, what helps."""

from archive.finding.asked import REPORT, Asked, asked
from archive.finding.following import Followed, Match, followed
from archive.finding.found import Found
from archive.finding.memory import MEMORY
from archive.finding.moments import moment
from archive.finding.page import find, kinds

__all__ = [
    "MEMORY",
    "REPORT",
    "Asked",
    "Followed",
    "Found",
    "Match",
    "asked",
    "find",
    "followed",
    "kinds",
    "moment",
]
