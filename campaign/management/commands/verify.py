"""Say what is broken in the archive and the campaigns, if anything is."""

import sys
from collections.abc import Iterator
from itertools import chain

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.utils.translation import ngettext

from archive import verification
from archive.verification import Fault
from campaign.models import Campaign, Target, lists


class Command(BaseCommand):
    help = (
        "Checks every checksum, quotation, proof and root, that the search finds what "
        "is there, and that the three lists of recipients do not overlap. Exit code 1 and a line for each fault."
    )

    def handle(self, *args: object, **options: object) -> None:
        count = 0
        for fault in chain(
            verification.faults(), verification.findable(), recipients()
        ):
            self.stderr.write(str(fault))
            count += 1
        if count:
            self.stderr.write(
                ngettext("%(n)s fault.", "%(n)s faults.", count) % {"n": count}
            )
            sys.exit(1)
        self.stdout.write("All is as it should be.")


def recipients() -> Iterator[Fault]:
    """Nobody is protested to and supported, or written to twice."""
    twice = (
        Target.objects.values("campaign__slug", "recipient__slug")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        .order_by("campaign__slug", "recipient__slug")
    )
    for row in twice:
        which = f"{row['recipient__slug']} of {row['campaign__slug']}"
        yield Fault("Target", which, "it stands in two lists.")
    for campaign in Campaign.objects.order_by("slug"):
        for clash in lists.clashes(campaign):
            yield Fault("Target", campaign.slug, str(clash))
        for target in campaign.targets.select_related("recipient"):
            if strange := target.refusal_in(campaign):
                yield Fault("Target", campaign.slug, strange)
