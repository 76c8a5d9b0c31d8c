"""How many letters, actions and replies; each counted for itself.

Derived by query, never added together. What is below ten is not split by
place: it might lead to one person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Sum

from campaign.models import Action, Campaign, LetterCount, Reply

SMALLEST = 10
# In this room of LetterCount stand letters; a delegation pack is no letter.
LETTERS = ("pdf", "docx", "txt", "html", "eml")


@dataclass(frozen=True, slots=True)
class Split:
    """A number by country, those of ten and more; elsewhere: all others.

    No country when too few are left over to be told apart from one another.
    """

    total: int
    by_country: tuple[tuple[str, int], ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Counters:
    """Three numbers of different things; their sum says nothing."""

    letters_prepared: Split
    actions_reported: Split
    replies_received: Split


def counters(campaign: Campaign | None = None) -> Counters:
    """Of one campaign, or of all that the public sees. Three queries.

    Letters by the country of the mission, actions and replies by where they
    took place. Only what has been published is counted.
    """
    prepared = LetterCount.objects.filter(format__in=LETTERS).exclude(
        campaign__state=Campaign.State.DRAFT
    )
    done = Action.objects.visible_to(None)
    if campaign is not None:
        prepared = LetterCount.objects.filter(campaign=campaign, format__in=LETTERS)
        done = done.filter(campaign=campaign)
    answers = Reply.objects.filter(action__in=done.order_by())
    letters = prepared.order_by().values_list("country").annotate(n=Sum("count"))
    actions = done.order_by().values_list("country").annotate(n=Count("pk"))
    replies = answers.order_by().values_list("action__country").annotate(n=Count("pk"))
    return Counters(*(split(dict(rows)) for rows in (letters, actions, replies)))


def split(numbers: Mapping[str, int]) -> Split:
    """By country, so that no number below ten is told or can be worked out."""
    total = sum(numbers.values())
    large = sorted(
        ((code, n) for code, n in numbers.items() if code and n >= SMALLEST),
        key=lambda pair: (-pair[1], pair[0]),
    )
    rest = total - _sum(large)
    while large and 0 < rest < SMALLEST:
        rest += large.pop()[1]
    return Split(total, tuple(large), rest if large else 0)


def _sum(pairs: Iterable[tuple[str, int]]) -> int:
    return sum(n for _code, n in pairs)
