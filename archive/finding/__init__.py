"""The page and the feed of a search: what was asked, what was found, what helps."""

from archive.finding.asked import REPORT, Asked, asked
from archive.finding.following import Followed, Match, followed
from archive.finding.found import Found
from archive.finding.page import find, kinds

__all__ = [
    "REPORT",
    "Asked",
    "Followed",
    "Found",
    "Match",
    "asked",
    "find",
    "followed",
    "kinds",
]
