"""Take in a file that export_archive has written: as drafts, changing nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from archive import integrity
from campaign import portable
from campaign.management.archives import counted, refuse_without_tables


class Command(BaseCommand):
    help = (
        "Take in a file of export_archive. What is here stays as it is; what is new "
        "arrives unpublished. All of it is taken, or nothing. Safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--as-it-was",
            action="store_true",
            help="one's own file: public and confirmed again what was",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        refuse_without_tables()
        try:
            archive = portable.parse(_read(file))
            arrival = portable.arrive(
                archive, at=timezone.localtime(), as_it_was=options["as_it_was"]
            )
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        except portable.Unreadable as reason:
            raise CommandError(f"{file}: {reason}") from reason
        integrity.seal(at=timezone.now())
        for sentence in arrival.left_out:
            self.stderr.write(sentence)
        new = counted({noun: n for noun, n in arrival.new.items() if n})
        known = counted({noun: n for noun, n in arrival.known.items() if n})
        self.stdout.write(f"New: {new or 'nothing'}. Known: {known or 'nothing'}.")


def _read(file: Path) -> bytes:
    """No more of it than can be taken in, and one byte to know that it is more."""
    with file.open("rb") as stream:
        return stream.read(portable.LIMIT_BYTES + 1)
