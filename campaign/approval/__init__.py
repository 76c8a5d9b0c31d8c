"""Two people publish an address or a letter: one proposes, another approves.

Where there is one publisher, that one does it, and it is marked so. The gate itself
is in campaign.models.gate: without it nothing an account saves is printed.
"""

from campaign.approval.contents import of_addresses, of_letter
from campaign.approval.deciding import approve, may_decide, send_back, take_back
from campaign.approval.history import Change, published_changes
from campaign.approval.proposing import (
    delete_all,
    has_to_wait,
    propose_addresses,
    propose_letter,
    save_or_propose,
)
from campaign.approval.showing import Shown, has_changed, shown

__all__ = [
    "Change",
    "Shown",
    "approve",
    "delete_all",
    "has_changed",
    "has_to_wait",
    "may_decide",
    "of_addresses",
    "of_letter",
    "propose_addresses",
    "propose_letter",
    "published_changes",
    "save_or_propose",
    "send_back",
    "shown",
    "take_back",
]
