"""Put documents into the archive from files, folders, addresses or stdin."""

import errno
import logging
import os
import re
import stat
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from archive import (
    correcting,
    curation,
    dates,
    fetching,
    ingest,
    integrity,
    lexicon,
    readers,
)
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
            metavar="PATH_OR_URL",
            help="a file, a folder, an address, or - for standard input",
        )
        parser.add_argument("--source", default="", metavar="SLUG")
        parser.add_argument(
            "--published", type=a_date, metavar="DATE", help="2011-06-22 or 2011-06"
        )
        parser.add_argument(
            "--kind", choices=Document.Kind.values, default=Document.Kind.REPORT
        )
        parser.add_argument(
            "--language",
            default="",
            type=a_language,
            help="en, ru, pt-BR; without it the page says so, or the words tell",
        )
        parser.add_argument(
            "--translation-of",
            default="",
            metavar="SLUG",
            help="the file is what this document says in --language",
        )
        parser.add_argument(
            "--note", default="", help="of a translation: who made it, for readers"
        )
        parser.add_argument(
            "--publish", action="store_true", help="public at once, not a draft"
        )

    def handle(self, *args: Any, what: list[str], **options: Any) -> None:
        if options["translation_of"]:
            self.stdout.write(_translated(what, options))
            integrity.seal(at=timezone.now())
            return
        described = ingest.Described(
            source=_source(options["source"]),
            kind=options["kind"],
            language=options["language"],
            published=options["published"],
        )
        refused = 0
        Document.objects.exists()  # without tables no file need be opened
        found = list(files(what))
        with readers.Guarded() as reader:
            for number, path in enumerate(found, start=1):
                self._progress(number, len(found))
                for line, is_in in store(
                    path, described, reader=reader, publish=options["publish"]
                ):
                    (self.stdout if is_in else self.stderr).write(printable(line))
                    refused += not is_in
        integrity.seal(at=timezone.now())
        if refused:
            sys.exit(3)

    def _progress(self, number: int, total: int) -> None:
        if total > 1 and sys.stderr.isatty():
            filled = 24 * number // total
            bar = "█" * filled + "·" * (24 - filled)
            sys.stderr.write(f"\r{bar} {number} of {total} ")


def _translated(what: list[str], options: dict[str, Any]) -> str:
    """One file, kept as a translation. Raises CommandError with the reason."""
    if len(what) != 1 or not options["language"]:
        raise CommandError("A translation is one file, with its --language.")
    document = Document.objects.filter(slug=options["translation_of"]).first()
    if document is None:
        raise CommandError(f"There is no document “{options['translation_of']}”.")
    now = timezone.now()
    try:
        received = receive(what[0], now)
        with readers.Guarded() as reader:
            found = reader.read(
                received.content,
                file_name=received.file_name,
                media_type=received.media_type,
                language=options["language"],
            )
        made = correcting.translate(
            document,
            correcting.article(found),
            language=options["language"],
            by=None,
            at=now,
            note=options["note"],
        )
    except (ValueError, fetching.NotFetched, OSError) as reason:
        raise CommandError(f"{printable(what[0])}: {_words(reason)}") from reason
    return f"{printable(what[0])}: stored as {document.slug}/r/{made.number}."


def a_date(text: str) -> dates.DateSpan:
    try:
        return dates.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def a_language(code: str) -> str:
    if code and not lexicon.is_language(code):
        raise ArgumentTypeError(f"“{code}” is no language code: write en, ru, pt-BR.")
    return code


def files(what: list[str]) -> Iterator[str]:
    """What is meant, in a fixed order; a folder stands for all below it."""
    for each in what:
        is_path = each not in {"", "-"} and not is_address(each)
        if is_path and Path(each).is_dir():
            yield from _below(each)
        else:
            yield each


def _below(folder: str) -> list[str]:
    """Every file, and every folder that is closed or a link: refused by its name.

    A link that leads nowhere is a file too.
    """
    closed: list[str] = []
    tree = os.walk(folder, onerror=lambda error: closed.append(str(error.filename)))
    found: list[str] = []
    # a name may hold bytes that are no characters: no Path
    for at, folders, names in tree:
        found += [os.path.join(at, name) for name in names]  # noqa: PTH118
        below = [os.path.join(at, name) for name in folders]  # noqa: PTH118
        found += [each for each in below if os.path.islink(each)]  # noqa: PTH114
    return sorted([*found, *closed], key=Path)


def is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def store(
    path: str, described: ingest.Described, *, reader: ingest.Reader, publish: bool
) -> Iterator[tuple[str, bool]]:
    """A line for each thing in a file, and whether it is in the archive."""
    try:
        received = receive(path, timezone.now())
        for taken in ingest.take_in(received, described, reader=reader):
            if publish and taken.document and taken.is_new:
                curation.publish([taken.document], by=None)
            where = f"{path} {taken.name}" if taken.name else path
            yield f"{where}: {became(taken)}", taken.document is not None
    except (ingest.Refused, fetching.NotFetched, OSError) as reason:
        yield f"{path}: refused. {_words(reason)}", False
    except Exception:  # one file must not keep the others out
        log.exception("%s could not be stored", printable(path))
        yield f"{path}: not stored. The program failed; the log says why.", False


def became(taken: ingest.Taken) -> str:
    if taken.document is None:
        return f"refused. {taken.reason}"
    if not taken.is_new:
        return taken.reason
    parts = taken.document.parts.count()
    inside = f", with {parts} letter inside" if parts == 1 else ""
    inside = f", with {parts} letters inside" if parts > 1 else inside
    like = taken.document.likenesses.select_related("earlier").first()
    same = f"; much the same text as {like.earlier.slug}" if like else ""
    return f"stored as {taken.document.slug}{inside}{same}."


def receive(path: str, now: datetime) -> ingest.Received:
    """The bytes of a file. Never reads more than the limit and one byte."""
    if is_address(path):
        return fetched(path, now)
    if path == "-":
        content = sys.stdin.buffer.read(ingest.LIMIT_BYTES + 1)
        return ingest.Received(content=content, received_at=now)
    status = Path(path).stat()
    if Path(path).is_symlink():
        kind = "folder" if stat.S_ISDIR(status.st_mode) else "file"
        raise ingest.Refused(f"It is a link, which may lead anywhere: give the {kind}.")
    if stat.S_ISDIR(status.st_mode):
        raise ingest.Refused("This user may not open the folder.")
    if not stat.S_ISREG(status.st_mode):
        raise ingest.Refused("It is no file but a pipe or a device: use - for a pipe.")
    ingest.refuse_size(status.st_size)
    with Path(path).open("rb") as file:
        content = file.read(ingest.LIMIT_BYTES + 1)
    return ingest.Received(content=content, received_at=now, file_name=printable(path))


def fetched(url: str, now: datetime) -> ingest.Received:
    """A page of an allowed host. Raises NotFetched with the reason."""
    if not settings.INGEST_URLS:
        raise ingest.Refused(
            "Fetching from the web is off (INGEST_URLS). Save the page and give the "
            "file."
        )
    page = fetching.fetch(url, allowed=settings.INGEST_URLS)
    return ingest.Received(
        content=page.content,
        received_at=now,
        media_type=page.media_type,
        url=page.url,
        final_url=page.final_url if page.final_url != page.url else "",
    )


def printable(path: str) -> str:
    """On one line, with a sign for each byte of a name that is no character."""
    text = os.fsencode(path).decode(errors="replace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", text)


def _words(reason: Exception) -> str:
    if isinstance(reason, FileNotFoundError):
        return "There is no such file."
    if isinstance(reason, PermissionError):
        return "This user may not read it."
    if isinstance(reason, OSError) and reason.errno == errno.ENOSPC:
        return "The disk is full: nothing of it was kept."
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
