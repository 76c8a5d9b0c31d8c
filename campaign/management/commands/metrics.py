"""Numbers for monitoring; none of them is about a person."""

import os
import tempfile
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaign.management import measuring
from campaign.management.archives import refuse_without_tables


class Command(BaseCommand):
    help = (
        "Prints what to watch, in the text format of Prometheus: what waits, what "
        "failed, how old the newest backup is, how much room is left."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--backups", type=Path, metavar="DIR", help="where backups are kept"
        )
        parser.add_argument(
            "--file",
            type=Path,
            metavar="FILE",
            help="write there, all at once, instead of printing",
        )

    def handle(
        self,
        *args: Any,
        backups: Path | None,
        file: Path | None,
        **options: Any,
    ) -> None:
        refuse_without_tables()
        folder = Path(settings.VAR_DIR)
        measures = measuring.measure(at=timezone.now(), folder=folder, backups=backups)
        try:
            words = measuring.text(measures)
            if file is None:
                self.stdout.write(words, ending="")
            else:
                _replace(file, words)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error


def _replace(file: Path, words: str) -> None:
    """Who reads the file finds the old one or the new one, never a half."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(number, "w") as stream:
            stream.write(words)
        Path(name).chmod(0o644)  # the collector is another user
        Path(name).replace(file)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
