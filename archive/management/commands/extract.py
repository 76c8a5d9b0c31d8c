"""Run extraction over documents and say what it would change or changed."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from archive import integrity, reconcile
from archive.models import Document, Revision


class Command(BaseCommand):
    help = "Find mentions anew; what people decided is never touched."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG")
        parser.add_argument("--all", action="store_true", help="every document")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would change, write nothing",
        )

    def handle(
        self, *args: Any, slugs: list[str], dry_run: bool, **options: Any
    ) -> None:
        total = reconcile.Counts()
        for revision in revisions(slugs, everything=options["all"]):
            counts = reconcile.run(
                revision,
                pipelines=settings.EXTRACTION_PIPELINES,
                at=timezone.now(),
                is_rehearsal=dry_run,
            )
            self.stdout.write(f"{revision.document.slug}: {line(counts)}")
            total += counts
        integrity.seal(at=timezone.now())
        verb = "would be" if dry_run else "were"
        self.stdout.write(f"In all {verb}: {line(total)}")


def revisions(slugs: list[str], *, everything: bool) -> list[Revision]:
    """The current revisions of the documents named. Raises CommandError."""
    if not slugs and not everything:
        raise CommandError("Name the documents by their slugs, or say --all.")
    if slugs and everything:
        raise CommandError("Name the documents or say --all, not both.")
    documents = Document.objects.whole().filter(current_revision__isnull=False)
    if not everything:
        documents = documents.filter(slug__in=slugs)
        if missing := set(slugs) - {document.slug for document in documents}:
            raise CommandError(f"There is no report {', '.join(sorted(missing))}.")
    return list(
        Revision.objects.filter(pk__in=documents.values("current_revision"))
        .select_related("document__source")
        .order_by("pk")
    )


def line(counts: reconcile.Counts) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.as_dict().items())
