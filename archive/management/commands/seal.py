"""Seal what was written down since: the doors do it by themselves."""

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext

from archive import integrity


class Command(BaseCommand):
    help = (
        "Makes what waits a part of the chain that verify reads. For a timer: what "
        "visitors reported is sealed when its day is over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            dest="everything",
            help="set triggers again that are gone, and look through every record for "
            "what was written past them",
        )

    def handle(self, *args: object, everything: bool, **options: object) -> None:
        for name in integrity.mend() if everything else ():
            self.stdout.write(f"{name} was gone and is set again.")
        if everything and (found := integrity.queue_all()):
            words = ngettext(
                "%(n)s record did not even wait to be sealed.",
                "%(n)s records did not even wait to be sealed.",
                found,
            )
            self.stdout.write(words % {"n": found})
        count = integrity.seal(at=timezone.now())
        words = ngettext(
            "%(n)s record was sealed.", "%(n)s records were sealed.", count
        )
        self.stdout.write(words % {"n": count})
