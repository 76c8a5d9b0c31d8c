"""Put documents into the archive from files, folders or standard input."""

import logging
import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from archive import curation, dates, ingest
from archive.models import Document, Source

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Store files as documents: one line each. Exit code 0 = all are in the "
        "archive, 3 = some were refused, with the reason. Safe to run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "what",
            nargs="+",
            metavar="PATH",
            help="a file, a folder, or - for standard input",
        )
        parser.add_argument("--source", default="", metavar="SLUG")
        parser.add_argument(
            "--published", type=a_date, metavar="DATE", help="2011-06-22 or 2011-06"
        )
        parser.add_argument(
            "--kind", choices=Document.Kind.values, default=Document.Kind.REPORT
        )
        parser.add_argument("--language", default="en")
        parser.add_argument(
            "--publish", action="store_true", help="public at once, not a draft"
        )

    def handle(self, *args: Any, what: list[str], **options: Any) -> None:
        described = ingest.Described(
            source=_source(options["source"]),
            kind=options["kind"],
            language=options["language"],
            published=options["published"],
        )
        refused = 0
        found = list(files(what))
        for number, path in enumerate(found, start=1):
            self._progress(number, len(found))
            line, is_in = store(path, described, publish=options["publish"])
            (self.stdout if is_in else self.stderr).write(printable(line))
            refused += not is_in
        if refused:
            sys.exit(3)

    def _progress(self, number: int, total: int) -> None:
        if total > 1 and sys.stderr.isatty():
            sys.stderr.write(f"\r{number} of {total} ")


def a_date(text: str) -> dates.DateSpan:
    try:
        return dates.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def files(what: list[str]) -> Iterator[str]:
    """The files meant, in a fixed order; a folder stands for all below it."""
    for each in what:
        path = Path(each)
        if each != "-" and path.is_dir():
            yield from (str(p) for p in sorted(path.rglob("*")) if p.is_file())
        else:
            yield each


def store(path: str, described: ingest.Described, *, publish: bool) -> tuple[str, bool]:
    """One line on what became of a file, and whether it is in the archive."""
    now = timezone.now()
    try:
        document = ingest.ingest(receive(path, now), described)
        if publish:
            curation.publish([document], by=None)
    except ingest.AlreadyKnown as known:
        return f"{path}: {known}", True
    except (ingest.Refused, OSError) as reason:
        return f"{path}: refused. {_words(reason)}", False
    except Exception:  # one file must not keep the others out
        log.exception("%s could not be stored", printable(path))
        return f"{path}: not stored. The program failed; the log says why.", False
    parts = document.parts.count()
    inside = f", with {parts} letter inside" if parts == 1 else ""
    inside = f", with {parts} letters inside" if parts > 1 else inside
    return f"{path}: stored as {document.slug}{inside}.", True


def receive(path: str, now: datetime) -> ingest.Received:
    """The bytes of a file. Never reads more than the limit and one byte."""
    if path.startswith(("http://", "https://")):
        raise ingest.Refused(
            "Fetching from the web is off. Save the page and give the file."
        )
    if path == "-":
        content = sys.stdin.buffer.read(ingest.LIMIT_BYTES + 1)
        return ingest.Received(content=content, received_at=now)
    ingest.refuse_size(Path(path).stat().st_size)
    content = Path(path).read_bytes()
    return ingest.Received(content=content, received_at=now, file_name=printable(path))


def printable(path: str) -> str:
    """With a sign for each byte of a file's name that is no character."""
    return os.fsencode(path).decode(errors="replace")


def _words(reason: Exception) -> str:
    if isinstance(reason, FileNotFoundError):
        return "There is no such file."
    if isinstance(reason, PermissionError):
        return "This user may not read it."
    if isinstance(reason, OSError):
        return f"It could not be read ({reason.strerror})."
    return str(reason)


def _source(slug: str) -> Source | None:
    if not slug:
        return None
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no source “{slug}”. Known: {known}.")
    return source
