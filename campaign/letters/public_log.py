"""The lines of the public log of changes that are of campaigns and missions."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils.translation import get_language

from archive.models import Document
from archive.models.authorship import Author as Viewer
from archive.reading import protecting
from archive.reading.log import Kind, Line
from campaign.approval import Change, published_changes
from campaign.letters.naming import mission_name
from campaign.models import Campaign


def lines(*, viewer: Viewer, on: date) -> Iterator[Line]:
    """A line for each day and office or campaign, whatever was changed of it then.

    Five queries; one more while somebody is protected.
    """
    found = [each for each in published_changes(viewer=viewer) if each.on <= on]
    cases = {each.about.pk for each in found if isinstance(each.about, Campaign)}
    told_in = Campaign.documents.through.objects.filter(campaign__in=cases)
    about = Document.objects.filter(pk__in=told_in.values("document")).order_by()
    screen = protecting.screen_for(viewer, documents=about.values_list("pk", flat=True))
    language = (get_language() or "en")[:2]
    for (day, _kind, _pk), group in groupby(sorted(found, key=_place), key=_place):
        changes = list(group)
        row = screen.reworded(changes[0].about)
        if isinstance(row, Campaign):
            kind, name = Kind.LETTER, row.title
        else:
            kind, name = Kind.ADDRESS, mission_name(row, language, on=on)
            name = ", ".join(filter(None, (name, row.city)))
        # two letters of one language and version differ by who writes them
        which: dict[str, dict[str, None]] = {}
        for each in changes:
            which.setdefault(each.what, {})[each.which] = None
        yield Line(
            on=date.fromordinal(day),
            kind=kind,
            title=screen.words(name),
            said=screen.words(
                ". ".join(f"{what}: {'; '.join(of)}" for what, of in which.items())
            ),
            url=row.get_absolute_url(),
        )


def _place(change: Change) -> tuple[int, str, int]:
    return change.on.toordinal(), type(change.about).__name__, change.about.pk
