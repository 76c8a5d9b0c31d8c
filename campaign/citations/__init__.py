"""What a letter cites, whether it still holds, and what is read of it."""

from campaign.citations.standing import (
    Failing,
    Status,
    can_be_written,
    cited,
    failing,
    in_force,
    is_withheld,
    is_written_on,
    obstacles,
    screen_of,
    status,
    statuses,
    uncited,
    uncited_in_words,
    why,
    withheld_in_words,
)

__all__ = [
    "Failing",
    "Status",
    "can_be_written",
    "cited",
    "failing",
    "in_force",
    "is_withheld",
    "is_written_on",
    "obstacles",
    "screen_of",
    "status",
    "statuses",
    "uncited",
    "uncited_in_words",
    "why",
    "withheld_in_words",
]
