"""The campaigns whose letters rest on what is known of somebody."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from archive.models.authorship import Author as Viewer
from archive.reading.screen import Screen
from archive.reading.sections import Section
from campaign.citations import shown
from campaign.citations.standing import screen_of
from campaign.models import Campaign, Citation, ModelLetter

LIMIT = 12


def campaigns(
    claims: Collection[int], *, viewer: Viewer, on: date, screen: Screen
) -> Section:
    """Those that have a letter in force that cites one of these claims. One query,
    one more when the screen hides anybody; none without claims.
    """
    begun = ModelLetter.objects.in_force(on=on).order_by()
    cited = Citation.objects.filter(
        claim__in=claims,
        paragraph__model_letter__campaign=OuterRef("pk"),
        paragraph__model_letter__in=begun,
    )
    found = Campaign.objects.visible_to(viewer).filter(Exists(cited))
    rows = list(found.urgent_first(on=on)[:LIMIT]) if claims else []
    if screen and rows:
        screen = screen_of(rows, viewer=viewer)
    read = [shown.campaign(each, screen, on=on) for each in rows]
    return Section("campaign/_beside_entity.html", read)
