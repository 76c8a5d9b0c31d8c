"""A file taken in: all of it or nothing, and nothing that is here is changed.

What is new arrives unpublished, for a curator to look at: reports, campaigns
and letters as drafts, claims as suggested, actions as reported, addresses as
imported. as_it_was: one's own file, taken back as it left.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from archive import search, tasks
from archive.models import Revision
from campaign.portable.deeds import take_actions
from campaign.portable.journal import Journal
from campaign.portable.letters import take_campaigns
from campaign.portable.offices import take_recipients
from campaign.portable.reading import Unreadable
from campaign.portable.reports import take_documents, take_sources
from campaign.portable.things import take_claims, take_entities


@dataclass(frozen=True, slots=True)
class Arrival:
    """How many of each are new and were here, and what was not taken and why."""

    new: Mapping[str, int]
    known: Mapping[str, int]
    left_out: tuple[str, ...] = field(default=())


def arrive(
    archive: Mapping[str, Any], *, at: datetime, as_it_was: bool = False
) -> Arrival:
    """Take in a file that was parsed. Raises Unreadable, and nothing is kept."""
    journal = Journal(at=at, as_it_was=as_it_was)
    steps: tuple[tuple[Callable[..., None], str], ...] = (
        (take_sources, "sources"),
        (take_entities, "entities"),
        (take_documents, "documents"),
        (take_claims, "claims"),
        (take_recipients, "recipients"),
        (take_campaigns, "campaigns"),
        (take_actions, "actions"),
    )
    try:
        with transaction.atomic():
            for take, noun in steps:
                take(archive[noun], journal)
            _read_again(journal)
            _find_again(journal)
    except Unreadable:
        raise
    except (ValueError, DatabaseError, ValidationError) as error:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        said = " ".join(" ".join(words).split())[:300]
        raise Unreadable(f"Nothing was taken in. {said}") from error
    return Arrival(
        Counter(journal.new), Counter(journal.known), tuple(journal.left_out)
    )


def _read_again(journal: Journal) -> None:
    """Texts that are new here are read by the worker, by this site's rules."""
    fresh = Revision.objects.unread().filter(pk__in=journal.fresh_revisions)
    for pk in fresh.values_list("pk", flat=True):
        tasks.extract.enqueue(pk)


def _find_again(journal: Journal) -> None:
    """What is new here is found by its words."""
    fresh = Revision.objects.filter(pk__in=journal.fresh_revisions)
    search.index_documents(fresh.values_list("document", flat=True))
    search.index_kind("translation", fresh.translations().values_list("pk", flat=True))
    search.index_entities(each.pk for each in journal.entities.values())
    search.index_claims(each.pk for each in journal.claims.values())
