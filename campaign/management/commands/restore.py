"""Put a backup back into an empty place, and look whether all is as it was."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from campaign import backups
from campaign.management import passphrases


class Command(BaseCommand):
    help = (
        "Restore what `backup` wrote, on SQLite or PostgreSQL, whichever it came from: "
        "all of it or nothing, into an empty database and an empty folder; then "
        "`verify`. Exit code 0 = all is there and as it should be, 1 = nothing was "
        "written, or verify says what was broken already."
    )
    # there is no table yet that a check could look at
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="read and compare it, write nothing"
        )
        passphrases.add_argument(parser)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        passphrase = passphrases.of(options["passphrase_file"])
        try:
            if backups.is_locked(file) and not passphrase:
                passphrase = passphrases.asked()
            if options["check"]:
                listed = backups.inspect(file, passphrase=passphrase)
                self.stdout.write(f"Every part is as it was on {listed.made_at}.")
                return
            listed = backups.restore(file, passphrase=passphrase, say=self.stdout.write)
        except backups.CannotRestore as error:
            raise CommandError(f"{error} Nothing was written.") from error
        except DatabaseError as error:
            raise CommandError(
                f"The database: {error}. Nothing was written."
            ) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or file}: {error.strerror}. Nothing was written."
            ) from error
        for name in listed.missing:
            self.stderr.write(f"Missing when the backup was made: {name}")
        if listed.head:
            self.stdout.write(f"The history ended with {listed.head}.")
        call_command("verify", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write("Everybody has to sign in again.")
