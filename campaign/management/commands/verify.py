"""Say what is broken in the archive and the campaigns, if anything is."""

import sys
from collections.abc import Iterator
from itertools import chain

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import ngettext

from archive import integrity, verification
from archive.integrity import Fault
from archive.models import Purge
from campaign.models import Campaign, Target, lists


class Command(BaseCommand):
    help = (
        "Checks every checksum, quotation, proof and root, the chain of all that was "
        "written down, that the search finds what is there, and that the three lists "
        "of recipients do not overlap. Exit code 1 and a line for each fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            action="store_true",
            help="print the end of the chain, to be kept elsewhere, and check nothing",
        )
        parser.add_argument(
            "--against",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help="an end that was printed earlier: is all of that day still here?",
        )

    def handle(
        self, *args: object, head: bool, against: list[str], **options: object
    ) -> None:
        if head:
            self.stdout.write(str(integrity.head()))
            return
        try:
            known = [integrity.parsed(text) for text in against]
        except ValueError as reason:
            raise CommandError(str(reason)) from reason
        count = 0
        for fault in chain(_faults(), *map(integrity.against, known)):
            self.stderr.write(str(fault))
            count += 1
        self._tell()
        if count:
            self.stderr.write(
                ngettext("%(n)s fault.", "%(n)s faults.", count) % {"n": count}
            )
            sys.exit(1)
        self.stdout.write("All is as it should be.")

    def _tell(self) -> None:
        """What is as it should be, and worth a line."""
        for row in Purge.objects.order_by("pk"):
            day = row.made_at.date().isoformat()
            self.stdout.write(f"Purged on {day}: {row}. {row.reason}")
        waiting, _since = integrity.unsealed(at=timezone.now())
        if waiting:
            words = ngettext(
                "%(n)s record waits to be sealed.",
                "%(n)s records wait to be sealed.",
                waiting,
            )
            self.stdout.write(words % {"n": waiting})


def _faults() -> Iterator[Fault]:
    yield from verification.faults()
    yield from integrity.faults(at=timezone.now())
    yield from verification.findable()
    yield from recipients()


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
