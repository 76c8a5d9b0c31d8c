"""What was changed in published addresses and letters, and when: never by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from archive.models.authorship import Author
from campaign.models import Address, Campaign, ModelLetter, Recipient, gate

# So many changes at most are read for one answer.
MOST = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the public log; `about` is an office or a campaign."""

    on: date
    about: Recipient | Campaign
    sentence: str


def published_changes(
    *,
    viewer: Author = None,
    recipient: Recipient | None = None,
    campaign: Campaign | None = None,
    most: int = MOST,
) -> list[Change]:
    """The newest first; of one office or one campaign when that is given.

    Read from the histories, so whatever door it came by. Four queries.
    """
    found: list[Change] = []
    if campaign is None:
        found += _addresses(recipient)
    if recipient is None:
        found += _letters(viewer, campaign)
    return sorted(found, key=lambda each: each.on, reverse=True)[:most]


def _addresses(recipient: Recipient | None) -> Iterator[Change]:
    verified = Address.history.filter(grade=Address.Grade.VERIFIED)
    if recipient is not None:
        verified = verified.filter(recipient_id=recipient.pk)
    states = Address.history.filter(id__in=verified.order_by().values("id"))
    rows = list(states.order_by("id", "history_id"))
    offices = Recipient.objects.in_bulk({row.recipient_id for row in rows})
    before = None
    for row in rows:
        if before is not None and before.id != row.id:
            before = None
        sentence = _of_address(before, row)
        before = row
        if sentence and (office := offices.get(row.recipient_id)) is not None:
            yield Change(row.history_date.date(), office, sentence)


def _of_address(before: Address | None, row: Address) -> str:
    was, now = _is_printed(before), _is_printed(row)
    said = {"medium": row.get_medium_display(), "value": row.value}
    if now and not was:
        return _("Address published (%(medium)s): %(value)s") % said
    if was and not now:
        return _("Address not used any more (%(medium)s): %(value)s") % said
    if now and before is not None and _differs(before, row):
        return _("Address changed (%(medium)s): %(value)s") % said
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
    states = ModelLetter.history.filter(id__in=published.order_by().values("id"))
    before = None
    for row in states.order_by("id", "history_id"):
        if before is not None and before.id != row.id:
            before = None
        is_out = row.is_published and row.history_type != "-"
        was_out = before is not None and before.is_published
        before = row
        case = known.get(row.campaign_id)
        if is_out == was_out or case is None:
            continue
        said = {"language": row.language, "n": row.version}
        sentence = (
            _("Letter published: %(language)s, version %(n)s")
            if is_out
            else _("Letter taken back: %(language)s, version %(n)s")
        )
        yield Change(row.history_date.date(), case, sentence % said)
