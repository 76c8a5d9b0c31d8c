"""Write the archive, or one campaign with all it rests on, into one file."""

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaign import portable
from campaign.management.archives import counted, refuse_without_tables
from campaign.models import Campaign


class Command(BaseCommand):
    help = (
        "Write what the public reads into one file, for another installation. "
        "The same archive gives the same file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--campaign", metavar="SLUG", help="one campaign and what it rests on"
        )
        parser.add_argument(
            "--everything",
            action="store_true",
            help="drafts, protected names and received bytes too: for one's own hands",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        refuse_without_tables()
        campaign = None
        if slug := options["campaign"]:
            campaign = Campaign.objects.filter(slug=slug).first()
            if campaign is None:
                raise CommandError(f"There is no campaign “{slug}”.")
            if campaign.state == Campaign.State.DRAFT and not options["everything"]:
                raise CommandError(
                    f"“{slug}” is a draft, which the public does not read. "
                    "With --everything it goes along."
                )
        try:
            found = (
                portable.everything(campaign=campaign)
                if options["everything"]
                else portable.projected(on=timezone.localdate(), campaign=campaign)
            )
            _write(file, portable.dump(found))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        numbers = {
            noun: len(rows) for noun, rows in found.items() if isinstance(rows, list)
        }
        self.stdout.write(f"{file}: {counted(numbers)}.")


def _write(file: Path, text: str) -> None:
    """All of the file or none of it; it may hold names: for its owner only."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
