"""What was done, as it stands in the timeline beside what happened."""

from collections.abc import Iterable

from archive.models.authorship import Author as Viewer
from archive.reading import keyset
from archive.reading.screen import Screen
from archive.reading.timeline import NEWEST, SIZE, Cursor, Entry, Spot
from campaign import citations
from campaign.models import Action, Campaign

ROOM = 1


def entries(
    *,
    viewer: Viewer,
    screen: Screen,
    campaign: Campaign | None = None,
    kind: str = "",
    after: Cursor | None = None,
) -> list[Entry]:
    """One more than a page, the newest first.

    One query, one more while somebody is protected.
    """
    rows = Action.objects.visible_to(viewer).select_related("campaign", "recipient")
    if campaign:
        rows = rows.filter(campaign=campaign)
    if kind:
        rows = rows.filter(kind=kind)
    if after and after.on is None:
        return []  # an action has a day: all of them came before
    before = after.of_room(ROOM) if after else ""
    found = keyset.page(rows, NEWEST, after=before, size=SIZE + 1).rows
    if screen and found:
        screen = _screen(found, viewer)
    return [_entry(each, screen) for each in found]


def _screen(found: Iterable[Action], viewer: Viewer) -> Screen:
    campaigns = {each.campaign for each in found if each.campaign}
    documents = {each.document_id for each in found if each.document_id}
    return citations.screen_of(campaigns, documents=documents, viewer=viewer)


def _entry(action: Action, screen: Screen) -> Entry:
    read = screen.reworded(action, "who", "city", "summary")
    # in an address, or after its number sign, a name is read too
    where = "" if screen.in_slug(action.slug) else f"#{action.slug}"
    return Entry(
        cursor=Cursor(action.happened_from, ROOM, action.pk),
        label=action.get_kind_display(),
        happened=action.happened,
        sentence=read.summary or read.who,
        spot=_spot(action, read.city),
        lead=(read.who if read.summary else "", where),
    )


def _spot(action: Action, name: str) -> Spot | None:
    """Where it was; at the office it went to when that stands in the same town."""
    office = action.recipient
    if not name:
        return None
    if (
        office is None
        or office.longitude is None
        or office.latitude is None
        or office.city.casefold() != action.city.casefold()
    ):
        return Spot(name, "")
    return Spot(name, "", office.longitude, office.latitude)
