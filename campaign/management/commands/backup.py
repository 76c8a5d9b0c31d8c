"""Write everything the site keeps into one file, while it goes on running."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from campaign import backups
from campaign.management import passphrases
from campaign.management.archives import refuse_without_tables


class Command(BaseCommand):
    help = (
        "Write all rows and files of one moment into one file, for `restore`. Exit "
        "code 0 = it is whole and on the disk, 3 = it is, but files that rows name "
        "were missing already, 1 = there is no backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--lock", action="store_true", help="ask for a passphrase to lock it with"
        )
        passphrases.add_argument(parser)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        refuse_without_tables()
        passphrase = passphrases.of(options["passphrase_file"])
        if options["lock"] and not passphrase:
            passphrase = passphrases.asked(twice=True)
        try:
            made = backups.back_up(file, at=timezone.now(), passphrase=passphrase)
        except backups.CannotBackUp as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database: {error}. There is no backup.") from error
        except OSError as error:
            raise CommandError(
                f"{file}: {error.strerror}. There is no backup, and nothing is left of it."
            ) from error
        self._tell(file, made, is_locked=bool(passphrase))

    def _tell(self, file: Path, made: backups.Made, *, is_locked: bool) -> None:
        size = file.stat().st_size
        self.stdout.write(
            f"{file}: {made.rows} rows and {made.files} files, {size} bytes."
        )
        if made.head:
            self.stdout.write(f"The history ends with {made.head}.")
        self.stdout.write(
            "In it are the accounts of staff, with their hashed passwords and second "
            "factors. "
            + (
                "It is locked: without the passphrase nobody can read it."
                if is_locked
                else "It is not locked: whoever has the file reads all of it."
            )
        )
        self.stdout.write("Not in it: SECRET_KEY and .env. Keep those elsewhere.")
        if made.missing:
            for name in made.missing:
                self.stderr.write(f"Missing on this disk: {name}")
            raise CommandError(
                "The backup is whole, but files were missing: run verify.",
                returncode=3,
            )
