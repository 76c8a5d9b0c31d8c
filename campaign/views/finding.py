"""A campaign by its address."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest

from archive.reading import protecting
from campaign.models import Campaign, Target


def of_slug(request: HttpRequest, slug: str) -> Campaign:
    """With its targets, in two queries; one more while somebody is protected.

    A draft is 404, like no campaign.
    """
    targets = Target.objects.select_related("recipient")
    rows = (
        Campaign.objects.visible_to(request.user)
        .select_related("successor")
        .prefetch_related(Prefetch("targets", targets))
    )
    found = protecting.at(rows, slug, viewer=request.user)
    if found is None:
        raise Http404
    return found
