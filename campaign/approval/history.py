"""What was changed in published addresses and letters, and when: never by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from archive.models.authorship import Author
from archive.templatetags.wording import language_name
from campaign.models import Address, Campaign, ModelLetter, Recipient, gate

# So many changes at most are read for one answer, from so many states of a table.
MOST = 500
STATES = 4 * MOST


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the public log; `about` is an office or a campaign.

    what was done, and of which: "Letter published", "English, version 1".
    """

    on: date
    about: Recipient | Campaign
    what: str
    which: str

    @property
    def sentence(self) -> str:
        return f"{self.what}: {self.which}"


def published_changes(
    *,
    viewer: Author = None,
    recipient: Recipient | None = None,
    campaign: Campaign | None = None,
    most: int = MOST,
) -> list[Change]:
    """The newest first; of one office or one campaign when that is given.

    Read from the histories, so whatever door it came by: from the newest states, so
    that a long history makes no long answer. Four queries.
    """
    found: list[Change] = []
    if campaign is None:
        found += _addresses(recipient)
    if recipient is None:
        found += _letters(viewer, campaign)
    return sorted(found, key=lambda each: each.on, reverse=True)[:most]


def _newest(history: models.Manager, ever: models.QuerySet) -> tuple[list, int]:
    """States of whatever the newest states are of, and since which none is left out.

    ever: states that only what was once published has. In order, row by row.
    """
    states = history.filter(id__in=ever.order_by().values("id"))
    latest = states.order_by("-history_id").values("id")[:STATES]
    rows = list(history.filter(id__in=latest).order_by("id", "history_id"))
    keys = sorted((row.history_id for row in rows), reverse=True)
    return rows, keys[STATES - 1] if len(keys) > STATES else 0


def _addresses(recipient: Recipient | None) -> Iterator[Change]:
    verified = Address.history.filter(grade=Address.Grade.VERIFIED)
    if recipient is not None:
        verified = verified.filter(recipient_id=recipient.pk)
    rows, since = _newest(Address.history, verified)
    offices = Recipient.objects.in_bulk({row.recipient_id for row in rows})
    before = None
    for row in rows:
        if before is not None and before.id != row.id:
            before = None
        what = _of_address(before, row)
        before = row
        office = offices.get(row.recipient_id)
        if what and office is not None and row.history_id >= since:
            yield Change(row.history_date.date(), office, what, row.value)


def _of_address(before: Address | None, row: Address) -> str:
    was, now = _is_printed(before), _is_printed(row)
    said = {"medium": row.get_medium_display()}
    if now and not was:
        return _("Address published (%(medium)s)") % said
    if was and not now:
        return _("Address not used any more (%(medium)s)") % said
    if now and before is not None and _differs(before, row):
        return _("Address changed (%(medium)s)") % said
    return ""


def _differs(before: Address, row: Address) -> bool:
    return gate.columns(before, gate.ADDRESS) != gate.columns(row, gate.ADDRESS)


def _is_printed(row: Address | None) -> bool:
    if row is None or getattr(row, "history_type", "") == "-":
        return False
    return row.grade == Address.Grade.VERIFIED


def _letters(viewer: Author, campaign: Campaign | None) -> Iterator[Change]:
    seen = Campaign.objects.visible_to(viewer)
    cases = seen.filter(pk=campaign.pk) if campaign is not None else seen
    known = {case.pk: case for case in cases}
    published = ModelLetter.history.filter(is_published=True, campaign_id__in=known)
    rows, since = _newest(ModelLetter.history, published)
    before = None
    for row in rows:
        if before is not None and before.id != row.id:
            before = None
        is_out = row.is_published and row.history_type != "-"
        was_out = before is not None and before.is_published
        before = row
        case = known.get(row.campaign_id)
        if is_out == was_out or case is None or row.history_id < since:
            continue
        said = {"language": language_name(row.language), "n": row.version}
        what = _("Letter published") if is_out else _("Letter taken back")
        which = _("%(language)s, version %(n)s") % said
        yield Change(row.history_date.date(), case, what, which)
