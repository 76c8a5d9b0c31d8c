"""What anybody reports of an action, kept until somebody has looked at it.

Nothing of who reported it is kept, and no clock time.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive.dates import DateSpan
from archive.models.authorship import save_by_day
from archive.models.dated import columns
from campaign.models import Action, Campaign, Recipient, Reply

# More than people can look at in a week: then somebody is flooding the form.
WAITING_AT_MOST = 1000


class TooMany(ValueError):
    """So many reports wait that no further one is taken."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a visitor said. Empty where nothing was."""

    kind: str
    who: str
    happened: DateSpan
    campaign: Campaign | None = None
    recipient: Recipient | None = None
    city: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    received_by: str = ""
    answered: str = ""
    source_url: str = ""

    @property
    def slug(self) -> str:
        """Made from all that was said: the same report twice is one report.

        It says no place and no name: those may be what must not be read.
        """
        said = [
            self.kind,
            self.who,
            self.happened.value,
            self.campaign and self.campaign.pk,
            self.recipient and self.recipient.pk,
            self.city,
            self.country,
            self.received_by,
            self.answered,
            self.source_url,
        ]
        digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]
        return f"{self.kind}-{self.happened.start.isoformat()}-{digest}"


@transaction.atomic
def report(said: Reported, *, on: date) -> Action:
    """Keep a report; sent again, it is the one that is there. Four queries.

    Raises TooMany while too many wait.
    """
    known = Action.objects.filter(slug=said.slug).first()
    if known is not None:
        return known
    if Action.objects.waiting().count() >= WAITING_AT_MOST:
        raise TooMany(
            _(
                "So many reports wait to be looked at that no more is taken for "
                "now. Please come back in a few days."
            )
        )
    return _kept(said, on)


def _kept(said: Reported, on: date) -> Action:
    """Of two at the same moment the second finds the first: the slug is unique."""
    action = Action(
        slug=said.slug,
        campaign=said.campaign,
        kind=said.kind,
        happened_from=said.happened.start,
        happened_until=said.happened.end,
        city=said.city,
        country=said.country,
        who=said.who,
        recipient=said.recipient,
        received_by=said.received_by,
        source_url=said.source_url,
        reported_on=on,
        **columns(said.happened, "happened"),
    )
    try:
        with transaction.atomic():
            save_by_day(action, on)
    except IntegrityError:
        return Action.objects.get(slug=said.slug)
    if said.answered:
        reply = Reply(action=action, stance=Reply.Stance.ANSWERED, text=said.answered)
        save_by_day(reply, on)
    return action
