"""Whoever objects to being named: what vanishes, and words taken out for good."""

from archive.objections.blackening import Blackening
from archive.objections.effects import Effects, effects, naming
from archive.objections.purging import NotHidden, Purged, Reason, purge
from archive.objections.tasks import is_under_way, purge_soon

__all__ = [
    "Blackening",
    "Effects",
    "NotHidden",
    "Purged",
    "Reason",
    "effects",
    "is_under_way",
    "naming",
    "purge",
    "purge_soon",
]
