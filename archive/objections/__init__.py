"""Whoever objects to being named: what vanishes, and words taken out for good."""

from archive.objections.blackening import Blackening
from archive.objections.effects import Effects, effects
from archive.objections.purging import NotHidden, Purged, Reason, foreseen, purge

__all__ = [
    "Blackening",
    "Effects",
    "NotHidden",
    "Purged",
    "Reason",
    "effects",
    "foreseen",
    "purge",
]
