"""What may be asked of the campaign's lists, and the rows that answer it."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from archive.api.pages import ByDay, ById, chosen, narrowed_to
from archive.models.authorship import Author as Viewer
from archive.reading import protecting
from campaign.models import Action, Campaign, Recipient, Target, Update

COUNTRY = r"^([a-zA-Z]{2})?$"
_CASE = "a-campaign"
_STATES = [each for each in Campaign.State.values if each != Campaign.State.DRAFT]


class Campaigns(ById):
    """Which campaigns."""

    state: str = chosen(_STATES)
    addressed_state: str = narrowed_to("Protested to.", "KZ", pattern=COUNTRY)


class Recipients(ById):
    """Which offices."""

    kind: str = chosen(Recipient.Kind.values)
    state: str = narrowed_to("The state it speaks for.", "KZ", pattern=COUNTRY)
    stands_in: str = narrowed_to("The country it stands in.", "GB", pattern=COUNTRY)
    campaign: str = narrowed_to("The id of a campaign it has a part in.", _CASE)


class Actions(ByDay):
    """Which actions."""

    kind: str = chosen(Action.Kind.values)
    campaign: str = narrowed_to("The id of a campaign.", _CASE)
    country: str = narrowed_to("Where it happened.", "GB", pattern=COUNTRY)


def campaigns(asked: Campaigns, *, viewer: Viewer) -> QuerySet[Campaign]:
    found = Campaign.objects.visible_to(viewer).select_related("successor")
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.addressed_state:
        found = found.filter(addressed_state=asked.addressed_state.upper())
    return found


def campaign(slug: str, *, viewer: Viewer, on: date) -> Campaign | None:
    """With all that is sent of it. Four queries; one more while somebody is
    protected.
    """
    targets = Target.objects.select_related("recipient")
    found = Campaign.objects.visible_to(viewer).select_related("successor")
    whole = found.prefetch_related(
        Prefetch("targets", targets),
        "demands",
        Prefetch("updates", Update.objects.shown(on=on)),
    )
    return protecting.at(whole, slug, viewer=viewer)


def known(slug: str, *, viewer: Viewer) -> Campaign | None:
    """One query; one more while somebody is protected."""
    return protecting.at(Campaign.objects.visible_to(viewer), slug, viewer=viewer)


def recipients(asked: Recipients, *, viewer: Viewer) -> QuerySet[Recipient]:
    found = Recipient.objects.with_reach()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state:
        found = found.filter(state=asked.state.upper())
    if asked.stands_in:
        found = found.filter(stands_in=asked.stands_in.upper())
    if asked.campaign:
        case = known(asked.campaign, viewer=viewer)
        part = Target.objects.filter(recipient=OuterRef("pk"), campaign=case)
        found = found.filter(Exists(part))
    return found
