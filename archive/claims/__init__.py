"""Claims: proposed, proven, confirmed, superseded, disputed.

The only writer of claims and their evidence. The archive does not know who
cites a claim; whoever does asks each time whether it still holds.
"""

from archive.claims.deciding import (
    Unproven,
    confirm,
    contradict,
    correct,
    dispute,
    dispute_unproven,
    happened_columns,
    propose,
    reject,
    requote,
    set_aside,
    supersede,
    support,
    take_part,
)
from archive.claims.rereading import Reread, reread
from archive.claims.suggesting import suggest
from archive.claims.wording import exact_words, free_slug

__all__ = [
    "Reread",
    "Unproven",
    "confirm",
    "contradict",
    "correct",
    "dispute",
    "dispute_unproven",
    "exact_words",
    "free_slug",
    "happened_columns",
    "propose",
    "reject",
    "requote",
    "reread",
    "set_aside",
    "suggest",
    "supersede",
    "support",
    "take_part",
]
