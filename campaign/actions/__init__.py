"""What was done and answered, what became of a campaign, and how many.

The writer of reported actions, of a campaign's state and of its updates.
"""

from campaign.actions.counting import Counters, Split, counters
from campaign.actions.life import (
    CannotChange,
    announce,
    close,
    next_states,
    open_up,
    overdue,
    refuse_without_letter,
    refuse_without_proof,
    review,
    win,
)
from campaign.actions.loading import load
from campaign.actions.moderating import (
    Described,
    NamesInside,
    decide_again,
    deciding,
    edit,
    publish,
    reject,
    said_names,
)
from campaign.actions.reporting import Reported, TooMany, report
from campaign.actions.shown import (
    Asked,
    Shelf,
    Told,
    last_answers,
    latest,
    listed,
    of_slug,
    screen_of,
    shelf,
    told,
)

__all__ = [
    "Asked",
    "CannotChange",
    "Counters",
    "Described",
    "NamesInside",
    "Reported",
    "Shelf",
    "Split",
    "Told",
    "TooMany",
    "announce",
    "close",
    "counters",
    "decide_again",
    "deciding",
    "edit",
    "last_answers",
    "latest",
    "listed",
    "load",
    "next_states",
    "of_slug",
    "open_up",
    "overdue",
    "publish",
    "refuse_without_letter",
    "refuse_without_proof",
    "reject",
    "report",
    "review",
    "said_names",
    "screen_of",
    "shelf",
    "told",
    "win",
]
