"""Missions and their contact points from a CSV file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils import timezone

from archive import integrity
from campaign import directory
from campaign.directory import naming

GIVEN_SLUGS = settings.BASE_DIR / "data" / "missions" / "slugs.csv"
NAMED = 20


class Command(BaseCommand):
    help = "Load missions and their contact points; a curator's values stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        is_told = options["verbosity"] > 0
        try:
            sheet = directory.read(file)
        except directory.Unreadable as reason:
            raise CommandError(str(reason)) from reason
        try:
            loaded = directory.load(
                sheet,
                given=naming.fixed(GIVEN_SLUGS),
                done=self._progress if is_told else lambda _done, _of: None,
            )
        except IntegrityError as error:
            raise CommandError(
                "Somebody changed the directory meanwhile. What was stored so far "
                "is whole; run it again for the rest."
            ) from error
        integrity.seal(at=timezone.now())
        for fault in loaded.faults:
            self.stderr.write(f"Row {fault.number}: {fault.sentence}")
        if is_told:
            self._report(file.name, loaded)
        if loaded.faults:
            raise SystemExit(3)

    def _progress(self, done: int, of: int) -> None:
        if of > directory.BATCH:
            self.stdout.write(f"  {done:,} of {of:,} missions")

    def _report(self, name: str, loaded: directory.Loaded) -> None:
        tally = loaded.tally
        told = [
            f"{name}: missions {_counted(tally.missions, ('new', 'changed', 'unchanged'))}",
            f"addresses {_counted(tally.addresses, ('new', 'changed', 'unchanged'))}",
        ]
        if loaded.faults:
            number = len(loaded.faults)
            told.append(f"{number:,} row{'s' if number != 1 else ''} refused")
        self.stdout.write("; ".join(told) + ".")
        kept = [f"{slug} ({', '.join(names)})" for slug, names in tally.kept]
        self._named("Kept as a curator wrote them", kept)
        self._named("Left out, since a curator removed them", loaded.removed)
        self._named("Loaded before and gone from the file", loaded.gone)
        self._named(
            "Loaded, and perhaps one office twice (the desk lists them)",
            [str(each) for each in loaded.doubles],
        )

    def _named(self, what: str, names: Iterable[str]) -> None:
        shown = list(names)
        if not shown:
            return
        more = f" and {len(shown) - NAMED:,} more" if len(shown) > NAMED else ""
        self.stdout.write(f"{what}: {', '.join(shown[:NAMED])}{more}.")


def _counted(counts: dict[str, int], names: Iterable[str]) -> str:
    return ", ".join(f"{counts.get(name, 0):,} {name}" for name in names)
