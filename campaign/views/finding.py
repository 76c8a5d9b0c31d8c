"""A campaign by its address."""

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from campaign.models import Campaign, Target


def of_slug(request: HttpRequest, slug: str) -> Campaign:
    """With its targets, in two queries. A draft is 404, like no campaign."""
    targets = Target.objects.select_related("recipient")
    return get_object_or_404(
        Campaign.objects.visible_to(request.user)
        .select_related("successor")
        .prefetch_related(Prefetch("targets", targets)),
        slug=slug,
    )
