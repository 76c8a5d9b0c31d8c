"""Write the public site as plain files: for a stick, a mirror, a day without us."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaign import mirror
from campaign.management.archives import refuse_without_tables

_EVERY = 100


class Command(BaseCommand):
    help = (
        "Write what the public reads into a folder, as pages that open without a "
        "server. An earlier copy there is replaced when the new one is finished; "
        "the same archive gives the same files on the same day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        refuse_without_tables()
        try:
            copied = mirror.make(folder, on=timezone.localdate(), heard=self._heard)
        except mirror.NotCopied as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}.") from error
        for address, status in sorted(copied.missing.items()):
            self.stderr.write(f"{address}: answered {status}; its links lead online.")
        self.stdout.write(
            f"{folder}: {copied.pages} pages, {copied.files} files. "
            f"Open {folder / 'index.html'}."
        )

    def _heard(self, done: int, left: int) -> None:
        if done % _EVERY == 0 or not left:
            self.stderr.write(f"  {done} files, {left} or more to come")
