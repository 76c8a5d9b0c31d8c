"""Everything a site keeps, in one file and back, on either database.

docs/decisions/0021 says why the format is our own.
"""

from campaign.backups.making import CannotBackUp, Made, back_up
from campaign.backups.restoring import (
    CannotRestore,
    Listed,
    inspect,
    is_locked,
    restore,
)

__all__ = [
    "CannotBackUp",
    "CannotRestore",
    "Listed",
    "Made",
    "back_up",
    "inspect",
    "is_locked",
    "restore",
]
