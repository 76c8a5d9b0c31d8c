"""The revisions whose marks a text is read with, and where in each it begins."""

from collections.abc import Mapping

from django.db.models import Q

from archive.models import Document, Revision
from archive.reading.prepared import given

# By revision, the offset there at which the text begins.
Origins = Mapping[int, int]


def origins_of(document: Document, revision: Revision) -> Origins:
    """A letter printed in a report, word for word the same, is lent the marks
    of the report; it is shown only where the report is.
    """
    origins = {revision.pk: 0}
    printed = document.part_of_passage
    if printed is not None and printed.quote == revision.text:
        origins[printed.revision_id] = printed.start
    return origins


def within(many: int) -> Q:
    """Of a prepared query: that a passage lies in the text, in one of so many."""
    inside = Q()
    for at in range(many):
        inside |= Q(
            passage__revision=given(f"revision_{at}", int),
            passage__start__gte=given(f"start_{at}", int),
            passage__end__lte=given(f"end_{at}", int),
        )
    return inside


def values(origins: Origins, *, length: int) -> dict[str, int]:
    """What within() is asked with. length: of the text, in code points."""
    found: dict[str, int] = {}
    for at, (revision, start) in enumerate(origins.items()):
        found |= {
            f"revision_{at}": revision,
            f"start_{at}": start,
            f"end_{at}": start + length,
        }
    return found
